//! What a program takes together with every process that it starts.
//!
//! Linux tells it, a few times a second: what a process does after the last look before its end is not counted.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    process::Command,
    thread,
    time::{Duration, Instant},
};

use crate::{Outcome, bench, process::line};

const BETWEEN_LOOKS: Duration = Duration::from_millis(200);

/// What one run took.
pub(crate) struct Taken {
    /// Of all processes together, in seconds.
    pub(crate) user: f64,
    /// In seconds.
    pub(crate) wall: f64,
    /// The most memory that all had at once, each page counted once, in megabytes.
    pub(crate) megabytes: f64,
}

/// A process by its number and the moment it began: numbers are given out again.
type Id = (u32, u64);

struct Process {
    id: Id,
    parent: u32,
    /// In seconds.
    user: f64,
}

/// Runs a program to its end with its output on the terminal.
pub(crate) fn run(command: &mut Command) -> Outcome<Taken> {
    let begun = Instant::now();
    let line = line(command);
    let mut child = command.spawn().map_err(|error| format!("cannot start {line}: {error}"))?;
    let mut users: BTreeMap<Id, f64> = BTreeMap::new();
    let mut megabytes = 0.0_f64;
    let status = loop {
        if let Some(status) = child.try_wait().map_err(|error| format!("{line}: {error}"))? {
            break status;
        }
        let living = look(child.id(), &mut users);
        megabytes = megabytes.max(living.into_iter().map(memory).sum());
        thread::sleep(BETWEEN_LOOKS);
    };
    if !status.success() {
        return Err(format!("`{line}` failed ({status})"));
    }
    Ok(Taken { user: users.values().sum(), wall: begun.elapsed().as_secs_f64(), megabytes })
}

/// Notes the user time of the processes that belong to a program, and says which live: itself, those that belonged
/// to it before, and whoever's parent belongs to it.
fn look(program: u32, users: &mut BTreeMap<Id, f64>) -> BTreeSet<u32> {
    let all: Vec<Process> = all().collect();
    let known = all.iter().filter(|process| users.contains_key(&process.id));
    let mut ours: BTreeSet<u32> = known.map(|process| process.id.0).chain([program]).collect();
    let mut before = 0;
    while ours.len() > before {
        before = ours.len();
        let more = all.iter().filter(|process| ours.contains(&process.parent));
        let more: Vec<u32> = more.map(|process| process.id.0).collect();
        ours.extend(more);
    }
    let belong = all.iter().filter(|process| ours.contains(&process.id.0));
    users.extend(belong.map(|process| (process.id, process.user)));
    ours
}

/// Every process that there is.
fn all() -> impl Iterator<Item = Process> {
    let folders = fs::read_dir("/proc").into_iter().flatten().flatten();
    let numbers = folders.filter_map(|folder| folder.file_name().to_str()?.parse().ok());
    numbers.filter_map(Process::read)
}

impl Process {
    fn read(number: u32) -> Option<Self> {
        let stat = fs::read_to_string(format!("/proc/{number}/stat")).ok()?;
        // After the name stand the state, the parent, and as the twentieth when it began.
        let after: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
        let (parent, begun) = (after.get(1)?.parse().ok()?, after.get(19)?.parse().ok()?);
        Some(Self { id: (number, begun), parent, user: bench::ticks(&stat, &[11]).ok()? })
    }
}

/// The memory of a process in megabytes, of pages shared by several its part of each; nothing once it has ended.
fn memory(process: u32) -> f64 {
    let text = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1024.0
}
