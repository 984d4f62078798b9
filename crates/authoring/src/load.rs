//! From the files of a folder to a rulebook without criteria: settings, facts, figures, sources,
//! tables and words. Each entry that is wrong is reported and left out; the rest is still read.

use crate::{
    Diagnostic, Place, Said, SourceSet,
    check::{duplicate_id, lint, unknown_choice, unknown_citation, unknown_parameter},
    table,
    written::{
        CaseWritten, CitationWritten, DatedWritten, Entry, FactWritten, ParameterWritten, Settings,
        read_cases, read_entries, read_texts, read_whole,
    },
};
use sangloc_rulebook::{
    Amount, Band, ChoiceList, ChoiceListIndex, ChoiceSet, Citation, CitationId, CitationIndex,
    Dated, Fact, FactId, FactIndex, FactType, Language, MAX_CHOICES, Parameter, ParameterId,
    ParameterIndex, ParameterType, Period, Program, Rulebook, TableIndex, Texts, Unit,
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    ops::Range,
};
use toml::Spanned;

/// A rulebook without criteria, and where everything in it is written.
pub(crate) struct Loaded {
    pub(crate) book: Rulebook,
    pub(crate) names: Names,
    pub(crate) cases: Vec<Entry<CaseWritten>>,
    pub(crate) views: Vec<ViewWritten>,
    /// By kind and name, such as `fact project.land_area`.
    pub(crate) places: BTreeMap<String, Place>,
    /// What is written but could not be read, such as `fact project.land_area` or `fact *`.
    pub(crate) unread: BTreeSet<String>,
}

/// The places of what rules name, by name: they name much, and of much.
#[derive(Default)]
pub(crate) struct Names {
    pub(crate) facts: HashMap<String, FactIndex>,
    pub(crate) parameters: HashMap<String, ParameterIndex>,
    pub(crate) citations: HashMap<String, CitationIndex>,
}

/// Reads all but the criteria. `None` when `rulebook.toml` itself cannot be read.
pub(crate) fn load(sources: &SourceSet, diagnostics: &mut Vec<Diagnostic>) -> Option<Loaded> {
    let settings: Settings = read_whole(sources, SETTINGS, diagnostics)?;
    let mut loader = Loader {
        sources,
        diagnostics,
        loaded: Loaded {
            book: empty_book(&settings),
            names: Names::default(),
            cases: Vec::new(),
            views: views(sources, &settings),
            places: BTreeMap::new(),
            unread: BTreeSet::new(),
        },
    };
    loader.choices(&settings);
    loader.facts(&settings);
    loader.citations();
    loader.parameters();
    loader.exchange_rate(&settings.exchange_rate);
    loader.tables(&settings);
    loader.site(&settings);
    loader.texts();
    loader.cases();
    Some(loader.loaded)
}

const SETTINGS: &str = "rulebook.toml";
const FACTS: &str = "facts.toml";
const PARAMETERS: &str = "parameters.toml";
const CITATIONS: &str = "citations.toml";

/// A view as written: the names of its criteria, and where they stand.
pub(crate) struct ViewWritten {
    pub(crate) id: String,
    pub(crate) groups: Vec<(String, Vec<(String, Place)>)>,
}

/// The views in the order of the file, which their maps do not keep but their places do.
fn views(sources: &SourceSet, settings: &Settings) -> Vec<ViewWritten> {
    let place = |name: &Spanned<String>| sources.place(SETTINGS, name.span());
    let named = |name: &Spanned<String>| (name.get_ref().clone(), place(name));
    let view = |(id, groups): (&Spanned<String>, &BTreeMap<_, Vec<Spanned<String>>>)| {
        let mut groups: Vec<(&Spanned<String>, _)> = groups.iter().collect();
        groups.sort_by_key(|(name, _)| name.span().start);
        let groups = groups
            .into_iter()
            .map(|(name, criteria)| (name.get_ref().clone(), criteria.iter().map(named).collect()));
        ViewWritten { id: id.get_ref().clone(), groups: groups.collect() }
    };
    settings.views.iter().map(view).collect()
}

fn empty_book(settings: &Settings) -> Rulebook {
    Rulebook {
        id: settings.id.clone(),
        version: settings.version.clone(),
        languages: settings.languages.iter().cloned().map(Language).collect(),
        exchange_rate: ParameterIndex(0),
        sections: settings.sections.clone(),
        choice_lists: Vec::new(),
        tables: Vec::new(),
        facts: Vec::new(),
        parameters: Vec::new(),
        citations: Vec::new(),
        criteria: Vec::new(),
        notes: Vec::new(),
        indicators: Vec::new(),
        views: Vec::new(),
        site: None,
        defined: Vec::new(),
        program: Program::default(),
        texts: settings
            .languages
            .iter()
            .map(|tag| (Language(tag.clone()), Texts::default()))
            .collect(),
    }
}

