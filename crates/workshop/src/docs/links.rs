//! Which pages there are, and what rests on what.

use super::Docs;
use sangloc_authoring::{Case, Place};
use sangloc_rulebook::{
    CitationIndex, Criterion, Indicator, Operation, Parameter, ParameterIndex, Rulebook, Slot,
};
use std::collections::{BTreeMap, BTreeSet};

/// A page of a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Page {
    Contents,
    Criteria,
    Figures,
    Sources,
    Cases,
    /// The cases of a file, by its name.
    CasesOf(String),
}

impl Page {
    /// Its file in the folder of the language. Whole names: pages are also opened without a server.
    pub(super) fn file(&self) -> String {
        match self {
            Self::Contents => "index.html".to_owned(),
            Self::Criteria => "criteria.html".to_owned(),
            Self::Figures => "figures.html".to_owned(),
            Self::Sources => "sources.html".to_owned(),
            Self::Cases => "cases.html".to_owned(),
            Self::CasesOf(file) => format!("cases-{file}.html"),
        }
    }
}

/// What rests on what in a rulebook.
pub(super) struct Links<'a> {
    rulebook: &'a Rulebook,
    /// The figures that each criterion reads, in the order of the criteria.
    read: Vec<BTreeSet<ParameterIndex>>,
    /// The figures that each indicator reads.
    shown: Vec<BTreeSet<ParameterIndex>>,
    /// The cases of each file.
    cases: BTreeMap<String, Vec<&'a Case>>,
}

impl<'a> Links<'a> {
    pub(super) fn of(docs: &Docs<'a>) -> Self {
        let rulebook = docs.rulebook;
        let shown = rulebook.indicators.iter().map(|indicator| {
            let roots = [indicator.when, Some(indicator.quantity), indicator.points];
            let mut read = figures_read(rulebook, roots.into_iter().flatten());
            read.extend(indicator.bands);
            read
        });
        let read = rulebook.criteria.iter().map(Criterion::roots);
        let mut cases: BTreeMap<String, Vec<&Case>> = BTreeMap::new();
        for case in docs.cases {
            cases.entry(file_of(&case.place)).or_default().push(case);
        }
        Self {
            rulebook,
            read: read.map(|roots| figures_read(rulebook, roots)).collect(),
            shown: shown.collect(),
            cases,
        }
    }

    /// The pages that all others lead to.
    pub(super) fn chapters(&self) -> impl Iterator<Item = Page> {
        let cases = (!self.cases.is_empty()).then_some(Page::Cases);
        [Page::Contents, Page::Criteria, Page::Figures, Page::Sources].into_iter().chain(cases)
    }

    /// All pages.
    pub(super) fn pages(&self) -> impl Iterator<Item = Page> {
        self.chapters().chain(self.cases.keys().cloned().map(Page::CasesOf))
    }

    /// The files of cases, each with its cases.
    pub(super) fn case_files(&self) -> impl Iterator<Item = (&str, &[&'a Case])> {
        self.cases.iter().map(|(file, cases)| (file.as_str(), cases.as_slice()))
    }

    /// The figures that a criterion reads, by its place.
    pub(super) fn figures_of(&self, criterion: usize) -> impl Iterator<Item = ParameterIndex> {
        self.read.get(criterion).into_iter().flatten().copied()
    }

    /// The cases that look at a criterion or an indicator.
    pub(super) fn cases_about(&self, id: &str) -> impl Iterator<Item = &'a Case> {
        let cases = self.cases.values().flatten().copied();
        cases.filter(move |case| {
            case.expect.findings.contains_key(id) || case.expect.points.contains_key(id)
        })
    }

    /// The criteria that read a figure.
    pub(super) fn criteria_reading(
        &self,
        figure: ParameterIndex,
    ) -> impl Iterator<Item = &'a Criterion> {
        let criteria = self.rulebook.criteria.iter().zip(&self.read);
        criteria.filter(move |(_, read)| read.contains(&figure)).map(|(criterion, _)| criterion)
    }

    /// The indicators that read a figure.
    pub(super) fn indicators_reading(
        &self,
        figure: ParameterIndex,
    ) -> impl Iterator<Item = &'a Indicator> {
        let indicators = self.rulebook.indicators.iter().zip(&self.shown);
        indicators.filter(move |(_, read)| read.contains(&figure)).map(|(indicator, _)| indicator)
    }

    /// The criteria that rest on a source, themselves or through a figure.
    pub(super) fn criteria_citing(
        &self,
        source: CitationIndex,
    ) -> impl Iterator<Item = &'a Criterion> {
        let criteria = self.rulebook.criteria.iter().zip(&self.read);
        let rests = move |(criterion, read): &(&'a Criterion, &BTreeSet<ParameterIndex>)| {
            criterion.citations.contains(&source)
                || read.iter().any(|figure| {
                    self.rulebook.parameter(*figure).is_some_and(|figure| cites(figure, source))
                })
        };
        criteria.filter(rests).map(|(criterion, _)| criterion)
    }

    /// The figures that a source gives.
    pub(super) fn figures_citing(
        &self,
        source: CitationIndex,
    ) -> impl Iterator<Item = &'a Parameter> {
        self.rulebook.parameters.iter().filter(move |figure| cites(figure, source))
    }
}

fn cites(figure: &Parameter, source: CitationIndex) -> bool {
    figure.values.iter().any(|dated| dated.citations.contains(&source))
}

fn figures_read(
    rulebook: &Rulebook,
    roots: impl IntoIterator<Item = Slot>,
) -> BTreeSet<ParameterIndex> {
    let steps = rulebook.program.reachable(roots).into_iter();
    let figures = steps.filter_map(|slot| match rulebook.program.step(slot)? {
        Operation::Parameter(figure) | Operation::Bands(_, figure) => Some(*figure),
        _ => None,
    });
    figures.collect()
}

/// The name of a case's file as part of an address: `cases/land.toml` is `land`.
pub(super) fn file_of(place: &Place) -> String {
    let name = place.file.rsplit('/').next().unwrap_or_default();
    let name = name.strip_suffix(".toml").unwrap_or(name);
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    name.chars().map(|letter| if plain(letter) { letter } else { '-' }).collect()
}

/// Where a case stands in its page.
pub(super) fn anchor_of(case: &Case) -> String {
    format!("line:{}", case.place.line)
}
