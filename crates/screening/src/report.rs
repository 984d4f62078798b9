//! A decision in words, as plain values: what the page, the command line and the JSON all show.

use crate::{Outcome, Verdict};
use sangloc_rulebook::{
    CitationKind, Confidence, Date, Decimal, Identity, Kind, Language, OnUnmet,
};
use serde::Serialize;

/// A decision in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Report {
    /// What the deciding criteria come to.
    pub outcome: Outcome,
    /// The day whose law and figures were applied.
    pub as_of: Date,
    /// The language of all words.
    pub language: Language,
    /// The rulebook's name.
    pub rulebook: String,
    /// The version its keepers gave it.
    pub version: String,
    /// The sha256 of its file.
    pub identity: Identity,
    /// The points of all priorities that are known.
    pub points: String,
    /// Whether the points can still change.
    pub points_open: bool,
    /// Whether acceptance is still possible.
    pub acceptance_possible: bool,
    /// The unanswered facts that can still change the outcome.
    pub open_facts: Vec<FactReport>,
    /// Criteria shown together.
    pub views: Vec<ViewReport>,
    /// Quantities that are shown, whatever they decide.
    pub indicators: Vec<IndicatorReport>,
    /// One a criterion, in the order of the rulebook.
    pub findings: Vec<FindingReport>,
    /// Context that is not judged.
    pub notes: Vec<NoteReport>,
}

/// A view in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ViewReport {
    /// The view's name in the rule files.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its groups, in order.
    pub groups: Vec<GroupReport>,
}

/// A group of a view in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct GroupReport {
    /// The group's name in the rule files.
    pub id: String,
    /// Its title.
    pub title: String,
    /// `Unmet` when one of its criteria is, else `Unknown` when one is; `Met` when those that apply are.
    pub verdict: Verdict,
    /// Its criteria.
    pub members: Vec<MemberReport>,
}

/// A criterion by name, with its verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct MemberReport {
    /// The criterion's name in the rule files.
    pub id: String,
    /// The number people quote.
    pub code: String,
    /// Its title.
    pub title: String,
    /// What became of it.
    pub verdict: Verdict,
}

/// An indicator in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct IndicatorReport {
    /// The quantity's name in the rule files.
    pub id: String,
    /// Its noun phrase.
    pub label: String,
    /// Whether it applies; null while that is open.
    pub applies: Option<bool>,
    /// The quantity; null: unknown.
    pub value: Option<String>,
    /// The bands it is held against, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub bands: Option<FigureReport>,
    /// Where it stands between them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub scale: Option<ScaleReport>,
    /// The points of the band it reaches; they count for nothing here.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub points: Option<String>,
    /// The unanswered facts it needs.
    pub needs: Vec<FactReport>,
    /// Where it is said.
    pub citations: Vec<CitationReport>,
}

/// A note in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct NoteReport {
    /// The note's name in the rule files.
    pub id: String,
    /// The number people quote.
    pub code: String,
    /// Its title.
    pub title: String,
    /// What it says.
    pub text: String,
    /// How far the source carries it.
    pub confidence: Confidence,
    /// Where it is said.
    pub citations: Vec<CitationReport>,
}

/// A site in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SiteReport {
    /// The key of its row.
    pub key: String,
    /// How people call it.
    pub name: String,
    /// What would become of the project there.
    pub outcome: Outcome,
    /// Whether acceptance is still possible there.
    pub acceptance_possible: bool,
    /// The points it would have.
    pub points: String,
    /// The deciding criteria that are unmet there, the ones that reject first.
    pub in_the_way: Vec<MemberReport>,
    /// The unanswered facts that can still change the outcome there.
    pub open_facts: Vec<FactReport>,
}

/// A fact by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct FactReport {
    /// `namespace.name`.
    #[cfg_attr(feature = "types", ts(type = "FactId"))]
    pub id: String,
    /// Its noun phrase.
    pub label: String,
}

/// One of the answers to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ChoiceReport {
    /// As a profile names it.
    pub id: String,
    /// Its name for people.
    pub label: String,
}

/// A fact as a form asks it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct QuestionReport {
    /// `namespace.name`.
    #[cfg_attr(feature = "types", ts(type = "FactId"))]
    pub id: String,
    /// What kind of answer it takes, as `facts.toml` calls it: `decimal`, `choice`, …
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The section of the form it stands in.
    pub section: String,
    /// Its noun phrase.
    pub label: String,
    /// The question.
    pub question: String,
    /// The units a number may be given in, its own first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<Vec<String>>"))]
    pub units: Vec<String>,
    /// The members of the list, or the rows of the table, of which answers are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<Vec<ChoiceReport>>"))]
    pub choices: Vec<ChoiceReport>,
    /// The least answer allowed, in its own unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<String>"))]
    pub min: Option<Decimal>,
    /// The greatest answer allowed, in its own unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<String>"))]
    pub max: Option<Decimal>,
}

/// What to ask next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct GuideReport {
    /// The next question; null when the outcome is certain, or all that matters was skipped.
    pub next: Option<QuestionReport>,
    /// The questions that can still change the outcome, the next one first. Answers may open others.
    pub left: Vec<FactReport>,
    /// The outcome, once no answer can change it.
    pub certain: Option<Outcome>,
}

/// What would have to change about a project, or what it has to spare and could gain: one of both is empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct WaysReport {
    /// What would have to change for the project to be accepted.
    pub changes: ChangesReport,
    /// What an accepted project has to spare and could gain.
    pub improvements: ImprovementsReport,
}

