//! Criteria in languages whose expressions hardly differ.

use crate::table::{Criterion, Row, Test, member, members};
use sangloc_tests::neutral::MEMBER;

/// What differs between them.
pub(crate) trait Language {
    /// The word for no answer.
    const NOTHING: &'static str;
    /// Whether numbers are whole hundredths, which are exact, and nothing is divided.
    const WHOLE: bool = false;
    const AND: &'static str = "&&";
    const OR: &'static str = "||";
    const NOT: &'static str = "!";

    /// The variable of a fact.
    fn fact(name: &str) -> String {
        name.to_owned()
    }

    /// A figure in hundredths.
    fn number(hundredths: u32) -> String {
        match Self::WHOLE {
            true => hundredths.to_string(),
            false => format!("{}.{:02}", hundredths / 100, hundredths % 100),
        }
    }

    fn choose(condition: &str, then: &str, otherwise: &str) -> String {
        format!("({condition}) ? {then} : ({otherwise})")
    }

    fn any_of(set: &str, bits: u32) -> String {
        let tests: Vec<String> = members(bits).map(|name| format!("\"{name}\" in {set}")).collect();
        tests.join(&format!(" {} ", Self::OR))
    }
}

fn test<L: Language>(test: Test) -> String {
    let fact = L::fact;
    match test {
        Test::AtLeast(a, figure) => format!("{} >= {}", fact(a), L::number(figure)),
        Test::AtMost(a, figure) => format!("{} <= {}", fact(a), L::number(figure)),
        Test::Ratio(a, b, figure) => {
            let [a, b, figure] = [fact(a), fact(b), L::number(figure)];
            let whole = format!("{a} * 100 >= {b} * {figure}");
            if L::WHOLE { whole } else { format!("{a} / {b} >= {figure}") }
        }
        Test::Sum(a, b, c, times) => {
            let [a, b, c, times] = [fact(a), fact(b), fact(c), L::number(times)];
            let whole = format!("({a} + {b}) * 100 <= {c} * {times}");
            if L::WHOLE { whole } else { format!("{a} + {b} <= {c} * {times}") }
        }
        Test::Zero(a) => format!("{} == {}", fact(a), L::number(0)),
        Test::Yes(y) => fact(y),
        Test::No(y) => format!("{} {}", L::NOT, fact(y)),
        Test::AnyOf(s, bits) => L::any_of(&fact(s), bits),
        Test::IsNot(c) => format!("{} != \"{}\"", fact(c), member(MEMBER)),
    }
}

/// The condition of a row; the last has none.
pub(crate) fn condition<L: Language>(row: &Row) -> Option<String> {
    let missing = row.missing.iter().map(|fact| format!("{} == {}", L::fact(fact), L::NOTHING));
    let all: Vec<String> = missing.chain(row.test.map(test::<L>)).collect();
    (!all.is_empty()).then(|| all.join(&format!(" {} ", L::AND)))
}

fn expression<'a, L: Language>(rows: impl DoubleEndedIterator<Item = &'a Row>) -> String {
    rows.rev().fold(String::new(), |otherwise, row| match condition::<L>(row) {
        Some(condition) => L::choose(&condition, &row.gives.to_string(), &otherwise),
        None => row.gives.to_string(),
    })
}

/// A criterion in two expressions, so that hardly any has to ask what is missing.
pub(crate) struct Pair<E> {
    /// For when every answer is there.
    answered: E,
    /// For when any is missing.
    open: E,
    facts: Vec<usize>,
}

impl<E> Pair<E> {
    pub(crate) fn new<L: Language>(
        criterion: &Criterion,
        mut compile: impl FnMut(&str) -> E,
    ) -> Self {
        Self {
            answered: compile(&expression::<L>(criterion.answered())),
            open: compile(&expression::<L>(criterion.rows.iter())),
            facts: criterion.facts.iter().map(|fact| crate::field::place(fact)).collect(),
        }
    }

    /// The one to run, by what is answered.
    pub(crate) fn pick(&self, answered: &[bool]) -> &E {
        let all = self.facts.iter().all(|fact| answered[*fact]);
        if all { &self.answered } else { &self.open }
    }
}
