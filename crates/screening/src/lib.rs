//! A rulebook, a profile and a date give a decision: pure, total and the same everywhere.
//!
//! [`evaluate`] judges, [`asked`] says which questions the form shows, [`explain`] puts a decision
//! into words. Nothing here reads a clock, a disk or a network, and no script runs.

mod change_report;
mod changes;
mod decision;
mod evaluate;
mod explain;
mod finding;
mod format;
mod guide;
mod improvements;
mod interview;
mod law;
mod order;
mod profile;
mod prospect;
mod questions;
mod record;
mod report;
mod results;
mod search;
mod seek;
mod sieve;
mod sites;
mod space;
mod summary;
mod trace;
mod trail;
mod verdict;
mod words;
mod workbook;

pub use change_report::{explain_changes, explain_improvements, explain_ways};
pub use changes::{Change, ChangeSet, Changes, Limit, changes};
pub use decision::{Decision, Outcome, Reading, evaluate};
pub use evaluate::known_beforehand;
pub use explain::{explain, explain_citation, explain_profile, explain_sites, say};
pub use finding::{Figure, Finding, Gap, Measure, Relation};
pub use format::{format_date, format_number, format_value, unit_name};
pub use guide::{Guide, guide};
pub use improvements::{Gain, Improvements, Slack, improvements};
pub use interview::Interview;
pub use law::Law;
pub use profile::{
    Answer, MAX_PROFILE_BYTES, MAX_TEXT, Problem, Profile, ProfileError, allowed_units,
};
pub use prospect::{Prospect, Reach, prospect};
pub use questions::{asked, choices, explain_guide, explain_questions, readers};
pub use record::{
    Difference, FindingRecord, MAX_RECORD_BYTES, RECORD_FORMAT, Record, RecordError, Recorded,
    Verification, answers_of_record,
};
pub use report::{
    BandReport, ChangeReport, ChangeSetReport, ChangesReport, ChoiceReport, CitationReport,
    FactReport, FigureReport, FindingReport, GainReport, GroupReport, GuideReport,
    ImprovementsReport, IndicatorReport, MeasureReport, MemberReport, NoteReport, QuestionReport,
    Report, ScaleReport, SiteReport, SlackReport, ViewReport, WaysReport,
};
pub use search::Wish;
pub use seek::{Sought, seek};
pub use sieve::Sieve;
pub use sites::{Site, sites};
pub use summary::{BriefFinding, Summary};
pub use trace::Trace;
pub use verdict::Verdict;
pub use workbook::{
    MAX_ROWS, NotATemplate, Row, RowError, Sheet, findings_workbook, profile_workbook,
    read_workbook,
};
