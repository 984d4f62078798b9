//! Node and the packages of `tests/browser`: wasm-opt (binaryen), Playwright, axe.

use std::process::Command;

use crate::process::{find, program, run};
use crate::{Outcome, workspace};

const FOLDER: &str = "tests/browser";

/// Installs the locked packages, unless the same lock file was installed before.
pub(crate) fn ensure() -> Outcome {
    if find("node").is_none() || find("npm").is_none() {
        return Err("node 20 or newer with npm is needed for wasm-opt and the page tests: https://nodejs.org".to_owned());
    }
    let lock = workspace::read(&workspace::at(FOLDER)?.join("package-lock.json"))?;
    let stamp = workspace::at(FOLDER)?.join("node_modules/.installed-lock");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    eprintln!("Installing node packages into {FOLDER}/node_modules/ (under half a minute, once)");
    // No install scripts: none of the packages needs one, and Playwright's would download browsers.
    run(program("npm")?.args([
        "ci",
        "--ignore-scripts",
        "--no-fund",
        "--no-audit",
        "--prefix",
        FOLDER,
    ]))?;
    workspace::write(&stamp, &lock)
}

/// A node tool that works in `tests/browser`.
pub(crate) fn tool(name: &str) -> Outcome<Command> {
    let folder = workspace::at(FOLDER)?;
    let mut command = Command::new(folder.join("node_modules/.bin").join(name));
    command.current_dir(folder);
    Ok(command)
}
