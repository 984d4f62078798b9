//! What an investor has answered so far.

use crate::order::order;
use sangloc_rulebook::{
    ChoiceList, ChoiceListIndex, ChoiceSet, Date, Decimal, Fact, FactIndex, FactType, Rulebook,
    Unit, Value,
};
use serde_json::{Map, Value as Json};
use std::str::FromStr;

/// The largest profile that is read: a full one has a few kilobytes.
pub const MAX_PROFILE_BYTES: usize = 1024 * 1024;

/// The longest text of an answer, in letters.
pub const MAX_TEXT: usize = 200;

/// One reply, as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Yes or no.
    YesNo(bool),
    /// The place of a member in the fact's list.
    Choice(u16),
    /// Members of the fact's list.
    Choices(ChoiceSet),
    /// A number and the unit it was given in, of the same kind as the fact's own.
    Number(Decimal, Unit),
    /// A day.
    Date(Date),
    /// Short text.
    Text(String),
    /// The place of a row in the fact's table.
    Row(u16),
}

/// The replies so far, by fact; a fact without one is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    answers: Vec<Option<Answer>>,
}

/// An entry of a profile that does not fit the rulebook.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{key}`: {problem}")]
pub struct ProfileError {
    /// The key, such as `project.land_area`; `profile` for the whole.
    pub key: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with an entry, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// No JSON at all, or something in it that JSON does not know, such as `NaN`.
    #[error("is not readable JSON ({0}); a number is written as 32.6, a text in quotes")]
    NotJson(String),
    /// More bytes than [`MAX_PROFILE_BYTES`].
    #[error("is larger than {MAX_PROFILE_BYTES} bytes")]
    TooLarge,
    /// Bytes that are no text.
    #[error("is not UTF-8 text")]
    NotText,
    /// Not an object of answers by name.
    #[error("must be an object of answers by name")]
    NotAnObject,
    /// The rulebook does not ask this.
    #[error("is not asked by this rulebook{}", hint(.nearest))]
    UnknownKey {
        /// The nearest name it does ask.
        nearest: Option<String>,
    },
    /// Another kind of answer than the fact takes.
    #[error("must be {expected}, not {found}")]
    WrongType {
        /// What the fact takes.
        expected: String,
        /// What the profile has.
        found: String,
    },
    /// Not a member of the fact's list or table.
    #[error("has no choice `{found}`{}", hint(.nearest))]
    UnknownChoice {
        /// What the profile has.
        found: String,
        /// The nearest one there is.
        nearest: Option<String>,
    },
    /// Not a unit of this kind of quantity.
    #[error("cannot be given in `{found}`; allowed: {allowed}")]
    WrongUnit {
        /// What the profile has.
        found: String,
        /// The units that fit.
        allowed: String,
    },
    /// Outside the range the fact allows, or more digits than any quantity has.
    #[error("`{found}` is out of range; allowed: {allowed}")]
    OutOfRange {
        /// What the profile has.
        found: String,
        /// The range in words.
        allowed: String,
    },
    /// The fact was answered before, in the same file.
    #[error("is answered twice")]
    Repeated,
    /// Text longer than 200 characters.
    #[error("is longer than {MAX_TEXT} characters")]
    TooLong,
}

fn hint(nearest: &Option<String>) -> String {
    nearest.as_ref().map(|name| format!("; did you mean `{name}`?")).unwrap_or_default()
}

impl Profile {
    /// A profile in which nothing is answered.
    pub fn empty(rulebook: &Rulebook) -> Self {
        Self { answers: vec![None; rulebook.facts.len()] }
    }

    /// The reply to a fact; `None`: unknown.
    pub fn answer(&self, fact: FactIndex) -> Option<&Answer> {
        self.answers.get(fact.at())?.as_ref()
    }

    /// The facts that have a reply.
    pub fn answered(&self) -> impl Iterator<Item = FactIndex> {
        let places = (0u16..).zip(&self.answers);
        places.filter(|(_, answer)| answer.is_some()).map(|(place, _)| FactIndex(place))
    }

    /// Puts a reply in, or takes it out. The reply is checked as one from outside is.
    ///
    /// # Errors
    /// When the reply is not one the fact takes; the profile is then as it was.
    pub fn set(
        &mut self,
        rulebook: &Rulebook,
        fact: FactIndex,
        mut answer: Option<Answer>,
    ) -> Result<(), ProfileError> {
        let (Some(known), Some(place)) = (rulebook.fact(fact), self.answers.get_mut(fact.at()))
        else {
            let problem = Problem::UnknownKey { nearest: None };
            return Err(ProfileError { key: format!("#{}", fact.0), problem });
        };
        if let Some(answer) = &answer {
            check_answer(rulebook, known, answer)
                .map_err(|problem| ProfileError { key: known.id.to_string(), problem })?;
        }
        // 1.50 and 1.5 are one answer, and give one link.
        if let Some(Answer::Number(amount, _)) = &mut answer {
            amount.normalize_assign();
        }
        *place = answer;
        Ok(())
    }

