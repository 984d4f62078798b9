//! Reads the numbers people type: `1.000.000`, `1,000,000`, `32,6`, `1,5 tỷ`, `5.000 m2`, `498 triệu USD`.
//!
//! What is plain is read; where one separator can mean two numbers the page language decides and the
//! other reading is offered; everything else is refused, never guessed.

use crate::search::fold;
use sangloc_rulebook::{Decimal, Unit};

/// The longest text that is looked at.
const MAX_TYPED: usize = 80;

/// What a field knows about the number it takes.
pub(crate) struct Field<'a> {
    /// The units the answer may be given in, each with the words the rulebook has for it.
    pub units: &'a [(Unit, Vec<String>)],
    /// The unit chosen beside the field: the one meant when none is typed.
    pub chosen: &'a Unit,
    /// Whether the page's language writes `1.000` for a thousand, as Vietnamese does.
    pub dot_groups: bool,
}

/// A number with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quantity {
    /// The number.
    pub amount: Decimal,
    /// The unit it is in.
    pub unit: Unit,
}

/// A typed text, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// What it is taken for.
    pub taken: Quantity,
    /// What else it could mean.
    pub other: Option<Quantity>,
}

/// Why a typed text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// The digits and separators do not form a number.
    Number,
    /// The words after the number are not a unit this answer can be given in.
    Unit,
    /// More digits than any quantity has.
    TooLong,
}

/// Reads a typed text; `Ok(None)` when there is nothing in it.
///
/// # Errors
/// [`Unreadable`] when it cannot be taken for a number in a unit of the field.
pub(crate) fn read(text: &str, field: &Field<'_>) -> Result<Option<Reading>, Unreadable> {
    if text.chars().count() > MAX_TYPED {
        return Err(Unreadable::TooLong);
    }
    let folded = fold(text.trim());
    if folded.is_empty() {
        return Ok(None);
    }
    let (digits, words) = split(&folded);
    let (first, second) = amounts(digits, field.dot_groups)?;
    let meant = units_meant(&words, field)?;
    let mut readings = meant
        .iter()
        .flat_map(|meant| [Some(first), second].map(|amount| meant.of(amount?)))
        .flatten();
    let taken = readings.next().ok_or(Unreadable::TooLong)?;
    let other = readings.find(|other| *other != taken);
    Ok(Some(Reading { taken, other }))
}

/// The numeral, and the words around it; a currency sign may stand before the number.
fn split(folded: &str) -> (&str, String) {
    let start = folded.find(begins_numeral).unwrap_or(folded.len());
    let (front, rest) = folded.split_at_checked(start).unwrap_or((folded, ""));
    let end = rest.find(|letter| !is_numeral(letter)).unwrap_or(rest.len());
    let (digits, back) = rest.split_at_checked(end).unwrap_or((rest, ""));
    (digits.trim(), format!("{} {}", back.trim(), front.trim()))
}

fn begins_numeral(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '-' | '−' | '.' | ',')
}

fn is_numeral(letter: char) -> bool {
    begins_numeral(letter) || letter.is_whitespace() || matches!(letter, '\'' | '’')
}

/// What the digits say, and what else they could say.
fn amounts(digits: &str, dot_groups: bool) -> Result<(Decimal, Option<Decimal>), Unreadable> {
    let (sign, digits) = match digits.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest.trim_start()),
        None => ("", digits),
    };
    let marks: Vec<char> = digits.chars().filter(|letter| matches!(letter, '.' | ',')).collect();
    let decimal = |mark: char| number(sign, digits, Some(mark));
    let grouped = || number(sign, digits, None);
    match (marks.as_slice(), marks.last()) {
        ([mark], _) if groups_or_decimals(digits, *mark) => {
            let groups_first = (*mark == '.') == dot_groups;
            let (groups, decimals) = (grouped()?, decimal(*mark)?);
            Ok(if groups_first { (groups, Some(decimals)) } else { (decimals, Some(groups)) })
        }
        ([mark], _) => Ok((decimal(*mark)?, None)),
        (all, Some(last)) if all.iter().any(|mark| mark != last) => Ok((decimal(*last)?, None)),
        _ => Ok((grouped()?, None)),
    }
}

/// Whether one mark can stand for thousands as well as for decimals: `1.000`, but not `0.125` or `32,6`.
fn groups_or_decimals(digits: &str, mark: char) -> bool {
    let Some((before, after)) = digits.split_once(mark) else {
        return false;
    };
    let plain = |part: &str| part.chars().all(|letter| letter.is_ascii_digit());
    plain(before)
        && plain(after)
        && after.len() == 3
        && (1..=3).contains(&before.len())
        && !before.starts_with('0')
}

