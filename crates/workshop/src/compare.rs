//! Which rules changed between two rulebooks, or between two days of one.
//!
//! Parts are matched by their names in the rule files, never by their places: a criterion that only
//! moved has not changed.

use crate::written::{member, written};
use sangloc_rulebook::{
    Amount, Citation, Confidence, Criterion, Date, Fact, FactType, Indicator, Kind, Language,
    OnUnmet, Parameter, ParameterType, Rulebook, Slot, Table, Unit, ValueType,
};
use sangloc_screening::{format_number, format_value};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What changed in the rules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RuleChanges {
    /// Figures whose amount is another on some days.
    pub figures: Vec<FigureChange>,
    /// Everything else that has a name, in the order of [`Part`].
    pub items: Vec<ItemChange>,
    /// Words by language.
    pub texts: BTreeMap<Language, TextChanges>,
}

/// A figure that has another amount on some days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FigureChange {
    /// The parameter's name in the rule files.
    pub id: String,
    /// Its noun phrase.
    pub label: String,
    /// The amount before; `None`: none in force.
    pub before: Option<String>,
    /// The amount after; `None`: none in force.
    pub after: Option<String>,
    /// The first day it differs; `None`: on all days up to `to`.
    pub from: Option<Date>,
    /// The last day it differs; `None`: no end is known.
    pub to: Option<Date>,
}

/// A named part of the rules that is new, gone or another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ItemChange {
    /// What it is.
    pub part: Part,
    /// Its name in the rule files.
    pub id: String,
    /// Its words, where it has some.
    pub label: String,
    /// What happened to it.
    pub change: Change,
    /// What is another, field by field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldChange>,
}

/// The parts of a rulebook that have names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// A criterion.
    Criterion,
    /// A named quantity.
    Quantity,
    /// A figure: what is another but its amounts.
    Figure,
    /// A question.
    Fact,
    /// A list of choices.
    Choices,
    /// A row of a table.
    Row,
    /// A quantity that is shown.
    Indicator,
    /// A source.
    Citation,
    /// A note.
    Note,
}

/// What happened to a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is another.
    Changed,
}

/// One field of a part before and after, as the rule files write it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// The field, as in the rule files.
    pub field: String,
    /// What it was; empty: not there.
    pub before: String,
    /// What it is; empty: not there.
    pub after: String,
}

/// How many words are new, gone or other in a language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TextChanges {
    /// New ones.
    pub added: usize,
    /// Those that are gone.
    pub removed: usize,
    /// Other ones.
    pub changed: usize,
}

impl RuleChanges {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.figures.is_empty() && self.items.is_empty() && self.texts.is_empty()
    }
}

/// What changed from one rulebook to another; `language`: of labels and amounts.
pub fn compare(old: &Rulebook, new: &Rulebook, language: &Language) -> RuleChanges {
    let figures = parameters(old, new)
        .flat_map(|(before, after)| figure_changes((old, before), (new, after), language));
    RuleChanges {
        figures: figures.collect(),
        items: items(old, new, language),
        texts: text_changes(old, new),
    }
}

/// What is another on a later day by one and the same rulebook.
pub fn compare_days(
    rulebook: &Rulebook,
    before: Date,
    after: Date,
    language: &Language,
) -> RuleChanges {
    let figures = rulebook.parameters.iter().filter_map(|parameter| {
        let amount = |day: Date| parameter.in_force(day).map(|dated| &dated.amount);
        (amount(before) != amount(after)).then(|| FigureChange {
            id: parameter.id.to_string(),
            label: label(rulebook, language, &format!("parameters.{}", parameter.id)),
            before: amount(before).map(|found| shown(rulebook, parameter, found, language)),
            after: amount(after).map(|found| shown(rulebook, parameter, found, language)),
            from: parameter.in_force(after).map(|dated| dated.period.from),
            to: None,
        })
    });
    let items = rulebook.criteria.iter().filter_map(|criterion| {
        let change = match (criterion.is_law_on(before), criterion.is_law_on(after)) {
            (false, true) => Change::Added,
            (true, false) => Change::Removed,
            _ => return None,
        };
        Some(ItemChange { change, ..criterion_item(rulebook, criterion, language) })
    });
    RuleChanges { figures: figures.collect(), items: items.collect(), texts: BTreeMap::new() }
}

