//! `zen-expression`, the evaluator of gorules' engine: expressions compiled to its opcodes, over exact decimals.

use crate::{
    answers::Answers,
    engine::{Engine, Said},
    field::{Field, answered, fields},
    table::{Status, criteria, member},
    text::{Language, Pair},
};
use sangloc_screening::Profile;
use zen_expression::{
    Expression, Scope, compile_expression,
    expression::Standard,
    variable::{Variable, VariableMap},
    vm::VM,
};

struct Zen;

impl Language for Zen {
    const NOTHING: &'static str = "null";
    const AND: &'static str = "and";
    const OR: &'static str = "or";
    const NOT: &'static str = "not";
}

pub(crate) struct Expressions {
    criteria: Vec<Pair<Expression<Standard>>>,
    machine: VM,
}

impl Expressions {
    pub(crate) fn new() -> Self {
        let compile =
            |text: &str| compile_expression(text).unwrap_or_else(|why| panic!("{text}: {why}"));
        let criteria = criteria().iter().map(|one| Pair::new::<Zen>(one, compile)).collect();
        Self { criteria, machine: VM::new() }
    }
}

impl Engine for Expressions {
    type Input = (Scope, Vec<bool>);
    type Output = Answers;
    const NAME: &'static str = "zen-expression";
    const GIVES: &'static str = "status, points";

    fn input(&self, profile: &Profile) -> Self::Input {
        let text = |name: String| Variable::String(name.as_str().into());
        let mut map = VariableMap::new();
        for (name, field) in fields(profile) {
            let value = match field {
                Field::Nothing => Variable::Null,
                Field::Number(amount) => Variable::Number(amount),
                Field::YesNo(yes) => Variable::Bool(yes),
                Field::Choice(name) => text(name),
                Field::Choices(places) => {
                    Variable::from_array(places.into_iter().map(member).map(text).collect())
                }
            };
            map.insert(name.into(), value);
        }
        (Scope::new(Variable::from_object(map)), answered(profile))
    }

    fn decide(&mut self, (scope, answered): &mut Self::Input) -> Answers {
        Answers::of(|place| {
            let expression = self.criteria[place].pick(answered);
            let status = expression.evaluate_with_scope(scope, &mut self.machine);
            match status.expect("a number") {
                Variable::Number(status) => Status::try_from(status).expect("a status"),
                other => panic!("{other} is no status"),
            }
        })
    }

    fn said(answers: &Answers) -> Said {
        Said::all(answers.clone())
    }
}