    /// Puts a reply in that is known to fit.
    pub(crate) fn put(&mut self, fact: FactIndex, answer: Option<Answer>) {
        if let Some(place) = self.answers.get_mut(fact.at()) {
            *place = answer;
        }
    }

    /// Reads a profile and keeps what fits; every entry that does not is named.
    ///
    /// `{"project": {"land_area": 32.6, "capital": {"amount": 498000000, "unit": "USD"}}}`; a bare
    /// number is in the fact's own unit; a missing key or `null` is unknown.
    pub fn read(rulebook: &Rulebook, text: &str) -> (Self, Vec<ProfileError>) {
        if text.len() > MAX_PROFILE_BYTES {
            let too_large = ProfileError { key: "profile".into(), problem: Problem::TooLarge };
            return (Self::empty(rulebook), vec![too_large]);
        }
        match serde_json::from_str(text) {
            Ok(json) => Self::from_json(rulebook, &json),
            Err(error) => (Self::empty(rulebook), vec![not_json(text, &error)]),
        }
    }

    /// The same from bytes, such as a file or the body of a request; a mark at their begin that says that they
    /// are UTF-8 is no part of them.
    ///
    /// # Errors
    /// Every entry that does not fit; where there is one, nobody means to go on with the rest.
    pub fn from_bytes(rulebook: &Rulebook, bytes: &[u8]) -> Result<Self, Vec<ProfileError>> {
        let text = std::str::from_utf8(bytes)
            .map_err(|_| vec![ProfileError { key: "profile".into(), problem: Problem::NotText }])?;
        let (profile, errors) = Self::read(rulebook, text.trim_start_matches('\u{feff}'));
        if errors.is_empty() { Ok(profile) } else { Err(errors) }
    }

    /// The same from JSON that is read already, such as an entry of a portfolio.
    pub fn from_json(rulebook: &Rulebook, json: &Json) -> (Self, Vec<ProfileError>) {
        let mut profile = Self::empty(rulebook);
        let mut errors = Vec::new();
        match json {
            Json::Object(namespaces) => {
                for (namespace, entries) in namespaces {
                    profile.read_namespace(rulebook, namespace, entries, &mut errors);
                }
            }
            _ => {
                let problem = Problem::NotAnObject;
                errors.push(ProfileError { key: "profile".into(), problem });
            }
        }
        (profile, errors)
    }

    fn read_namespace(
        &mut self,
        rulebook: &Rulebook,
        namespace: &str,
        entries: &Json,
        errors: &mut Vec<ProfileError>,
    ) {
        let known = || rulebook.facts.iter().map(|fact| fact.id.namespace());
        if !known().any(|name| name == namespace) {
            let problem = Problem::UnknownKey { nearest: nearest(namespace, known()) };
            errors.push(ProfileError { key: clip(namespace), problem });
            return;
        }
        let Json::Object(entries) = entries else {
            if !entries.is_null() {
                errors.push(ProfileError { key: clip(namespace), problem: Problem::NotAnObject });
            }
            return;
        };
        let facts = (0u16..).map(FactIndex).zip(&rulebook.facts);
        let own = facts.filter_map(|(index, fact)| {
            Some((index, fact.id.as_str().strip_prefix(namespace)?.strip_prefix('.')?))
        });
        let own: Vec<(FactIndex, &str)> = own.collect();
        for (name, entry) in entries {
            let key = || format!("{namespace}.{name}");
            let result = match own.iter().find(|(_, known)| known == name) {
                None => Err(Problem::UnknownKey {
                    nearest: nearest(&key(), rulebook.facts.iter().map(|fact| fact.id.as_str())),
                }),
                Some(_) if entry.is_null() => Ok(()),
                Some((index, _)) => self.read_entry(rulebook, *index, entry),
            };
            errors.extend(result.err().map(|problem| ProfileError { key: clip(&key()), problem }));
        }
    }

    /// Reads one answer, as it stands in a profile's JSON.
    pub(crate) fn read_entry(
        &mut self,
        rulebook: &Rulebook,
        index: FactIndex,
        entry: &Json,
    ) -> Result<(), Problem> {
        if let (Some(fact), Some(place)) = (rulebook.fact(index), self.answers.get_mut(index.at()))
        {
            let answer = read_answer(rulebook, fact, entry)?;
            check_answer(rulebook, fact, &answer)?;
            *place = Some(answer);
        }
        Ok(())
    }

