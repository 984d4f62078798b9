//! Equal answers first, then what they take, as tables.

use crate::{
    cel,
    engine::{Runner, runner},
    hand, ours, rego, rhai, table, zen,
};
use rustix::time::{ClockId, clock_gettime};
use sangloc_screening::Profile;
use stats_alloc::{Region, StatsAlloc};
use std::{alloc::System, collections::BTreeMap, fs, io, path::Path};

/// How many profiles are compared.
const COMPARED: usize = 10_000;
/// How many of them are decided again and again.
const TIMED: usize = 1_000;
/// How many where instructions are counted, which is slow.
const COUNTED: usize = 100;
const ROUNDS: usize = 7;
/// What an engine decides in one go, at least, in seconds of processor time.
const ENOUGH: f64 = 0.05;

/// The first is what ours is held against.
fn engines() -> Vec<Box<dyn Runner>> {
    vec![
        runner(ours::Findings(ours::sieve())),
        runner(hand::Findings),
        runner(ours::NewDecision),
        runner(ours::Brief(ours::sieve())),
        runner(ours::OutcomeAlone(ours::sieve())),
        runner(hand::OutcomeAlone),
        runner(ours::OneAnswer::new()),
        runner(rhai::Scripts::<rhai::Hundredths>::new()),
        runner(rhai::Scripts::<rhai::Decimals>::new()),
        runner(zen::Expressions::new()),
        runner(cel::Programs::new()),
        runner(rego::Policy::new()),
    ]
}

/// Compares every engine with ours on every profile, and leaves table, profiles and answers for engines in other
/// languages: `neutral.rulebook`, `table.json`, and `profiles.jsonl` with the statuses, outcome and points of each.
///
/// # Errors
/// When a file cannot be written.
///
/// # Panics
/// When an engine decides otherwise.
pub fn prove(folder: &Path) -> io::Result<()> {
    let mut outcomes = BTreeMap::new();
    let mut engines = engines();
    let mut lines = String::new();
    for profile in ours::profiles(COMPARED) {
        let expected = ours::expected(&profile);
        let json = profile.to_json(&ours::RULEBOOK);
        for engine in &mut engines {
            assert!(engine.agrees(&profile, &expected), "{} differs: {json}", engine.name());
        }
        let outcome = expected.outcome.name();
        *outcomes.entry(outcome).or_insert(0) += 1;
        let line = serde_json::json!({
            "profile": json, "statuses": expected.statuses.as_slice(), "outcome": outcome,
            "points": expected.points, "points_open": expected.points_open,
        });
        lines.push_str(&format!("{line}\n"));
    }
    println!("{COMPARED} profiles decided alike by {} engines: {outcomes:?}\n", engines.len());
    let (file, _) = ours::RULEBOOK.to_file().map_err(io::Error::other)?;
    fs::write(folder.join("neutral.rulebook"), file)?;
    fs::write(folder.join("table.json"), table::to_json().to_string())?;
    fs::write(folder.join("profiles.jsonl"), lines)
}

/// Processor time of this thread, in seconds.
pub(crate) fn now() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

fn timed(engine: &mut dyn Runner, times: usize) -> f64 {
    let begin = now();
    for _ in 0..times {
        engine.run();
    }
    now() - begin
}

/// Prints microseconds a profile, in rounds of which each has every engine.
pub fn times() {
    let profiles = ours::profiles(TIMED);
    let mut engines = engines();
    let times: Vec<usize> = engines
        .iter_mut()
        .map(|engine| {
            engine.prepare(&profiles);
            (ENOUGH / timed(engine.as_mut(), 1)).ceil() as usize
        })
        .collect();
    let mut taken = vec![Vec::new(); engines.len()];
    for _ in 0..ROUNDS {
        for ((engine, times), taken) in engines.iter_mut().zip(&times).zip(&mut taken) {
            taken.push(timed(engine.as_mut(), *times) * 1e6 / (times * TIMED) as f64);
        }
    }
    println!(
        "| One profile | gives | µs of processor time | ratio to Sàng Lọc | ratio to Rust by hand |"
    );
    println!("|---|---|---|---|---|");
    for taken in &mut taken {
        taken.sort_by(f64::total_cmp);
    }
    let middle = |place: usize| taken[place][ROUNDS / 2];
    for (place, (engine, taken)) in engines.iter().zip(&taken).enumerate() {
        println!(
            "| {} | {} | {:.2} ({:.2}–{:.2}) | {:.2} | {:.2} |",
            engine.name(),
            engine.gives(),
            middle(place),
            taken[0],
            taken[ROUNDS - 1],
            middle(place) / middle(0),
            middle(place) / middle(1),
        );
    }
    println!();
}

/// Prints what a profile has the allocator do, which counts it.
pub fn allocations(allocator: &StatsAlloc<System>) {
    println!("| One profile | allocations | bytes |\n|---|---|---|");
    let profiles = ours::profiles(TIMED);
    for engine in &mut engines() {
        engine.prepare(&profiles);
        // What is made once is made.
        engine.run();
        let region = Region::new(allocator);
        engine.run();
        let change = region.change();
        let each = |count: usize| count / TIMED;
        let count = each(change.allocations + change.reallocations);
        println!("| {} | {count} | {} |", engine.name(), each(change.bytes_allocated));
    }
    println!();
}

/// Decides the same few profiles so often by one engine, for another program to count instructions.
pub fn once(engine: usize, times: usize) {
    let profiles: Vec<Profile> = ours::profiles(COUNTED);
    let mut engines = engines();
    let engine = engines[engine].as_mut();
    engine.prepare(&profiles);
    (0..times).for_each(|_| engine.run());
}

/// Prints the names of the engines, in the order that [`once`] counts them.
pub fn names() {
    engines().iter().for_each(|engine| println!("{}", engine.name()));
}