/// The parameters of two rulebooks by name.
fn parameters<'a>(
    old: &'a Rulebook,
    new: &'a Rulebook,
) -> impl Iterator<Item = (Option<&'a Parameter>, Option<&'a Parameter>)> {
    let named = |book: &'a Rulebook, id: &str| {
        book.parameters.iter().find(|parameter| parameter.id.as_str() == id)
    };
    let kept =
        old.parameters.iter().map(move |before| (Some(before), named(new, before.id.as_str())));
    let added = new.parameters.iter().filter(move |after| named(old, after.id.as_str()).is_none());
    kept.chain(added.map(|after| (None, Some(after))))
}

/// The days on which a figure differs, each with what it was and is.
fn figure_changes(
    (old, before): (&Rulebook, Option<&Parameter>),
    (new, after): (&Rulebook, Option<&Parameter>),
    language: &Language,
) -> Vec<FigureChange> {
    let days = |parameter: Option<&Parameter>| -> BTreeSet<Date> {
        let values = parameter.into_iter().flat_map(|parameter| &parameter.values);
        let bounds = values
            .flat_map(|dated| [Some(dated.period.from), dated.period.to.and_then(Date::next)]);
        bounds.flatten().collect()
    };
    let amount = |book: &Rulebook, parameter: Option<&Parameter>, day: Date| {
        let parameter = parameter?;
        Some(shown(book, parameter, &parameter.in_force(day)?.amount, language))
    };
    let Some(named) = after.or(before) else {
        return Vec::new();
    };
    let book = if after.is_some() { new } else { old };
    let mut found: Vec<FigureChange> = Vec::new();
    let mut last: Option<(Option<String>, Option<String>)> = None;
    for day in days(before).union(&days(after)) {
        let pair = (amount(old, before, *day), amount(new, after, *day));
        if last.as_ref() == Some(&pair) {
            continue;
        }
        if let Some(open) = found.last_mut().filter(|open| open.to.is_none()) {
            open.to = day.previous();
        }
        if pair.0 != pair.1 {
            found.push(FigureChange {
                id: named.id.to_string(),
                label: label(book, language, &format!("parameters.{}", named.id)),
                before: pair.0.clone(),
                after: pair.1.clone(),
                from: Some(*day),
                to: None,
            });
        }
        last = Some(pair);
    }
    found
}

/// An amount for people, with its unit.
pub(crate) fn shown(
    rulebook: &Rulebook,
    parameter: &Parameter,
    amount: &Amount,
    language: &Language,
) -> String {
    use sangloc_rulebook::Value;
    let value = |value, kind: &ValueType| format_value(rulebook, language, value, kind);
    match (amount, &parameter.kind) {
        (Amount::Number(number), ParameterType::Number(unit)) => {
            value(Value::Number(*number), &ValueType::Number(unit.clone()))
        }
        (Amount::Choice(place), ParameterType::Choice(list)) => {
            value(Value::Choice(*place), &ValueType::Choice(*list))
        }
        (Amount::Choices(set), ParameterType::Choices(list)) => {
            value(Value::Choices(*set), &ValueType::Choices(*list))
        }
        (Amount::Bands(bands), ParameterType::Bands(unit)) => {
            let band = |band: &sangloc_rulebook::Band| {
                let least = value(Value::Number(band.at_least), &ValueType::Number(unit.clone()));
                format!("≥ {least}: {}", format_number(band.points, language))
            };
            bands.iter().map(band).collect::<Vec<_>>().join("; ")
        }
        _ => String::new(),
    }
}

