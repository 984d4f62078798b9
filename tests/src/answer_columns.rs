//! Profiles as a record batch, a column a fact, in each form that a column may have.

use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, DictionaryArray, Float64Array,
    Int64Array, ListArray, RecordBatch, StringArray,
    builder::{ListBuilder, StringBuilder},
    types::Int32Type,
};
use arrow_schema::{Field, Schema};
use sangloc_columnar::Decisions;
use sangloc_rulebook::{
    ChoiceListIndex, CriterionIndex, Date, Decimal, Fact, FactIndex, FactType, Rulebook,
};
use sangloc_screening::{Answer, Law, Profile, Verdict};
use std::sync::Arc;

/// The digits behind the point of decimals, where those have no more.
const SCALE: u32 = 6;

/// The answers of profiles, numbers in the fact's own unit.
pub fn batch(rulebook: &Rulebook, profiles: &[Profile]) -> RecordBatch {
    let facts = (0u16..).map(FactIndex).zip(&rulebook.facts);
    let columns = facts.map(|(index, fact)| {
        let answers: Vec<Option<&Answer>> =
            profiles.iter().map(|profile| profile.answer(index)).collect();
        (fact.id.as_str(), column(rulebook, index, fact, &answers))
    });
    let columns: Vec<(&str, ArrayRef)> = columns.collect();
    let fields =
        columns.iter().map(|(name, column)| Field::new(*name, column.data_type().clone(), true));
    let schema = Schema::new(fields.collect::<Vec<_>>());
    let columns = columns.into_iter().map(|(_, column)| column).collect();
    RecordBatch::try_new(Arc::new(schema), columns).expect("columns of one length")
}

/// What decisions in columns and those of the law, row by row, do not have alike, by the number of the profile.
pub fn differences(found: &Decisions<'_>, law: &Law<'_>, profiles: &[Profile]) -> Vec<String> {
    assert_eq!(found.rows(), profiles.len());
    let rulebook = law.rulebook();
    let mut differences = Vec::new();
    for (row, profile) in profiles.iter().enumerate() {
        let wanted = law.decide(profile);
        let mut check = |same: bool, what: &str| {
            if !same {
                differences.push(format!("{row}: {what}: {}", profile.to_json(rulebook)));
            }
        };
        check(found.outcome(row) == Some(wanted.outcome), "the outcome");
        check(found.points(row) == Some(wanted.points), "the points");
        check(found.points_open(row) == Some(wanted.points_open), "whether points are open");
        check(found.missing(row).eq(wanted.open_facts.iter().copied()), "what is missing");
        for finding in &wanted.findings {
            let verdict = found.verdict(row, finding.criterion);
            let id = &rulebook.criteria[finding.criterion.at()].id;
            check(verdict == Some(finding.verdict), &format!("`{id}`: {verdict:?}"));
        }
        let unmet = wanted.findings.iter().filter(|finding| finding.verdict == Verdict::Unmet);
        let decides = |index: &CriterionIndex| rulebook.criteria[index.at()].kind.decides();
        let unmet = unmet.map(|finding| finding.criterion).filter(decides);
        check(found.in_the_way(row).eq(unmet), "what is in the way");
    }
    differences
}

/// The same profile with every number in its fact's own unit, as columns have it; without those that do not fit then.
pub fn in_own_units(rulebook: &Rulebook, profile: &Profile) -> Profile {
    let mut own = profile.clone();
    for (index, fact) in (0u16..).map(FactIndex).zip(&rulebook.facts) {
        if let Some(Answer::Number(amount, given)) = profile.answer(index)
            && let Some(unit) = fact.answer.unit().filter(|unit| *unit != given)
        {
            let answer = Answer::Number(*amount, unit.clone());
            if own.set(rulebook, index, Some(answer)).is_err() {
                own.set(rulebook, index, None).expect("no answer always fits");
            }
        }
    }
    own
}

