//! What a profile may hold, as a JSON schema of the facts of a rulebook.

use sangloc_rulebook::{Decimal, Fact, FactType, Language, Rulebook, Unit};
use sangloc_screening::{MAX_TEXT, allowed_units, choices};
use serde_json::{Map, Number, Value as Json, json};

/// The schema of a profile: by namespace and name, each answer or `null` for unknown.
pub(crate) fn profile_schema(rulebook: &Rulebook) -> Json {
    let mut namespaces = Map::new();
    for fact in &rulebook.facts {
        let namespace = namespaces
            .entry(fact.id.namespace())
            .or_insert_with(|| json!({ "type": ["object", "null"], "properties": {}, "additionalProperties": false }));
        if let Some(Json::Object(facts)) = namespace.get_mut("properties") {
            facts.insert(fact.id.name().to_owned(), described(rulebook, fact));
        }
    }
    json!({
        "type": "object",
        "description": "The answers of an investor, as far as they are known. A number may also be an object that \
            names its unit; what is left out or `null` is unknown.",
        "properties": namespaces,
        "additionalProperties": false,
    })
}

/// The schema of an answer, with the words of its question.
fn described(rulebook: &Rulebook, fact: &Fact) -> Json {
    let english = Language("en".to_owned());
    let word = |part: &str| {
        let key = format!("facts.{}.{part}", fact.id);
        rulebook.text_if_any(&english, &key).unwrap_or_default().to_owned()
    };
    let mut schema = answer(rulebook, fact);
    if let Json::Object(members) = &mut schema {
        members.insert("title".to_owned(), word("label").into());
        members.insert("description".to_owned(), word("question").into());
    }
    schema
}

fn answer(rulebook: &Rulebook, fact: &Fact) -> Json {
    let names: Vec<&str> = choices(rulebook, fact).collect();
    match &fact.answer {
        FactType::YesNo => json!({ "type": ["boolean", "null"] }),
        FactType::Choice(_) | FactType::Code(_) => {
            let or_null: Vec<Json> =
                names.into_iter().map(Json::from).chain([Json::Null]).collect();
            json!({ "enum": or_null })
        }
        FactType::Choices(_) => json!({ "type": ["array", "null"], "items": { "enum": names } }),
        FactType::Date => {
            json!({ "type": ["string", "null"], "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$" })
        }
        FactType::Text => json!({ "type": ["string", "null"], "maxLength": MAX_TEXT }),
        FactType::Whole(own) | FactType::Decimal(own) | FactType::Money(own) => number(fact, own),
    }
}

/// A bare number in the fact's own unit, or an amount with its unit.
fn number(fact: &Fact, own: &Unit) -> Json {
    let with_units = allowed_units(fact).into_iter().map(|unit| {
        let required = if unit == *own { json!(["amount"]) } else { json!(["amount", "unit"]) };
        json!({
            "type": "object",
            "properties": { "amount": amount(fact, own, &unit), "unit": { "const": unit.to_string() } },
            "required": required,
            "additionalProperties": false,
        })
    });
    let all = [amount(fact, own, own), json!({ "type": "null" })].into_iter().chain(with_units);
    json!({ "anyOf": all.collect::<Vec<_>>() })
}

/// The amounts a fact takes in a unit. Across currencies only the least is known: the rate is that of a day.
fn amount(fact: &Fact, own: &Unit, unit: &Unit) -> Json {
    let whole = matches!(fact.answer, FactType::Whole(_)) && unit == own;
    let kind = ("type".to_owned(), Json::from(if whole { "integer" } else { "number" }));
    let conversion = unit.conversion_to(own);
    let in_unit = |bound: Decimal| match &conversion {
        Some(conversion) if conversion.rate_power == 0 => {
            bound.checked_mul(conversion.divide)?.checked_div(conversion.multiply)
        }
        _ => Some(bound),
    };
    let priced = conversion.as_ref().is_some_and(|conversion| conversion.rate_power != 0);
    let most = fact.max.filter(|_| !priced).unwrap_or(Decimal::MAX);
    let bounds = [("minimum", fact.min), ("maximum", Some(most))].into_iter();
    let bounds = bounds.filter_map(|(name, bound)| {
        let number: Number = in_unit(bound?)?.normalize().to_string().parse().ok()?;
        Some((name.to_owned(), number.into()))
    });
    Json::Object(bounds.chain([kind]).collect())
}