fn label(rulebook: &Rulebook, language: &Language, key: &str) -> String {
    rulebook.text_if_any(language, key).unwrap_or_default().to_owned()
}

/// A part under comparison: what it is called, and its fields as text.
struct Item {
    part: Part,
    id: String,
    label: String,
    fields: Vec<(String, String)>,
}

fn items(old: &Rulebook, new: &Rulebook, language: &Language) -> Vec<ItemChange> {
    let (before, after) = (all_items(old, language), all_items(new, language));
    let key = |item: &Item| (item.part, item.id.clone());
    let known: BTreeMap<_, _> = before.iter().map(|item| (key(item), item)).collect();
    let kept: BTreeSet<_> = after.iter().map(key).collect();
    let plain = |item: &Item, change| ItemChange {
        part: item.part,
        id: item.id.clone(),
        label: item.label.clone(),
        change,
        fields: Vec::new(),
    };
    let mut found: Vec<ItemChange> = Vec::new();
    for item in &after {
        match known.get(&key(item)) {
            None => found.push(plain(item, Change::Added)),
            Some(other) => {
                let fields = field_changes(&other.fields, &item.fields);
                if !fields.is_empty() {
                    found.push(ItemChange { fields, ..plain(item, Change::Changed) });
                }
            }
        }
    }
    let gone = before.iter().filter(|item| !kept.contains(&key(item)));
    found.extend(gone.map(|item| plain(item, Change::Removed)));
    found.sort_by_key(|item| item.part);
    found
}

fn field_changes(before: &[(String, String)], after: &[(String, String)]) -> Vec<FieldChange> {
    let (old, new): (BTreeMap<_, _>, BTreeMap<_, _>) =
        (before.iter().cloned().collect(), after.iter().cloned().collect());
    let gone = before.iter().filter(|(field, _)| !new.contains_key(field));
    let fields = after.iter().chain(gone).map(|(field, _)| FieldChange {
        field: field.clone(),
        before: old.get(field).cloned().unwrap_or_default(),
        after: new.get(field).cloned().unwrap_or_default(),
    });
    fields.filter(|change| change.before != change.after).collect()
}

/// Every named part of a rulebook but the amounts of figures, with its fields as text.
fn all_items(rulebook: &Rulebook, language: &Language) -> Vec<Item> {
    let item = |part, id: &str, key: String, fields: Vec<(&str, String)>| Item {
        part,
        id: id.to_owned(),
        label: label(rulebook, language, &key),
        fields: fields.into_iter().map(|(field, text)| (field.to_owned(), text)).collect(),
    };
    let mut all: Vec<Item> = Vec::new();
    for criterion in &rulebook.criteria {
        let key = format!("criteria.{}.title", criterion.id);
        let fields = criterion_fields(rulebook, criterion);
        all.push(item(Part::Criterion, criterion.id.as_str(), key, fields));
    }
    for defined in &rulebook.defined {
        let fields = vec![("define", written(rulebook, defined.slot))];
        all.push(item(Part::Quantity, &defined.id, format!("defined.{}", defined.id), fields));
    }
    for parameter in &rulebook.parameters {
        let key = format!("parameters.{}", parameter.id);
        all.push(item(
            Part::Figure,
            parameter.id.as_str(),
            key,
            parameter_fields(rulebook, parameter),
        ));
    }
    for fact in &rulebook.facts {
        let key = format!("facts.{}.label", fact.id);
        all.push(item(Part::Fact, fact.id.as_str(), key, fact_fields(rulebook, fact)));
    }
    for list in &rulebook.choice_lists {
        let fields = vec![("members", list.members.join(", "))];
        all.push(item(Part::Choices, &list.id, String::new(), fields));
    }
    for table in &rulebook.tables {
        all.extend(rows(rulebook, table, language));
    }
    for indicator in &rulebook.indicators {
        let key = format!("defined.{}", indicator.id);
        let fields = indicator_fields(rulebook, indicator);
        all.push(item(Part::Indicator, &indicator.id, key, fields));
    }
    for citation in &rulebook.citations {
        all.push(Item { label: citation.title.clone(), ..citation_item(citation) });
    }
    for note in &rulebook.notes {
        let fields = vec![("code", note.code.clone()), ("cites", cites(rulebook, &note.citations))];
        all.push(item(Part::Note, &note.id, format!("notes.{}.title", note.id), fields));
    }
    all
}

