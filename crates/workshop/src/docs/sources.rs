//! The sources, and what rests on each.

use super::{Pages, links::Page, list, term};
use maud::{Markup, html};
use sangloc_rulebook::CitationIndex;
use sangloc_screening::{CitationReport, explain_citation};

impl Pages<'_> {
    pub(super) fn sources(&self) -> Markup {
        html! { @for (index, said) in self.said_sources() { (self.source(index, &said)) } }
    }

    /// Every source in words.
    pub(super) fn said_sources(&self) -> impl Iterator<Item = (CitationIndex, CitationReport)> {
        let all = (0u16..).map(CitationIndex).take(self.rulebook().citations.len());
        all.filter_map(|index| {
            Some((index, explain_citation(self.rulebook(), index, self.language)?))
        })
    }

    fn source(&self, index: CitationIndex, said: &CitationReport) -> Markup {
        let words = self.words;
        let criteria =
            self.links.criteria_citing(index).map(|criterion| self.criterion_link(criterion));
        let figures = self.links.figures_citing(index).map(|figure| {
            html! { a href={ (Page::Figures.file()) "#" (figure.id) } { (self.figure_name(figure)) } }
        });
        let indicators = self.rulebook().indicators.iter();
        let indicators = indicators
            .filter(|indicator| indicator.citations.contains(&index))
            .map(|indicator| self.indicator_link(indicator));
        let notes = self.rulebook().notes.iter();
        let notes =
            notes.filter(|note| note.citations.contains(&index)).map(|note| self.note_link(note));
        html! {
            article id=(said.id) data-entry {
                h2 { (said.text) }
                p {
                    code { (said.id) }
                    @if said.unverified { " (" (words.unverified) ")" }
                }
                @if let Some(address) = &said.url {
                    // Any other address, such as `javascript:`, is shown and leads nowhere.
                    @if address.starts_with("https://") || address.starts_with("http://") {
                        p { a href=(address) rel="noreferrer" { (address) } }
                    } @else {
                        p { (address) }
                    }
                }
                dl {
                    (term(words.criteria, list(criteria)))
                    (term(words.figures, list(figures)))
                    (term(words.indicators, list(indicators)))
                    (term(words.notes, list(notes)))
                }
            }
        }
    }
}