/// The number of these digits with this mark before its decimals; all other marks must part thousands.
fn number(sign: &str, digits: &str, decimal_mark: Option<char>) -> Result<Decimal, Unreadable> {
    let (whole, decimals) = match decimal_mark {
        Some(mark) => digits.split_once(mark).ok_or(Unreadable::Number)?,
        None => (digits, ""),
    };
    let groups: Vec<&str> = whole.split(|letter: char| !letter.is_ascii_digit()).collect();
    let well_grouped = match groups.as_slice() {
        [_] => true,
        [first, rest @ ..] => {
            (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3)
        }
        [] => false,
    };
    let plain = decimals.chars().all(|letter| letter.is_ascii_digit());
    let whole = groups.concat();
    if !well_grouped || !plain || (whole.is_empty() && decimals.is_empty()) {
        return Err(Unreadable::Number);
    }
    Decimal::from_str_exact(&format!("{sign}0{whole}.{decimals}0"))
        .map(|number| number.normalize())
        .map_err(|_| Unreadable::TooLong)
}

/// A unit as typed: the number counts so many times in it.
struct Meant {
    unit: Unit,
    times: u64,
}

impl Meant {
    fn of(&self, amount: Decimal) -> Option<Quantity> {
        Some(Quantity {
            amount: amount.checked_mul(self.times.into())?.normalize(),
            unit: self.unit.clone(),
        })
    }
}

/// The units that the words after a number can mean, the likeliest first.
fn units_meant(words: &str, field: &Field<'_>) -> Result<Vec<Meant>, Unreadable> {
    let (power, name) = split_multiplier(words);
    let named = |name: &str| field.units.iter().find(|(unit, words)| is_called(unit, words, name));
    if power == 0 {
        let unit = match name.as_str() {
            "" => field.chosen.clone(),
            name => named(name).ok_or(Unreadable::Unit)?.0.clone(),
        };
        return Ok(vec![Meant { unit, times: 1 }]);
    }
    if !field.chosen.is_money() {
        let unit = match name.as_str() {
            "" => field.chosen,
            name => &named(name).ok_or(Unreadable::Unit)?.0,
        };
        return Ok(vec![Meant { unit: unit.clone(), times: ten_to(power) }]);
    }
    let dollars_chosen = field.chosen.to_string().ends_with("USD");
    let currencies = match name.as_str() {
        // `1,5 tỷ` beside a field in dollars: most people then mean dong, so both are offered.
        "" => vec![dollars_chosen, !dollars_chosen],
        name => vec![named(name).ok_or(Unreadable::Unit)?.0.to_string().ends_with("USD")],
    };
    Ok(currencies.into_iter().filter_map(|dollars| money(dollars, power)).collect())
}

/// An amount in thousands, millions or billions of a currency.
fn money(dollars: bool, power: u32) -> Option<Meant> {
    let (symbol, within) = match (dollars, power) {
        (true, 6..) => ("million_USD", 6),
        (true, _) => ("USD", 0),
        (false, 9..) => ("billion_VND", 9),
        (false, 6..) => ("million_VND", 6),
        (false, _) => ("VND", 0),
    };
    let unit = symbol.parse().ok()?;
    Some(Meant { unit, times: ten_to(power - within) })
}

fn ten_to(power: u32) -> u64 {
    10u64.checked_pow(power).unwrap_or(u64::MAX)
}

/// `nghìn tỷ đồng` is 10^12 of `dong`.
fn split_multiplier(words: &str) -> (u32, String) {
    let mut power = 0;
    let mut rest = Vec::new();
    for word in words.split_whitespace() {
        match multiplier(word) {
            Some(more) if rest.is_empty() => power += more,
            _ => rest.push(word),
        }
    }
    (power, rest.join(" "))
}

fn multiplier(word: &str) -> Option<u32> {
    match word {
        "nghin" | "ngan" | "k" | "thousand" => Some(3),
        "trieu" | "tr" | "million" | "mn" | "mio" => Some(6),
        "ty" | "ti" | "billion" | "bn" => Some(9),
        _ => None,
    }
}

fn is_called(unit: &Unit, words: &[String], name: &str) -> bool {
    let tight = |text: &str| -> String { text.split_whitespace().collect() };
    let name = tight(name);
    let symbol = unit.to_string();
    tight(&fold(&symbol)) == name
        || words.iter().any(|word| tight(&fold(word)) == name)
        || other_words(&symbol).iter().any(|word| tight(word) == name)
}

