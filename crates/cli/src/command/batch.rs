//! `sangloc batch`: decisions for a whole portfolio.

use crate::{
    failure::{Failure, INVALID, Outcome as Ran},
    input::{AsOf, RulebookArgs},
    output::{self, Aside},
    parquet_input::Block,
    parquet_output::ParquetDecisions,
    portfolio::{Piece, PortfolioArgs},
};
use arrow_array::{Array, RecordBatch, cast::AsArray};
use clap::{Args, ValueEnum};
use rayon::prelude::*;
use sangloc_columnar::{Columnar, Decisions};
use sangloc_rulebook::{Decimal, FactIndex, FactType, Identity, Rulebook};
use sangloc_screening::{Decision, Outcome, Record, Verdict};
use sangloc_workshop::{Law, Row, name_of};
use serde::{Serialize, Serializer};
use std::{
    collections::BTreeMap,
    io::{BufWriter, Write},
    ops::ControlFlow,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{
        Arc,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
};

/// Rows that are judged at a time: the memory a portfolio of any size takes.
const AT_A_TIME: usize = 4096;
/// The same of rows that stand in columns, a thousand of which are judged by one processor.
const IN_COLUMNS: usize = 8 * 1024;
/// Unreadable rows that are named in the summary; the output names all.
const NAMED: usize = 20;

/// Decides every project of a portfolio, on all cores.
///
/// One line a project comes out, in the order of the rows; a row that cannot be read has its line too,
/// which says what is wrong with it. Nothing is written when the file ends in the middle.
#[derive(Args)]
#[command(after_help = "Examples:
  sangloc batch --portfolio projects.csv -o decisions.csv
  sangloc batch --portfolio projects.xlsx --columns mapping.toml -o decisions.csv
  sangloc batch --portfolio projects.parquet -o decisions.parquet --as-of 2026-11-22
  sangloc batch --portfolio projects.jsonl -o decisions.csv --records records.jsonl
  sangloc batch --portfolio projects.csv --verdicts -o decisions.csv
  sangloc batch --size 100000 --seed 7 -o synthetic.csv")]
pub(crate) struct Batch {
    #[command(flatten)]
    portfolio: PortfolioArgs,
    /// The file to write: .csv, .parquet, or .jsonl for JSON lines.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// What to write, where the name of the file does not tell.
    #[arg(long, value_enum)]
    format: Option<BatchFormat>,
    /// Also write the record of each decision to this file, a line each, for `sangloc verify`.
    #[arg(long, value_name = "FILE.jsonl")]
    records: Option<PathBuf>,
    /// Write the verdict on every criterion too, in a column of its name; in JSON lines under `verdicts`.
    #[arg(long)]
    verdicts: bool,
    #[command(flatten)]
    rulebook: RulebookArgs,
    #[command(flatten)]
    as_of: AsOf,
}

/// How decisions are written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum BatchFormat {
    /// A header and a row a project.
    Csv,
    /// A JSON object a line.
    Jsonl,
    /// Typed columns, a row a project.
    Parquet,
}

/// The decision on one row, or what is wrong with it.
#[derive(Serialize)]
pub(crate) struct Line {
    pub(crate) row: usize,
    pub(crate) name: String,
    /// `unreadable` where there is no decision.
    pub(crate) outcome: &'static str,
    pub(crate) points: Option<Decimal>,
    /// Whether answers can still change the points.
    pub(crate) points_open: Option<bool>,
    /// Deciding criteria that are unmet.
    pub(crate) in_the_way: Vec<String>,
    /// Facts whose answers can still change the outcome.
    pub(crate) missing: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) problems: Vec<String>,
    #[serde(skip_serializing_if = "Verdicts::is_empty")]
    pub(crate) verdicts: Verdicts,
}

/// The verdict on each criterion by its name, where they are wanted; none in a row that cannot be read.
#[derive(Default)]
pub(crate) struct Verdicts {
    criteria: Arc<[String]>,
    found: Vec<Verdict>,
}

