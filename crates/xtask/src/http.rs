//! The service under its own OpenAPI document: schemathesis asks what it allows and what it forbids.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Stdio},
};

use crate::process::run;
use crate::{Outcome, guard, python::Packages, rulebook, workspace};

const TESTS: &str = "tests/http";
const PACKAGES: Packages =
    Packages { tests: TESTS, installed: ".tools/http", what: "schemathesis", from_source: &[] };

/// Starts the service on a free port and lets schemathesis ask.
pub(crate) fn check() -> Outcome {
    ensure()?;
    let mut service = guard::command(rulebook::compiled()?)?
        .args(["serve", "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cannot start the service: {error}"))?;
    let asked = address(&mut service).and_then(|address| ask(&address));
    // Its guard ends the service once nobody holds its input.
    drop(service.stdin.take());
    service.wait().map_err(|error| format!("lost the service: {error}"))?;
    asked
}

fn ask(address: &str) -> Outcome {
    let tests = workspace::at(TESTS)?;
    // It leaves files where it runs.
    let folder = workspace::at("target/http")?;
    workspace::make(&folder)?;
    let mut command = PACKAGES.python()?;
    command.current_dir(folder).env("SCHEMATHESIS_HOOKS", tests.join("hooks.py"));
    command.args(["-m", "schemathesis.cli", "--config-file"]).arg(tests.join("schemathesis.toml"));
    run(command.args(["run", &format!("{address}/openapi.json")]))
}

/// The address in the first line of the service's log; the rest is read away, or the service would stand still.
fn address(service: &mut Child) -> Outcome<String> {
    let log = service.stdout.take().ok_or("the service has no output")?;
    let mut lines = BufReader::new(log).lines().map_while(Result::ok);
    let first = lines.next().unwrap_or_default();
    std::thread::spawn(move || lines.for_each(drop));
    address_in(&first).ok_or_else(|| format!("the service says: {first}"))
}

/// The address that a service's log names first.
pub(crate) fn address_in(log: &str) -> Option<String> {
    let (_, after) = log.split_once("\"address\":\"")?;
    after.split_once('"').map(|(address, _)| address.to_owned())
}

/// Installs the pinned packages, unless the same were installed before.
pub(crate) fn ensure() -> Outcome {
    PACKAGES.ensure()
}
