//! The figures over time.

use super::{Pages, list, term};
use crate::compare::shown;
use maud::{Markup, html};
use sangloc_rulebook::{Dated, Parameter, ParameterIndex, fill};

impl Pages<'_> {
    pub(super) fn figures(&self) -> Markup {
        let figures = (0u16..).map(ParameterIndex).zip(&self.rulebook().parameters);
        html! { @for (index, figure) in figures { (self.figure(index, figure)) } }
    }

    pub(super) fn figure_name(&self, figure: &Parameter) -> String {
        self.text(&format!("parameters.{}", figure.id))
    }

    fn amount(&self, figure: &Parameter, dated: &Dated) -> String {
        shown(self.rulebook(), figure, &dated.amount, self.language)
    }

    pub(super) fn amount_in_force(&self, figure: &Parameter) -> String {
        let dated = figure.in_force(self.docs.as_of);
        dated.map_or(self.shared.none_in_force.to_owned(), |dated| self.amount(figure, dated))
    }

    fn figure(&self, index: ParameterIndex, figure: &Parameter) -> Markup {
        let words = self.words;
        let criteria = self.links.criteria_reading(index).map(|reader| self.criterion_link(reader));
        let indicators =
            self.links.indicators_reading(index).map(|reader| self.indicator_link(reader));
        let readers: Vec<Markup> = criteria.chain(indicators).collect();
        html! {
            article id=(figure.id) data-entry {
                h2 { (self.figure_name(figure)) }
                p { code { (figure.id) } }
                ol class="periods" { @for dated in &figure.values { li { (self.period(figure, dated)) } } }
                dl {
                    @if readers.is_empty() {
                        (term(words.read_by, html! { (words.read_by_none) }))
                    } @else {
                        (term(words.read_by, list(readers)))
                    }
                }
            }
        }
    }

    /// An amount with its days, and how far one can trust it.
    fn period(&self, figure: &Parameter, dated: &Dated) -> Markup {
        let words = self.words;
        let reviewed = dated.reviewed.map(|day| fill(words.reviewed, &[&self.day(day)]));
        let review_by = dated.review_by.map(|day| fill(words.review_by, &[&self.day(day)]));
        let overdue = dated.is_overdue(self.docs.as_of).then(|| words.overdue.to_owned());
        let marks = [Some(words.confidence(dated.confidence).to_owned()), reviewed, review_by];
        let marks: Vec<String> = marks.into_iter().flatten().chain(overdue).collect();
        html! {
            strong { (self.amount(figure, dated)) } " " (self.days(dated.period))
            p { (marks.join("; ")) }
            (self.citations(&dated.citations))
            @if !dated.note.is_empty() {
                p lang=[self.rulebook().languages.first()] { (dated.note) }
            }
        }
    }
}