    /// The profile as JSON, as [`Profile::read`] takes it; facts in the order of the rulebook.
    pub fn to_json(&self, rulebook: &Rulebook) -> Json {
        let mut namespaces = Map::new();
        for index in self.answered() {
            if let (Some(fact), Some(answer)) = (rulebook.fact(index), self.answer(index)) {
                let namespace =
                    namespaces.entry(fact.id.namespace()).or_insert(Json::Object(Map::new()));
                if let Json::Object(entries) = namespace {
                    entries.insert(fact.id.name().to_owned(), write_answer(rulebook, fact, answer));
                }
            }
        }
        Json::Object(namespaces)
    }

    /// A number in `unit`, converted once from the unit it was given in: by way of the fact's own
    /// unit, 100 billion dong would come back as a little less.
    pub(crate) fn number_in(
        &self,
        index: FactIndex,
        unit: &Unit,
        rate: Option<Decimal>,
    ) -> Option<Decimal> {
        match self.answer(index)? {
            Answer::Number(amount, given) => {
                crate::evaluate::convert(*amount, &given.conversion_to(unit)?, rate)
            }
            _ => None,
        }
    }

    /// The reply as rules see it on a day; unknown when there is none, or no exchange rate for it.
    pub(crate) fn value(
        &self,
        rulebook: &Rulebook,
        index: FactIndex,
        rate: Option<Decimal>,
    ) -> Option<Value> {
        Some(match self.answer(index)? {
            Answer::YesNo(yes) => Value::YesNo(*yes),
            Answer::Choice(place) => Value::Choice(*place),
            Answer::Choices(set) => Value::Choices(*set),
            Answer::Date(day) => Value::Date(*day),
            Answer::Row(place) => Value::Row(*place),
            Answer::Text(_) => Value::Text,
            Answer::Number(..) => Value::Number(self.number(rulebook, index, rate)?),
        })
    }

    /// The reply to a number fact in the fact's own unit; unknown where [`Profile::value`] is.
    pub(crate) fn number(
        &self,
        rulebook: &Rulebook,
        index: FactIndex,
        rate: Option<Decimal>,
    ) -> Option<Decimal> {
        let Answer::Number(amount, unit) = self.answer(index)? else {
            return None;
        };
        let own = rulebook.fact(index)?.answer.unit()?;
        if unit == own {
            return Some(*amount);
        }
        crate::evaluate::convert(*amount, &unit.conversion_to(own)?, rate)
    }
}

/// Text that is no JSON, named by the key before the place where reading stopped.
fn not_json(text: &str, error: &serde_json::Error) -> ProfileError {
    let line_start: usize =
        text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let read = text.get(..line_start.saturating_add(error.column())).unwrap_or(text);
    let key = read.rsplit_once("\":").and_then(|(before, _)| before.rsplit_once('"'));
    let key = key.map_or("profile", |(_, key)| key);
    ProfileError { key: clip(key), problem: Problem::NotJson(error.to_string()) }
}

/// The units an answer to this fact may be given in, its own first; empty for all but numbers.
pub fn allowed_units(fact: &Fact) -> Vec<Unit> {
    let Some(own) = fact.answer.unit() else {
        return Vec::new();
    };
    let base = Unit::symbols().filter_map(|symbol| symbol.parse::<Unit>().ok());
    let fits = base.filter(|unit| unit != own && unit.conversion_to(own).is_some());
    let plain = *own == Unit::none() || own.to_string() == "%" || own.to_string() == "point";
    std::iter::once(own.clone()).chain(fits.filter(|_| !plain)).collect()
}