/// What people write for a unit besides its name in the rulebook; folded.
fn other_words(symbol: &str) -> &'static [&'static str] {
    match symbol {
        "VND" => &["vnd", "dong", "d", "₫", "vn dong"],
        "USD" => &["usd", "$", "us$", "do", "do la", "do la my", "dollar", "dollars"],
        "ha" => &["hecta", "hec-ta", "hectare", "hectares"],
        "m2" => &["met vuong", "m^2", "sqm"],
        "km2" => &["ki-lo-met vuong", "kilomet vuong", "km^2"],
        "%" => &["phan tram", "percent", "per cent", "pct"],
        "person" => &["nguoi", "lao dong", "person", "persons", "people"],
        "t" => &["tan", "ton", "tons", "tonne", "tonnes"],
        "t/year" => &["tan/nam", "tan mot nam", "tons/year", "tonnes/year"],
        "m2/year" => &["m2/nam"],
        "m3" => &["met khoi", "m^3"],
        "m3/day" => &["m3/ngay", "m3/ngay dem", "m3/ng.d", "m3/d"],
        "month" => &["thang", "months"],
        "year" => &["nam", "years"],
        "day" => &["ngay", "days"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(symbol: &str) -> Unit {
        symbol.parse().unwrap_or_default()
    }

    fn read_in(
        text: &str,
        symbols: &[&str],
        dot_groups: bool,
    ) -> Result<Option<Reading>, Unreadable> {
        let units: Vec<_> = symbols.iter().map(|symbol| (unit(symbol), vec![])).collect();
        let chosen = unit(symbols[0]);
        read(text, &Field { units: &units, chosen: &chosen, dot_groups })
    }

    const MONEY: &[&str] = &["USD", "billion_VND", "million_VND", "VND", "million_USD"];
    const AREA: &[&str] = &["ha", "m2", "km2"];

    /// `amount unit` or `amount unit | other reading`.
    #[track_caller]
    fn check(text: &str, symbols: &[&str], dot_groups: bool, expected: &str) {
        let told = |quantity: &Quantity| format!("{} {}", quantity.amount, quantity.unit);
        let found = match read_in(text, symbols, dot_groups) {
            Ok(None) => "nothing".to_owned(),
            Ok(Some(Reading { taken, other: None })) => told(&taken),
            Ok(Some(Reading { taken, other: Some(other) })) => {
                format!("{} | {}", told(&taken), told(&other))
            }
            Err(error) => format!("{error:?}"),
        };
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for (text, expected) in [
            ("", "nothing"),
            ("   ", "nothing"),
            ("32,6", "32.6 ha"),
            ("32.6", "32.6 ha"),
            ("1.000.000", "1000000 ha"),
            ("1,000,000", "1000000 ha"),
            ("1 000 000", "1000000 ha"),
            ("1\u{a0}000\u{202f}000", "1000000 ha"),
            ("1.234.567,89", "1234567.89 ha"),
            ("1,234,567.89", "1234567.89 ha"),
            ("1 000,500", "1000.5 ha"),
            ("0.125", "0.125 ha"),
            ("0,125", "0.125 ha"),
            ("1234.125", "1234.125 ha"),
            (".5", "0.5 ha"),
            ("5,", "5 ha"),
            ("-3", "-3 ha"),
            ("− 3", "-3 ha"),
            ("30 ha", "30 ha"),
            ("30ha", "30 ha"),
            ("5.000.000 m2", "5000000 m2"),
            ("12 m²", "12 m2"),
            ("1,5 triệu mét vuông", "1500000 m2"),
        ] {
            check(text, AREA, true, expected);
        }
    }

    #[test]
    fn one_mark_and_three_digits_is_read_by_the_language_and_asked() {
        check("1.000", AREA, true, "1000 ha | 1 ha");
        check("1,000", AREA, true, "1 ha | 1000 ha");
        check("1.000", AREA, false, "1 ha | 1000 ha");
        check("1,000", AREA, false, "1000 ha | 1 ha");
        check("5.000 m2", AREA, true, "5000 m2 | 5 m2");
    }

    #[test]
    fn money_is_read_with_its_words() {
        for (text, expected) in [
            ("498 triệu USD", "498 million_USD"),
            ("498 trieu do la", "498 million_USD"),
            ("$498 million", "498 million_USD"),
            ("1,5 tỷ đồng", "1.5 billion_VND"),
            ("300 triệu VND", "300 million_VND"),
            ("2 tỷ USD", "2000 million_USD"),
            ("3 nghìn tỷ đồng", "3000 billion_VND"),
            ("750.000.000 VNĐ", "750000000 VND"),
            ("1,5 tỷ", "1500 million_USD | 1.5 billion_VND"),
        ] {
            check(text, MONEY, true, expected);
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for (text, expected) in [
            ("abc", "Number"),
            ("1.2.3", "Number"),
            ("12 34", "Number"),
            ("1e5", "Unit"),
            ("5 acres", "Unit"),
            ("5 USD", "Unit"),
            ("--5", "Number"),
            ("5-6", "Number"),
            ("NaN", "Number"),
            ("10000000000000000000000000000000000000000", "TooLong"),
        ] {
            check(text, AREA, true, expected);
        }
    }

    #[test]
    fn no_text_stops_the_reader() {
        for text in ["1'000'000", "’", "%", "₫", "🙂 5", "٣", "1.,2", ",.", "1..2"] {
            let _ = read_in(text, AREA, true);
        }
        assert_eq!(read_in(&"1".repeat(500), AREA, true), Err(Unreadable::TooLong));
    }
}
