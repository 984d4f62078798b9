//! `regorus`: a policy in Rego, run by its interpreter. Its bytecode has decided such policies wrongly, and is not
//! measured.

use crate::{
    answers::Answers,
    engine::{Engine, Said},
    field::{Field, fields},
    table::{Status, criteria, member, members},
    text::{Language, condition},
};
use regorus::Value;
use sangloc_screening::Profile;
use std::{collections::BTreeMap, fmt::Write as _};

struct Rego;

impl Language for Rego {
    const NOTHING: &'static str = "null";
    const AND: &'static str = ";";
    const NOT: &'static str = "not";

    fn fact(name: &str) -> String {
        format!("input.{name}")
    }

    fn any_of(set: &str, bits: u32) -> String {
        let names: Vec<String> = members(bits).map(|name| format!("\"{name}\"")).collect();
        format!("some name in {set}; name in {{{}}}", names.join(", "))
    }
}

/// One rule a criterion, whose `else` are the rows.
fn policy() -> String {
    let mut policy = String::from("package neutral\nimport rego.v1\n");
    let criteria = criteria();
    for (place, criterion) in criteria.iter().enumerate() {
        let rows = criterion.rows.iter().map(|row| match condition::<Rego>(row) {
            Some(condition) => format!("{} if {{ {condition} }}", row.gives),
            None => row.gives.to_string(),
        });
        let rows: Vec<String> = rows.collect();
        writeln!(policy, "k{place} := {}", rows.join(" else := ")).expect("a text");
    }
    let all: Vec<String> = (0..criteria.len()).map(|place| format!("k{place}")).collect();
    format!("{policy}statuses := [{}]\n", all.join(", "))
}

pub(crate) struct Policy(regorus::Engine);

impl Policy {
    pub(crate) fn new() -> Self {
        let mut engine = regorus::Engine::new();
        engine.add_policy("neutral.rego".to_owned(), policy()).expect("a policy");
        Self(engine)
    }
}

impl Engine for Policy {
    type Input = Value;
    type Output = Answers;
    const NAME: &'static str = "regorus, interpreter";
    const GIVES: &'static str = "status, points";

    fn input(&self, profile: &Profile) -> Value {
        let entries = fields(profile).map(|(name, field)| {
            let value = match field {
                Field::Nothing => Value::Null,
                Field::Number(amount) => {
                    Value::from_json_str(&amount.to_string()).expect("a number")
                }
                Field::YesNo(yes) => yes.into(),
                Field::Choice(name) => name.into(),
                Field::Choices(places) => {
                    let names = places.into_iter().map(|place| member(place).into());
                    names.collect::<Vec<Value>>().into()
                }
            };
            (name.into(), value)
        });
        entries.collect::<BTreeMap<Value, Value>>().into()
    }

    fn decide(&mut self, input: &mut Value) -> Answers {
        self.0.set_input(input.clone());
        let statuses = self.0.eval_rule("data.neutral.statuses".to_owned()).expect("a list");
        let statuses = statuses.as_array().expect("a list");
        Answers::of(|place| statuses[place].as_i64().expect("a number") as Status)
    }

    fn said(answers: &Answers) -> Said {
        Said::all(answers.clone())
    }
}