/// What would have to change, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ChangesReport {
    /// The sets, nearest first.
    pub sets: Vec<ChangeSetReport>,
    /// Whether these are all there are.
    pub complete: bool,
    /// The criteria that no change within the investor's reach meets.
    pub out_of_reach: Vec<MemberReport>,
}

/// A set of changes in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ChangeSetReport {
    /// Answers to be otherwise.
    pub changes: Vec<ChangeReport>,
    /// Answers that are only missing, each with a value that would do.
    pub answers: Vec<ChangeReport>,
    /// What becomes of the project with all of it.
    pub promises: Outcome,
}

/// One change in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ChangeReport {
    /// Which fact.
    pub fact: FactReport,
    /// In full: `Green area: raise from 8% to above 10%`.
    pub text: String,
    /// Other answers that would do as well.
    pub others: Vec<String>,
}

/// What an accepted project has to spare and could gain, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ImprovementsReport {
    /// How far amounts are from limits, the tightest first.
    pub slack: Vec<SlackReport>,
    /// Single changes that gain something, the easiest first.
    pub gains: Vec<GainReport>,
}

/// How far an amount is from a limit, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SlackReport {
    /// The criterion that sets the limit.
    pub criterion: MemberReport,
    /// What was measured.
    pub subject: String,
    /// What it is.
    pub observed: String,
    /// The limit.
    pub limit: String,
    /// How much there is to spare.
    pub room: String,
}

/// A change that gains something, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct GainReport {
    /// The change.
    pub change: ChangeReport,
    /// The points more.
    pub points: String,
    /// The incentives that it opens.
    pub incentives: Vec<MemberReport>,
}

/// A finding in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct FindingReport {
    /// The criterion's name in the rule files.
    pub id: String,
    /// The number people quote.
    pub code: String,
    /// What its verdict does.
    pub kind: Kind,
    /// What became of it.
    pub verdict: Verdict,
    /// Whether it stands in the way: false for certain, null when it may.
    pub holds: Option<bool>,
    /// What an unmet deciding criterion does.
    pub on_unmet: OnUnmet,
    /// How far the source carries the criterion.
    pub confidence: Confidence,
    /// Its title.
    pub title: String,
    /// What one can do.
    pub remedy: String,
    /// What is open about the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub caveat: Option<String>,
    /// The points it gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub points: Option<String>,
    /// What was measured against what.
    pub measures: Vec<MeasureReport>,
    /// The answered facts it read.
    pub read: Vec<FactReport>,
    /// The unanswered facts that leave it open.
    pub needs: Vec<FactReport>,
    /// What leaves it open though no answer is missing.
    pub gaps: Vec<String>,
    /// The figures it used.
    pub figures: Vec<FigureReport>,
    /// Where it is said.
    pub citations: Vec<CitationReport>,
    /// The first day the criterion is law, when it has not always been.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub from: Option<Date>,
    /// The last day the criterion is law.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub to: Option<Date>,
    /// File and line of the rule.
    pub place: String,
}

/// A measure in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct MeasureReport {
    /// What was measured.
    pub subject: String,
    /// What it is; null: unknown.
    pub observed: Option<String>,
    /// What is required; null: unknown.
    pub required: Option<String>,
    /// How it must relate to what is required, in full: `at least 10 ha`.
    pub requirement: Option<String>,
    /// Whether it does relate so.
    pub holds: Option<bool>,
    /// Where it stands, when bands are what it is held against.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub scale: Option<ScaleReport>,
}

/// Where a quantity stands between bands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ScaleReport {
    /// The quantity, in the unit of the bands; null: unknown.
    #[cfg_attr(feature = "types", ts(as = "Option<String>"))]
    pub value: Option<Decimal>,
    /// The bands, lowest first.
    pub bands: Vec<BandReport>,
}

/// A band of a scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct BandReport {
    /// The figure to reach.
    #[cfg_attr(feature = "types", ts(as = "String"))]
    pub at_least: Decimal,
    /// The same as people write it, without unit.
    pub limit: String,
    /// The points for it.
    #[cfg_attr(feature = "types", ts(as = "String"))]
    pub points: Decimal,
    /// The same as people write them.
    pub given: String,
}

/// A figure in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct FigureReport {
    /// The parameter's name in the rule files.
    pub id: String,
    /// Its noun phrase.
    pub label: String,
    /// The amount in force.
    pub amount: String,
    /// The first day it is in force.
    pub from: Date,
    /// The last day, if known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub to: Option<Date>,
    /// It should have been confirmed again by now.
    pub overdue: bool,
    /// The day somebody last confirmed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub reviewed: Option<Date>,
    /// `Stated`: the source prints it; `Derived`: a tunable default, not law.
    pub confidence: Confidence,
}

/// A source in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct CitationReport {
    /// The citation's name in the rule files.
    pub id: String,
    /// What kind of source it is.
    pub kind: CitationKind,
    /// Publisher, title, article and date in one line.
    pub text: String,
    /// The text itself was not re-read.
    pub unverified: bool,
    /// Where it can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub url: Option<String>,
}

impl FindingReport {
    /// Whether it stands in the way of acceptance for certain.
    pub fn blocks(&self) -> bool {
        self.kind.decides() && self.holds == Some(false)
    }

    /// Whether it decides and is still open.
    pub fn is_open(&self) -> bool {
        self.kind.decides() && self.holds.is_none()
    }
}
