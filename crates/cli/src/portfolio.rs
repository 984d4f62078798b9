//! The portfolio a command works on: a file, standard input, or synthetic projects.

use crate::failure::Failure;
use clap::Args;
use sangloc_rulebook::Rulebook;
use sangloc_workshop::{Law, Origin, Row, Synthetic, read_portfolio};
use std::{
    fs::File,
    io::{self, Read},
    ops::ControlFlow,
    path::PathBuf,
};

/// The most synthetic projects one run makes.
const MAX_SIZE: usize = 1_000_000;

/// Which projects a command works on.
#[derive(Args)]
pub(crate) struct PortfolioArgs {
    /// The projects: CSV with fact ids as headers, JSON lines, or a JSON array of profiles; `-` reads
    /// standard input. Without it, synthetic projects are made from the rulebook's own figures.
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
    /// Gives every row on; the laws say which headers there may be.
    pub(crate) fn read(
        &self,
        laws: &[Law<'_>],
        mut each: impl FnMut(Row),
    ) -> Result<Origin, Failure> {
        let Some(path) = &self.portfolio else {
            return self.make(laws, each);
        };
        let rulebooks: Vec<&Rulebook> = laws.iter().map(|law| law.rulebook).collect();
        let name = path.display().to_string();
        let input: Box<dyn Read> = if path.as_os_str() == "-" {
            Box::new(io::stdin().lock())
        } else {
            let file = File::open(path);
            Box::new(file.map_err(|error| Failure::cannot_run(format!("{name}: {error}")))?)
        };
        let read = read_portfolio(input, &rulebooks, |row| {
            each(row);
            ControlFlow::Continue(())
        });
        read.map_err(|error| Failure::invalid(format!("{name}: {error}")))?;
        Ok(Origin::File(name))
    }

    fn make(&self, laws: &[Law<'_>], mut each: impl FnMut(Row)) -> Result<Origin, Failure> {
        if self.size > MAX_SIZE {
            return Err(Failure::cannot_run(format!("--size: at most {MAX_SIZE}")));
        }
        // By turns as one law asks and as the other: projects that just pass the old figures, and
        // projects that just pass the new ones.
        let made = laws.iter().map(|law| Synthetic::new(law.rulebook, law.as_of, self.seed));
        let mut made: Vec<_> = made.zip(laws).collect();
        for number in 1..=self.size {
            let turn = number % laws.len().max(1);
            if let Some((synthetic, law)) = made.get_mut(turn) {
                each(Row::of(number, synthetic.project().to_json(law.rulebook)));
            }
        }
        Ok(Origin::Synthetic { seed: self.seed, size: self.size })
    }
}
