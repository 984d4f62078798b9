//! Starting other programs and saying clearly what went wrong with them.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::{Outcome, workspace};

/// A program run from the top of the repository.
pub(crate) fn program(name: impl AsRef<Path>) -> Outcome<Command> {
    let mut command = Command::new(name.as_ref());
    command.current_dir(workspace::root()?);
    Ok(command)
}

/// The cargo that started xtask.
pub(crate) fn cargo() -> Outcome<Command> {
    program(std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from))
}

/// Runs a program to its end with its output on the terminal.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let status =
        command.status().map_err(|error| format!("cannot start {}: {error}", line(command)))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status})", line(command))) }
}

/// Runs a program to its end and returns what it printed.
pub(crate) fn output(command: &mut Command) -> Outcome<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cannot start {}: {error}", line(command)))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(format!("`{}` failed ({})", line(command), output.status))
    }
}

/// What `PROGRAM --version` prints, if the program is there at all.
pub(crate) fn version(program: impl AsRef<Path>) -> Option<String> {
    let output =
        Command::new(program.as_ref()).arg("--version").stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Looks a program up on PATH.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
        .find(|candidate| candidate.is_file())
}

/// Whether a task may change the system, that is, runs as root.
pub(crate) fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

/// The command as one would type it.
pub(crate) fn line(command: &Command) -> String {
    let name = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    std::iter::once(name)
        .chain(command.get_args())
        .map(|part| part.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}
