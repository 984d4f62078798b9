//! The portfolio a command works on: a file, standard input, or synthetic projects.

use crate::{
    failure::Failure,
    parquet_input::{MAGIC, ParquetPortfolio},
};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use sangloc_rulebook::Rulebook;
use sangloc_workshop::{Law, Origin, Row, Synthetic, read_portfolio};
use std::{
    fmt::Display,
    fs::File,
    io::{self, Read, Seek},
    ops::ControlFlow,
    path::{Path, PathBuf},
};

/// The most synthetic projects one run makes.
const MAX_SIZE: usize = 1_000_000;

/// Which projects a command works on.
#[derive(Args)]
pub(crate) struct PortfolioArgs {
    /// The projects: CSV or Parquet with fact ids as headers, JSON lines, or a JSON array of profiles;
    /// `-` reads standard input (not Parquet). Without it, synthetic projects are made from the
    /// rulebook's own figures.
    #[arg(long, value_name = "FILE")]
    portfolio: Option<PathBuf>,
    /// How many synthetic projects are made.
    #[arg(long, value_name = "N", default_value_t = 1000, conflicts_with = "portfolio")]
    size: usize,
    /// The seed of synthetic projects: the same seed makes the same projects.
    #[arg(long, value_name = "N", default_value_t = 1, conflicts_with = "portfolio")]
    seed: u64,
}

impl PortfolioArgs {
    /// Gives every row on, until `each` stops it; the laws say which headers there may be. How far it
    /// is shows on the bar.
    pub(crate) fn read(
        &self,
        laws: &[Law<'_>],
        progress: &ProgressBar,
        each: impl FnMut(Row) -> ControlFlow<()>,
    ) -> Result<Origin, Failure> {
        let Some(path) = &self.portfolio else {
            return self.make(laws, progress, each);
        };
        let rulebooks: Vec<&Rulebook> = laws.iter().map(|law| law.rulebook).collect();
        let name = path.display().to_string();
        let invalid = |error: &dyn Display| Failure::invalid(format!("{name}: {error}"));
        if path.as_os_str() == "-" {
            let input = progress.wrap_read(io::stdin().lock());
            read_portfolio(input, &rulebooks, each).map_err(|error| invalid(&error))?;
            return Ok(Origin::File(name));
        }
        let failed = |error: io::Error| Failure::cannot_run(format!("{name}: {error}"));
        let mut file = File::open(path).map_err(failed)?;
        if is_parquet(path, &mut file).map_err(failed)? {
            read_parquet(file, &rulebooks, progress, each).map_err(|error| invalid(&error))?;
        } else {
            known_length(progress, file.metadata().map_err(failed)?.len());
            let input = progress.wrap_read(file);
            read_portfolio(input, &rulebooks, each).map_err(|error| invalid(&error))?;
        }
        Ok(Origin::File(name))
    }

    fn make(
        &self,
        laws: &[Law<'_>],
        progress: &ProgressBar,
        mut each: impl FnMut(Row) -> ControlFlow<()>,
    ) -> Result<Origin, Failure> {
        if self.size > MAX_SIZE {
            return Err(Failure::cannot_run(format!("--size: at most {MAX_SIZE}")));
        }
        known_length(progress, u64::try_from(self.size).unwrap_or(u64::MAX));
        // By turns as one law asks and as the other: projects that just pass the old figures, and
        // projects that just pass the new ones.
        let made = laws.iter().map(|law| Synthetic::new(law.rulebook, law.as_of, self.seed));
        let mut made: Vec<_> = made.zip(laws).collect();
        for number in 1..=self.size {
            let turn = number % laws.len().max(1);
            if let Some((synthetic, law)) = made.get_mut(turn) {
                let row = Row::of(number, synthetic.project().to_json(law.rulebook));
                progress.inc(1);
                if each(row).is_break() {
                    break;
                }
            }
        }
        Ok(Origin::Synthetic { seed: self.seed, size: self.size })
    }
}

/// Whether a file is Parquet, by its name or its first letters.
fn is_parquet(path: &Path, file: &mut File) -> io::Result<bool> {
    let mut begin = Vec::new();
    file.take(4).read_to_end(&mut begin)?;
    file.rewind()?;
    let named = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("parquet"));
    Ok(named || begin == MAGIC)
}

fn read_parquet(
    file: File,
    rulebooks: &[&Rulebook],
    progress: &ProgressBar,
    mut each: impl FnMut(Row) -> ControlFlow<()>,
) -> Result<(), String> {
    let portfolio = ParquetPortfolio::open(file, rulebooks)?;
    known_length(progress, portfolio.rows());
    portfolio.read(|row| {
        progress.inc(1);
        each(row)
    })
}

/// Lets the bar show how much of a known length is done.
fn known_length(progress: &ProgressBar, length: u64) {
    progress.set_length(length);
    if let Ok(style) = ProgressStyle::with_template("{wide_bar} {percent} % {eta}") {
        progress.set_style(style);
    }
}
