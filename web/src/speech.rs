//! The rulebook and the words to show it with.

use crate::{
    host::Host,
    route::Route,
    words::{Lang, Words, unit_symbol},
};
use sangloc_rulebook::{
    Date, Decimal, Fact, FactIndex, FactType, Identity, Language, Rulebook, Unit, WordFiles,
};
use sangloc_screening::{
    Answer, Problem, Profile, allowed_units, format_date, format_number, readers, say, unit_name,
};
use std::rc::Rc;

/// `format_number` rounds what has more digits than this after the point.
const ROUNDED_FROM: u32 = 4;

/// The rulebook in use.
#[derive(Clone, Debug)]
pub(crate) struct Rules {
    /// What decides.
    pub rulebook: Rulebook,
    /// Which file it came from.
    pub identity: Identity,
    /// Where the words of its languages are.
    pub files: WordFiles,
}

/// The identity says what decides; so only the languages it speaks are compared besides.
impl PartialEq for Rules {
    fn eq(&self, other: &Self) -> bool {
        let languages = self.rulebook.texts.keys();
        self.identity == other.identity && languages.eq(other.rulebook.texts.keys())
    }
}

impl Rules {
    /// Whether the words of a language are here.
    pub(crate) fn speaks(&self, lang: Lang) -> bool {
        self.rulebook.texts.contains_key(&lang.language())
    }

    /// The wanted language where its words are here, else one whose words are.
    pub(crate) fn spoken(&self, wanted: Lang) -> Lang {
        let mut known = Lang::ALL.into_iter().filter(|lang| self.speaks(*lang));
        if self.speaks(wanted) { wanted } else { known.next().unwrap_or(wanted) }
    }

    /// The units an answer may be given in, with the words for each in every language.
    pub(crate) fn units_of(&self, fact: FactIndex) -> Vec<(Unit, Vec<String>)> {
        let units = self.rulebook.fact(fact).map(allowed_units);
        let units = units.unwrap_or_default().into_iter();
        units
            .map(|unit| {
                let words = Lang::ALL.map(|lang| self.unit_words(lang, &unit));
                (unit, words.to_vec())
            })
            .collect()
    }

    /// How a unit is written; empty for plain numbers.
    pub(crate) fn unit_words(&self, lang: Lang, unit: &Unit) -> String {
        let symbol = unit.to_string();
        let language = lang.language();
        let texts = self.rulebook.texts.get(&language);
        let own = texts.and_then(|texts| texts.get(&format!("units.{symbol}")));
        match own.or_else(|| unit_symbol(lang, &symbol)) {
            Some(words) => words.to_owned(),
            None => unit_name(&self.rulebook, &language, unit),
        }
    }

    /// Why the fact does not take a number; `None` when it does.
    pub(crate) fn refuses(
        &self,
        fact: FactIndex,
        number: &crate::typed_number::Quantity,
    ) -> Option<Problem> {
        let answer = Answer::Number(number.amount, number.unit.clone());
        let mut trial = Profile::empty(&self.rulebook);
        let tried = trial.set(&self.rulebook, fact, Some(answer));
        tried.err().map(|error| error.problem)
    }
}

/// A rulebook spoken in a language, and where: what components need to put anything into words.
#[derive(Clone)]
pub(crate) struct Speech {
    /// Where it is spoken; for one tree of components always the same.
    pub host: Host,
    /// The rulebook.
    pub rules: Rc<Rules>,
    /// The language.
    pub lang: Lang,
    language: Rc<Language>,
    /// The day whose figures stand in texts.
    day: Date,
    /// The page's own words.
    pub words: &'static Words,
}

impl PartialEq for Speech {
    fn eq(&self, other: &Self) -> bool {
        self.rules == other.rules && (self.lang, self.day) == (other.lang, other.day)
    }
}

impl Speech {
    /// This rulebook in this language, with the figures of a day.
    pub(crate) fn new(host: Host, rules: Rc<Rules>, lang: Lang, day: Date) -> Self {
        Self { host, rules, lang, language: Rc::new(lang.language()), day, words: lang.words() }
    }

    /// The rulebook.
    pub(crate) fn rulebook(&self) -> &Rulebook {
        &self.rules.rulebook
    }

    /// The language as the rulebook names it.
    pub(crate) fn language(&self) -> &Language {
        &self.language
    }

    /// The rulebook's words for a key, figures filled in; empty when it has none.
    pub(crate) fn text(&self, key: &str) -> String {
        self.text_or(key, "")
    }

    fn text_or(&self, key: &str, otherwise: &str) -> String {
        let words = say(self.rulebook(), &self.language, key, self.day);
        words.unwrap_or_else(|| otherwise.to_owned())
    }

    /// The fact at a place.
    pub(crate) fn fact(&self, index: FactIndex) -> Option<&Fact> {
        self.rulebook().fact(index)
    }

    /// The name of a fact in the rule files, which also names its question on the page.
    pub(crate) fn fact_id(&self, index: FactIndex) -> &str {
        self.fact(index).map_or("", |fact| fact.id.as_str())
    }

    /// The link to a place.
    pub(crate) fn link(&self, route: Route) -> String {
        route.fragment(self.rulebook())
    }

