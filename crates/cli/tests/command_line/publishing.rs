//! `keygen`, `pack --sign`, `verify` and `--require-signature`: who published a rulebook.

use crate::{DAY, GOOD, Ran, command, decide, fresh, sangloc, sangloc_with, shown};
use std::{
    fs,
    path::{Path, PathBuf},
};

const SMALL: &str = "tests/rulebooks/small";

/// A folder with the keys `ours` and `theirs`, and `small.rulebook` signed with ours.
fn published(name: &str) -> PathBuf {
    let folder = fresh(name);
    for keys in ["ours", "theirs"] {
        sangloc(&["keygen", shown(&folder.join(keys)), "--no-password"]).exits(0);
    }
    pack(&folder, &folder.join("small.rulebook"));
    folder
}

fn pack(keys: &Path, file: &Path) {
    let key = keys.join("ours.key");
    sangloc(&["pack", SMALL, "-o", shown(file), "--sign", shown(&key)]).exits(0);
}

fn verify(folder: &Path, file: &str, key: &str) -> Ran {
    sangloc(&["verify", shown(&folder.join(file)), "--key", shown(&folder.join(key))])
}

#[test]
fn what_our_key_signed_is_ours_and_nothing_else() {
    let folder = published("signed");
    let said = verify(&folder, "small.rulebook", "ours.pub").exits(0).out;
    assert!(said.contains("rulebook small ") && said.contains("signed by"), "{said}");
    verify(&folder, "small.rulebook", "theirs.pub").exits(5).says("a different key");
    verify(&folder, "small.rulebook", "small.rulebook").exits(5);
    verify(&folder, "small.rulebook", "no-such.pub").exits(1);
    verify(&folder, "ours.pub", "ours.pub").exits(5).says("is not signed");
}

#[test]
fn the_same_sources_give_the_same_bytes_signed_or_not() {
    let folder = published("signed-again");
    pack(&folder, &folder.join("again.rulebook"));
    sangloc(&["pack", SMALL, "-o", shown(&folder.join("plain.rulebook"))]).exits(0);
    let bytes = |name: &str| fs::read(folder.join(name)).expect("it is there");
    assert_eq!(bytes("small.rulebook"), bytes("again.rulebook"));
    assert_eq!(bytes("small.rulebook"), bytes("plain.rulebook"));
    verify(&folder, "again.rulebook", "ours.pub").exits(0);
    verify(&folder, "plain.rulebook", "ours.pub").exits(5).says("is not signed");
}

#[test]
fn a_byte_changed_in_file_or_signature_is_refused() {
    let folder = published("tampered");
    for name in ["small.rulebook", "small.rulebook.minisig"] {
        let path = folder.join(name);
        let bytes = fs::read(&path).expect("it is there");
        let step = bytes.len() / 7;
        // The first line of a signature says nothing that is signed.
        for place in (1..7).map(|part| part * step).filter(|place| name.len() < 15 || *place > 60) {
            let mut changed = bytes.clone();
            changed[place] ^= 1;
            fs::write(&path, changed).expect("it can be written");
            verify(&folder, "small.rulebook", "ours.pub").exits(5);
        }
        fs::write(&path, &bytes[..bytes.len() - 9]).expect("it can be written");
        verify(&folder, "small.rulebook", "ours.pub").exits(5);
        fs::write(&path, bytes).expect("it can be written");
        verify(&folder, "small.rulebook", "ours.pub").exits(0);
    }
    // A rulebook whose own checksum fits, made by somebody else.
    let other = folder.join("other.rulebook");
    sangloc(&["pack", "rules/quang-ninh", "-o", shown(&other)]).exits(0);
    fs::copy(&other, folder.join("small.rulebook")).expect("it can be copied");
    verify(&folder, "small.rulebook", "ours.pub").exits(5).says("the signature does not fit");
}

#[test]
fn who_requires_a_signature_reads_nothing_without_it() {
    let folder = published("required");
    let (key, other) = (folder.join("ours.pub"), folder.join("theirs.pub"));
    let file = folder.join("small.rulebook");
    let judged = |rulebook: &str, key: &Path| {
        decide(GOOD, &["--rulebook", rulebook, "--require-signature", shown(key)])
    };
    judged(shown(&file), &key).exits(0);
    judged(shown(&file), &other).exits(5);
    judged(SMALL, &key).exits(5).says("carries no signature");
    let own = ["decide", "--profile", "-", "--require-signature", shown(&key)];
    sangloc_with(&own, GOOD).exits(5).says("carries no signature");
    let plain = folder.join("plain.rulebook");
    fs::copy(&file, &plain).expect("it can be copied");
    judged(shown(&plain), &key).exits(5).says("is not signed");

    let compared = ["diff", shown(&file), shown(&plain), "--size", "1"];
    let out = folder.join("out.csv");
    let batch = ["batch", "--rulebook", shown(&plain), "--size", "1", "-o", shown(&out)];
    for arguments in [&compared[..], &batch[..]] {
        let run = |key: &Path| -> Ran {
            let mut command = command(&[arguments, &DAY[..]].concat());
            command.env("SANGLOC_REQUIRE_SIGNATURE", key).output().expect("it runs").into()
        };
        run(&key).exits(5).says("is not signed");
        sangloc(&[arguments, &DAY[..]].concat()).exits(0);
    }
}

#[test]
fn a_key_is_never_replaced_and_one_that_cannot_be_opened_signs_nothing() {
    let folder = fresh("keys");
    let name = folder.join("ours");
    sangloc(&["keygen", shown(&name), "--no-password"]).exits(0);
    sangloc(&["keygen", shown(&name), "--no-password"]).exits(1).says("exists already");
    let secret = fs::read_to_string(folder.join("ours.key")).expect("it is there");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let rights = fs::metadata(folder.join("ours.key")).expect("it is there").permissions();
        assert_eq!(rights.mode() & 0o077, 0, "others may read the secret key");
    }
    let file = folder.join("small.rulebook");
    for (key, code) in [("no-such.key", 1), ("ours.pub", 1), ("cut.key", 1)] {
        fs::write(folder.join("cut.key"), &secret[..secret.len() / 2]).expect("it can be written");
        let key = folder.join(key);
        sangloc(&["pack", SMALL, "-o", shown(&file), "--sign", shown(&key)]).exits(code);
        assert!(!file.exists(), "a file that looks published");
    }
}

#[test]
fn a_password_opens_the_key_and_nothing_else_does() {
    let folder = fresh("password");
    let (name, file) = (folder.join("ours"), folder.join("small.rulebook"));
    let run = |arguments: &[&str], password: &str| -> Ran {
        let mut command = command(arguments);
        command.env("SANGLOC_KEY_PASSWORD", password).output().expect("it runs").into()
    };
    run(&["keygen", shown(&name)], "sông Bạch Đằng").exits(0);
    let key = name.with_extension("key");
    let pack = ["pack", SMALL, "-o", shown(&file), "--sign", shown(&key)];
    run(&pack, "sông Hồng").exits(1).says("Wrong password");
    assert!(!file.exists(), "a file that looks published");
    run(&pack, "sông Bạch Đằng").exits(0);
    verify(&folder, "small.rulebook", "ours.pub").exits(0);
}
