//! The rulebook: everything a decision needs, as one value.

use crate::{
    Amount, ChoiceList, ChoiceListIndex, Citation, CitationIndex, Criterion, CriterionIndex, Date,
    Decimal, Defined, Fact, FactIndex, Indicator, Language, Note, Operation, Parameter,
    ParameterIndex, Program, Slot, Table, TableIndex, Texts, View,
};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// An ordered, checked set of criteria with the facts, figures, tables, sources and words they use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rulebook {
    /// The name, such as `quang-ninh`.
    pub id: String,
    /// The version its keepers gave it.
    pub version: String,
    /// The languages it is complete in; the first is the one it is written in.
    pub languages: Vec<Language>,
    /// What one US dollar costs in dong.
    pub exchange_rate: ParameterIndex,
    /// The sections of the form, in order.
    pub sections: Vec<String>,
    /// The named lists of choices.
    pub choice_lists: Vec<ChoiceList>,
    /// The tables rules look things up in.
    pub tables: Vec<Table>,
    /// What may be asked, in the order of the form.
    pub facts: Vec<Fact>,
    /// The dated figures.
    pub parameters: Vec<Parameter>,
    /// The sources.
    pub citations: Vec<Citation>,
    /// The criteria, by file and place.
    pub criteria: Vec<Criterion>,
    /// Context that is shown but not judged.
    pub notes: Vec<Note>,
    /// Quantities that are shown, whatever they decide.
    pub indicators: Vec<Indicator>,
    /// Criteria shown together.
    pub views: Vec<View>,
    /// The table whose rows are tried one by one for "which zones take this project".
    #[serde(default)]
    pub site: Option<TableIndex>,
    /// The derived quantities that have a name.
    pub defined: Vec<Defined>,
    /// The program that judges the criteria.
    pub program: Program,
    /// The words people read.
    pub texts: BTreeMap<Language, Texts>,
}

/// The sha256 of a rulebook file, in hexadecimal: which rules a decision was made by.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(transparent)]
pub struct Identity(pub String);

impl Identity {
    /// The first twelve digits, to show to people.
    pub fn short(&self) -> &str {
        self.0.get(..12).unwrap_or(&self.0)
    }
}

impl fmt::Display for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Rulebook {
    /// The fact at a place.
    pub fn fact(&self, index: FactIndex) -> Option<&Fact> {
        self.facts.get(index.at())
    }

    /// The place of a fact by its `namespace.name`.
    pub fn fact_named(&self, id: &str) -> Option<FactIndex> {
        let place = self.facts.iter().position(|fact| fact.id.as_str() == id)?;
        u16::try_from(place).ok().map(FactIndex)
    }