    /// The name of a place.
    pub(crate) fn place(&self, route: Route) -> String {
        let words = &self.words.journey;
        let name = match route {
            Route::Start => words.start,
            Route::Next(_) => words.guided,
            Route::Form => words.form,
            Route::Answers => words.answers,
            Route::Result => words.result,
            Route::Projects => self.words.projects.title,
            Route::Compare => self.words.projects.compare,
            Route::Verify => self.words.verify.title,
            Route::Question(fact, _) => return self.label(fact),
        };
        name.to_owned()
    }

    /// The rulebook's title, else the page's heading.
    pub(crate) fn title(&self) -> String {
        self.text_or("rulebook.title", self.words.heading)
    }

    /// The criteria that an answer is used for, the deciding ones first: their numbers and titles.
    pub(crate) fn reasons(&self, fact: FactIndex) -> Vec<(String, String)> {
        let rulebook = self.rulebook();
        let mut readers: Vec<_> =
            readers(rulebook, fact).iter().filter_map(|index| rulebook.criterion(*index)).collect();
        readers.sort_by_key(|criterion| !criterion.kind.decides());
        let told = readers.into_iter().map(|criterion| {
            let title = self.text(&format!("criteria.{}.title", criterion.id));
            (criterion.code.clone(), title)
        });
        told.collect()
    }

    /// The question a fact asks.
    pub(crate) fn question(&self, index: FactIndex) -> String {
        let id = self.fact_id(index);
        self.text_or(&format!("facts.{id}.question"), &self.label(index))
    }

    /// The noun phrase of a fact.
    pub(crate) fn label(&self, index: FactIndex) -> String {
        let id = self.fact_id(index);
        self.text_or(&format!("facts.{id}.label"), id)
    }

    /// What helps to answer; may be empty.
    pub(crate) fn help(&self, index: FactIndex) -> String {
        let id = self.fact_id(index);
        self.text(&format!("facts.{id}.help"))
    }

    /// The heading of a section.
    pub(crate) fn section(&self, id: &str) -> String {
        self.text_or(&format!("sections.{id}"), id)
    }

    /// The name of an entry left out: a fact's label where there is such a fact, else its key.
    pub(crate) fn entry(&self, key: &str) -> String {
        match self.rulebook().fact_named(key) {
            Some(fact) => self.label(fact),
            None => key.to_owned(),
        }
    }

    /// The names of the choices of a fact, in order.
    pub(crate) fn choices(&self, index: FactIndex) -> Vec<String> {
        let list = match self.fact(index).map(|fact| &fact.answer) {
            Some(FactType::Choice(list) | FactType::Choices(list)) => *list,
            _ => return Vec::new(),
        };
        let Some(list) = self.rulebook().choice_list(list) else {
            return Vec::new();
        };
        let members = list.members.iter();
        members
            .map(|member| self.text_or(&format!("choices.{}.{member}", list.id), member))
            .collect()
    }

    /// The names and keys of the rows that answer a fact, in order.
    pub(crate) fn rows(&self, index: FactIndex) -> Vec<(String, String)> {
        let Some(FactType::Code(table)) = self.fact(index).map(|fact| &fact.answer) else {
            return Vec::new();
        };
        let Some(table) = self.rulebook().table(*table) else {
            return Vec::new();
        };
        let rows = table.rows.iter().map(|row| {
            let own = row.names.get(&*self.language);
            let name = own.or_else(|| row.names.values().next());
            (name.unwrap_or(&row.key).clone(), row.key.clone())
        });
        rows.collect()
    }

    /// A number with its unit, with every digit that was given.
    pub(crate) fn quantity(&self, amount: Decimal, unit: &Unit) -> String {
        let number = if amount.normalize().scale() > ROUNDED_FROM {
            plain_number(amount, self.lang)
        } else {
            format_number(amount, &self.language)
        };
        match self.rules.unit_words(self.lang, unit).as_str() {
            "" => number,
            "%" => format!("{number}%"),
            unit => format!("{number}\u{a0}{unit}"),
        }
    }

    /// A day.
    pub(crate) fn date(&self, date: Date) -> String {
        format_date(date, &self.language)
    }

    /// An answer in words, as it was given.
    pub(crate) fn answer(&self, index: FactIndex, answer: &Answer) -> String {
        let choices = |places: Vec<u16>| {
            let names = self.choices(index);
            let named =
                places.into_iter().filter_map(|place| names.get(usize::from(place)).cloned());
            named.collect::<Vec<_>>().join("; ")
        };
        match answer {
            Answer::YesNo(true) => self.words.yes.to_owned(),
            Answer::YesNo(false) => self.words.no.to_owned(),
            Answer::Choice(place) => choices(vec![*place]),
            Answer::Choices(set) if set.is_empty() => self.words.none_of_these.to_owned(),
            Answer::Choices(set) => choices(set.places().collect()),
            Answer::Number(amount, unit) => self.quantity(*amount, unit),
            Answer::Date(day) => self.date(*day),
            Answer::Text(text) => text.clone(),
            Answer::Row(place) => {
                let mut rows = self.rows(index).into_iter();
                rows.nth(usize::from(*place)).map_or_else(String::new, |(name, _)| name)
            }
        }
    }
}

/// A number as it stands in a field: all its digits, no thousands marks, so that typing goes on safely.
pub(crate) fn plain_number(number: Decimal, lang: Lang) -> String {
    let digits = number.normalize().to_string();
    match lang {
        Lang::Vi => digits.replace('.', ","),
        _ => digits,
    }
}
