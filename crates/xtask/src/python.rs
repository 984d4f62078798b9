//! Python packages for tests, of the versions and hashes that a `requirements.txt` pins.

use std::process::Command;

use crate::process::{find, program, run};
use crate::{Outcome, apt, workspace};

/// Packages that one step of the tests uses.
pub(crate) struct Packages {
    /// The folder that has `requirements.txt`.
    pub(crate) tests: &'static str,
    /// Where they are kept.
    pub(crate) installed: &'static str,
    /// What they are, in a sentence that begins with "Installing".
    pub(crate) what: &'static str,
    /// Those that come as sources, which are built here.
    pub(crate) from_source: &'static [&'static str],
}

impl Packages {
    /// Installs them, unless the same were installed before.
    pub(crate) fn ensure(&self) -> Outcome {
        let requirements = workspace::at(self.tests)?.join("requirements.txt");
        let pinned = workspace::read(&requirements)?;
        let stamp = workspace::at(self.installed)?.join(".installed");
        if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == pinned) {
            return Ok(());
        }
        if !has_python() {
            apt::install(&["python3", "python3-venv"], "some tests need Python")?;
        }
        eprintln!("Installing {} into {}/ (once)", self.what, self.installed);
        run(program("python3")?.args(["-m", "venv", "--clear", self.installed]))?;
        let mut pip = self.python()?;
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
        pip.args(["--require-hashes", "--only-binary", ":all:"]);
        for package in self.from_source {
            pip.args(["--no-binary", package]);
        }
        run(pip.arg("--requirement").arg(requirements))?;
        workspace::write(&stamp, &pinned)
    }

    /// Python with the packages. Their own programs are not used: those name the folder they were installed into.
    pub(crate) fn python(&self) -> Outcome<Command> {
        program(workspace::at(self.installed)?.join("bin/python3"))
    }
}

/// Whether Python is there, and can make a folder of packages.
fn has_python() -> bool {
    let asked = Command::new("python3").args(["-c", "import ensurepip, venv"]).output();
    find("python3").is_some() && asked.is_ok_and(|output| output.status.success())
}
