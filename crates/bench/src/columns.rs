//! Tables of profiles in memory, by our own engines: columns, and row by row.

use crate::{
    measure::now,
    ours::{LAW, RULEBOOK, profiles},
};
use sangloc_columnar::Columnar;
use sangloc_screening::Profile;
use sangloc_tests::{
    answer_columns::{batch, differences},
    fixture::today,
};
use std::hint::black_box;

const ROUNDS: usize = 5;
/// The profiles that tables repeat, each time in memory of their own.
const PROFILES: usize = 10_000;
const SIZES: [usize; 2] = [100_000, 1_000_000];

/// Compares columns with rows, and prints nanoseconds a profile of both; one thread.
pub fn tables() {
    let profiles = profiles(PROFILES);
    let columnar = Columnar::new(&RULEBOOK, today());
    compare(&columnar, &profiles);
    println!("| A table in memory | profiles | ns of processor time a profile |\n|---|---|---|");
    for size in SIZES {
        let table: Vec<_> = (0..size / PROFILES).map(|_| batch(&RULEBOOK, &profiles)).collect();
        print("columns", size, || {
            for rows in &table {
                black_box(columnar.decide(black_box(rows)).expect("it takes them"));
            }
        });
    }
    print("row by row, all findings", SIZES[0], || {
        for profile in profiles.iter().cycle().take(SIZES[0]) {
            black_box(LAW.decide(black_box(profile)));
        }
    });
    println!();
}

fn print(way: &str, size: usize, run: impl Fn()) {
    let round = |_| {
        let begin = now();
        run();
        (now() - begin) * 1e9 / size as f64
    };
    let mut taken: Vec<f64> = (0..ROUNDS).map(round).collect();
    taken.sort_by(f64::total_cmp);
    let [least, middle, most] = [0, ROUNDS / 2, ROUNDS - 1].map(|place| taken[place]);
    println!("| Sàng Lọc, {way} | {size} | {middle:.0} ({least:.0}–{most:.0}) |");
}

fn compare(columnar: &Columnar<'_>, profiles: &[Profile]) {
    let found = columnar.judge(&batch(&RULEBOOK, profiles)).expect("it takes them");
    let differences = differences(&found, &LAW, profiles);
    assert!(differences.is_empty(), "columns differ: {differences:#?}");
    println!("- columns: {} profiles compared, 0 differ\n", profiles.len());
}
