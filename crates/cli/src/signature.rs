//! Signatures of published files, as the program `minisign` makes and checks them too.

use crate::{failure::Failure, input::read_limited};
use minisign::{KeyPair, SecretKey, SecretKeyBox};
use sangloc_rulebook::{PublicKey, SignatureError};
use std::path::{Path, PathBuf};

/// The longest key or signature that is read; they have three hundred bytes.
const MAX_BYTES: usize = 4096;
/// The environment variable that holds the password of a secret key.
const PASSWORD: &str = "SANGLOC_KEY_PASSWORD";

/// Where the signature of a file is: beside it.
pub(crate) fn beside(file: &Path) -> PathBuf {
    let mut path = file.as_os_str().to_owned();
    path.push(".minisig");
    path.into()
}

/// A new pair of keys as the texts of two files: secret, public.
///
/// Fails when the password is not given twice alike, or the system has no random numbers.
pub(crate) fn new_keys(with_password: bool) -> Result<(String, String), Failure> {
    let keys = if with_password {
        KeyPair::generate_encrypted_keypair(password())
    } else {
        KeyPair::generate_unencrypted_keypair()
    };
    let keys = keys.map_err(Failure::cannot_run)?;
    let secret = keys.sk.to_box(Some("sangloc secret key: keep it to yourself"));
    let public = keys.pk.to_box().map_err(Failure::cannot_run)?;
    Ok((secret.map_err(Failure::cannot_run)?.into_string(), public.into_string()))
}

/// Where no password is in the environment, it is asked for at the terminal.
fn password() -> Option<String> {
    std::env::var(PASSWORD).ok()
}

/// A secret key, opened by its password if it has one.
pub(crate) fn secret_key(path: &Path) -> Result<SecretKey, Failure> {
    let boxed = SecretKeyBox::from(text(path)?);
    let plain = boxed.clone().into_unencrypted_secret_key();
    plain
        .or_else(|_| boxed.into_secret_key(password()))
        .map_err(|error| Failure::cannot_run(format!("{}: {error}", path.display())))
}

/// A public key from its file.
pub(crate) fn public_key(path: &Path) -> Result<PublicKey, Failure> {
    PublicKey::read(&text(path)?)
        .map_err(|error| Failure::cannot_run(format!("{}: {error}", path.display())))
}

/// The signature of these bytes, which says what they are.
pub(crate) fn sign(key: &SecretKey, bytes: &[u8], what: &str) -> Result<Vec<u8>, Failure> {
    let comment = "signature of a sangloc rulebook";
    let signature = minisign::sign(None, key, bytes, Some(what), Some(comment));
    signature.map(|signature| signature.to_bytes()).map_err(Failure::cannot_run)
}

/// Accepts the bytes of a file only if the key signed just these.
pub(crate) fn verify(key: &PublicKey, file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let name = file.display();
    let path = beside(file);
    if !path.exists() {
        return Err(Failure::invalid(format!("{name}: is not signed: no {}", path.display())));
    }
    key.verify(bytes, &text(&path)?).map_err(|error| {
        let about = if matches!(error, SignatureError::DoesNotFit(_)) { file } else { &path };
        Failure::invalid(format!("{}: {error}", about.display()))
    })
}

fn text(path: &Path) -> Result<String, Failure> {
    String::from_utf8(read_limited(path, MAX_BYTES)?)
        .map_err(|_| Failure::invalid(format!("{}: is not text", path.display())))
}
