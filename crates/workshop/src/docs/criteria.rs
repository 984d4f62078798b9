//! The criteria by topic, the indicators, and the notes.

use super::{Pages, links::Page, list, term};
use crate::written;
use maud::{Markup, html};
use sangloc_rulebook::{
    CitationIndex, Confidence, Criterion, Indicator, Note, ParameterIndex, Period, Slot,
};
use sangloc_screening::{FindingReport, explain_citation};
use std::collections::BTreeSet;

impl Pages<'_> {
    pub(super) fn criteria(&self) -> Markup {
        let topics = self.topics();
        html! {
            nav aria-label=(self.words.topics) {
                ul { @for topic in &topics { li { a href={ "#" (topic_anchor(topic)) } { (self.topic(topic)) } } } }
            }
            @for topic in &topics {
                section {
                    h2 id=(topic_anchor(topic)) { (self.topic(topic)) }
                    @for (place, criterion) in self.criteria_of(topic) {
                        @if let Some(words) = self.report.findings.get(place) {
                            (self.criterion(place, criterion, words))
                        }
                    }
                    @for note in self.rulebook().notes.iter().filter(|note| note.topic == *topic) {
                        (self.note(note))
                    }
                }
            }
            @if !self.rulebook().indicators.is_empty() {
                section {
                    h2 { (self.words.indicators) }
                    @for indicator in &self.rulebook().indicators { (self.indicator(indicator)) }
                }
            }
        }
    }

    /// The topics in the order of the rulebook.
    pub(super) fn topics(&self) -> Vec<&str> {
        let criteria = self.rulebook().criteria.iter().map(|criterion| criterion.topic.as_str());
        let notes = self.rulebook().notes.iter().map(|note| note.topic.as_str());
        let mut seen = BTreeSet::new();
        criteria.chain(notes).filter(|topic| seen.insert(*topic)).collect()
    }

    /// The criteria of a topic, each with its place in the rulebook.
    pub(super) fn criteria_of(&self, topic: &str) -> impl Iterator<Item = (usize, &Criterion)> {
        let all = self.rulebook().criteria.iter().enumerate();
        all.filter(move |(_, criterion)| criterion.topic == topic)
    }

    fn criterion(&self, place: usize, criterion: &Criterion, said: &FindingReport) -> Markup {
        let words = self.words;
        let kind = words.kind(criterion.kind);
        let unmet = criterion.kind.decides().then(|| words.unmet(criterion.on_unmet));
        let measures = said.measures.iter().filter_map(|measure| {
            let requirement = measure.requirement.as_ref().or(measure.required.as_ref())?;
            Some(html! { (measure.subject) ": " (requirement) })
        });
        let figures = self.links.figures_of(place).filter_map(|figure| self.figure_link(figure));
        let asked = self.rulebook().facts_read(criterion.roots()).into_iter();
        let asked = asked.filter_map(|fact| self.rulebook().fact(fact));
        html! {
            article id=(criterion.id) data-entry {
                h3 { (criterion.code) " " (said.title) }
                dl {
                    (term(words.criterion_kind, html! { (kind) @if let Some(unmet) = unmet { "; " (unmet) } }))
                    (term(words.in_force, self.law_days(criterion)))
                    (term(words.required, list(measures.chain(figures))))
                    (term(words.rule, self.rule(&[("when", criterion.when), ("require", criterion.require), ("points", criterion.points)])))
                    (term(words.remedy, html! { (said.remedy) }))
                    (term(words.caveat, html! { @if let Some(caveat) = &said.caveat { (caveat) } }))
                    (term(words.asked, list(asked.map(|fact| html! { (self.text(&format!("facts.{}.label", fact.id))) }))))
                    (self.grounds(criterion.confidence, &criterion.citations))
                    (self.case_links(criterion.id.as_str()))
                    (term(words.written, html! { code { (criterion.place) } }))
                }
            }
        }
    }

    /// The days on which a criterion is law, where they have an end.
    fn law_days(&self, criterion: &Criterion) -> Markup {
        let from = criterion.from.map(|day| crate::phrases::fill(self.shared.from, self.day(day)));
        let to = criterion.to.map(|day| crate::phrases::fill(self.shared.until, self.day(day)));
        let days: Vec<String> = from.into_iter().chain(to).collect();
        html! { (days.join(" ")) }
    }

    /// The days of a period.
    pub(super) fn days(&self, period: Period) -> String {
        let from = crate::phrases::fill(self.shared.from, self.day(period.from));
        match period.to {
            Some(to) => format!("{from} {}", crate::phrases::fill(self.shared.until, self.day(to))),
            None => from,
        }
    }

    /// Parts of a rule in the rule language.
    fn rule(&self, parts: &[(&str, Option<Slot>)]) -> Markup {
        let parts = parts.iter().filter_map(|(name, slot)| Some((name, (*slot)?)));
        list(parts.map(|(name, slot)| {
            html! { code { (name) ": " (written(self.rulebook(), slot)) } }
        }))
    }

    fn note(&self, note: &Note) -> Markup {
        let word = |part: &str| self.text(&format!("notes.{}.{part}", note.id));
        html! {
            article id=(note_anchor(note)) data-entry {
                h3 { (note.code) " " (word("title")) }
                dl {
                    (term(self.words.criterion_kind, html! { (self.words.notes) }))
                    (term(self.words.caveat, html! { (word("text")) }))
                    (self.grounds(note.confidence, &note.citations))
                    (term(self.words.written, html! { code { (note.place) } }))
                }
            }
        }
    }

    fn indicator(&self, indicator: &Indicator) -> Markup {
        let figures = indicator.bands.and_then(|bands| self.figure_link(bands));
        html! {
            article id=(indicator_anchor(indicator)) data-entry {
                h3 { (self.indicator_name(indicator)) }
                dl {
                    (term(self.words.rule, self.rule(&[("when", indicator.when), (indicator.id.as_str(), Some(indicator.quantity))])))
                    (term(self.words.required, list(figures)))
                    (term(self.words.stands_on, self.citations(&indicator.citations)))
                    (self.case_links(&indicator.id))
                }
            }
        }
    }

    pub(super) fn indicator_name(&self, indicator: &Indicator) -> String {
        self.text(&format!("defined.{}", indicator.id))
    }

    /// How far the sources carry something, and which they are.
    fn grounds(&self, confidence: Confidence, citations: &[CitationIndex]) -> Markup {
        let said = html! { (self.words.confidence(confidence)) (self.citations(citations)) };
        term(self.words.stands_on, said)
    }

    /// Sources, each leading to its own entry.
    pub(super) fn citations(&self, citations: &[CitationIndex]) -> Markup {
        let said = citations.iter().filter_map(|index| {
            let citation = explain_citation(self.rulebook(), *index, self.language)?;
            let mark = citation.unverified.then_some(self.words.unverified);
            Some(html! {
                a href={ (Page::Sources.file()) "#" (citation.id) } { (citation.text) }
                @if let Some(mark) = mark { " (" (mark) ")" }
            })
        });
        list(said)
    }

    /// The cases that look at something.
    fn case_links(&self, id: &str) -> Markup {
        let cases = self.links.cases_about(id).map(|case| self.case_link(case));
        term(self.words.cases, list(cases))
    }

    /// A figure with its amount in force, leading to its own entry.
    fn figure_link(&self, figure: ParameterIndex) -> Option<Markup> {
        let figure = self.rulebook().parameter(figure)?;
        Some(html! {
            a href={ (Page::Figures.file()) "#" (figure.id) } { (self.figure_name(figure)) }
            ": " (self.amount_in_force(figure))
        })
    }

    /// Leads to a criterion.
    pub(super) fn criterion_link(&self, criterion: &Criterion) -> Markup {
        let title = self.text(&format!("criteria.{}.title", criterion.id));
        html! {
            a href={ (Page::Criteria.file()) "#" (criterion.id) } { (criterion.code) " " (title) }
        }
    }

    /// Leads to an indicator.
    pub(super) fn indicator_link(&self, indicator: &Indicator) -> Markup {
        html! {
            a href={ (Page::Criteria.file()) "#" (indicator_anchor(indicator)) } {
                (self.indicator_name(indicator))
            }
        }
    }

    /// Leads to a note.
    pub(super) fn note_link(&self, note: &Note) -> Markup {
        let title = self.text(&format!("notes.{}.title", note.id));
        html! {
            a href={ (Page::Criteria.file()) "#" (note_anchor(note)) } { (note.code) " " (title) }
        }
    }
}

// A criterion goes by its id alone; a colon is in no id.

pub(super) fn topic_anchor(topic: &str) -> String {
    format!("topic:{topic}")
}

fn note_anchor(note: &Note) -> String {
    format!("note:{}", note.id)
}

fn indicator_anchor(indicator: &Indicator) -> String {
    format!("indicator:{}", indicator.id)
}
