//! The portfolio a command works on: a file, standard input, or synthetic projects.

use crate::{
    failure::Failure,
    input::read_limited,
    parquet_input::{Block, MAGIC, ParquetPortfolio},
    xlsx::{self, Workbook},
};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use sangloc_rulebook::Rulebook;
use sangloc_workshop::{
    ColumnMapping, Columns, Law, Origin, PortfolioError, Row, Synthetic, cell_text,
    read_mapped_portfolio,
};
use std::{
    fmt::Display,
    fs::File,
    io::{self, Read, Seek},
    ops::ControlFlow,
    path::{Path, PathBuf},
};

/// The most synthetic projects one run makes.
const MAX_SIZE: usize = 1_000_000;

/// The largest mapping file.
const MAX_MAPPING_BYTES: usize = 1 << 20;

/// Which projects a command works on.
#[derive(Args)]
pub(crate) struct PortfolioArgs {
    /// The projects: CSV, .xlsx or Parquet with fact ids as headers, JSON lines, or a JSON array of
    /// profiles; `-` reads standard input (CSV and JSON). Without it, synthetic projects are made from
    /// the rulebook's own figures.
    #[arg(long, value_name = "FILE")]
    portfolio: Option<PathBuf>,
    /// How the columns of a CSV or .xlsx file are read, where their headings are not fact ids: a TOML
    /// file of headings with fact, unit, date form and words.
    #[arg(long, value_name = "MAPPING", requires = "portfolio")]
    columns: Option<PathBuf>,
    /// How many synthetic projects are made.
    #[arg(long, value_name = "N", default_value_t = 1000, conflicts_with = "portfolio")]
    size: usize,
    /// The seed of synthetic projects: the same seed makes the same projects.
    #[arg(long, value_name = "N", default_value_t = 1, conflicts_with = "portfolio")]
    seed: u64,
}

/// What is read at a time.
pub(crate) enum Piece {
    Row(Row),
    /// Rows that stand in typed columns.
    Block(Block),
}

