//! `sangloc params`: figures and tables to a spreadsheet, and edited cells back.

use crate::{
    failure::{Failure, Outcome},
    input::{ENGLISH, Folder, Lang},
    output::{self, Aside},
    xlsx::{self, Workbook},
};
use clap::{Args, Subcommand};
use sangloc_authoring::{Severity, author};
use sangloc_rulebook::Date;
use sangloc_workshop::{
    CellChange, GivenSheet, NewPeriod, SheetError, edited_cells, rule_sheets, with_cells,
};
use std::{
    collections::BTreeMap,
    fs::File,
    io::{Read, Write},
    ops::ControlFlow,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// The most rows of a sheet that are read: the longest table has a few hundred.
const MAX_ROWS: usize = 10_000;

/// Takes figures and tables to a spreadsheet and back.
#[derive(Args)]
#[command(after_help = "Examples:
  sangloc params export rules/quang-ninh -o figures.xlsx
  sangloc params import rules/quang-ninh figures.xlsx
  sangloc params import rules/quang-ninh figures.xlsx --from 2027-01-01 --cites decision-2026 --write")]
pub(crate) struct Params {
    #[command(subcommand)]
    way: Way,
}

#[derive(Subcommand)]
enum Way {
    Export(Export),
    Import(Import),
}

/// Writes the figures and tables of a rule folder as a spreadsheet.
///
/// One sheet has the figures, a row for each period; one sheet has each CSV file of a table. Edit the
/// column `amount`, or cells of tables, and take the file back with `sangloc params import`.
#[derive(Args)]
#[command(after_help = "Example:
  sangloc params export rules/quang-ninh -o figures.xlsx")]
struct Export {
    /// The rule folder, such as rules/quang-ninh.
    dir: PathBuf,
    /// The file to write (.xlsx).
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    #[command(flatten)]
    lang: Lang,
}

/// Shows what was edited in an exported spreadsheet and, with --write, takes it into the rule folder.
///
/// Another amount becomes a new dated period; what was in force until then stays. Cells of tables are
/// replaced where they stand. All other letters of the files are kept. Nothing is written where one
/// cell cannot be taken, or where the rules would have an error.
#[derive(Args)]
#[command(after_help = "Examples:
  sangloc params import rules/quang-ninh figures.xlsx
  sangloc params import rules/quang-ninh figures.xlsx --from 2027-01-01 --cites decision-2026 --stated --write")]
struct Import {
    /// The rule folder, such as rules/quang-ninh.
    dir: PathBuf,
    /// The spreadsheet, as exported from these rules and edited.
    file: PathBuf,
    /// The first day of the new amounts.
    #[arg(long, value_name = "YYYY-MM-DD", requires = "cites")]
    from: Option<Date>,
    /// Their source: its name in citations.toml.
    #[arg(long, value_name = "ID", requires = "from")]
    cites: Option<String>,
    /// The source prints the amounts; without it they are derived.
    #[arg(long, requires = "cites")]
    stated: bool,
    /// Write the files.
    #[arg(long)]
    write: bool,
}

impl Params {
    pub(crate) fn run(self) -> Outcome {
        match self.way {
            Way::Export(export) => export.run(),
            Way::Import(import) => import.run(),
        }
    }
}

impl Export {
    fn run(self) -> Outcome {
        let folder = Folder::read(&self.dir)?;
        let rulebook = folder.rulebook()?;
        let language = self.lang.of(&rulebook)?;
        let sheets = rule_sheets(&folder.sources, &rulebook, &language);
        let sheets =
            sheets.map_err(|error| Failure::invalid(format!("{}: {error}", self.dir.display())))?;
        output::write_file(&self.output, &xlsx::write(&sheets)?)?;
        let rows = sheets.iter().map(|sheet| sheet.rows.len().saturating_sub(1));
        let names = sheets.iter().zip(rows).map(|(sheet, rows)| format!("{} {rows}", sheet.name));
        let names: Vec<String> = names.collect();
        output::line(format_args!("{}: rows of {}", self.output.display(), names.join(", ")));
        Ok(ExitCode::SUCCESS)
    }
}

impl Import {
    fn run(self) -> Outcome {
        let folder = Folder::read(&self.dir)?;
        let rulebook = folder.rulebook()?;
        let name = self.file.display().to_string();
        let refuse = |errors: Vec<SheetError>| {
            for error in &errors {
                eprintln!("{name}: {error}");
            }
            Failure::invalid(format!(
                "{name}: {} things cannot be taken; nothing was written",
                errors.len()
            ))
        };
        let mut workbook = Workbook::read(&self.file)?;
        let given = sheets(&mut workbook, &name)?;
        let changes = edited_cells(&folder.sources, &rulebook, &given).map_err(refuse)?;
        if changes.is_empty() {
            output::line(format_args!("{name}: nothing was edited"));
            return Ok(ExitCode::SUCCESS);
        }
        show(&changes);
        let period = self.period();
        let figures = changes.iter().filter(|change| change.is_figure()).count();
        if figures > 0 && period.is_none() {
            let needed =
                "new amounts need --from DATE and --cites ID: from which day, by which source";
            if self.write {
                return Err(Failure::cannot_run(format!("{needed}; nothing was written")));
            }
            output::line(needed);
            return Ok(ExitCode::SUCCESS);
        }
        let files = with_cells(&folder.sources, &changes, period.as_ref()).map_err(refuse)?;
        sound(&folder, &files, &name)?;
        if self.write {
            write(&self.dir, &files)?;
            output::line("see also `sangloc test`: do the examples still come out as written?");
        } else {
            output::line("nothing was written; --write does");
        }
        Ok(ExitCode::SUCCESS)
    }

    fn period(&self) -> Option<NewPeriod> {
        let (from, cites) = (self.from?, self.cites.clone()?);
        Some(NewPeriod { from, cites, stated: self.stated })
    }
}

/// All sheets of the file.
fn sheets(workbook: &mut Workbook, file: &str) -> Result<Vec<GivenSheet>, Failure> {
    let names = workbook.sheet_names().into_iter();
    let read = names.map(|name| {
        let mut rows = Vec::new();
        workbook.rows(&name, |number, row| {
            rows.push((number, row));
            if rows.len() > MAX_ROWS { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        if rows.len() > MAX_ROWS {
            let problem = format!("{file}: sheet `{name}`: has more than {MAX_ROWS} rows");
            return Err(Failure::invalid(problem));
        }
        Ok(GivenSheet { name, rows })
    });
    read.collect()
}

fn show(changes: &[CellChange]) {
    for CellChange { place, subject, before, after, .. } in changes {
        let shown =
            |text: &str| if text.is_empty() { "(empty)".to_owned() } else { text.to_owned() };
        output::line(format_args!("{place}: {subject}: {} → {}", shown(before), shown(after)));
    }
    output::line(format_args!("{} cells were edited", changes.len()));
}

/// Whether the folder has no error with these files; the errors are shown.
fn sound(folder: &Folder, files: &BTreeMap<String, String>, name: &str) -> Result<(), Failure> {
    let mut sources = folder.sources.clone();
    for (path, text) in files {
        sources.insert(path, text);
    }
    let found = author(&sources).diagnostics;
    let errors = found.iter().filter(|found| found.severity == Severity::Error);
    let errors: Vec<_> = errors.collect();
    for error in &errors {
        eprintln!("{}\n", error.render(&sources, ENGLISH, false));
    }
    if errors.is_empty() {
        return Ok(());
    }
    Err(Failure::invalid(format!(
        "{name}: the rules would have {} errors by it; nothing was written",
        errors.len()
    )))
}

/// Writes all files aside before the first is moved into its place.
fn write(dir: &Path, files: &BTreeMap<String, String>) -> Result<(), Failure> {
    let mut written = Vec::new();
    for (path, text) in files {
        let path = dir.join(path);
        let failed = |error| Failure::cannot_run(format!("{}: {error}", path.display()));
        let mut aside = Aside::create(&path)?;
        aside.write_all(byte_order_mark(&path)).map_err(failed)?;
        aside.write_all(text.as_bytes()).map_err(failed)?;
        written.push((path, aside));
    }
    for (path, aside) in written {
        aside.keep()?;
        output::line(format_args!("{}: written", path.display()));
    }
    Ok(())
}

/// What some editors begin a file with, and rules are read without.
fn byte_order_mark(path: &Path) -> &'static [u8] {
    const MARK: &[u8] = "\u{feff}".as_bytes();
    let mut begin = [0; 3];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut begin));
    if read.is_ok() && begin == MARK { MARK } else { &[] }
}
