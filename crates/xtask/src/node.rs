//! Node and its packages: wasm-opt (binaryen), Playwright and axe for `tests/browser`, spreadsheets for `web`, the editor of `web/studio`,
//! Vite and TypeScript for `tests/npm`.

use std::process::Command;

use crate::process::{find, program, run};
use crate::{Outcome, workspace};

const TESTS: &str = "tests/browser";

/// Vite and TypeScript, which are made of optional packages: one for each system.
const PORTAL: &str = "tests/npm";

/// Engines to compare with, of which one is made of such packages too.
pub(crate) const PEERS: &str = "crates/bench/node";

/// The folders that have packages.
const FOLDERS: [&str; 4] = [TESTS, "web", "web/studio", PORTAL];

/// Installs the locked packages, unless the same lock file was installed before.
pub(crate) fn ensure() -> Outcome {
    if find("node").is_none() || find("npm").is_none() {
        return Err("node 20 or newer with npm is needed for wasm-opt and the page tests: https://nodejs.org".to_owned());
    }
    FOLDERS.into_iter().try_for_each(install)
}

/// Installs the locked packages of one folder.
pub(crate) fn install(folder: &str) -> Outcome {
    let lock = workspace::read(&workspace::at(folder)?.join("package-lock.json"))?;
    let stamp = workspace::at(folder)?.join("node_modules/.installed-lock");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    eprintln!("Installing node packages into {folder}/node_modules/ (under half a minute, once)");
    // No install scripts: none of the packages needs one, and Playwright's would download browsers. Nothing
    // optional elsewhere: pdf.js would bring a canvas, which it does not need to read text.
    let omitted = (![PORTAL, PEERS].contains(&folder)).then_some("--omit=optional");
    let mut npm = program("npm")?;
    npm.args(["ci", "--ignore-scripts", "--no-fund", "--no-audit", "--prefix", folder]);
    run(npm.args(omitted))?;
    workspace::write(&stamp, &lock)
}

/// A node tool that works in `tests/browser`.
pub(crate) fn tool(name: &str) -> Outcome<Command> {
    let folder = workspace::at(TESTS)?;
    let mut command = Command::new(folder.join("node_modules/.bin").join(name));
    command.current_dir(folder);
    Ok(command)
}