fn column(
    rulebook: &Rulebook,
    index: FactIndex,
    fact: &Fact,
    answers: &[Option<&Answer>],
) -> ArrayRef {
    let member = |list: ChoiceListIndex, place: u16| {
        rulebook.choice_list(list).expect("a list").members[usize::from(place)].as_str()
    };
    let another_form = index.at().is_multiple_of(2);
    match &fact.answer {
        FactType::YesNo => {
            let answers = answers.iter().map(|answer| match answer {
                Some(Answer::YesNo(yes)) => Some(*yes),
                _ => None,
            });
            Arc::new(answers.collect::<BooleanArray>())
        }
        FactType::Choice(list) => {
            let names = answers.iter().map(|answer| match answer {
                Some(Answer::Choice(place)) => Some(member(*list, *place)),
                _ => None,
            });
            texts(names, another_form)
        }
        FactType::Code(table) => {
            let rows = &rulebook.table(*table).expect("a table").rows;
            let keys = answers.iter().map(|answer| match answer {
                Some(Answer::Row(place)) => Some(rows[usize::from(*place)].key.as_str()),
                _ => None,
            });
            texts(keys, another_form)
        }
        FactType::Text => texts(
            answers.iter().map(|answer| match answer {
                Some(Answer::Text(text)) => Some(text.as_str()),
                _ => None,
            }),
            another_form,
        ),
        FactType::Choices(list) => {
            let mut lists = ListBuilder::new(StringBuilder::new());
            for answer in answers {
                if let Some(Answer::Choices(set)) = answer {
                    set.places()
                        .for_each(|place| lists.values().append_value(member(*list, place)));
                    lists.append(true);
                } else {
                    lists.append(false);
                }
            }
            let lists: ListArray = lists.finish();
            Arc::new(lists)
        }
        FactType::Date => {
            let first = Date::new(1970, 1, 1).expect("a day");
            let days = answers.iter().map(|answer| match answer {
                Some(Answer::Date(date)) => {
                    Some(i32::try_from(date.days_from(first)).expect("a day of our time"))
                }
                _ => None,
            });
            Arc::new(days.collect::<Date32Array>())
        }
        FactType::Whole(_) | FactType::Decimal(_) | FactType::Money(_) => {
            let numbers = answers.iter().map(|answer| match answer {
                Some(Answer::Number(number, _)) => Some(number.normalize()),
                _ => None,
            });
            numbers_column(&numbers.collect::<Vec<_>>(), another_form)
        }
    }
}

fn texts<'a>(texts: impl Iterator<Item = Option<&'a str>>, dictionary: bool) -> ArrayRef {
    if dictionary {
        Arc::new(texts.collect::<DictionaryArray<Int32Type>>())
    } else {
        Arc::new(texts.collect::<StringArray>())
    }
}

/// As whole numbers or binary fractions where asked and all of them are, else as decimals.
fn numbers_column(numbers: &[Option<Decimal>], another_form: bool) -> ArrayRef {
    let whole =
        |number: Decimal| (number.scale() == 0).then(|| i64::try_from(number.mantissa()).ok());
    let binary = |number: Decimal| {
        let found: f64 = number.to_string().parse().expect("a number");
        (found.to_string().parse() == Ok(number)).then_some(found)
    };
    let given = || numbers.iter().flatten();
    if another_form && given().all(|number| whole(*number).flatten().is_some()) {
        let numbers = numbers.iter().map(|number| whole((*number)?).flatten());
        Arc::new(numbers.collect::<Int64Array>())
    } else if another_form && given().all(|number| binary(*number).is_some()) {
        Arc::new(numbers.iter().map(|number| binary((*number)?)).collect::<Float64Array>())
    } else {
        let scale = given().map(Decimal::scale).max().unwrap_or_default().max(SCALE);
        let digits = numbers.iter().map(|number| {
            let number = (*number)?;
            let longer = 10i128.checked_pow(scale - number.scale())?;
            Some(number.mantissa().checked_mul(longer).expect("an answer of few digits"))
        });
        let numbers: Decimal128Array = digits.collect();
        let scale = i8::try_from(scale).expect("few digits");
        Arc::new(numbers.with_precision_and_scale(38, scale).expect("few digits"))
    }
}