fn criterion_item(rulebook: &Rulebook, criterion: &Criterion, language: &Language) -> ItemChange {
    ItemChange {
        part: Part::Criterion,
        id: criterion.id.to_string(),
        label: label(rulebook, language, &format!("criteria.{}.title", criterion.id)),
        change: Change::Changed,
        fields: Vec::new(),
    }
}

fn criterion_fields(rulebook: &Rulebook, criterion: &Criterion) -> Vec<(&'static str, String)> {
    let rule = |slot: Option<Slot>| slot.map(|slot| written(rulebook, slot)).unwrap_or_default();
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let kind = match criterion.kind {
        Kind::Exclusion => "EXCLUSION",
        Kind::Mandatory => "MANDATORY",
        Kind::Priority => "PRIORITY",
        Kind::Incentive => "INCENTIVE",
        Kind::Advisory => "ADVISORY",
    };
    let unmet = match criterion.on_unmet {
        OnUnmet::Reject => "REJECT",
        OnUnmet::Review => "REVIEW",
    };
    vec![
        ("kind", kind.into()),
        ("unmet", unmet.into()),
        // Both ends of the law's days are in `when` as well; here they read as they are written.
        ("from", day(criterion.from)),
        ("to", day(criterion.to)),
        ("when", rule(criterion.when)),
        ("require", rule(criterion.require)),
        ("points", rule(criterion.points)),
        ("code", criterion.code.clone()),
        ("confidence", confidence(criterion.confidence).into()),
        ("cites", cites(rulebook, &criterion.citations)),
    ]
}

fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Stated => "STATED",
        Confidence::StatedDerived => "STATED_DERIVED",
        Confidence::Derived => "DERIVED",
    }
}

fn cites(rulebook: &Rulebook, all: &[sangloc_rulebook::CitationIndex]) -> String {
    let names = all.iter().filter_map(|index| Some(rulebook.citation(*index)?.id.as_str()));
    names.collect::<Vec<_>>().join(", ")
}

/// What a figure is; its amounts are compared by day.
fn parameter_fields(rulebook: &Rulebook, parameter: &Parameter) -> Vec<(&'static str, String)> {
    let list = |index| rulebook.choice_list(index).map(|list| list.id.clone()).unwrap_or_default();
    let kind = match &parameter.kind {
        ParameterType::Number(unit) => ("unit", unit.to_string()),
        ParameterType::Bands(unit) => ("bands", unit.to_string()),
        ParameterType::Choice(index) | ParameterType::Choices(index) => ("choices", list(*index)),
    };
    let values = parameter.values.iter().map(|dated| {
        let (cites, confidence) = (cites(rulebook, &dated.citations), confidence(dated.confidence));
        format!("{}: {cites} ({confidence})", dated.period.from)
    });
    vec![kind, ("cites", values.collect::<Vec<_>>().join("; "))]
}

fn fact_fields(rulebook: &Rulebook, fact: &Fact) -> Vec<(&'static str, String)> {
    let bound = |bound: Option<sangloc_rulebook::Decimal>| {
        bound.map(|bound| bound.normalize().to_string()).unwrap_or_default()
    };
    let drawn = match &fact.answer {
        FactType::Choice(list) | FactType::Choices(list) => {
            rulebook.choice_list(*list).map(|list| list.id.clone())
        }
        FactType::Code(table) => rulebook.table(*table).map(|table| table.id.clone()),
        _ => None,
    };
    vec![
        ("type", fact.answer.name().into()),
        ("unit", fact.answer.unit().map(Unit::to_string).unwrap_or_default()),
        ("choices", drawn.unwrap_or_default()),
        ("min", bound(fact.min)),
        ("max", bound(fact.max)),
        ("section", fact.section.clone()),
    ]
}

