//! A comparison of two rulebooks as text, and as one HTML page that needs nothing beside it.

use crate::{
    CriterionChange, CriterionState, DiffPhrases, FigureChange, Impact, ItemChange, Points,
    ProfileChange, RuleChanges, phrases::fill,
};
use base64ct::{Base64, Encoding};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sangloc_rulebook::{Date, Identity, Language, Rulebook};
use sangloc_screening::{Outcome, format_date, format_number};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// A rulebook and the day it is applied on.
#[derive(Serialize)]
pub struct Side {
    /// The rulebook's name.
    pub rulebook: String,
    /// The version its keepers gave it.
    pub version: String,
    /// The sha256 of its file.
    pub identity: Identity,
    /// The day whose law and figures apply.
    pub as_of: Date,
}

/// Where the projects came from, for whoever reads the result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A file.
    File(String),
    /// Made up; they say nothing about real investors.
    Synthetic {
        /// What they were made from.
        seed: u64,
        /// How many.
        size: usize,
    },
}

/// Everything a comparison found.
#[derive(Serialize)]
pub struct DiffReport {
    /// What was before.
    pub old: Side,
    /// What comes after.
    pub new: Side,
    /// Which rules changed.
    pub rules: RuleChanges,
    /// Where the projects came from.
    pub portfolio: Origin,
    /// What becomes of them.
    pub impact: Impact,
}

/// A report with the words around it.
pub struct Shown<'a> {
    /// What was found.
    pub report: &'a DiffReport,
    /// The rulebooks before and after.
    pub rulebooks: [&'a Rulebook; 2],
    /// The language of the words.
    pub language: &'a Language,
}

