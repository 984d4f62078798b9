//! What the page asks its worker, and what the worker answers. Bytes go beside, not inside.

use crate::{Broken, Change, Files, Judgement, Made, Refusal};
use sangloc_rulebook::{Date, Language};
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// What the page asks.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// The rulebook that the draft begins with.
    Open(Rc<Files>),
    /// The rulebook in an archive, which comes along.
    Unpack,
    /// The projects to judge, which come along, and the file's name; no bytes: synthetic ones.
    Portfolio(Option<String>),
    /// What comes of a draft.
    Judge(Draftlike),
    /// What the rules cannot do, and what the cases have not seen.
    Analyse(Draftlike),
    /// The parts that the investor's page loads.
    Preview(Draftlike),
    /// Everything to publish the draft.
    Publish(Draftlike),
    /// These texts as an archive.
    Pack(Files),
}

/// A draft as the worker needs it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Draftlike {
    /// What became of the files that were opened.
    pub change: Change,
    /// The day whose law and figures apply; `None`: the day on which all changes are in force.
    pub as_of: Option<Date>,
    /// Today.
    pub today: Date,
    /// The language of words.
    pub language: Language,
}

/// What the worker answers.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// It is done.
    Done,
    /// What was asked cannot be read.
    Refused(Refusal),
    /// A file of projects cannot be read; why, in words.
    NoPortfolio(String),
    /// The rulebook in an archive.
    Unpacked(Files),
    /// What comes of the draft.
    Judged(Box<Judgement>),
    /// What is wrong with well-formed rules, and what the cases have not seen.
    Analysed {
        /// Rules that cannot do what they are for.
        faults: Vec<Broken>,
        /// What is missing, by file and line.
        missing: Vec<Broken>,
        /// How much there was to see.
        wanted: usize,
    },
    /// Files, whose bytes come along in the same order.
    Made(Vec<Made>),
    /// The draft has errors: there is nothing to preview or publish.
    Unsound,
}
