//! The 60 criteria as lists of rows, the same for every language: the first row whose condition holds says what
//! becomes of the criterion.

use sangloc_tests::neutral::{CRITERIA, MEMBER, POINTS};
use serde_json::{Value as Json, json};

/// What becomes of a criterion; of a priority, its points.
pub type Status = i8;
/// It rejects.
pub const UNMET: Status = 0;
/// It is met.
pub const MET: Status = 1;
/// It does not apply.
pub const NOT_APPLICABLE: Status = 2;
/// An answer is missing that can still decide it.
pub const OPEN: Status = 3;
/// An answer is missing, but it stands in no way, whatever is answered.
pub const HARMLESS: Status = 4;
/// No answer is missing, and yet it cannot be told.
pub const GAP: Status = 5;
/// The points are not known yet.
pub const POINTS_OPEN: Status = -1;

type Fact = &'static str;

/// What is asked of answers that are there. Figures are in hundredths.
#[derive(Clone, Copy)]
pub enum Test {
    /// The fact is the figure or more.
    AtLeast(Fact, u32),
    /// The fact is the figure or less.
    AtMost(Fact, u32),
    /// The first by the second is the figure or more.
    Ratio(Fact, Fact, u32),
    /// The first two together are at most the third times the figure.
    Sum(Fact, Fact, Fact, u32),
    /// The fact is nothing.
    Zero(Fact),
    /// The answer is yes.
    Yes(Fact),
    /// The answer is no.
    No(Fact),
    /// The set has a member of the list, whose members are bits.
    AnyOf(Fact, u32),
    /// The choice is not [`MEMBER`].
    IsNot(Fact),
}

/// One line of a criterion.
#[derive(Clone)]
pub struct Row {
    /// Facts that must all be unanswered.
    pub missing: Vec<Fact>,
    /// What must hold besides.
    pub test: Option<Test>,
    /// What becomes of the criterion then.
    pub gives: Status,
}

/// One criterion.
pub struct Criterion {
    /// The facts it reads.
    pub facts: &'static [Fact],
    /// Whether it gives points, and rejects nobody.
    pub gives_points: bool,
    /// Its rows; the last has no condition.
    pub rows: Vec<Row>,
}

impl Criterion {
    /// The rows for when every answer is there.
    pub fn answered(&self) -> impl DoubleEndedIterator<Item = &Row> {
        self.rows.iter().filter(|row| row.missing.is_empty())
    }
}

/// The name of a member of the lists of choices.
pub fn member(place: u16) -> String {
    format!("m{place}")
}

/// The names of the members that the bits of a list are.
pub fn members(bits: u32) -> impl Iterator<Item = String> {
    (0..32).filter(move |place| bits >> place & 1 == 1).map(member)
}

/// All criteria.
pub fn criteria() -> Vec<Criterion> {
    CRITERIA
        .iter()
        .map(|(shape, facts, figure)| Criterion {
            facts,
            gives_points: *shape == "reward",
            rows: rows(shape, facts, *figure),
        })
        .collect()
}

fn rows(shape: &str, facts: &'static [Fact], figure: u32) -> Vec<Row> {
    use Test::{AnyOf, AtLeast, AtMost, IsNot, No, Ratio, Sum, Yes, Zero};
    let test = |test, gives| Row { missing: Vec::new(), test: Some(test), gives };
    let otherwise = |gives| Row { missing: Vec::new(), test: None, gives };
    // Whichever is missing, it is open.
    let mut rows: Vec<Row> = facts.iter().map(|fact| missing(&[fact], None, OPEN)).collect();
    match (shape, facts) {
        ("at_least", [a]) => rows.extend([test(AtLeast(a, figure), MET), otherwise(UNMET)]),
        ("at_most_where", [y, a]) => rows = where_it_applies(y, a, No(y), AtMost(a, figure)),
        ("at_least_for", [c, a]) => rows = where_it_applies(c, a, IsNot(c), AtLeast(a, figure)),
        ("ratio", [a, b]) => {
            rows.extend([test(Zero(b), GAP), test(Ratio(a, b, figure), MET), otherwise(UNMET)]);
        }
        ("sum", [a, b, c]) => rows.extend([test(Sum(a, b, c, figure), MET), otherwise(UNMET)]),
        ("yes", [y]) => rows.extend([test(Yes(y), MET), otherwise(UNMET)]),
        ("none_of", [s]) => rows.extend([test(AnyOf(s, figure), UNMET), otherwise(MET)]),
        ("either", [a, y]) => {
            rows = vec![
                missing(&[a, y], None, OPEN),
                missing(&[y], Some(AtLeast(a, figure)), MET),
                missing(&[y], None, OPEN),
                missing(&[a], Some(Yes(y)), MET),
                missing(&[a], None, OPEN),
                test(AtLeast(a, figure), MET),
                test(Yes(y), MET),
                otherwise(UNMET),
            ];
        }
        ("reward", [a]) => {
            rows = vec![missing(&[a], None, POINTS_OPEN)];
            let bands = [1, 2, 3].into_iter().zip(POINTS).rev();
            rows.extend(bands.map(|(times, points)| {
                test(AtLeast(a, figure * times), Status::try_from(points).expect("few points"))
            }));
            rows.push(otherwise(0));
        }
        _ => panic!("{shape} is no shape"),
    }
    rows
}

fn missing(facts: &[Fact], test: Option<Test>, gives: Status) -> Row {
    Row { missing: facts.to_vec(), test, gives }
}

/// `when` the condition, an amount keeps a limit; unless it does not apply.
fn where_it_applies(condition: Fact, amount: Fact, not: Test, keeps: Test) -> Vec<Row> {
    vec![
        missing(&[condition, amount], None, OPEN),
        missing(&[condition], Some(keeps), HARMLESS),
        missing(&[condition], None, OPEN),
        Row { missing: Vec::new(), test: Some(not), gives: NOT_APPLICABLE },
        missing(&[amount], None, OPEN),
        Row { missing: Vec::new(), test: Some(keeps), gives: MET },
        Row { missing: Vec::new(), test: None, gives: UNMET },
    ]
}

/// The same for other languages: what a row tests is a list of its name, its facts, and a figure or members.
pub fn to_json() -> Json {
    let criteria = criteria().into_iter().map(|criterion| {
        let rows = criterion.rows.iter().map(|row| {
            json!({ "missing": row.missing, "test": row.test.map(test_to_json), "gives": row.gives })
        });
        let rows: Vec<Json> = rows.collect();
        json!({ "facts": criterion.facts, "points": criterion.gives_points, "rows": rows })
    });
    criteria.collect()
}

fn test_to_json(test: Test) -> Json {
    let figure = |hundredths: u32| f64::from(hundredths) / 100.0;
    match test {
        Test::AtLeast(a, limit) => json!(["at_least", a, figure(limit)]),
        Test::AtMost(a, limit) => json!(["at_most", a, figure(limit)]),
        Test::Ratio(a, b, limit) => json!(["ratio", a, b, figure(limit)]),
        Test::Sum(a, b, c, times) => json!(["sum", a, b, c, figure(times)]),
        Test::Zero(a) => json!(["zero", a]),
        Test::Yes(y) => json!(["yes", y]),
        Test::No(y) => json!(["no", y]),
        Test::AnyOf(s, bits) => json!(["any_of", s, members(bits).collect::<Vec<_>>()]),
        Test::IsNot(c) => json!(["is_not", c, member(MEMBER)]),
    }
}
