//! The answers of a profile by the names of the facts, for engines that know variables.

use crate::table::member;
use sangloc_rulebook::{Decimal, FactIndex};
use sangloc_screening::{Answer, Profile};
use sangloc_tests::neutral::FACTS;
use std::sync::LazyLock;

/// An answer as any language has it.
pub enum Field {
    /// None.
    Nothing,
    /// A number with two digits after the point.
    Number(Decimal),
    /// Yes or no.
    YesNo(bool),
    /// The name of a choice.
    Choice(String),
    /// The places of choices.
    Choices(Vec<u16>),
}

static NAMES: LazyLock<Vec<&str>> =
    LazyLock::new(|| FACTS.iter().flat_map(|(_, names)| names.iter().copied()).collect());

/// The place of a fact, as the rulebook has it too.
pub(crate) fn place(fact: &str) -> usize {
    NAMES.iter().position(|name| *name == fact).expect("every fact is in the table")
}

/// Every fact with its answer.
pub fn fields(profile: &Profile) -> impl Iterator<Item = (&'static str, Field)> {
    NAMES.iter().zip(0u16..).map(|(name, place)| {
        let field = match profile.answer(FactIndex(place)) {
            None => Field::Nothing,
            Some(Answer::Number(amount, _)) => Field::Number(*amount),
            Some(Answer::YesNo(yes)) => Field::YesNo(*yes),
            Some(Answer::Choice(place)) => Field::Choice(member(*place)),
            Some(Answer::Choices(set)) => {
                Field::Choices((0..40).filter(|place| set.contains(*place)).collect())
            }
            Some(other) => panic!("{name}: {other:?} is of no neutral fact"),
        };
        (*name, field)
    })
}

/// Which facts are answered.
pub(crate) fn answered(profile: &Profile) -> Vec<bool> {
    (0u16..).take(NAMES.len()).map(|place| profile.answer(FactIndex(place)).is_some()).collect()
}
