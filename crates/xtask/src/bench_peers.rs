//! `cargo xtask bench peers`: one rulebook in the languages of what people would use instead, beside ours. Equal
//! answers are proved before anything is timed.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::process::{cargo, find, output, program, run};
use crate::{Outcome, node, npm, python::Packages, workspace};

/// A workspace of its own, which nothing else compiles.
const BENCH: &str = "crates/bench";
const BUILT: &str = "target/peers";
/// Table, profiles and answers, for engines in other languages.
const GIVEN: &str = "target/peers/given";

const BATCH: Packages = Packages {
    tests: "crates/bench/batch",
    installed: ".tools/peers",
    what: "Polars, DataFusion and PyArrow",
    from_source: &[],
};

/// Installs and builds what is needed, compares, and prints tables.
pub(crate) fn bench() -> Outcome {
    let given = workspace::at(GIVEN)?;
    workspace::make(&given)?;
    // Not `--locked`: what our own crates use may have changed since.
    let mut build = cargo()?;
    build.current_dir(workspace::at(BENCH)?).env("CARGO_TARGET_DIR", workspace::at(BUILT)?);
    run(build.args(["build", "--release"]))?;
    npm::unfinished(&given.join("package"))?;
    node::install(node::PEERS)?;
    BATCH.ensure()?;
    run(built("peers")?.arg("prove").arg(&given))?;
    run(built("peers")?.arg("time"))?;
    run(&mut built("allocations")?)?;
    instructions()?;
    in_node(&given)?;
    run(built("peers")?.arg("tables"))?;
    run(BATCH.python()?.arg(workspace::at(BATCH.tests)?.join("batch.py")).arg(given))
}

fn built(name: &str) -> Outcome<Command> {
    program(workspace::at(BUILT)?.join("release").join(name))
}

/// The path ends with a slash: what is in it is found beside it.
fn in_node(given: &Path) -> Outcome {
    let main = workspace::at(node::PEERS)?.join("main.mjs");
    run(program("node")?.arg(main).arg(given.join("")))
}

/// What callgrind counts, where it is there: more of the same is the difference of two counts.
fn instructions() -> Outcome {
    if find("valgrind").is_none() {
        println!("Instructions are not counted: there is no valgrind.\n");
        return Ok(());
    }
    let names = output(built("peers")?.arg("names"))?;
    println!("| One profile | instructions |\n|---|---|");
    for (place, name) in names.lines().enumerate() {
        let more = counted(place, 1 + MORE)?.saturating_sub(counted(place, 1)?);
        println!("| {name} | {} |", more / (MORE * PROFILES));
    }
    println!();
    Ok(())
}

/// How many profiles `peers run` decides at a time.
const PROFILES: u64 = 100;
/// How many times more are counted: what comes before is not the same twice, and a few times more would drown in it.
const MORE: u64 = 20;

fn counted(engine: usize, times: u64) -> Outcome<u64> {
    let output = program("valgrind")?
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(workspace::at(BUILT)?.join("release/peers"))
        .args(["run", &engine.to_string(), &times.to_string()])
        .stdout(Stdio::null())
        .output()
        .map_err(|error| format!("cannot start valgrind: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let count = said.lines().find_map(|line| line.split_once("Collected : "));
    let count = count.and_then(|(_, count)| count.trim().parse().ok());
    count.ok_or_else(|| format!("callgrind counted nothing:\n{said}"))
}
