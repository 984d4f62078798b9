//! Numbers, dates and values as a language writes them, the same on every machine.

use crate::words::Words;
use sangloc_rulebook::{
    ChoiceListIndex, Date, Decimal, Language, Rulebook, Unit, Value, ValueType,
};

/// A number with the separators of the language, rounded for people: two digits after the point
/// from ten upwards, four below. The decision uses all digits.
pub fn format_number(number: Decimal, language: &Language) -> String {
    let digits = if number.abs() < Decimal::TEN { 4 } else { 2 };
    format_exact(number.round_dp(digits), language)
}

/// A number with the separators of the language and all its digits.
pub(crate) fn format_exact(number: Decimal, language: &Language) -> String {
    let words = Words::of(language);
    let text = number.normalize().to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("−", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut out = String::from(sign);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            out.push(words.group);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(words.decimal);
        out.push_str(fraction);
    }
    out
}

/// A day as the language writes it: 22/11/2026 in Vietnamese, 2026-11-22 in English.
pub fn format_date(date: Date, language: &Language) -> String {
    if Words::of(language).day_first {
        format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
    } else {
        date.to_string()
    }
}

/// A value with its unit or names.
pub fn format_value(
    rulebook: &Rulebook,
    language: &Language,
    value: Value,
    kind: &ValueType,
) -> String {
    let words = Words::of(language);
    match (value, kind) {
        (Value::YesNo(yes), _) => (if yes { words.yes } else { words.no }).to_owned(),
        (Value::Number(number), ValueType::Number(unit)) => {
            with_unit(rulebook, language, &format_number(number, language), unit)
        }
        (Value::Number(number), _) => format_number(number, language),
        (Value::Date(date), _) => format_date(date, language),
        (Value::Choice(place), ValueType::Choice(list) | ValueType::Choices(list)) => {
            choice_name(rulebook, language, *list, place)
        }
        (Value::Choices(set), ValueType::Choice(list) | ValueType::Choices(list)) => {
            let names: Vec<_> =
                set.places().map(|place| choice_name(rulebook, language, *list, place)).collect();
            if names.is_empty() { words.none.to_owned() } else { names.join(", ") }
        }
        (Value::Row(place), ValueType::Row(table)) => {
            let table = rulebook.table(*table);
            let row = table.and_then(|table| table.rows.get(usize::from(place)));
            row.map_or_else(String::new, |row| {
                let name = row.names.get(language).or_else(|| row.names.values().next());
                name.unwrap_or(&row.key).clone()
            })
        }
        _ => "…".to_owned(),
    }
}

/// A written number and its unit; `%` stands close.
pub(crate) fn with_unit(
    rulebook: &Rulebook,
    language: &Language,
    number: &str,
    unit: &Unit,
) -> String {
    let unit = unit_name(rulebook, language, unit);
    let space = if unit.is_empty() || unit == "%" { "" } else { "\u{a0}" };
    format!("{number}{space}{unit}")
}

/// How a unit is written after a number; empty for plain numbers.
pub fn unit_name(rulebook: &Rulebook, language: &Language, unit: &Unit) -> String {
    if *unit == Unit::none() {
        return String::new();
    }
    let symbol = unit.to_string();
    let key = format!("units.{symbol}");
    rulebook.text_if_any(language, &key).map_or(symbol, str::to_owned)
}

fn choice_name(
    rulebook: &Rulebook,
    language: &Language,
    list: ChoiceListIndex,
    place: u16,
) -> String {
    let Some(list) = rulebook.choice_list(list) else {
        return String::new();
    };
    let member = list.members.get(usize::from(place)).map_or("", String::as_str);
    let key = format!("choices.{}.{member}", list.id);
    rulebook.text_if_any(language, &key).unwrap_or(member).to_owned()
}