impl Verdicts {
    fn of(criteria: &Arc<[String]>, decision: &Decision) -> Self {
        let wanted = decision.findings.iter().take(criteria.len());
        let found = wanted.map(|finding| finding.verdict).collect();
        Self { criteria: Arc::clone(criteria), found }
    }

    /// Those in a row of decisions in columns.
    fn in_row(criteria: &Arc<[String]>, decisions: &Decisions<'_>, row: usize) -> Self {
        let found = decisions.verdicts(row).take(criteria.len()).collect();
        Self { criteria: Arc::clone(criteria), found }
    }

    fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The verdict on the criterion at a place.
    pub(crate) fn at(&self, place: usize) -> Option<Verdict> {
        self.found.get(place).copied()
    }
}

impl Serialize for Verdicts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let names = self.found.iter().map(|verdict| verdict.name());
        serializer.collect_map(self.criteria.iter().zip(names))
    }
}

/// The criteria whose verdicts are written.
///
/// Fails where one has the name of another column.
fn criteria(rulebook: &Rulebook, wanted: bool) -> Result<Arc<[String]>, Failure> {
    let all = rulebook.criteria.iter().filter(|_| wanted).map(|criterion| &criterion.id.0);
    match all.clone().find(|id| HEADER.contains(&id.as_str())) {
        Some(id) => {
            let problem = "--verdicts: the file has a column of its name already";
            Err(Failure::invalid(format!("criterion `{id}`: {problem}")))
        }
        None => Ok(all.cloned().collect()),
    }
}

const HEADER: [&str; 8] =
    ["row", "name", "outcome", "points", "points_open", "in_the_way", "missing", "problems"];

impl Batch {
    pub(crate) fn run(self) -> Ran {
        let format = self.format()?;
        if self.records.as_ref() == Some(&self.output) {
            return Err(Failure::cannot_run("--records needs a file of its own, not that of -o"));
        }
        let (rulebook, identity) = self.rulebook.read()?;
        let as_of = self.as_of.day()?;
        let law = Law::new(&rulebook, as_of);
        let criteria = criteria(&rulebook, self.verdicts)?;
        let mut file = Aside::create(&self.output)?;
        let mut records = self.records.as_deref().map(Aside::create).transpose()?;
        let recorded = records.is_some().then_some(&identity);
        let columnar = Columnar::new(&rulebook, as_of);
        let judge = Judge { law: &law, columnar: &columnar, recorded, criteria: &criteria };
        let sink = Sink::new(&mut file, format, &criteria)?;
        let run = Run {
            judge,
            sink,
            records: records.as_mut().map(BufWriter::new),
            summary: Summary::default(),
        };
        let summary = self.decide(&law, run)?;
        file.keep()?;
        records.map_or(Ok(()), Aside::keep)?;
        summary.show(&self.output);
        Ok(ExitCode::from(if summary.judged() == 0 && summary.rows > 0 { INVALID } else { 0 }))
    }

    /// Reads in one thread, while others judge what was read before and write it.
    fn decide(&self, law: &Law<'_>, run: Run<'_>) -> Result<Summary, Failure> {
        let progress = output::counter();
        let (send, receive) = sync_channel(1);
        let summary = thread::scope(|scope| {
            let judging = scope.spawn(move || run.judge_all(&receive));
            let mut waiting = Waiting::default();
            let read = self.portfolio.read_pieces(&[law], &progress, |piece| {
                waiting.push(piece);
                if waiting.is_enough() { waiting.hand_on(&send) } else { ControlFlow::Continue(()) }
            });
            let _ = waiting.hand_on(&send);
            drop(send);
            let judged = judging.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            read.and(judged)
        });
        progress.finish_and_clear();
        summary
    }

