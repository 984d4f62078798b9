//! Writes synthetic projects of the province's rulebook to portfolios of the same content, for
//! `cargo xtask bench`: `portfolio FOLDER SIZE` makes `SIZE.csv`, `SIZE.jsonl` and `SIZE.parquet`.
#![expect(clippy::expect_used, reason = "a tool of the tests says what is wrong by stopping")]

use sangloc_rulebook::Date;
use sangloc_tests::{fixture::quang_ninh, portfolio_file::PortfolioFile};
use sangloc_workshop::Synthetic;
use std::{fs::File, io::BufWriter, path::Path};

/// Different projects, which come again and again: making one takes as long as judging thirty. In Parquet
/// they are a row group.
const DIFFERENT: usize = 10_000;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().expect("FOLDER SIZE");
    let size: usize = arguments.next().and_then(|size| size.parse().ok()).expect("FOLDER SIZE");
    let rulebook = quang_ninh();
    let day = Date::new(2026, 11, 22).expect("a day");
    let mut synthetic = Synthetic::new(rulebook, day, 1);
    let made: Vec<_> = (0..DIFFERENT.min(size)).map(|_| synthetic.project()).collect();
    for form in ["csv", "jsonl", "parquet"] {
        let path = Path::new(&folder).join(format!("{size}.{form}"));
        let out = BufWriter::new(File::create(path).expect("it can be written"));
        let mut file = PortfolioFile::new(rulebook, form, out);
        let mut left = size;
        while left > 0 {
            let count = left.min(made.len());
            file.write(made.get(..count).unwrap_or_default());
            left -= count;
        }
        file.end();
    }
}
