//! `cargo xtask bench service`: what `sangloc serve` does for many clients at once, and whether it ends well under load.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use crate::{
    Outcome, bench, http,
    process::{cargo, output, program, run},
    workspace,
};

const CLIENTS: &str = "200";
const SECONDS: &str = "30";
/// How long the clients have asked when the service is told to end.
const BEFORE_THE_END: Duration = Duration::from_secs(15);

/// A service of its own for each measurement, so that its memory is that of just this one.
struct Service {
    child: Child,
    address: String,
}

/// Builds both sides, asks, and prints the table.
pub(crate) fn bench() -> Outcome {
    run(cargo()?.args(["build", "--release", "--package", "sangloc"]))?;
    let load = ["build", "--release", "--package", "sangloc-tests", "--example", "load"];
    run(cargo()?.args(load))?;
    println!(
        "| Asked by {CLIENTS} clients | answers | a second | median, ms | 99 of 100 within, ms | longest, ms | \
         processor time an answer, ms | peak memory, MB |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for path in ["/v1/decide", "/v1/changes"] {
        let service = Service::start()?;
        let row = output(&mut service.clients(path, SECONDS)?)?;
        let answers: f64 =
            row.split('|').next().and_then(|count| count.trim().parse().ok()).unwrap_or_default();
        let (milliseconds, megabytes) =
            (service.time()? * 1000.0 / answers, bench::peak(service.child.id()));
        println!("| `{path}` | {} | {milliseconds:.2} | {megabytes:.0} |", row.trim());
        service.end()?;
    }
    let service = Service::start()?;
    let clients = service.clients("/v1/decide", "until-closed")?.stdout(Stdio::piped()).spawn();
    let clients = clients.map_err(|error| format!("cannot start the clients: {error}"))?;
    thread::sleep(BEFORE_THE_END);
    service.end()?;
    let asked = clients.wait_with_output().map_err(|error| format!("lost the clients: {error}"))?;
    if !asked.status.success() {
        return Err("an answer broke off when the service was told to end".to_owned());
    }
    let row = String::from_utf8_lossy(&asked.stdout);
    println!(
        "\nTold to end under load: {} answers, all of them whole.",
        row.split('|').next().unwrap_or_default().trim()
    );
    Ok(())
}

impl Service {
    fn start() -> Outcome<Self> {
        let log = workspace::at("target/bench/service.log")?;
        workspace::make(&workspace::at("target/bench")?)?;
        let file = fs::File::create(&log).map_err(|error| format!("{}: {error}", log.display()))?;
        let child = program(workspace::at("target/release/sangloc")?)?
            .args(["serve", "--listen", "127.0.0.1:0"])
            .stdout(file)
            .spawn()
            .map_err(|error| format!("cannot start the service: {error}"))?;
        let mut service = Self { child, address: String::new() };
        service.address = service.listens(&log)?;
        Ok(service)
    }

    /// The address in the first line of its log.
    fn listens(&mut self, log: &Path) -> Outcome<String> {
        while self.child.try_wait().map_err(|error| error.to_string())?.is_none() {
            if let Some(address) = http::address_in(&workspace::read(log)?) {
                return Ok(address);
            }
            thread::sleep(Duration::from_millis(20));
        }
        Err("the service ended before it listened".to_owned())
    }

    fn clients(&self, path: &str, end: &str) -> Outcome<Command> {
        let mut command = program(workspace::at("target/release/examples/load")?)?;
        command.args([&format!("{}{path}", self.address), CLIENTS, end]);
        Ok(command)
    }

    /// The processor time it has taken so far, in seconds.
    fn time(&self) -> Outcome<f64> {
        let stat = workspace::read(&PathBuf::from(format!("/proc/{}/stat", self.child.id())))?;
        bench::ticks(&stat, &[11, 12])
    }

    /// Tells it to end, and expects that it does in order.
    fn end(mut self) -> Outcome {
        run(Command::new("kill").args(["-s", "TERM", &self.child.id().to_string()]))?;
        let status = self.child.wait().map_err(|error| format!("lost the service: {error}"))?;
        if status.success() { Ok(()) } else { Err(format!("the service ended with {status}")) }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // Whatever went wrong, it does not stay; mostly it has ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