impl PortfolioArgs {
    /// Gives every row on, until `each` stops it; the laws say which headers there may be. How far it
    /// is shows on the bar.
    pub(crate) fn read(
        &self,
        laws: &[&Law<'_>],
        progress: &ProgressBar,
        mut each: impl FnMut(Row) -> ControlFlow<()>,
    ) -> Result<Origin, Failure> {
        self.read_pieces(laws, progress, |piece| match piece {
            Piece::Row(row) => each(row),
            Piece::Block(block) => block.rows().into_iter().try_for_each(&mut each),
        })
    }

    /// The same, with rows that stand in columns together.
    pub(crate) fn read_pieces(
        &self,
        laws: &[&Law<'_>],
        progress: &ProgressBar,
        mut each: impl FnMut(Piece) -> ControlFlow<()>,
    ) -> Result<Origin, Failure> {
        let Some(path) = &self.portfolio else {
            return self.make(laws, progress, |row| each(Piece::Row(row)));
        };
        let rulebooks: Vec<&Rulebook> = laws.iter().map(|law| law.rulebook()).collect();
        let name = path.display().to_string();
        let invalid = |error: &dyn Display| Failure::invalid(format!("{name}: {error}"));
        let mapping = self.mapping(&rulebooks)?;
        if path.as_os_str() == "-" {
            let input = progress.wrap_read(io::stdin().lock());
            let read =
                read_mapped_portfolio(input, &mapping, &rulebooks, |row| each(Piece::Row(row)));
            read.map_err(|error| invalid(&error))?;
            return Ok(Origin::File(name));
        }
        let failed = |error: io::Error| Failure::cannot_run(format!("{name}: {error}"));
        let mut file = File::open(path).map_err(failed)?;
        let begin = begin(&mut file).map_err(failed)?;
        if is(path, "xlsx") || xlsx::is_workbook(&begin) {
            drop(file);
            read_workbook(path, &mapping, &rulebooks, progress, |row| each(Piece::Row(row)))?;
        } else if is(path, "parquet") || begin == MAGIC {
            if self.columns.is_some() {
                return Err(invalid(&"--columns is for CSV and .xlsx, not for Parquet"));
            }
            read_parquet(file, &rulebooks, progress, each).map_err(|error| invalid(&error))?;
        } else {
            known_length(progress, file.metadata().map_err(failed)?.len());
            let input = progress.wrap_read(file);
            let read =
                read_mapped_portfolio(input, &mapping, &rulebooks, |row| each(Piece::Row(row)));
            read.map_err(|error| invalid(&error))?;
        }
        Ok(Origin::File(name))
    }

    fn mapping(&self, rulebooks: &[&Rulebook]) -> Result<ColumnMapping, Failure> {
        let Some(path) = &self.columns else {
            return Ok(ColumnMapping::default());
        };
        let refused =
            |error: &dyn Display| Failure::invalid(format!("{}: {error}", path.display()));
        let bytes = read_limited(path, MAX_MAPPING_BYTES)?;
        let text = String::from_utf8(bytes).map_err(|_| refused(&"is not UTF-8 text"))?;
        ColumnMapping::read(&text, rulebooks).map_err(|error| refused(&error))
    }

    fn make(
        &self,
        laws: &[&Law<'_>],
        progress: &ProgressBar,
        mut each: impl FnMut(Row) -> ControlFlow<()>,
    ) -> Result<Origin, Failure> {
        if self.size > MAX_SIZE {
            return Err(Failure::cannot_run(format!("--size: at most {MAX_SIZE}")));
        }
        known_length(progress, u64::try_from(self.size).unwrap_or(u64::MAX));
        // By turns as one law asks and as the other: projects that just pass the old figures, and
        // projects that just pass the new ones.
        let made = laws.iter().map(|law| Synthetic::new(law.rulebook(), law.as_of(), self.seed));
        let mut made: Vec<_> = made.zip(laws).collect();
        for number in 1..=self.size {
            let turn = number % laws.len().max(1);
            if let Some((synthetic, law)) = made.get_mut(turn) {
                let row = Row::of(number, synthetic.project().to_json(law.rulebook()));
                progress.inc(1);
                if each(row).is_break() {
                    break;
                }
            }
        }
        Ok(Origin::Synthetic { seed: self.seed, size: self.size })
    }
}

/// The first letters of a file.
fn begin(file: &mut File) -> io::Result<Vec<u8>> {
    let mut begin = Vec::new();
    file.take(4).read_to_end(&mut begin)?;
    file.rewind()?;
    Ok(begin)
}

/// Whether a file is named so.
fn is(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending))
}

/// Reads the rows of one sheet; the first has the headings.
fn read_workbook(
    path: &Path,
    mapping: &ColumnMapping,
    rulebooks: &[&Rulebook],
    progress: &ProgressBar,
    mut each: impl FnMut(Row) -> ControlFlow<()>,
) -> Result<(), Failure> {
    let mut workbook = Workbook::read(path)?;
    let names = workbook.sheet_names();
    let name = mapping.sheet.clone().or_else(|| names.first().cloned()).unwrap_or_default();
    let refused = |reason: &dyn Display| {
        Failure::invalid(format!("{}: sheet `{name}`: {reason}", path.display()))
    };
    if !names.contains(&name) {
        return Err(refused(&format!("is not among its sheets: {}", names.join(", "))));
    }
    let mut columns = None;
    workbook.rows(&name, |number, row| {
        let cells: Vec<String> = row.iter().map(cell_text).collect();
        if number < mapping.heading.unwrap_or(1) || cells.iter().all(String::is_empty) {
            return ControlFlow::Continue(());
        }
        match &columns {
            Some(Ok(columns)) => {
                progress.inc(1);
                each(Row::of_cells(number, columns, cells.into()))
            }
            Some(Err(_)) => ControlFlow::Break(()),
            None => {
                let headings = cells.iter().map(String::as_str);
                columns = Some(Columns::of(headings, mapping, rulebooks));
                ControlFlow::Continue(())
            }
        }
    })?;
    match columns {
        Some(Ok(_)) => Ok(()),
        Some(Err(error)) => Err(refused(&error)),
        None => Err(refused(&PortfolioError::Empty)),
    }
}

fn read_parquet(
    file: File,
    rulebooks: &[&Rulebook],
    progress: &ProgressBar,
    mut each: impl FnMut(Piece) -> ControlFlow<()>,
) -> Result<(), String> {
    let portfolio = ParquetPortfolio::open(file, rulebooks)?;
    known_length(progress, portfolio.rows());
    portfolio.read(|block| {
        progress.inc(u64::try_from(block.count()).unwrap_or_default());
        each(Piece::Block(block))
    })
}

/// Lets the bar show how much of a known length is done.
fn known_length(progress: &ProgressBar, length: u64) {
    progress.set_length(length);
    if let Ok(style) = ProgressStyle::with_template("{wide_bar} {percent} % {eta}") {
        progress.set_style(style);
    }
}