fn indicator_fields(rulebook: &Rulebook, indicator: &Indicator) -> Vec<(&'static str, String)> {
    let bands = indicator.bands.and_then(|bands| rulebook.parameter(bands));
    vec![
        ("when", indicator.when.map(|slot| written(rulebook, slot)).unwrap_or_default()),
        ("bands", bands.map(|bands| bands.id.to_string()).unwrap_or_default()),
        ("cites", cites(rulebook, &indicator.citations)),
    ]
}

fn citation_item(citation: &Citation) -> Item {
    let fields = [
        ("title", citation.title.clone()),
        ("publisher", citation.publisher.clone()),
        ("date", citation.date.into()),
        ("article", citation.article.clone().unwrap_or_default()),
        ("unverified", citation.unverified.to_string()),
        ("url", citation.url.clone().unwrap_or_default()),
    ];
    Item {
        part: Part::Citation,
        id: citation.id.to_string(),
        label: String::new(),
        fields: fields.map(|(field, text)| (field.to_owned(), text)).into(),
    }
}

/// The rows of a table, a field a column.
fn rows<'a>(
    rulebook: &'a Rulebook,
    table: &'a Table,
    language: &'a Language,
) -> impl Iterator<Item = Item> + use<'a> {
    table.rows.iter().map(move |row| {
        let cells = table.columns.iter().zip(&row.cells).map(|(column, cell)| {
            (
                column.id.clone(),
                cell.map(|cell| plain(rulebook, cell, &column.cell)).unwrap_or_default(),
            )
        });
        Item {
            part: Part::Row,
            id: format!("{}: {}", table.id, row.key),
            label: row
                .names
                .get(language)
                .or_else(|| row.names.values().next())
                .cloned()
                .unwrap_or_default(),
            fields: cells.collect(),
        }
    })
}

/// A cell as the table's file writes it.
fn plain(rulebook: &Rulebook, value: sangloc_rulebook::Value, kind: &ValueType) -> String {
    use sangloc_rulebook::Value;
    match (value, kind) {
        (Value::YesNo(yes), _) => (if yes { "yes" } else { "no" }).into(),
        (Value::Number(number), _) => number.normalize().to_string(),
        (Value::Date(day), _) => day.to_string(),
        (Value::Choice(place), ValueType::Choice(list)) => member(rulebook, *list, place).into(),
        (Value::Choices(set), ValueType::Choices(list)) => {
            set.places().map(|place| member(rulebook, *list, place)).collect::<Vec<_>>().join(" ")
        }
        _ => String::new(),
    }
}

fn text_changes(old: &Rulebook, new: &Rulebook) -> BTreeMap<Language, TextChanges> {
    let languages: BTreeSet<&Language> = old.texts.keys().chain(new.texts.keys()).collect();
    let nothing = BTreeMap::new();
    let counted = languages.into_iter().map(|language| {
        let words = |book: &'_ Rulebook| book.texts.get(language).map(|texts| texts.0.clone());
        let (before, after) =
            (words(old).unwrap_or(nothing.clone()), words(new).unwrap_or(nothing.clone()));
        let missing = |here: &BTreeMap<String, String>, there: &BTreeMap<String, String>| {
            here.keys().filter(|key| !there.contains_key(*key)).count()
        };
        let changed = before
            .iter()
            .filter(|(key, words)| after.get(*key).is_some_and(|other| other != *words));
        let changes = TextChanges {
            added: missing(&after, &before),
            removed: missing(&before, &after),
            changed: changed.count(),
        };
        (language.clone(), changes)
    });
    counted.filter(|(_, changes)| *changes != TextChanges::default()).collect()
}
