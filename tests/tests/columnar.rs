//! Columns come to the decisions that rows come to: outcome, points, every verdict, what is missing and in the way.

use arrow_array::{
    Array, ArrayRef, DictionaryArray, Int64Array, LargeStringArray, RecordBatch, StringArray,
    StringViewArray,
    cast::AsArray,
    types::{Int8Type, UInt8Type},
};
use arrow_schema::{Field, Schema};
use proptest::prelude::*;
use sangloc_columnar::Columnar;
use sangloc_rulebook::{CriterionIndex, Date, Decimal, FactIndex, Rulebook};
use sangloc_screening::{Answer, Law, Profile, Verdict};
use sangloc_tests::{
    answer_columns::{self, batch, in_own_units},
    fixture::{day, rulebooks, today},
    neutral, random,
    tiny::{self, Dice},
};
use std::sync::Arc;

/// What does not come out alike, by the number of the profile.
fn differences(rulebook: &Rulebook, as_of: Date, profiles: &[Profile]) -> Vec<String> {
    let columns = batch(rulebook, profiles);
    let found = Columnar::new(rulebook, as_of).judge(&columns).expect("it takes them");
    answer_columns::differences(&found, &Law::new(rulebook, as_of), profiles)
}

/// Numbers with many digits behind the point, and large ones: no column has room for both.
const EXTREMES: [[&str; 6]; 2] = [
    [
        "0",
        "0.000001",
        "0.00000000000001",
        "0.33333333333333",
        "1.00000000000001",
        "123456.78901234",
    ],
    [
        "0",
        "999999999.999999",
        "9223372036854775807",
        "9223372036854775808",
        "1000000000000000000000",
        "70000000000000000000000",
    ],
];

/// Puts extreme numbers in, here and there.
fn stretched(rulebook: &Rulebook, mut profile: Profile, seed: u64, large: bool) -> Profile {
    let extremes = EXTREMES[usize::from(large)];
    let mut dice = Dice::new(seed);
    for (index, fact) in (0u16..).map(FactIndex).zip(&rulebook.facts) {
        if let Some(own) = fact.answer.unit()
            && dice.one_in(4)
        {
            let number: Decimal = extremes[dice.roll(extremes.len())].parse().expect("a number");
            // Where the fact does not take it, the answer stays as it was.
            let _ = profile.set(rulebook, index, Some(Answer::Number(number, own.clone())));
        }
    }
    profile
}