pub(crate) struct Loader<'a> {
    pub(crate) sources: &'a SourceSet,
    pub(crate) diagnostics: &'a mut Vec<Diagnostic>,
    pub(crate) loaded: Loaded,
}

impl Loader<'_> {
    pub(crate) fn error(
        &mut self,
        code: &'static str,
        path: &str,
        span: Range<usize>,
        message: Said,
    ) {
        let place = self.sources.place(path, span);
        self.diagnostics.push(Diagnostic::error(code, place, message));
    }

    /// The entries of a file; remembers which could not be read.
    fn entries<T: for<'de> serde::Deserialize<'de>>(
        &mut self,
        kind: &str,
        path: &str,
        depth: usize,
    ) -> Vec<Entry<T>> {
        let mut unread = Vec::new();
        let entries = read_entries(self.sources, path, depth, self.diagnostics, &mut unread);
        let names = unread.iter().map(|name| format!("{kind} {name}"));
        self.loaded.unread.extend(names);
        entries
    }

    fn choices(&mut self, settings: &Settings) {
        for (name, members) in &settings.choices {
            if members.len() > MAX_CHOICES {
                let message = said!("`{}` has more than {} members", name.get_ref(), MAX_CHOICES);
                self.error(lint::LIMIT, SETTINGS, name.span(), message);
            }
            for (place, member) in members.iter().enumerate() {
                if members.iter().take(place).any(|other| other.get_ref() == member.get_ref()) {
                    let place = self.sources.place(SETTINGS, member.span());
                    self.diagnostics.push(duplicate_id::diagnostic(
                        said!("choice"),
                        member.get_ref(),
                        place,
                    ));
                }
            }
            let members =
                members.iter().take(MAX_CHOICES).map(|member| member.get_ref().clone()).collect();
            self.loaded.book.choice_lists.push(ChoiceList { id: name.get_ref().clone(), members });
        }
    }

    /// The list of choices of this name; reports when there is none.
    pub(crate) fn list(&mut self, path: &str, name: &Spanned<String>) -> Option<ChoiceListIndex> {
        let lists = &self.loaded.book.choice_lists;
        let found = lists.iter().position(|list| list.id == *name.get_ref());
        if found.is_none() {
            let place = self.sources.place(path, name.span());
            let message = said!("there is no list of choices `{}`", name.get_ref());
            let diagnostic = Diagnostic::error(lint::UNKNOWN_CHOICE, place, message);
            let known = lists.iter().map(|list| list.id.as_str());
            self.diagnostics.push(diagnostic.hint_nearest(name.get_ref(), known));
        }
        found.and_then(|place| u16::try_from(place).ok()).map(ChoiceListIndex)
    }

    /// The unit of this text; `1` when there is none; reports when it is no unit.
    pub(crate) fn unit(&mut self, path: &str, unit: Option<&Spanned<String>>) -> Option<Unit> {
        let Some(unit) = unit else {
            return Some(Unit::none());
        };
        let parsed = unit.get_ref().parse();
        if parsed.is_err() {
            let place = self.sources.place(path, unit.span());
            let message = said!("`{}` is not a unit", unit.get_ref());
            let diagnostic = Diagnostic::error(lint::UNIT_MISMATCH, place, message);
            self.diagnostics.push(diagnostic.hint_nearest(unit.get_ref(), Unit::symbols()));
        }
        parsed.ok()
    }

    fn facts(&mut self, settings: &Settings) {
        let entries: Vec<Entry<FactWritten>> = self.entries("fact", FACTS, 2);
        let mut links = Vec::new();
        for entry in entries {
            if !entry.name.contains('.') {
                let message = said!("the fact `{}` has no namespace", entry.name);
                let diagnostic = Diagnostic::error(lint::SYNTAX, entry.place, message);
                self.diagnostics.push(diagnostic.hint(said!("write it as `[project.name]`")));
                continue;
            }
            self.loaded.places.insert(format!("fact {}", entry.name), entry.place);
            let Some(answer) = self.fact_type(settings, &entry.value) else {
                self.loaded.unread.insert(format!("fact {}", entry.name));
                continue;
            };
            let section = &entry.value.section;
            if !settings.sections.contains(section.get_ref()) {
                let message = said!("the form has no section `{}`", section.get_ref());
                let place = self.sources.place(FACTS, section.span());
                let diagnostic = Diagnostic::error(lint::UNKNOWN_CHOICE, place, message);
                let known = settings.sections.iter().map(String::as_str);
                self.diagnostics.push(diagnostic.hint_nearest(section.get_ref(), known));
            }
            let cost_order = self.cost_order(entry.value.cost_order.as_ref());
            self.loaded.book.facts.push(Fact {
                id: FactId(entry.name),
                answer,
                section: section.get_ref().clone(),
                min: entry.value.min.map(|exact| exact.0),
                max: entry.value.max.map(|exact| exact.0),
                changeable: entry.value.changeable.unwrap_or(true),
                cost_order,
                linked: Vec::new(),
            });
            links.push(entry.value.linked);
        }
        let facts = (0u16..).map(FactIndex).zip(&self.loaded.book.facts);
        self.loaded.names.facts = facts.map(|(index, fact)| (fact.id.to_string(), index)).collect();
        self.links(links);
    }

    fn cost_order(&mut self, written: Option<&Spanned<u8>>) -> u8 {
        let Some(cost) = written else { return Fact::MIDDLING };
        if !(1..=Fact::HARDEST).contains(cost.get_ref()) {
            let message = said!("`cost_order` is from 1 to {}", Fact::HARDEST);
            self.error(lint::LIMIT, FACTS, cost.span(), message);
        }
        *cost.get_ref()
    }

    /// What each fact rests on, once all facts are known: `linked` may name a later one.
    fn links(&mut self, links: Vec<Vec<Spanned<String>>>) {
        for (place, names) in links.into_iter().enumerate() {
            for name in names {
                let found = self.loaded.names.facts.get(name.get_ref());
                let fact = self.loaded.book.facts.get_mut(place);
                if let (Some(found), Some(fact)) = (found, fact) {
                    fact.linked.push(*found);
                    continue;
                }
                let message = said!("there is no fact `{}` to be linked to", name.get_ref());
                let place = self.sources.place(FACTS, name.span());
                let diagnostic = Diagnostic::error(lint::UNKNOWN_FACT, place, message);
                let known = self.loaded.book.facts.iter().map(|fact| fact.id.as_str());
                let diagnostic = diagnostic.hint_nearest(name.get_ref(), known);
                self.diagnostics.push(diagnostic);
            }
        }
    }

    fn fact_type(&mut self, settings: &Settings, fact: &FactWritten) -> Option<FactType> {
        let unit = self.unit(FACTS, fact.unit.as_ref())?;
        match fact.kind.get_ref().as_str() {
            "yes_no" => Some(FactType::YesNo),
            "date" => Some(FactType::Date),
            "text" => Some(FactType::Text),
            "whole" => Some(FactType::Whole(unit)),
            "decimal" => Some(FactType::Decimal(unit)),
            "money" if unit.is_money() => Some(FactType::Money(unit)),
            "money" => {
                let message = said!("`{}` is not a currency", unit);
                self.error(lint::UNIT_MISMATCH, FACTS, fact.kind.span(), message);
                None
            }
            kind @ ("choice" | "choices") => {
                let Some(choices) = &fact.choices else {
                    self.error(
                        lint::SYNTAX,
                        FACTS,
                        fact.kind.span(),
                        said!("the list of `choices` is missing"),
                    );
                    return None;
                };
                let list = self.list(FACTS, choices)?;
                Some(if kind == "choice" {
                    FactType::Choice(list)
                } else {
                    FactType::Choices(list)
                })
            }
            "code" => self.fact_table(settings, fact),
            other => {
                let known = [
                    "yes_no", "choice", "choices", "whole", "decimal", "money", "date", "text",
                    "code",
                ];
                let place = self.sources.place(FACTS, fact.kind.span());
                let message = said!("there is no type `{}`", other);
                let diagnostic = Diagnostic::error(lint::TYPE_MISMATCH, place, message);
                self.diagnostics.push(diagnostic.hint(said!("one of {}", known.join(", "))));
                None
            }
        }
    }

    fn fact_table(&mut self, settings: &Settings, fact: &FactWritten) -> Option<FactType> {
        let Some(table) = &fact.table else {
            self.error(lint::SYNTAX, FACTS, fact.kind.span(), said!("the `table` is missing"));
            return None;
        };
        let found = settings.tables.keys().position(|name| name.get_ref() == table.get_ref());
        if found.is_none() {
            let message = said!("there is no table `{}`", table.get_ref());
            self.error(lint::UNKNOWN_CHOICE, FACTS, table.span(), message);
        }
        found
            .and_then(|place| u16::try_from(place).ok())
            .map(|place| FactType::Code(TableIndex(place)))
    }

    fn citations(&mut self) {
        let entries: Vec<Entry<CitationWritten>> = self.entries("citation", CITATIONS, 1);
        for entry in entries {
            self.loaded.places.insert(format!("citation {}", entry.name), entry.place);
            let written = entry.value;
            self.loaded.book.citations.push(Citation {
                id: CitationId(entry.name),
                kind: written.kind,
                publisher: written.publisher,
                title: written.title,
                date: written.date.0,
                article: written.article,
                unverified: written.unverified,
                url: written.url,
            });
        }
        let citations = (0u16..).map(CitationIndex).zip(&self.loaded.book.citations);
        let named = citations.map(|(index, citation)| (citation.id.to_string(), index));
        self.loaded.names.citations = named.collect();
    }

    fn parameters(&mut self) {
        let entries: Vec<Entry<ParameterWritten>> = self.entries("parameter", PARAMETERS, 1);
        for entry in entries {
            let name = entry.name.clone();
            self.loaded.places.insert(format!("parameter {name}"), entry.place.clone());
            match self.parameter(entry) {
                Some(parameter) => self.loaded.book.parameters.push(parameter),
                None => {
                    self.loaded.unread.insert(format!("parameter {name}"));
                }
            }
        }
        let parameters = (0u16..).map(ParameterIndex).zip(&self.loaded.book.parameters);
        let named = parameters.map(|(index, parameter)| (parameter.id.to_string(), index));
        self.loaded.names.parameters = named.collect();
    }

    fn parameter(&mut self, entry: Entry<ParameterWritten>) -> Option<Parameter> {
        let written = &entry.value;
        let list = match &written.choices {
            Some(name) => Some(self.list(PARAMETERS, name)?),
            None => None,
        };
        let unit = self.unit(PARAMETERS, written.unit.as_ref())?;
        let first = written.values.first().map(|dated| dated.get_ref());
        let kind = match (list, first) {
            (Some(list), Some(dated)) if dated.setting.is_some() => ParameterType::Choice(list),
            (Some(list), _) => ParameterType::Choices(list),
            (None, Some(dated)) if dated.bands.is_some() => ParameterType::Bands(unit),
            _ => ParameterType::Number(unit),
        };
        let mut values = Vec::new();
        for dated in &written.values {
            values.extend(self.dated(&kind, dated));
        }
        values.sort_by_key(|dated| dated.period.from);
        for (number, dated) in written.values.iter().enumerate() {
            let place = self.sources.place(PARAMETERS, dated.span());
            self.loaded.places.insert(format!("parameter {} {number}", entry.name), place.clone());
            let first_day = dated.get_ref().from.0;
            self.loaded.places.insert(format!("parameter {} from {first_day}", entry.name), place);
        }
        Some(Parameter { id: ParameterId(entry.name), kind, values })
    }

    fn dated(&mut self, kind: &ParameterType, written: &Spanned<DatedWritten>) -> Option<Dated> {
        let line = written.get_ref();
        let amount = self.amount(kind, written)?;
        let citations = self.cites(&line.cites.0);
        let period = Period { from: line.from.0, to: line.to.map(|day| day.0) };
        Some(Dated {
            period,
            amount,
            citations,
            confidence: line.confidence,
            reviewed: line.reviewed.map(|day| day.0),
            review_by: line.review_by.map(|day| day.0),
            note: line.note.clone(),
        })
    }

    fn amount(&mut self, kind: &ParameterType, written: &Spanned<DatedWritten>) -> Option<Amount> {
        let line = written.get_ref();
        let found = match kind {
            ParameterType::Number(_) => line.amount.map(|exact| Amount::Number(exact.0)),
            ParameterType::Bands(_) => line.bands.as_ref().map(|bands| {
                let mut bands: Vec<Band> = bands
                    .iter()
                    .map(|band| Band { at_least: band.at_least.0, points: band.points.0 })
                    .collect();
                bands.sort_by_key(|band| band.at_least);
                Amount::Bands(bands)
            }),
            ParameterType::Choice(list) => {
                let name = line.setting.as_ref();
                name.and_then(|name| self.member(PARAMETERS, *list, name)).map(Amount::Choice)
            }
            ParameterType::Choices(list) => line.members.as_ref().map(|names| {
                let places: Vec<u16> =
                    names.iter().filter_map(|name| self.member(PARAMETERS, *list, name)).collect();
                Amount::Choices(ChoiceSet::of(places))
            }),
        };
        let wanted = match kind {
            ParameterType::Number(_) => "amount",
            ParameterType::Bands(_) => "bands",
            ParameterType::Choice(_) => "setting",
            ParameterType::Choices(_) => "members",
        };
        let given = [
            line.amount.is_some(),
            line.bands.is_some(),
            line.setting.is_some(),
            line.members.is_some(),
        ];
        if given.iter().filter(|given| **given).count() != 1
            || (found.is_none() && line.setting.is_none())
        {
            let message = said!("this figure takes `{}`, and nothing else", wanted);
            self.error(lint::TYPE_MISMATCH, PARAMETERS, written.span(), message);
        }
        found
    }

    /// The place of a member of a list; reports when it is none.
    pub(crate) fn member(
        &mut self,
        path: &str,
        list: ChoiceListIndex,
        name: &Spanned<String>,
    ) -> Option<u16> {
        let list = self.loaded.book.choice_lists.get(list.at())?;
        let found = list.position(name.get_ref());
        if found.is_none() {
            let place = self.sources.place(path, name.span());
            self.diagnostics.push(unknown_choice::diagnostic(list, name.get_ref(), place));
        }
        found
    }

    fn cites(&mut self, ids: &[Spanned<String>]) -> Vec<CitationIndex> {
        let mut found = Vec::new();
        for id in ids {
            let place = self.sources.place(PARAMETERS, id.span());
            let Loaded { book, names, .. } = &self.loaded;
            match unknown_citation::find(book, names, id.get_ref(), place) {
                Ok(index) => found.push(index),
                Err(diagnostic) => self.diagnostics.push(*diagnostic),
            }
        }
        found
    }

    fn exchange_rate(&mut self, name: &Spanned<String>) {
        match self.loaded.names.parameters.get(name.get_ref()).copied() {
            Some(index) => {
                let rate = self.loaded.book.parameter(index);
                let rate = rate.map(|parameter| parameter.kind.clone());
                let unit = "VND/USD".parse().ok().map(ParameterType::Number);
                if rate != unit {
                    let message =
                        said!("the exchange rate `{}` must have the unit VND/USD", name.get_ref());
                    self.error(lint::UNIT_MISMATCH, SETTINGS, name.span(), message);
                }
                self.loaded.book.exchange_rate = index;
            }
            None => {
                let place = self.sources.place(SETTINGS, name.span());
                self.diagnostics.push(unknown_parameter::diagnostic(
                    &self.loaded.book,
                    name.get_ref(),
                    place,
                ));
            }
        }
    }

    fn tables(&mut self, settings: &Settings) {
        for (place, (name, written)) in (0u16..).zip(&settings.tables) {
            let facts = &self.loaded.book.facts;
            let reads = |fact: &Fact| fact.answer == FactType::Code(TableIndex(place));
            let answer = facts.iter().position(reads).and_then(|place| u16::try_from(place).ok());
            if answer.is_none() {
                let message = said!("no fact of type `code` picks a row of `{}`", name.get_ref());
                self.error(lint::UNKNOWN_FACT, SETTINGS, name.span(), message);
            }
            let table = table::read(
                self,
                SETTINGS,
                name.get_ref(),
                FactIndex(answer.unwrap_or_default()),
                written,
            );
            self.loaded.book.tables.push(table);
        }
    }

    fn site(&mut self, settings: &Settings) {
        let Some(name) = &settings.site else { return };
        let found = self.loaded.book.tables.iter().position(|table| table.id == *name.get_ref());
        match found.and_then(|place| u16::try_from(place).ok()) {
            Some(place) => self.loaded.book.site = Some(TableIndex(place)),
            None => {
                let message = said!("there is no table `{}`", name.get_ref());
                self.error(lint::UNKNOWN_CHOICE, SETTINGS, name.span(), message);
            }
        }
    }

    fn texts(&mut self) {
        for language in self.loaded.book.languages.clone() {
            let path = format!("text/{language}.toml");
            for entry in read_texts(self.sources, &path, self.diagnostics) {
                let what = ["text ", &language.0, " ", &entry.name].concat();
                self.loaded.places.insert(what, entry.place);
                let texts = self.loaded.book.texts.entry(language.clone()).or_default();
                texts.0.insert(entry.name, entry.value);
            }
        }
    }

    fn cases(&mut self) {
        let paths: Vec<String> =
            self.sources.files_in("cases", ".toml").map(|(path, _)| path.to_owned()).collect();
        for path in paths {
            self.loaded.cases.extend(read_cases(self.sources, &path, self.diagnostics));
        }
    }
}