    fn format(&self) -> Result<BatchFormat, Failure> {
        let ending = self.output.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let told = match ending.to_ascii_lowercase().as_str() {
            "csv" => Some(BatchFormat::Csv),
            "jsonl" | "ndjson" => Some(BatchFormat::Jsonl),
            "parquet" => Some(BatchFormat::Parquet),
            _ => None,
        };
        self.format.or(told).ok_or_else(|| {
            Failure::cannot_run(
                "the output is named .csv, .jsonl or .parquet, or --format says which",
            )
        })
    }
}

/// What was read and is not judged yet.
#[derive(Default)]
struct Waiting {
    pieces: Vec<Piece>,
    rows: usize,
}

impl Waiting {
    fn push(&mut self, piece: Piece) {
        self.rows += match &piece {
            Piece::Row(_) => 1,
            Piece::Block(block) => block.count(),
        };
        self.pieces.push(piece);
    }

    fn is_enough(&self) -> bool {
        let in_columns = matches!(self.pieces.last(), Some(Piece::Block(_)));
        self.rows >= if in_columns { IN_COLUMNS } else { AT_A_TIME }
    }

    /// Where nobody takes them any more, writing has failed, and the other thread says why.
    fn hand_on(&mut self, to: &SyncSender<Vec<Piece>>) -> ControlFlow<()> {
        match to.send(std::mem::take(self).pieces) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    }
}

/// A run over a portfolio.
struct Run<'a> {
    judge: Judge<'a>,
    sink: Sink<'a>,
    records: Option<BufWriter<&'a mut Aside>>,
    summary: Summary,
}

impl Run<'_> {
    /// Judges rows on all cores, and writes them in their order.
    fn judge_all(mut self, chunks: &Receiver<Vec<Piece>>) -> Result<Summary, Failure> {
        let judge = self.judge;
        for pieces in chunks {
            let judged: Vec<Judged> =
                pieces.into_par_iter().flat_map_iter(|piece| judge.piece(&piece)).collect();
            for (line, record) in judged {
                self.summary.count(&line);
                self.sink.write(line)?;
                if let (Some(records), Some(record)) = (&mut self.records, record) {
                    records.write_all(record.as_bytes()).map_err(Failure::cannot_run)?;
                }
            }
        }
        self.sink.end()?;
        self.records.map_or(Ok(()), |mut records| records.flush()).map_err(Failure::cannot_run)?;
        Ok(self.summary)
    }
}

/// The line of a row, and its record where one is wanted.
type Judged = (Line, Option<String>);

/// What rows are judged by.
#[derive(Clone, Copy)]
struct Judge<'a> {
    law: &'a Law<'a>,
    columnar: &'a Columnar<'a>,
    /// Which rules these are, where records are wanted.
    recorded: Option<&'a Identity>,
    /// The criteria whose verdicts are wanted.
    criteria: &'a Arc<[String]>,
}

