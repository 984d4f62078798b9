//! The command line as a person or a script meets it: exit codes, texts and JSON.
#![expect(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by stopping")]

mod batch;
mod decide;
mod diff;
mod lists;
mod publishing;
mod record;
mod rulebooks;
#[cfg(unix)]
mod serve;
mod sheets;
mod workshop;

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// A project that the small rulebook accepts.
const GOOD: &str = r#"{
  "project": { "name": "Nhà máy", "track": "zone", "processes": ["assembly"], "capital": 60,
    "fee": 31200, "jobs": 500, "start": "2027-01-01", "zone": "EAST", "land_area": 10,
    "built_area": 70000, "mangrove_area": 0 },
  "environment": { "green_area": 10.01, "reviewed": true, "water": 600 }
}"#;

const DAY: [&str; 2] = ["--as-of", "2026-11-22"];

/// What a run of `sangloc` came to.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Ran {
    /// Expects an exit code; both streams are shown when it is another.
    fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout: {}\nstderr: {}", self.out, self.err);
        // An answer goes to one stream, trouble to the other; a panic goes nowhere.
        assert!(!self.err.contains("panicked"), "{}", self.err);
        self
    }

    /// Expects a text in what was said about trouble.
    fn says(self, words: &str) -> Self {
        assert!(self.err.contains(words), "expected {words}\nfound {}", self.err);
        self
    }

    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().expect("it ended by itself"),
            out: String::from_utf8(output.stdout).expect("it prints UTF-8"),
            err: String::from_utf8(output.stderr).expect("it prints UTF-8"),
        }
    }
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sangloc"));
    command.current_dir(root()).args(arguments);
    command
}

fn sangloc(arguments: &[&str]) -> Ran {
    command(arguments).stdin(Stdio::null()).output().expect("it runs").into()
}

/// Runs `sangloc` with a text on its standard input.
fn sangloc_with(arguments: &[&str], input: &str) -> Ran {
    let mut command = command(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it runs");
    let mut stdin = child.stdin.take().expect("it has an input");
    // It may end before it has read everything.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("it ends").into()
}

/// Judges a profile, by default with the small rulebook.
fn decide(profile: &str, more: &[&str]) -> Ran {
    let mut arguments = vec!["decide", "--profile", "-"];
    arguments.extend(DAY);
    if !more.contains(&"--rulebook") {
        arguments.extend(["--rulebook", "tests/rulebooks/small"]);
    }
    arguments.extend(more);
    sangloc_with(&arguments, profile)
}

fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// An empty folder of this test's own.
fn fresh(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// A copy of a rule folder, in which a file may be changed.
fn copy_of(rules: &str, name: &str) -> PathBuf {
    let folder = fresh(name);
    copy(&root().join(rules), &folder);
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("the folder is there") {
        let entry = entry.expect("it can be read");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("it can be copied");
        }
    }
}

/// Replaces the first `old` after `mark` in a file.
fn change(file: &Path, mark: &str, old: &str, new: &str) {
    let text = fs::read_to_string(file).expect("the file is there");
    let (before, after) = text.split_once(mark).unwrap_or_else(|| panic!("no {mark}"));
    assert!(after.contains(old), "no {old} after {mark}");
    fs::write(file, format!("{before}{mark}{}", after.replacen(old, new, 1)))
        .expect("it can be written");
}

fn shown(path: &Path) -> &str {
    path.to_str().expect("the path is text")
}
