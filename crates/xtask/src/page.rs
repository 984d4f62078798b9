//! The investor's page as Trunk builds it.

use std::path::PathBuf;
use std::process::Command;

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
    run(command.args(["build", "--release"]))
}

/// The Trunk to run: ours, or one on PATH when that has the right version.
pub(crate) fn trunk() -> Outcome<PathBuf> {
    let own = workspace::at(".tools/bin")?.join(format!("trunk{}", std::env::consts::EXE_SUFFIX));
    if own.is_file() {
        Ok(own)
    } else {
        find("trunk").ok_or_else(|| "trunk is missing".to_owned())
    }
}

/// The environment in which Trunk finds its compiler and its tools.
pub(crate) fn set_up(command: &mut Command, toolchain: &Toolchain) -> Outcome {
    toolchain.apply(command);
    command.env("PATH", tools::path()?);
    // Trunk reads this variable as a yes-or-no option and refuses the usual value 1.
    if std::env::var_os("NO_COLOR").is_some() {
        command.env("NO_COLOR", "true");
    }
    Ok(())
}