impl Judge<'_> {
    fn piece(&self, piece: &Piece) -> Vec<Judged> {
        match piece {
            Piece::Row(row) => vec![self.judge(row)],
            Piece::Block(block) => {
                let lines = if self.recorded.is_none() { self.columns(block) } else { None };
                lines.unwrap_or_else(|| block.rows().iter().map(|row| self.judge(row)).collect())
            }
        }
    }

    /// The decisions on rows that stand in columns; `None`: not every column holds answers as they are.
    fn columns(&self, block: &Block) -> Option<Vec<Judged>> {
        self.columnar.takes(block.schema()).ok()?;
        let answers = block.batch()?;
        let decisions = self.columnar.judge(&answers).ok()?;
        let names = self.names(&answers);
        // What is wrong with a row is told by reading it as one.
        let unreadable = (0..decisions.rows()).map(|row| decisions.outcome(row).is_none());
        let unreadable = block.rows_where(&unreadable.collect::<Vec<_>>());
        let mut unreadable = unreadable.iter();
        let first = block.first();
        let lines = names.into_iter().enumerate().map(|(row, name)| {
            let line = self.line(&decisions, row, first + row, name).map(|line| (line, None));
            line.or_else(|| unreadable.next().map(|row| self.judge(row)))
        });
        lines.collect()
    }

    /// What the projects call themselves, as [`name_of`] has it.
    fn names(&self, answers: &RecordBatch) -> Vec<String> {
        let texts = self.law.rulebook().facts.iter();
        let texts = texts.filter(|fact| matches!(fact.answer, FactType::Text));
        let columns = texts.filter_map(|fact| answers.column_by_name(fact.id.as_str()));
        let columns: Vec<_> = columns.filter_map(|column| column.as_string_opt::<i32>()).collect();
        let name = |row: usize| {
            let texts = columns.iter().filter(|texts| texts.is_valid(row));
            let texts = texts.map(|texts| texts.value(row).trim());
            texts.filter(|text| !text.is_empty()).map(str::to_owned).next().unwrap_or_default()
        };
        (0..answers.num_rows()).map(name).collect()
    }

    /// The line of a row of decisions in columns; `None`: the row cannot be read.
    fn line(
        &self,
        decisions: &Decisions<'_>,
        row: usize,
        number: usize,
        name: String,
    ) -> Option<Line> {
        let rulebook = self.law.rulebook();
        let fact = |fact| rulebook.fact(fact).map(|fact| fact.id.to_string());
        let criterion = |index| rulebook.criterion(index).map(|found| found.id.to_string());
        Some(Line {
            row: number,
            name,
            outcome: decisions.outcome(row)?.name(),
            points: decisions.points(row).map(|points| points.normalize()),
            points_open: decisions.points_open(row),
            in_the_way: decisions.in_the_way(row).filter_map(criterion).collect(),
            missing: decisions.missing(row).filter_map(fact).collect(),
            problems: Vec::new(),
            verdicts: Verdicts::in_row(self.criteria, decisions, row),
        })
    }

    /// The decision on a row, and its record.
    fn judge(&self, row: &Row) -> Judged {
        let rulebook = self.law.rulebook();
        let profile = match row.profile(rulebook) {
            Ok(profile) => profile,
            Err(problems) => return (Line::unreadable(row.number, problems), None),
        };
        let decision = self.law.decide(&profile);
        let judged = rulebook.criteria.iter().zip(&decision.findings);
        let unmet = judged.filter(|(criterion, finding)| {
            criterion.kind.decides() && finding.holds == Some(false)
        });
        let fact = |fact: &FactIndex| rulebook.fact(*fact).map(|fact| fact.id.to_string());
        let line = Line {
            row: row.number,
            name: name_of(&profile),
            outcome: decision.outcome.name(),
            points: Some(decision.points.normalize()),
            points_open: Some(decision.points_open),
            in_the_way: unmet.map(|(criterion, _)| criterion.id.to_string()).collect(),
            missing: decision.open_facts.iter().filter_map(fact).collect(),
            problems: Vec::new(),
            verdicts: Verdicts::of(self.criteria, &decision),
        };
        let record = |identity| Record::new(rulebook, identity, &profile, &decision).to_text();
        (line, self.recorded.map(record))
    }
}

impl Line {
    fn unreadable(row: usize, problems: Vec<String>) -> Self {
        Self {
            row,
            name: String::new(),
            outcome: "unreadable",
            points: None,
            points_open: None,
            in_the_way: Vec::new(),
            missing: Vec::new(),
            problems,
            verdicts: Verdicts::default(),
        }
    }
}

