//! The rule files, checked and compiled by our own command line.

use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;
use std::process::Command;

use crate::process::{cargo, program, run};
use crate::{Outcome, wasm, workspace};

/// `sangloc` with arguments, compiled first if needed.
pub(crate) fn sangloc(arguments: &[&str]) -> Outcome<Command> {
    let mut command = program(compiled()?)?;
    command.args(arguments);
    Ok(command)
}

/// Where `sangloc` is, compiled first if needed.
pub(crate) fn compiled() -> Outcome<PathBuf> {
    compile()?;
    let own = std::env::current_exe().map_err(|error| format!("where is xtask? {error}"))?;
    Ok(own.with_file_name(format!("sangloc{EXE_SUFFIX}")))
}

/// Compiles the command line, so that later calls of it are quick.
pub(crate) fn compile() -> Outcome {
    let mut command = cargo()?;
    // Inside a Trunk hook the environment is that of a wasm build.
    wasm::forget(&mut command);
    // Not `--package sangloc`: that selects other features of shared crates than `cargo test --workspace`
    // does, and all of them would be compiled a second time.
    run(command.args(["build", "--workspace", "--bin", "sangloc"]))
}

/// Trunk's hook before each build: puts the compiled rulebook and its parts beside the page.
///
/// A rule file with a mistake fails the build; the page served before stays.
pub(crate) fn hook() -> Outcome {
    let stage = std::env::var_os("TRUNK_STAGING_DIR")
        .ok_or("this is a hook of Trunk.toml, not for the terminal")?;
    let stage = PathBuf::from(stage);
    let file = stage.join(workspace::RULEBOOK);
    let mut pack = sangloc(&["pack", workspace::RULES, "-o"])?;
    // Standard output belongs to the task that asked for the page.
    run(pack.arg(&file).arg("--split").arg(&stage).stdout(std::io::stderr()))?;
    if file.is_file() {
        Ok(())
    } else {
        Err(format!("`sangloc pack` wrote no {}", workspace::RULEBOOK))
    }
}