impl Shown<'_> {
    fn words(&self) -> &'static DiffPhrases {
        DiffPhrases::of(self.language)
    }

    /// The title of a criterion, from the newer rulebook that has it.
    pub fn title(&self, id: &str) -> &str {
        let key = format!("criteria.{id}.title");
        let [old, new] = self.rulebooks;
        let found = new.text_if_any(self.language, &key);
        found.or_else(|| old.text_if_any(self.language, &key)).unwrap_or_default()
    }

    /// The number of a criterion that people quote.
    pub fn code(&self, id: &str) -> &str {
        let [old, new] = self.rulebooks;
        let mut criteria = new.criteria.iter().chain(&old.criteria);
        let found = criteria.find(|criterion| criterion.id.as_str() == id);
        found.map_or("", |criterion| criterion.code.as_str())
    }

    fn outcome(&self, outcome: Outcome) -> &'static str {
        self.words().outcome(outcome)
    }

    /// A rulebook, its version and its day.
    pub fn side(&self, side: &Side) -> String {
        format!(
            "{} {}, {}, sha256 {}",
            side.rulebook,
            side.version,
            fill(self.words().as_of, format_date(side.as_of, self.language)),
            side.identity.short()
        )
    }

    /// What became of a figure, and when.
    pub fn figure(&self, figure: &FigureChange) -> String {
        let words = self.words();
        let amount = |amount: &Option<String>| {
            amount.clone().unwrap_or_else(|| words.none_in_force.to_owned())
        };
        let from = figure
            .from
            .map(|day| format!(" {}", fill(words.from, format_date(day, self.language))));
        let to =
            figure.to.map(|day| format!(" {}", fill(words.until, format_date(day, self.language))));
        format!(
            "{} → {}{}{}",
            amount(&figure.before),
            amount(&figure.after),
            from.unwrap_or_default(),
            to.unwrap_or_default()
        )
    }

    fn points(&self, points: Points) -> String {
        let open = if points.open { "+" } else { "" };
        format!("{}{open}", format_number(points.known, self.language))
    }

    fn state(&self, state: Option<CriterionState>) -> String {
        let Some(state) = state else {
            return self.words().absent.to_owned();
        };
        let points = state.points.map(|points| format_number(points, self.language));
        let points = points.map(|points| format!(" [{points}]")).unwrap_or_default();
        format!("{}{points}", self.words().verdict(state.verdict))
    }

    /// A criterion that stands otherwise, and how.
    pub fn reason(&self, change: &CriterionChange) -> String {
        format!(
            "{} {}: {} → {}",
            change.code,
            self.title(&change.id),
            self.state(change.before),
            self.state(change.after)
        )
    }

    /// The outcome of a project before and after.
    pub fn outcomes(&self, change: &ProfileChange) -> String {
        arrow(self.outcome(change.outcome.0), self.outcome(change.outcome.1))
    }

    /// The points of a project before and after.
    pub fn both_points(&self, change: &ProfileChange) -> String {
        arrow(&self.points(change.points.0), &self.points(change.points.1))
    }

    /// That the projects are synthetic, where they are.
    pub fn origin(&self) -> Option<String> {
        match &self.report.portfolio {
            Origin::File(_) => None,
            Origin::Synthetic { seed, .. } => Some(fill(self.words().synthetic, seed)),
        }
    }

    /// The criteria that change most projects, first.
    pub fn by_criterion(&self) -> Vec<(&str, usize)> {
        let counted = self.report.impact.criteria.iter();
        let mut counted: Vec<_> = counted.map(|(id, count)| (id.as_str(), *count)).collect();
        counted.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
        counted
    }

    /// The report for a terminal.
    pub fn text(&self) -> String {
        let (report, words) = (self.report, self.words());
        let mut lines = vec![
            format!("{}: {}", words.before, self.side(&report.old)),
            format!("{}: {}", words.after, self.side(&report.new)),
            format!("\n{}", words.rules),
        ];
        self.rule_lines(&mut lines);
        lines.push(format!("\n{}", words.projects));
        lines.extend(self.origin().map(|origin| format!("  {origin}")));
        lines.push(format!("  {}", fill(words.judged, report.impact.judged)));
        lines.push(format!("  {}", self.changed()));
        let moved = report.impact.outcomes.iter().filter(|((before, after), _)| before != after);
        lines.extend(moved.map(|((before, after), count)| {
            format!(
                "    {}: {count}",
                arrow(self.words().outcome_named(before), self.words().outcome_named(after))
            )
        }));
        if !report.impact.changed.is_empty() {
            lines.push(format!("\n{}", words.by_criterion));
            lines.extend(self.by_criterion().into_iter().map(|(id, count)| {
                format!("  {count:6}  {} {} ({id})", self.code(id), self.title(id))
            }));
            lines.push(format!("\n{}", words.one_by_one));
        }
        for change in &report.impact.changed {
            lines.push(format!(
                "  {}{}: {}; {}: {}",
                fill(words.row, change.row),
                if change.name.is_empty() { String::new() } else { format!(" {}", change.name) },
                self.outcomes(change),
                words.points,
                self.both_points(change)
            ));
            let reasons = change.criteria.iter();
            lines.extend(reasons.map(|reason| format!("      {}", self.reason(reason))));
        }
        if !report.impact.skipped.is_empty() {
            lines.push(format!("\n{}", words.skipped));
        }
        for skipped in &report.impact.skipped {
            let problems = skipped.problems.join("; ");
            lines.push(format!("  {}: {problems}", fill(words.row, skipped.row)));
        }
        let plain = lines.iter().map(|line| plain(line));
        plain.collect::<Vec<_>>().join("\n") + "\n"
    }

    fn rule_lines(&self, lines: &mut Vec<String>) {
        let (rules, words) = (&self.report.rules, self.words());
        if rules.is_empty() {
            lines.push(format!("  {}", words.no_rules));
        }
        lines.extend(
            rules.figures.iter().map(|figure| {
                format!("  {} ({}): {}", figure.id, figure.label, self.figure(figure))
            }),
        );
        for item in &rules.items {
            lines.push(format!("  {}", self.item(item)));
            lines.extend(item.fields.iter().map(|field| {
                format!("      {}: {}", field.field, arrow(&field.before, &field.after))
            }));
        }
        lines.extend(self.texts().map(|line| format!("  {line}")));
    }

    /// What became of a named part of the rules.
    pub fn item(&self, item: &ItemChange) -> String {
        let words = self.words();
        let label =
            if item.label.is_empty() { String::new() } else { format!(" ({})", item.label) };
        format!("{} {}{label}: {}", words.part(item.part), item.id, words.change(item.change))
    }

    /// How many words changed, a line a language.
    pub fn texts(&self) -> impl Iterator<Item = String> {
        let words = self.words();
        self.report.rules.texts.iter().map(move |(language, count)| {
            use crate::Change::{Added, Changed, Removed};
            let counted =
                [(Added, count.added), (Changed, count.changed), (Removed, count.removed)];
            let counted = counted.into_iter().filter(|(_, count)| *count > 0);
            let counted =
                counted.map(|(change, count)| format!("{} {count}", words.change(change)));
            format!("{} ({language}): {}", words.texts, counted.collect::<Vec<_>>().join(", "))
        })
    }

    fn changed(&self) -> String {
        match self.report.impact.changed.len() {
            0 => self.words().none_changed.to_owned(),
            count => fill(self.words().changed, count),
        }
    }

    /// The report as one page: no script, no request, everything from outside escaped.
    pub fn html(&self) -> String {
        let (report, words) = (self.report, self.words());
        let hash = Base64::encode_string(&Sha256::digest(STYLE));
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"
        );
        let page = html! {
            (DOCTYPE)
            html lang=(self.language) {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (words.title) }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    h1 { (words.title) }
                    dl {
                        dt { (words.before) } dd { (self.side(&report.old)) }
                        dt { (words.after) } dd { (self.side(&report.new)) }
                    }
                    (self.rules_html())
                    (self.impact_html())
                }
            }
        };
        page.into_string()
    }

    fn rules_html(&self) -> Markup {
        let (rules, words) = (&self.report.rules, self.words());
        html! {
            h2 { (words.rules) }
            @if rules.is_empty() { p { (words.no_rules) } }
            ul {
                @for figure in &rules.figures {
                    li { code { (figure.id) } " (" (figure.label) "): " strong { (self.figure(figure)) } }
                }
                @for item in &rules.items {
                    li {
                        (self.item(item))
                        @if !item.fields.is_empty() {
                            ul {
                                @for field in &item.fields {
                                    li {
                                        (field.field) ": " del { (field.before) } " → " ins { (field.after) }
                                    }
                                }
                            }
                        }
                    }
                }
                @for line in self.texts() { li { (line) } }
            }
        }
    }

    fn impact_html(&self) -> Markup {
        let (impact, words) = (&self.report.impact, self.words());
        html! {
            h2 { (words.projects) }
            @if let Some(origin) = self.origin() { p { em { (origin) } } }
            p { (fill(words.judged, impact.judged)) br; strong { (self.changed()) } }
            @if !impact.changed.is_empty() {
                ul {
                    @for ((before, after), count) in &impact.outcomes {
                        @if before != after {
                            li { (arrow(self.words().outcome_named(before), self.words().outcome_named(after))) ": " (count) }
                        }
                    }
                }
                h3 { (words.by_criterion) }
                ul {
                    @for (id, count) in self.by_criterion() {
                        li { (self.code(id)) " " (self.title(id)) " (" code { (id) } "): " (count) }
                    }
                }
                h3 { (words.one_by_one) }
                div class="wide" role="region" tabindex="0" aria-label=(words.one_by_one) {
                    table {
                        thead { tr {
                            th scope="col" { (words.project) }
                            th scope="col" { (words.outcome) }
                            th scope="col" { (words.points) }
                            th scope="col" { (words.reasons) }
                        } }
                        tbody {
                            @for change in &impact.changed {
                                tr {
                                    th scope="row" { (fill(words.row, change.row)) br; (change.name) }
                                    td { (self.outcomes(change)) }
                                    td { (self.both_points(change)) }
                                    td { ul { @for reason in &change.criteria { li { (self.reason(reason)) } } } }
                                }
                            }
                        }
                    }
                }
            }
            @if !impact.skipped.is_empty() {
                h3 { (words.skipped) }
                ul {
                    @for skipped in &impact.skipped {
                        li { (fill(words.row, skipped.row)) ": " (skipped.problems.join("; ")) }
                    }
                }
            }
        }
    }
}

const STYLE: &str = "\
body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;margin:auto;padding:1rem;overflow-wrap:anywhere}\
table{border-collapse:collapse;width:100%}\
th,td{border:1px solid;padding:.4rem;text-align:left;vertical-align:top}\
td ul{margin:0;padding-left:1.2rem}.wide{overflow-x:auto}\
dt{font-weight:bold}dd{margin:0 0 .5rem}\
@media print{body{max-width:none}tr{break-inside:avoid}}";

/// What was and what is; once where it is the same.
fn arrow(before: &str, after: &str) -> String {
    if before == after { before.to_owned() } else { format!("{before} → {after}") }
}

/// A line without what a terminal would take for a command: names come from outside.
fn plain(line: &str) -> String {
    line.chars().filter(|letter| !letter.is_control() || *letter == '\n').collect()
}