fn read_answer(rulebook: &Rulebook, fact: &Fact, entry: &Json) -> Result<Answer, Problem> {
    let wrong =
        |expected: &str| Problem::WrongType { expected: expected.into(), found: describe(entry) };
    match &fact.answer {
        FactType::YesNo => entry.as_bool().map(Answer::YesNo).ok_or_else(|| wrong("true or false")),
        FactType::Choice(list) => {
            let name = entry.as_str().ok_or_else(|| wrong("the name of a choice"))?;
            Ok(Answer::Choice(member(rulebook, *list, name)?))
        }
        FactType::Choices(list) => {
            let names = entry.as_array().ok_or_else(|| wrong("a list of names of choices"))?;
            let places = names.iter().map(|name| {
                let name = name.as_str().ok_or_else(|| wrong("a list of names of choices"))?;
                member(rulebook, *list, name)
            });
            Ok(Answer::Choices(ChoiceSet::of(places.collect::<Result<Vec<_>, _>>()?)))
        }
        FactType::Code(table) => {
            let key = entry.as_str().ok_or_else(|| wrong("a code of a table, as text"))?;
            let table = rulebook.table(*table).ok_or(Problem::NotAnObject)?;
            let keys = || table.rows.iter().map(|row| row.key.as_str());
            table.position(key).map(Answer::Row).ok_or_else(|| Problem::UnknownChoice {
                found: clip(key),
                nearest: nearest(key, keys()),
            })
        }
        FactType::Date => {
            let text =
                entry.as_str().ok_or_else(|| wrong("a date as text, such as \"2026-11-22\""))?;
            text.parse()
                .map(Answer::Date)
                .map_err(|_| wrong("a date as text, such as \"2026-11-22\""))
        }
        FactType::Text => {
            entry.as_str().map(|text| Answer::Text(text.to_owned())).ok_or_else(|| wrong("text"))
        }
        FactType::Whole(own) | FactType::Decimal(own) | FactType::Money(own) => {
            read_number(fact, own, entry)
        }
    }
}

fn read_number(fact: &Fact, own: &Unit, entry: &Json) -> Result<Answer, Problem> {
    let wrong = |found: &Json| {
        let expected = format!("a number, or {{ \"amount\": 1, \"unit\": \"{own}\" }}");
        Problem::WrongType { expected, found: describe(found) }
    };
    let (amount, unit) = match entry {
        Json::Number(_) => (entry, own.clone()),
        Json::Object(fields) => {
            let unknown = fields.keys().find(|key| !matches!(key.as_str(), "amount" | "unit"));
            if unknown.is_some() {
                return Err(wrong(entry));
            }
            let unit = match fields.get("unit") {
                None => own.clone(),
                Some(unit) => read_unit(fact, own, unit)?,
            };
            (fields.get("amount").ok_or_else(|| wrong(entry))?, unit)
        }
        _ => return Err(wrong(entry)),
    };
    let Json::Number(digits) = amount else {
        return Err(wrong(amount));
    };
    let digits = digits.to_string();
    let number = Decimal::from_str_exact(&digits).or_else(|_| Decimal::from_scientific(&digits));
    let number = number.map_err(|_| out_of_range(fact, own, &digits))?;
    Ok(Answer::Number(number.normalize(), unit))
}

fn read_unit(fact: &Fact, own: &Unit, unit: &Json) -> Result<Unit, Problem> {
    let text = unit.as_str().map(str::to_owned).unwrap_or_else(|| unit.to_string());
    let known = Unit::from_str(&text).ok().filter(|unit| unit.conversion_to(own).is_some());
    known.ok_or_else(|| Problem::WrongUnit {
        found: clip(&text),
        allowed: allowed_units(fact).iter().map(Unit::to_string).collect::<Vec<_>>().join(", "),
    })
}

/// Checks a reply, wherever it comes from, against what the fact takes.
fn check_answer(rulebook: &Rulebook, fact: &Fact, answer: &Answer) -> Result<(), Problem> {
    let mismatch =
        || Problem::WrongType { expected: fact.answer.name().into(), found: "another type".into() };
    let size =
        |list: ChoiceListIndex| rulebook.choice_list(list).map_or(0, |list| list.members.len());
    let known = |known: bool| known.then_some(()).ok_or_else(mismatch);
    match (&fact.answer, answer) {
        (FactType::YesNo, Answer::YesNo(_)) | (FactType::Date, Answer::Date(_)) => Ok(()),
        (FactType::Choice(list), Answer::Choice(place)) => known(usize::from(*place) < size(*list)),
        (FactType::Choices(list), Answer::Choices(set)) => known(set.is_within(size(*list))),
        (FactType::Code(table), Answer::Row(place)) => {
            let rows = rulebook.table(*table).map_or(0, |table| table.rows.len());
            known(usize::from(*place) < rows)
        }
        (FactType::Text, Answer::Text(text)) if text.chars().count() > MAX_TEXT => {
            Err(Problem::TooLong)
        }
        (FactType::Text, Answer::Text(_)) => Ok(()),
        (
            FactType::Whole(own) | FactType::Decimal(own) | FactType::Money(own),
            Answer::Number(amount, unit),
        ) => check_number(fact, own, *amount, unit),
        _ => Err(mismatch()),
    }
}

