//! Columns against rows and against the same rules by hand in Rust: one neutral rulebook, the same profiles, equal
//! decisions on each before anything is timed. Prints Markdown. Linux tells the time of a thread and the peak of memory.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "what is not decided alike is not timed"
)]

use arrow_array::RecordBatch;
use sangloc_columnar::Columnar;
use sangloc_screening::{Law, Profile, Sieve};
use sangloc_tests::{
    answer_columns::{batch, differences},
    fixture::today,
    floor::{self, Project},
    neutral::{profiles, rulebook},
};
use std::{fs, hint::black_box, thread, time::Instant};

const CRITERIA: usize = 60;
const PROFILES: usize = 10_000;
/// Rounds, in each of which everything is measured once.
const ROUNDS: usize = 7;
/// How often the profiles are gone through, to be timed.
const TIMES: usize = 5;

fn main() {
    let rulebook = rulebook(CRITERIA);
    let profiles = profiles(&rulebook, PROFILES);
    let projects: Vec<Project> = profiles.iter().map(Project::of).collect();
    let columns = batch(&rulebook, &profiles);
    let (law, columnar) = (Law::new(&rulebook, today()), Columnar::new(&rulebook, today()));
    compare(&law, &columnar, &profiles, &columns);
    let mut sieve = Sieve::new(Law::new(&rulebook, today()));
    println!(
        "\n| {PROFILES} profiles, {CRITERIA} criteria, one thread | processor time a profile, ns | of columns |"
    );
    println!("|---|---|---|");
    let mut all: [(&str, Vec<f64>); 6] = [
        ("columns: outcome, points, every verdict, what is missing", Vec::new()),
        ("the same, as a record batch", Vec::new()),
        ("rows: all findings", Vec::new()),
        ("rows: the outcome alone", Vec::new()),
        ("by hand: all findings", Vec::new()),
        ("by hand: the outcome alone", Vec::new()),
    ];
    for _ in 0..ROUNDS {
        all[0].1.push(timed(|| drop(black_box(columnar.judge(&columns)))));
        all[1].1.push(timed(|| drop(black_box(columnar.decide(&columns)))));
        all[2].1.push(timed(|| each(&profiles, |profile| law.decide(profile))));
        all[3].1.push(timed(|| each(&profiles, |profile| sieve.outcome(profile))));
        all[4].1.push(timed(|| each(&projects, floor::decide)));
        all[5].1.push(timed(|| each(&projects, floor::outcome)));
    }
    let base = median(&mut all[0].1.clone());
    for (name, times) in &mut all {
        println!("| {name} | {} | {:.2} |", spread(times), median(times) / base);
    }
    println!(
        "\n| Columns, rows together | one thread, ns a profile | two threads | times as fast | peak memory, MB |"
    );
    println!("|---|---|---|---|---|");
    for rows in [1, 1_000, 10_000, 100_000, 1_000_000] {
        growth(&columnar, &columns, rows);
    }
}

/// Stops where columns come to anything else than rows.
fn compare(law: &Law<'_>, columnar: &Columnar<'_>, profiles: &[Profile], columns: &RecordBatch) {
    let found = columnar.judge(columns).expect("it takes them");
    let differences = differences(&found, law, profiles);
    assert!(differences.is_empty(), "{differences:#?}");
    println!("{} profiles decided alike, {} of them one by one", found.rows(), found.one_by_one());
}

fn each<T, O>(all: &[T], mut run: impl FnMut(&T) -> O) {
    for one in all {
        black_box(run(black_box(one)));
    }
}

/// Processor time of this thread for one profile, in nanoseconds.
fn timed(mut all: impl FnMut()) -> f64 {
    let begin = processor_time();
    (0..TIMES).for_each(|_| all());
    (processor_time() - begin) / (TIMES * PROFILES) as f64
}

fn processor_time() -> f64 {
    let text = fs::read_to_string("/proc/thread-self/schedstat").expect("Linux tells it");
    let first = text.split_whitespace().next().expect("three numbers");
    first.parse().expect("a number")
}

/// The peak of this process, in megabytes.
fn peak() -> f64 {
    let text = fs::read_to_string("/proc/self/status").expect("Linux tells it");
    let line = text.lines().find(|line| line.starts_with("VmHWM:")).expect("it is there");
    let kilobytes: f64 =
        line.split_whitespace().nth(1).expect("a number").parse().expect("a number");
    kilobytes / 1_000.0
}

/// The same rows again and again, until there are so many.
fn growth(columnar: &Columnar<'_>, columns: &RecordBatch, rows: usize) {
    let part = columns.slice(0, rows.min(PROFILES));
    let times = (rows / part.num_rows()).max(20_000 / rows);
    let judge = |times: usize| {
        (0..times).for_each(|_| drop(black_box(columnar.decide(black_box(&part)))));
    };
    let (mut one, mut two) = (Vec::new(), Vec::new());
    let count = (times * part.num_rows()) as f64;
    for _ in 0..ROUNDS {
        let begin = Instant::now();
        judge(times);
        one.push(begin.elapsed().as_nanos() as f64 / count);
        let begin = Instant::now();
        thread::scope(|scope| {
            scope.spawn(|| judge(times / 2));
            judge(times - times / 2);
        });
        two.push(begin.elapsed().as_nanos() as f64 / count);
    }
    let ratio = median(&mut one) / median(&mut two);
    println!(
        "| {rows} | {} | {} | {ratio:.2} | {:.0} |",
        spread(&mut one),
        spread(&mut two),
        peak()
    );
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The median, and from where to where the rounds reach.
fn spread(values: &mut [f64]) -> String {
    let middle = median(values);
    format!("{middle:.0} ({:.0}–{:.0})", values[0], values[values.len() - 1])
}