proptest! {
    #![proptest_config(random::tries(60))]

    #[test]
    fn random_profiles(
        drafts in proptest::collection::vec((random::drafts(), any::<u64>()), 1..12),
        which in 0..2usize,
        year in 2022..2034i32,
        large: bool,
    ) {
        let (_, rulebook) = rulebooks()[which];
        let profiles: Vec<Profile> = drafts
            .iter()
            .map(|(draft, seed)| {
                let profile = in_own_units(rulebook, &random::profile(rulebook, draft));
                if seed % 3 == 0 { stretched(rulebook, profile, *seed, large) } else { profile }
            })
            .collect();
        let wrong = differences(rulebook, day(year, 6, 30), &profiles);
        prop_assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

#[test]
fn profiles_of_small_random_rulebooks() {
    for seed in 0..300 {
        let rulebook = tiny::rulebook(seed, seed % 2 == 0);
        let mut dice = Dice::new(seed);
        let profiles: Vec<Profile> =
            (0..150).map(|_| tiny::profile(&rulebook, &mut dice)).collect();
        let wrong = differences(&rulebook, today(), &profiles);
        assert!(wrong.is_empty(), "rulebook {seed}: {}", wrong.join("\n"));
    }
}

fn seeded(rulebook: &Rulebook, count: usize) -> Vec<Profile> {
    let mut dice = Dice::new(7);
    (0..count).map(|_| neutral::profile(rulebook, &mut dice)).collect()
}

#[test]
fn profiles_of_the_neutral_rulebook() {
    let rulebook = neutral::rulebook(60);
    let profiles = seeded(&rulebook, 5_000);
    let wrong = differences(&rulebook, today(), &profiles);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let found = Columnar::new(&rulebook, today()).judge(&batch(&rulebook, &profiles)).unwrap();
    assert_eq!(found.one_by_one(), 0);
    for large in [false, true] {
        let profiles = (0u64..).zip(profiles.iter().cloned()).take(1_500);
        let stretched: Vec<Profile> =
            profiles.map(|(seed, profile)| stretched(&rulebook, profile, seed, large)).collect();
        let wrong = differences(&rulebook, today(), &stretched);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

/// The columns that come out, by name: what stands in each row.
fn words(decisions: &RecordBatch, name: &str) -> Vec<Option<String>> {
    let column = decisions.column_by_name(name).expect("there is such a column");
    let words = column.as_dictionary::<UInt8Type>();
    let words = words.downcast_dict::<StringArray>().expect("texts");
    words.into_iter().map(|word| word.map(str::to_owned)).collect()
}

/// More rows than are judged together, some of which cannot be read.
#[test]
fn decisions_are_columns_beside_the_answers() {
    let rulebook = neutral::rulebook(60);
    let mut profiles = seeded(&rulebook, 2_500);
    profiles[7] = Profile::empty(&rulebook);
    let answers = batch(&rulebook, &profiles);
    let (spoiled, unreadable) =
        (answers.schema().index_of("project.c01").unwrap(), [0, 1_024, 2_499]);
    let names: StringArray = (0..profiles.len())
        .map(|row| Some(if unreadable.contains(&row) { "nobody's choice" } else { " m3 " }))
        .collect();
    let schema = answers.schema();
    let mut fields: Vec<Field> =
        schema.fields().iter().map(|field| field.as_ref().clone()).collect();
    let mut columns = answers.columns().to_vec();
    fields[spoiled] = Field::new("project.c01", names.data_type().clone(), true);
    columns[spoiled] = Arc::new(names);
    let answers = RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).unwrap();
    let judge = Columnar::new(&rulebook, today());
    let decisions = judge.decide(&answers).unwrap();
    assert_eq!(decisions.schema(), judge.schema());
    let outcomes = words(&decisions, "outcome");
    let law = Law::new(&rulebook, today());
    let c01 = rulebook.fact_named("project.c01").expect("a fact");
    for (row, mut profile) in profiles.into_iter().enumerate() {
        let outcome = outcomes[row].as_deref().expect("every row has one");
        if unreadable.contains(&row) {
            assert_eq!(outcome, "unreadable");
            assert!(decisions.columns().iter().skip(1).all(|column| column.is_null(row)));
            continue;
        }
        profile.set(&rulebook, c01, Some(Answer::Choice(3))).unwrap();
        assert_eq!(outcome, law.decide(&profile).outcome.name(), "row {row}");
    }
    for (place, criterion) in (0u16..).zip(&rulebook.criteria) {
        let found = judge.judge(&answers).unwrap();
        let named = |row| Some(found.verdict(row, CriterionIndex(place))?.name().to_owned());
        let verdicts: Vec<Option<String>> = (0..found.rows()).map(named).collect();
        assert_eq!(words(&decisions, criterion.id.as_str()), verdicts);
    }
}

/// Names with spaces around them, no name at all, and what only begins like one; in the middle of what stands in memory.
#[test]
fn names_are_read_in_every_form_of_a_column_of_texts() {
    let rulebook = neutral::rulebook(60);
    let judge = Columnar::new(&rulebook, today());
    let k44 = CriterionIndex(
        rulebook.criteria.iter().position(|one| one.id.as_str() == "k44").expect("it is there")
            as u16,
    );
    let texts = [Some("m1"), Some("m3"), Some("\tm3 "), None, Some(""), Some("  "), Some("m3x")];
    let long = "m3 with more letters than are compared at once";
    let texts = || texts.into_iter().chain([Some(long), Some("m"), Some("m3")]);
    let wanted = [
        Some(Verdict::NotApplicable),
        Some(Verdict::Unknown),
        Some(Verdict::Unknown),
        Some(Verdict::Unknown),
        Some(Verdict::Unknown),
        Some(Verdict::Unknown),
        None,
        None,
        None,
        Some(Verdict::Unknown),
    ];
    let around = || [Some("m30")].into_iter().chain(texts()).chain([Some("m30")]);
    let forms: [ArrayRef; 4] = [
        Arc::new(around().collect::<StringArray>()),
        Arc::new(around().collect::<LargeStringArray>()),
        Arc::new(around().collect::<StringViewArray>()),
        Arc::new(around().collect::<DictionaryArray<Int8Type>>()),
    ];
    for form in forms {
        let kind = form.data_type().clone();
        let answers = RecordBatch::try_from_iter([("project.c01", form)]).expect("one column");
        let found = judge.judge(&answers.slice(1, wanted.len())).expect("it takes texts");
        let verdicts: Vec<Option<Verdict>> =
            (0..found.rows()).map(|row| found.verdict(row, k44)).collect();
        assert_eq!(verdicts, wanted, "{kind}");
    }
}

#[test]
fn a_column_that_holds_no_answers_is_named() {
    let judge = |name: &str, column: ArrayRef| {
        let answers = RecordBatch::try_from_iter([("#id", Arc::clone(&column)), (name, column)]);
        Columnar::new(&neutral::rulebook(60), today())
            .decide(&answers.unwrap())
            .map(|all| all.num_rows())
    };
    let numbers = || Arc::new(Int64Array::from(vec![1, 2, 3]));
    let error = judge("project.y01", numbers()).unwrap_err().to_string();
    assert_eq!(error, "column `project.y01` holds Int64, which is no answer to that fact");
    assert_eq!(judge("project.n01", numbers()).unwrap(), 3);
    assert_eq!(judge("project.nobody", numbers()).unwrap(), 3);
}