/// Where lines go.
enum Sink<'a> {
    Csv { writer: Box<csv::Writer<&'a mut Aside>>, begun: bool, criteria: Arc<[String]> },
    Jsonl(std::io::BufWriter<&'a mut Aside>),
    Parquet(Box<ParquetDecisions<'a>>),
}

impl<'a> Sink<'a> {
    fn new(
        file: &'a mut Aside,
        format: BatchFormat,
        criteria: &Arc<[String]>,
    ) -> Result<Self, Failure> {
        Ok(match format {
            BatchFormat::Csv => {
                let writer = Box::new(csv::Writer::from_writer(file));
                Self::Csv { writer, begun: false, criteria: Arc::clone(criteria) }
            }
            BatchFormat::Jsonl => Self::Jsonl(std::io::BufWriter::new(file)),
            BatchFormat::Parquet => Self::Parquet(Box::new(ParquetDecisions::new(file, criteria)?)),
        })
    }

    fn write(&mut self, line: Line) -> Result<(), Failure> {
        match self {
            Self::Csv { writer, begun, criteria } => {
                if !std::mem::replace(begun, true) {
                    let header = HEADER.into_iter().chain(criteria.iter().map(String::as_str));
                    writer.write_record(header).map_err(Failure::cannot_run)?;
                }
                let verdicts = (0..criteria.len()).map(|place| line.verdicts.at(place));
                let verdicts = verdicts.map(|verdict| verdict.map_or("", Verdict::name).to_owned());
                let cells = cells(&line).into_iter().chain(verdicts);
                writer.write_record(cells.collect::<Vec<_>>()).map_err(Failure::cannot_run)
            }
            Self::Jsonl(writer) => {
                serde_json::to_writer(&mut *writer, &line).map_err(Failure::cannot_run)?;
                writer.write_all(b"\n").map_err(Failure::cannot_run)
            }
            Self::Parquet(writer) => writer.write(line),
        }
    }

    fn end(self) -> Result<(), Failure> {
        match self {
            Self::Csv { mut writer, .. } => writer.flush().map_err(Failure::cannot_run),
            Self::Jsonl(mut writer) => writer.flush().map_err(Failure::cannot_run),
            Self::Parquet(writer) => writer.end(),
        }
    }
}

fn cells(line: &Line) -> [String; 8] {
    [
        line.row.to_string(),
        harmless(&line.name),
        line.outcome.to_owned(),
        line.points.map(|points| points.to_string()).unwrap_or_default(),
        line.points_open.map(|open| open.to_string()).unwrap_or_default(),
        line.in_the_way.join("|"),
        line.missing.join("|"),
        harmless(&line.problems.join("; ")),
    ]
}

/// A cell that a spreadsheet takes for text: one that begins like a formula gets an apostrophe.
fn harmless(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula { format!("'{text}") } else { text.to_owned() }
}

/// What came of all rows.
#[derive(Default)]
struct Summary {
    rows: usize,
    outcomes: BTreeMap<&'static str, usize>,
    unreadable: Vec<(usize, String)>,
}

impl Summary {
    fn count(&mut self, line: &Line) {
        self.rows += 1;
        *self.outcomes.entry(line.outcome).or_default() += 1;
        if !line.problems.is_empty() && self.unreadable.len() < NAMED {
            self.unreadable.push((line.row, line.problems.join("; ")));
        }
    }

    fn unread(&self) -> usize {
        self.outcomes.get("unreadable").copied().unwrap_or_default()
    }

    fn judged(&self) -> usize {
        self.rows.saturating_sub(self.unread())
    }

    fn show(&self, path: &Path) {
        output::line(format_args!("{}: {} decisions", path.display(), self.judged()));
        let all =
            [Outcome::Accepted, Outcome::Rejected, Outcome::NeedsReview, Outcome::NeedsAnswers];
        for outcome in all.map(Outcome::name) {
            let count = self.outcomes.get(outcome).copied().unwrap_or_default();
            output::line(format_args!("  {outcome}: {count}"));
        }
        for (row, problems) in &self.unreadable {
            eprintln!("row {row} was skipped: {problems}");
        }
        if self.unread() > self.unreadable.len() {
            eprintln!("{} rows were skipped; {} names all", self.unread(), path.display());
        }
    }
}
