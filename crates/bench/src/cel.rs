//! `cel`: expressions compiled, over variables put into a context beforehand. It has no decimals; numbers are whole
//! hundredths, which are exact.

use crate::{
    answers::Answers,
    engine::{Engine, Said},
    field::{Field, answered, fields},
    rhai::hundredths,
    table::{Status, criteria, member},
    text::{Language, Pair},
};
use cel::{Context, Program, Value};
use sangloc_screening::Profile;
use std::sync::Arc;

struct Cel;

impl Language for Cel {
    const NOTHING: &'static str = "null";
    const WHOLE: bool = true;
}

pub(crate) struct Programs(Vec<Pair<Program>>);

impl Programs {
    pub(crate) fn new() -> Self {
        let compile =
            |text: &str| Program::compile(text).unwrap_or_else(|why| panic!("{text}: {why}"));
        Self(criteria().iter().map(|one| Pair::new::<Cel>(one, compile)).collect())
    }
}

impl Engine for Programs {
    type Input = (Context<'static, 'static>, Vec<bool>);
    type Output = Answers;
    const NAME: &'static str = "cel";
    const GIVES: &'static str = "status, points";

    fn input(&self, profile: &Profile) -> Self::Input {
        let text = |name: String| Value::String(Arc::new(name));
        let mut context = Context::default();
        for (name, field) in fields(profile) {
            let value = match field {
                Field::Nothing => Value::Null,
                Field::Number(amount) => Value::Int(hundredths(amount)),
                Field::YesNo(yes) => Value::Bool(yes),
                Field::Choice(name) => text(name),
                Field::Choices(places) => {
                    Value::List(Arc::new(places.into_iter().map(member).map(text).collect()))
                }
            };
            context.add_variable_from_value(name, value);
        }
        (context, answered(profile))
    }

    fn decide(&mut self, (context, answered): &mut Self::Input) -> Answers {
        Answers::of(|place| match self.0[place].pick(answered).execute(context) {
            Ok(Value::Int(status)) => status as Status,
            other => panic!("{other:?} is no status"),
        })
    }

    fn said(answers: &Answers) -> Said {
        Said::all(answers.clone())
    }
}
