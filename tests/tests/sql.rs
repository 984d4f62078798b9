//! The queries of `sangloc sql` as texts. That they decide as the program does, row by row in each database, is
//! the step `engines` of `cargo xtask test`.

use sangloc_rulebook::{ChoiceList, Comparison, Language, Operation, Rulebook, Slot, ValueType};
use sangloc_sql::{Dialect, Table, query};
use sangloc_tests::fixture::{path, quang_ninh, small, text, today};

const DIALECTS: [(&str, Dialect); 4] = [
    ("duckdb", Dialect::DuckDb),
    ("postgres", Dialect::Postgres),
    ("spark", Dialect::Spark),
    ("datafusion", Dialect::DataFusion),
];
const PROFILES: Table<'_> = Table { name: "profiles", id: "#id" };

fn written(rulebook: &Rulebook, dialect: Dialect) -> Result<String, String> {
    let language = rulebook.languages[0].clone();
    query(rulebook, &language, today(), dialect, &PROFILES).map_err(|error| error.to_string())
}

#[test]
fn the_small_rulebook_is_this_query() {
    for (name, dialect) in DIALECTS {
        let file = format!("tests/sql/{name}.sql");
        let found = written(small(), dialect).unwrap();
        if std::env::var_os("SANGLOC_WRITE_SQL").is_some() {
            std::fs::write(path(&file), &found).unwrap();
        }
        assert!(found == text(&file), "{file} is another; SANGLOC_WRITE_SQL=1 writes it anew");
    }
}

#[test]
fn the_provinces_rulebook_can_be_written_for_every_database_in_every_language() {
    for language in &quang_ninh().languages {
        for (name, dialect) in DIALECTS {
            let found = query(quang_ninh(), language, today(), dialect, &PROFILES);
            assert!(found.is_ok(), "{name}: {found:?}");
        }
    }
}

/// Texts that try to leave their comment change no line of the query but their own.
#[test]
fn words_stay_in_their_comments() {
    for (name, dialect) in DIALECTS {
        let plain = written(small(), dialect).unwrap();
        for hostile in
            ["x\n; DROP TABLE profiles", "x */ , 1", "x\r\u{2028}\u{85}, 1", "x \\", "${spark.x}"]
        {
            let mut rulebook = small().clone();
            for texts in rulebook.texts.values_mut() {
                texts.0.values_mut().for_each(|text| *text = hostile.to_owned());
            }
            for citation in &mut rulebook.citations {
                citation.title = hostile.to_owned();
                citation.publisher = hostile.to_owned();
            }
            let found = written(&rulebook, dialect).unwrap();
            let code = |text: &str| -> Vec<String> {
                let lines = text.lines().filter(|line| !line.trim_start().starts_with("--"));
                lines.map(str::to_owned).collect()
            };
            assert_eq!(code(&found), code(&plain), "{name}: {hostile:?}");
            let comments = found.lines().filter(|line| line.trim_start().starts_with("--"));
            for comment in comments {
                let marks = ['\\', ';', '*', '$', '\r', '\u{85}', '\u{2028}'];
                assert!(!comment.contains(marks), "{name}: {comment:?}");
            }
        }
    }
}

/// A choice, a name or a criterion that would not come out as it is has no query.
#[test]
fn letters_that_escape_are_refused_and_quotes_are_doubled() {
    let with = |member: &str| {
        let mut rulebook = small().clone();
        for ChoiceList { members, .. } in &mut rulebook.choice_lists {
            members[0] = member.to_owned();
        }
        rulebook
    };
    for hostile in ["a\\", "a\nb", "${env}", "a\u{0}"] {
        for (name, dialect) in DIALECTS {
            let error = written(&with(hostile), dialect).unwrap_err();
            assert!(
                error.contains("has a letter that not every database takes"),
                "{name}: {error}"
            );
        }
    }
    let quoted = written(&with("it's"), Dialect::DuckDb).unwrap();
    assert!(quoted.contains("'it''s'"));
    let quoted = written(&with("it's"), Dialect::Spark).unwrap();
    assert!(quoted.contains("'it\\'s'"));
}

#[test]
fn names_that_meet_are_refused() {
    let named = |id: &str| {
        let mut rulebook = small().clone();
        rulebook.criteria[0].id.0 = id.to_owned();
        written(&rulebook, Dialect::DuckDb).unwrap_err()
    };
    let expected = "is the name of two columns or parts of the query";
    for id in ["outcome", "Points", "answers", "verdicts"] {
        assert!(named(id).contains(expected), "{id}: {}", named(id));
    }
}

/// What a database cannot express is said with the name of the criterion.
#[test]
fn what_cannot_be_written_names_its_criterion() {
    let with =
        |steps: &dyn Fn(Slot) -> Operation, kind: &dyn Fn(usize) -> ValueType, count: usize| {
            let mut rulebook = small().clone();
            let program = &mut rulebook.program;
            let mut last = Slot(0);
            for place in 0..count {
                let next = u32::try_from(program.steps.len()).unwrap();
                program.steps.push(steps(last));
                program.types.push(kind(place));
                last = Slot(next);
            }
            rulebook.criteria[0].when = None;
            rulebook.criteria[0].require = Some(last);
            let id = rulebook.criteria[0].id.to_string();
            let error = written(&rulebook, Dialect::Spark).unwrap_err();
            assert!(error.starts_with(&format!("criterion `{id}`: ")), "{error}");
            error
        };
    let truth = |_: usize| ValueType::YesNo;
    let yes_no =
        small().program.steps.iter().zip(&small().program.types).position(|(step, kind)| {
            matches!(step, Operation::Answer(_)) && *kind == ValueType::YesNo
        });
    let answer = Slot(u32::try_from(yes_no.expect("a question of yes and no")).unwrap());
    let first = |slot: Slot| if slot == Slot(0) { answer } else { slot };
    let error = with(&|last| Operation::Not(first(last)), &truth, 1000);
    assert!(error.contains("200 deep"), "{error}");
    let error = with(&|last| Operation::Same(first(last), first(last)), &truth, 40);
    assert!(error.contains("more than 20000 parts"), "{error}");
    let error = with(&|last| Operation::Compare(Comparison::Equal, first(last), last), &truth, 2);
    assert!(error.contains("does not fit together"), "{error}");
}

#[test]
fn a_name_that_postgresql_would_cut_is_refused() {
    let table = Table { name: "profiles", id: &"i".repeat(64) };
    let language: Language = small().languages[0].clone();
    let error = query(small(), &language, today(), Dialect::Postgres, &table).unwrap_err();
    assert!(error.to_string().contains("longer than the 63 bytes"), "{error}");
    assert!(query(small(), &language, today(), Dialect::DuckDb, &table).is_ok());
}
