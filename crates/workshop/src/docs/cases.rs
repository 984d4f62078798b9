//! The cases, a page for each of their files.

use super::{
    Pages,
    links::{Page, anchor_of, file_of},
    list, term,
};
use maud::{Markup, html};
use sangloc_authoring::Case;
use sangloc_screening::{Profile, explain_profile, format_number};

impl Pages<'_> {
    /// The files of cases.
    pub(super) fn case_files(&self) -> Markup {
        html! {
            ul {
                @for (file, cases) in self.links.case_files() {
                    li data-entry {
                        a href=(Page::CasesOf(file.to_owned()).file()) { (self.topic(file)) } " (" (cases.len()) ")"
                    }
                }
            }
        }
    }

    pub(super) fn cases(&self, file: &str) -> Markup {
        let cases = self.links.case_files().find(|(known, _)| *known == file);
        html! {
            @for case in cases.map(|(_, cases)| cases).unwrap_or_default() { (self.case(case)) }
        }
    }

    /// Leads to a case.
    pub(super) fn case_link(&self, case: &Case) -> Markup {
        let page = Page::CasesOf(file_of(&case.place)).file();
        html! { a href={ (page) "#" (anchor_of(case)) } { (case.title) } }
    }

    fn case(&self, case: &Case) -> Markup {
        let (rulebook, words) = (self.rulebook(), self.words);
        let (profile, _) = Profile::from_json(rulebook, &case.profile);
        let replies = explain_profile(rulebook, &profile, case.as_of, self.language);
        let answers: Vec<Markup> =
            replies.into_iter().map(|(fact, reply)| html! { (fact.label) ": " (reply) }).collect();
        html! {
            article id=(anchor_of(case)) data-entry {
                h2 { (case.title) }
                dl {
                    (term(words.day, html! { (self.day(case.as_of)) }))
                    @if answers.is_empty() {
                        (term(words.answers, html! { (words.no_answers) }))
                    } @else {
                        (term(words.answers, list(answers)))
                    }
                    (term(words.expected, list(self.expected(case))))
                    (term(words.written, html! { code { (place_of(case)) } }))
                }
            }
        }
    }

    /// What must come out, line by line.
    fn expected(&self, case: &Case) -> Vec<Markup> {
        let outcome = case.expect.outcome.iter().map(|name| {
            html! { strong { (self.shared.outcome) ": " (self.shared.outcome_named(name)) } }
        });
        let findings = case.expect.findings.iter().map(|(id, verdict)| {
            html! { (self.looked_at(id)) ": " strong { (self.shared.verdict_named(verdict)) } }
        });
        let points = case.expect.points.iter().map(|(id, points)| {
            let points = format_number(*points, self.language);
            html! { (self.looked_at(id)) ": " strong { (self.shared.points) " " (points) } }
        });
        outcome.chain(findings).chain(points).collect()
    }

    /// Leads to a criterion or an indicator.
    fn looked_at(&self, id: &str) -> Markup {
        let rulebook = self.rulebook();
        let criterion = rulebook.criteria.iter().find(|criterion| criterion.id.as_str() == id);
        let indicator = rulebook.indicators.iter().find(|indicator| indicator.id == id);
        match (criterion, indicator) {
            (Some(criterion), _) => self.criterion_link(criterion),
            (None, Some(indicator)) => self.indicator_link(indicator),
            (None, None) => html! { (id) },
        }
    }
}

/// File and line of a case within the rule folder.
fn place_of(case: &Case) -> String {
    let file = case.place.file.rsplit('/').next().unwrap_or_default();
    format!("cases/{file}:{}", case.place.line)
}