    /// The facts whose answers rest on this one, and must be given anew where it changes.
    pub fn facts_linked_to(&self, index: FactIndex) -> impl Iterator<Item = FactIndex> + use<'_> {
        let facts = (0u16..).map(FactIndex).zip(&self.facts);
        facts.filter(move |(_, fact)| fact.linked.contains(&index)).map(|(linked, _)| linked)
    }

    /// The parameter at a place.
    pub fn parameter(&self, index: ParameterIndex) -> Option<&Parameter> {
        self.parameters.get(index.at())
    }

    /// What a US dollar costs in dong on a day; `None` when no rate is in force.
    pub fn rate(&self, day: Date) -> Option<Decimal> {
        match self.parameter(self.exchange_rate)?.in_force(day)?.amount {
            Amount::Number(rate) => Some(rate),
            _ => None,
        }
    }

    /// The criterion at a place.
    pub fn criterion(&self, index: CriterionIndex) -> Option<&Criterion> {
        self.criteria.get(index.at())
    }

    /// The citation at a place.
    pub fn citation(&self, index: CitationIndex) -> Option<&Citation> {
        self.citations.get(index.at())
    }

    /// The facts whose answers these steps rest on, also by way of tables.
    pub fn facts_read(&self, roots: impl IntoIterator<Item = Slot>) -> BTreeSet<FactIndex> {
        let steps = self.program.reachable(roots);
        let facts = steps.into_iter().filter_map(|slot| match self.program.step(slot)? {
            Operation::Answer(fact) => Some(*fact),
            Operation::Column(table, _) => self.table(*table).map(|table| table.answer),
            _ => None,
        });
        facts.collect()
    }

    /// The table at a place.
    pub fn table(&self, index: TableIndex) -> Option<&Table> {
        self.tables.get(index.at())
    }

    /// The list of choices at a place.
    pub fn choice_list(&self, index: ChoiceListIndex) -> Option<&ChoiceList> {
        self.choice_lists.get(index.at())
    }

    /// The name of a derived quantity, if the step has one.
    pub fn defined_at(&self, slot: Slot) -> Option<&str> {
        self.defined.iter().find(|defined| defined.slot == slot).map(|defined| defined.id.as_str())
    }

    /// The words for a key; falls back to the rulebook's first language, then to the key itself.
    pub fn text<'a>(&'a self, language: &Language, key: &'a str) -> &'a str {
        self.text_if_any(language, key).unwrap_or(key)
    }

    /// The words for a key in this language or the rulebook's first; `None` when neither has them.
    pub fn text_if_any<'a>(&'a self, language: &Language, key: &str) -> Option<&'a str> {
        let own = self.texts.get(language).and_then(|texts| texts.get(key));
        own.or_else(|| self.texts.get(self.languages.first()?)?.get(key))
    }

    /// Whether every place that one part names exists in another.
    pub(crate) fn is_well_formed(&self) -> bool {
        use crate::{FactType, ParameterType, ValueType};
        let step = |slot: &Slot| slot.at() < self.program.steps.len();
        let list = |index: &ChoiceListIndex| self.choice_list(*index).is_some();
        let cited = |all: &[CitationIndex]| all.iter().all(|index| self.citation(*index).is_some());
        let value_type = |found: &ValueType| match found {
            ValueType::Choice(index) | ValueType::Choices(index) => list(index),
            ValueType::Row(table) => self.table(*table).is_some(),
            _ => true,
        };
        self.program.is_well_formed()
            && self.program.types.iter().all(value_type)
            && self.program.steps.iter().all(|operation| match operation {
                Operation::Answer(fact) => self.fact(*fact).is_some(),
                Operation::Column(table, column) => {
                    self.table(*table).is_some_and(|table| column.at() < table.columns.len())
                }
                Operation::Holds(criterion, _) => self.criterion(*criterion).is_some(),
                Operation::Parameter(index) | Operation::Bands(_, index) => {
                    self.parameter(*index).is_some()
                }
                _ => true,
            })
            && self.facts.iter().all(|fact| {
                let answerable = match &fact.answer {
                    FactType::Choice(index) | FactType::Choices(index) => list(index),
                    FactType::Code(table) => self.table(*table).is_some(),
                    _ => true,
                };
                answerable && fact.linked.iter().all(|index| self.fact(*index).is_some())
            })
            && self.parameters.iter().all(|parameter| {
                let known = match &parameter.kind {
                    ParameterType::Choice(index) | ParameterType::Choices(index) => list(index),
                    _ => true,
                };
                known && parameter.values.iter().all(|dated| cited(&dated.citations))
            })
            && self.tables.iter().all(|table| {
                self.fact(table.answer).is_some()
                    && table.rows.iter().all(|row| row.cells.len() == table.columns.len())
            })
            && self.criteria.iter().all(|criterion| {
                criterion.roots().all(|root| step(&root)) && cited(&criterion.citations)
            })
            && self.defined.iter().all(|defined| step(&defined.slot))
            && self.notes.iter().all(|note| cited(&note.citations))
            && self.indicators.iter().all(|indicator| {
                indicator.roots().all(|root| step(&root))
                    && indicator.bands.is_none_or(|bands| self.parameter(bands).is_some())
                    && cited(&indicator.citations)
            })
            && self
                .views
                .iter()
                .flat_map(|view| &view.groups)
                .all(|group| group.criteria.iter().all(|index| self.criterion(*index).is_some()))
            && self.site.is_none_or(|site| self.table(site).is_some())
            && self.parameter(self.exchange_rate).is_some()
            && !self.languages.is_empty()
    }
}