fn check_number(fact: &Fact, own: &Unit, amount: Decimal, unit: &Unit) -> Result<(), Problem> {
    let out = || out_of_range(fact, own, &amount.to_string());
    let mut in_own = amount;
    // A currency is checked by sign only: the rate of the day is not known here.
    let mut by_rate = false;
    if unit != own {
        let wrong = || Problem::WrongUnit { found: unit.to_string(), allowed: own.to_string() };
        let conversion = unit.conversion_to(own).ok_or_else(wrong)?;
        by_rate = conversion.rate_power != 0;
        if !by_rate {
            in_own = crate::evaluate::convert(amount, &conversion, None).ok_or_else(out)?;
        }
    }
    let too_low = fact.min.is_some_and(|min| order(&in_own, &min).is_lt());
    let too_high = !by_rate && fact.max.is_some_and(|max| order(&in_own, &max).is_gt());
    let broken = matches!(fact.answer, FactType::Whole(_)) && !in_own.is_integer();
    if too_low || too_high || broken { Err(out()) } else { Ok(()) }
}

fn out_of_range(fact: &Fact, own: &Unit, found: &str) -> Problem {
    let whole =
        if matches!(fact.answer, FactType::Whole(_)) { "a whole number" } else { "a number" };
    let min = fact.min.map(|min| format!(" from {min}")).unwrap_or_default();
    let max = fact.max.map(|max| format!(" up to {max}")).unwrap_or_default();
    let digits = if fact.max.is_none() { " of at most 28 digits" } else { "" };
    let unit = if *own == Unit::none() { String::new() } else { format!(" ({own})") };
    Problem::OutOfRange { found: clip(found), allowed: format!("{whole}{min}{max}{digits}{unit}") }
}

fn write_answer(rulebook: &Rulebook, fact: &Fact, answer: &Answer) -> Json {
    let name = |list: Option<&ChoiceList>, place: u16| {
        let member = list.and_then(|list| list.members.get(usize::from(place)));
        member.map_or(Json::Null, |member| Json::from(member.as_str()))
    };
    let list = || match &fact.answer {
        FactType::Choice(list) | FactType::Choices(list) => rulebook.choice_list(*list),
        _ => None,
    };
    match answer {
        Answer::YesNo(yes) => Json::from(*yes),
        Answer::Choice(place) => name(list(), *place),
        Answer::Choices(set) => set.places().map(|place| name(list(), place)).collect(),
        Answer::Date(day) => Json::from(day.to_string()),
        Answer::Text(text) => Json::from(text.as_str()),
        Answer::Row(place) => {
            let FactType::Code(table) = &fact.answer else {
                return Json::Null;
            };
            let row = rulebook.table(*table).and_then(|table| table.rows.get(usize::from(*place)));
            row.map_or(Json::Null, |row| Json::from(row.key.as_str()))
        }
        Answer::Number(amount, unit) => {
            let amount = amount.to_string().parse().map_or(Json::Null, Json::Number);
            let bare =
                fact.answer.unit() == Some(unit) && !matches!(fact.answer, FactType::Money(_));
            if bare {
                amount
            } else {
                serde_json::json!({ "amount": amount, "unit": unit.to_string() })
            }
        }
    }
}

fn member(rulebook: &Rulebook, list: ChoiceListIndex, name: &str) -> Result<u16, Problem> {
    let list = rulebook.choice_list(list).ok_or(Problem::NotAnObject)?;
    list.position(name).ok_or_else(|| Problem::UnknownChoice {
        found: clip(name),
        nearest: nearest(name, list.members.iter().map(String::as_str)),
    })
}

fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let name = clip(name);
    let scored = known.map(|other| (strsim::normalized_damerau_levenshtein(&name, other), other));
    let best = scored.filter(|(score, _)| *score > 0.6).max_by(|a, b| a.0.total_cmp(&b.0));
    best.map(|(_, other)| other.to_owned())
}

/// Hostile text is quoted in part only.
pub(crate) fn clip(text: &str) -> String {
    clip_to(text, 60)
}

/// The same, of so many letters.
pub(crate) fn clip_to(text: &str, most: usize) -> String {
    let mut clipped: String =
        text.chars().take(most).filter(|letter| !letter.is_control()).collect();
    if text.chars().count() > most {
        clipped.push('…');
    }
    clipped
}

fn describe(value: &Json) -> String {
    match value {
        Json::Null => "nothing".into(),
        Json::Bool(yes) => format!("`{yes}`"),
        Json::Number(number) => format!("the number `{}`", clip(&number.to_string())),
        Json::String(text) => format!("the text `{}`", clip(text)),
        Json::Array(_) => "a list".into(),
        Json::Object(_) => "an object".into(),
    }
}
