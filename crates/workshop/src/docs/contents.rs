//! Everything by name, to be searched.

use super::{Pages, criteria::topic_anchor, links::Page};
use maud::{Markup, html};

impl Pages<'_> {
    pub(super) fn contents(&self) -> Markup {
        let words = self.words;
        html! {
            @for topic in self.topics() {
                section {
                    h2 { a href={ (Page::Criteria.file()) "#" (topic_anchor(topic)) } { (self.topic(topic)) } }
                    ul {
                        @for (_, criterion) in self.criteria_of(topic) {
                            li data-entry { (self.criterion_link(criterion)) }
                        }
                        @for note in self.rulebook().notes.iter().filter(|note| note.topic == topic) {
                            li data-entry { (self.note_link(note)) }
                        }
                    }
                }
            }
            @if !self.rulebook().indicators.is_empty() {
                section {
                    h2 { (words.indicators) }
                    ul {
                        @for indicator in &self.rulebook().indicators {
                            li data-entry { (self.indicator_link(indicator)) }
                        }
                    }
                }
            }
            section {
                h2 { a href=(Page::Figures.file()) { (words.figures) } }
                ul {
                    @for figure in &self.rulebook().parameters {
                        li data-entry {
                            a href={ (Page::Figures.file()) "#" (figure.id) } { (self.figure_name(figure)) }
                            ": " (self.amount_in_force(figure))
                        }
                    }
                }
            }
            section {
                h2 { a href=(Page::Sources.file()) { (words.sources) } }
                ul {
                    @for (_, said) in self.said_sources() {
                        li data-entry { a href={ (Page::Sources.file()) "#" (said.id) } { (said.text) } }
                    }
                }
            }
            @for (file, cases) in self.links.case_files() {
                section {
                    h2 { a href=(Page::CasesOf(file.to_owned()).file()) { (self.title(&Page::CasesOf(file.to_owned()))) } }
                    ul { @for case in cases { li data-entry { (self.case_link(case)) } } }
                }
            }
        }
    }
}
