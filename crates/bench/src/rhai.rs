//! Plain Rhai as it is fastest: one script a criterion, a bare expression over variables. With its own decimals,
//! and with whole hundredths, which are exact too and its fastest numbers.

use crate::{
    answers::Answers,
    engine::{Engine, Said},
    field::{Field, answered, fields},
    table::{Status, criteria},
    text::{Language, Pair},
};
use rhai::{AST, Dynamic, Scope};
use sangloc_rulebook::Decimal;
use sangloc_screening::Profile;
use std::marker::PhantomData;

/// Rhai, by how numbers are written.
struct Script<N>(PhantomData<N>);

/// How numbers are written.
pub(crate) trait Numbers {
    const NAME: &'static str;
    const WHOLE: bool;
    fn value(amount: Decimal) -> Dynamic;
}

/// Exact decimals.
pub(crate) struct Decimals;

impl Numbers for Decimals {
    const NAME: &'static str = "Rhai, decimals";
    const WHOLE: bool = false;

    fn value(amount: Decimal) -> Dynamic {
        Dynamic::from(amount)
    }
}

/// Whole hundredths.
pub(crate) struct Hundredths;

impl Numbers for Hundredths {
    const NAME: &'static str = "Rhai, whole hundredths";
    const WHOLE: bool = true;

    fn value(amount: Decimal) -> Dynamic {
        Dynamic::from(hundredths(amount))
    }
}

impl<N: Numbers> Language for Script<N> {
    const NOTHING: &'static str = "()";
    const WHOLE: bool = N::WHOLE;

    fn choose(condition: &str, then: &str, otherwise: &str) -> String {
        format!("if {condition} {{ {then} }} else {{ {otherwise} }}")
    }

    /// Sets are bits: nothing is faster here.
    fn any_of(set: &str, bits: u32) -> String {
        format!("({set} & {bits}) != 0")
    }
}

/// An amount with two digits after the point, as a whole number.
pub(crate) fn hundredths(amount: Decimal) -> i64 {
    i64::try_from(amount * Decimal::ONE_HUNDRED).expect("two digits")
}

pub(crate) struct Scripts<N> {
    engine: rhai::Engine,
    criteria: Vec<Pair<AST>>,
    numbers: PhantomData<N>,
}

impl<N: Numbers> Scripts<N> {
    pub(crate) fn new() -> Self {
        let engine = rhai::Engine::new();
        let compile =
            |text: &str| engine.compile(text).unwrap_or_else(|why| panic!("{text}: {why}"));
        let criteria = criteria().iter().map(|one| Pair::new::<Script<N>>(one, compile)).collect();
        Self { engine, criteria, numbers: PhantomData }
    }
}

impl<N: Numbers> Engine for Scripts<N> {
    type Input = (Scope<'static>, Vec<bool>);
    type Output = Answers;
    const NAME: &'static str = N::NAME;
    const GIVES: &'static str = "status, points";

    fn input(&self, profile: &Profile) -> Self::Input {
        let mut scope = Scope::new();
        for (name, field) in fields(profile) {
            let value = match field {
                Field::Nothing => Dynamic::UNIT,
                Field::Number(amount) => N::value(amount),
                Field::YesNo(yes) => yes.into(),
                Field::Choice(name) => name.into(),
                Field::Choices(places) => {
                    places.iter().fold(0_i64, |set, place| set | 1 << place).into()
                }
            };
            scope.push_dynamic(name, value);
        }
        (scope, answered(profile))
    }

    fn decide(&mut self, (scope, answered): &mut Self::Input) -> Answers {
        Answers::of(|place| {
            let script = self.criteria[place].pick(answered);
            let status = self.engine.eval_ast_with_scope::<i64>(scope, script);
            status.expect("a number") as Status
        })
    }

    fn said(answers: &Answers) -> Said {
        Said::all(answers.clone())
    }
}
