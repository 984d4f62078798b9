//! Writes made-up profiles of the province's rulebook as the table that the queries of `sangloc sql` read, for
//! `cargo xtask test --only engines`: `profiles FILE COUNT`.
#![expect(clippy::expect_used, reason = "a tool of the tests says what is wrong by stopping")]

use sangloc_rulebook::Date;
use sangloc_tests::{fixture::quang_ninh, profile_table};
use sangloc_workshop::Synthetic;
use std::{fs::File, io::BufWriter};

/// Projects of their own; rows are mixed of them.
const MADE: usize = 1000;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().expect("FILE COUNT");
    let count: usize = arguments.next().and_then(|count| count.parse().ok()).expect("FILE COUNT");
    let rulebook = quang_ninh();
    let day = Date::new(2026, 11, 22).expect("a day");
    let mut synthetic = Synthetic::new(rulebook, day, 1);
    let made: Vec<_> = (0..MADE.min(count)).map(|_| synthetic.project()).collect();
    let out = BufWriter::new(File::create(path).expect("it can be written"));
    profile_table::write(rulebook, &made, count, out);
}
