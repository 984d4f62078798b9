//! The rule files, checked and compiled by our own command line.

use std::path::PathBuf;
use std::process::Command;

use crate::process::{cargo, run};
use crate::{Outcome, wasm, workspace};

/// `sangloc` with arguments, compiled first if needed.
pub(crate) fn sangloc(arguments: &[&str]) -> Outcome<Command> {
    let mut command = cargo()?;
    // Inside a Trunk hook the environment is that of a wasm build.
    wasm::forget(&mut command);
    command
        .args(["run", "--quiet", "--package", "sangloc", "--"])
        .args(arguments);
    Ok(command)
}

/// Compiles the command line, so that later calls of it are quick.
pub(crate) fn ensure_compiler() -> Outcome {
    run(cargo()?.args(["build", "--package", "sangloc"]))
}

/// Trunk's hook before each build: puts the compiled rulebook beside the page.
///
/// A rule file with a mistake fails the build; the page served before stays.
pub(crate) fn hook() -> Outcome {
    let stage = std::env::var_os("TRUNK_STAGING_DIR")
        .ok_or("this is a hook of Trunk.toml, not for the terminal")?;
    let file = PathBuf::from(stage).join(workspace::RULEBOOK);
    run(sangloc(&["pack", workspace::RULES, "-o"])?.arg(&file))?;
    if file.is_file() {
        Ok(())
    } else {
        Err(format!("`sangloc pack` wrote no {}", workspace::RULEBOOK))
    }
}
