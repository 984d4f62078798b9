//! The investor's page as Trunk builds it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use crate::process::{find, run};
use crate::wasm::Toolchain;
use crate::{Outcome, node, tools, workspace};

/// Where the release page lies after a build.
pub(crate) fn dist() -> Outcome<PathBuf> {
    workspace::at("dist")
}

/// Builds the release page into `dist/`.
pub(crate) fn build_release() -> Outcome {
    let toolchain = Toolchain::ensure()?;
    tools::ensure()?;
    node::ensure()?;
    let mut command = crate::process::program(trunk()?)?;
    set_up(&mut command, &toolchain)?;
    // Standard output belongs to the task that asked for the page: `size --format json` is read by programs.
    run(command.args(["build", "--release"]).stdout(std::io::stderr()))
}

/// Whether `dist/` holds a page built after the last change of its sources.
pub(crate) fn is_current() -> Outcome<bool> {
    let built = modified(&dist()?.join("index.html"));
    let sources = ["web", "crates", "rules", "Cargo.toml", "Cargo.lock", "Trunk.toml"];
    for source in sources {
        if newest(&workspace::at(source)?) > built {
            return Ok(false);
        }
    }
    Ok(built.is_some())
}

fn newest(path: &Path) -> Option<SystemTime> {
    let inside = std::fs::read_dir(path).into_iter().flatten().flatten();
    inside.filter_map(|entry| newest(&entry.path())).chain(modified(path)).max()
}

fn modified(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path).and_then(|data| data.modified()).ok()
}

/// The Trunk to run: ours, or one on PATH when that has the right version.
pub(crate) fn trunk() -> Outcome<PathBuf> {
    let own = workspace::at(".tools/bin")?.join(format!("trunk{}", std::env::consts::EXE_SUFFIX));
    if own.is_file() { Ok(own) } else { find("trunk").ok_or_else(|| "trunk is missing".to_owned()) }
}

/// The environment in which Trunk finds its compiler and its tools.
pub(crate) fn set_up(command: &mut Command, toolchain: &Toolchain) -> Outcome {
    toolchain.apply(command);
    command.env("PATH", tools::path()?);
    // A stack trace of Trunk says nothing about the page, and buries the compiler's message.
    command.env("RUST_LIB_BACKTRACE", "0");
    // Trunk reads this variable as a yes-or-no option and refuses the usual value 1.
    if std::env::var_os("NO_COLOR").is_some() {
        command.env("NO_COLOR", "true");
    }
    Ok(())
}
