//! System packages, on machines that have apt.

use std::process::Command;

use crate::Outcome;
use crate::process::{find, is_root, run};

/// Installs packages as root or through sudo; otherwise says what to type.
pub(crate) fn install(packages: &[&str], why: &str) -> Outcome {
    let list = packages.join(" ");
    if find("apt-get").is_none() {
        return Err(format!("{why}, and this machine has no apt to install {list} with"));
    }
    if !is_root() && find("sudo").is_none() {
        return Err(format!("{why}; as root, run: apt-get install --no-install-recommends {list}"));
    }
    eprintln!("Installing {list} with apt ({why}; under a minute, once)");
    // Old package lists name old versions, of a compiler too old for this workspace among them. Without
    // network the lists stay as they are, and the packages may be there all the same.
    run(&mut apt_get(&["update", "--quiet"])).unwrap_or_else(|error| eprintln!("{error}"));
    let packages = [&["install", "--yes", "--quiet", "--no-install-recommends"], packages].concat();
    run(&mut apt_get(&packages))
}

fn apt_get(arguments: &[&str]) -> Command {
    let mut command = if is_root() { Command::new("env") } else { Command::new("sudo") };
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]).args(arguments);
    command
}
