//! The neutral rulebook written by hand: plain Rust over optional answers, with nothing looked up.
//!
//! It says as much as our findings do. This is as fast as the same decision can be made.

use crate::{
    neutral::{MEMBER, POINTS, list},
    neutral_criteria, neutral_facts,
};
use sangloc_rulebook::{ChoiceSet, Decimal, FactIndex, Value};
use sangloc_screening::{Answer, Outcome, Profile, Relation, Verdict};

macro_rules! types {
    (number) => {
        Decimal
    };
    (yes_no) => {
        bool
    };
    (choice) => {
        u16
    };
    (choices) => {
        ChoiceSet
    };
}

macro_rules! declare {
    ($($kind:ident $($fact:ident)+;)+) => {
        /// The places of the facts.
        #[allow(non_camel_case_types, reason = "named as the facts are")]
        #[derive(Clone, Copy)]
        enum Place { $($($fact),+),+ }

        /// The answers to all facts.
        #[derive(Default)]
        pub struct Project { $($($fact: Option<types!($kind)>),+),+ }

        impl Project {
            /// The same answers, each in a field of its own.
            pub fn of(profile: &Profile) -> Self {
                let mut project = Self::default();
                $($(take(&mut project.$fact, profile, Place::$fact);)+)+
                project
            }
        }
    };
}

neutral_facts!(declare);

trait Reply: Sized {
    fn of(answer: &Answer) -> Option<Self>;
}

macro_rules! reply {
    ($($kind:ty: $answer:pat => $value:expr;)+) => {
        $(impl Reply for $kind {
            fn of(answer: &Answer) -> Option<Self> {
                match answer { $answer => Some($value), _ => None }
            }
        })+
    };
}

reply! {
    Decimal: Answer::Number(amount, _) => *amount;
    bool: Answer::YesNo(yes) => *yes;
    u16: Answer::Choice(place) => *place;
    ChoiceSet: Answer::Choices(set) => *set;
}

fn take<T: Reply>(into: &mut Option<T>, profile: &Profile, place: Place) {
    *into = profile.answer(FactIndex(place as u16)).and_then(T::of);
}

/// What was measured, as a [`sangloc_screening::Measure`] has it.
pub struct Measured {
    /// The fact measured; nothing where it is made of several.
    pub subject: &'static str,
    /// What it is.
    pub observed: Option<Value>,
    /// How it must relate to `required`.
    pub relation: Relation,
    /// What is required.
    pub required: Option<Value>,
    /// Whether it does.
    pub holds: Option<bool>,
}

/// What became of one criterion.
pub struct Found {
    /// What became of it.
    pub verdict: Verdict,
    /// Whether it stands in the way: `Some(false)` it does.
    pub holds: Option<bool>,
    /// The points it gives.
    pub points: Option<Decimal>,
    /// What was measured.
    pub measures: Vec<Measured>,
    /// The unanswered facts that leave it open.
    pub needs: Vec<FactIndex>,
    /// Whether it is open though no answer is missing.
    pub gap: bool,
}

/// What becomes of the project.
pub struct Decided {
    /// What becomes of it.
    pub outcome: Outcome,
    /// The points that are known.
    pub points: Decimal,
    /// Whether points are open.
    pub points_open: bool,
    /// The unanswered facts that can still change the outcome.
    pub open_facts: Vec<FactIndex>,
    /// One a criterion.
    pub findings: Vec<Found>,
}

use sangloc_rulebook::Comparison::{AtLeast, AtMost};

fn verdict(applies: Option<bool>, required: Option<bool>) -> Verdict {
    match (applies, required) {
        (Some(false), _) => Verdict::NotApplicable,
        (Some(true), Some(true)) => Verdict::Met,
        (Some(true), Some(false)) => Verdict::Unmet,
        _ => Verdict::Unknown,
    }
}

fn implied(applies: Option<bool>, required: Option<bool>) -> Option<bool> {
    match (applies, required) {
        (Some(false), _) | (_, Some(true)) => Some(true),
        (Some(true), Some(false)) => Some(false),
        _ => None,
    }
}

fn missing<const N: usize>(facts: [(bool, Place); N]) -> Vec<FactIndex> {
    let mut needs: Vec<FactIndex> = facts
        .into_iter()
        .filter(|(known, _)| !known)
        .map(|(_, place)| FactIndex(place as u16))
        .collect();
    needs.sort_unstable();
    needs
}

/// A number held against a limit.
fn limited(
    subject: &'static str,
    observed: Option<Decimal>,
    relation: Relation,
    required: Option<Decimal>,
    holds: Option<bool>,
) -> Measured {
    let (observed, required) = (observed.map(Value::Number), required.map(Value::Number));
    Measured { subject, observed, relation, required, holds }
}

fn said(subject: &'static str, answer: Option<bool>) -> Measured {
    let required = Some(Value::YesNo(true));
    let observed = answer.map(Value::YesNo);
    Measured { subject, observed, relation: Relation::Is, required, holds: answer }
}

fn always(required: Option<bool>, measures: Vec<Measured>, needs: Vec<FactIndex>) -> Found {
    let verdict = verdict(Some(true), required);
    Found { verdict, holds: required, points: None, measures, needs, gap: false }
}

/// `when` an answer is so, an amount keeps a limit.
fn where_it_applies(
    applies: (Option<bool>, Place),
    amount: (Option<Decimal>, Place, &'static str),
    relation: Relation,
    figure: Decimal,
    required: Option<bool>,
) -> Found {
    let ((applies, condition), (amount, place, name)) = (applies, amount);
    let limit = || limited(name, amount, relation, Some(figure), required);
    // Where both are known nothing is open; where it does not apply neither.
    let needs = if applies == Some(false) {
        Vec::new()
    } else {
        missing([(applies.is_some(), condition), (amount.is_some(), place)])
    };
    Found {
        verdict: verdict(applies, required),
        holds: implied(applies, required),
        points: None,
        measures: if applies == Some(true) { vec![limit()] } else { Vec::new() },
        needs,
        gap: false,
    }
}

fn quotient(a: Option<Decimal>, b: Option<Decimal>) -> Option<Decimal> {
    a?.checked_div(b?)
}

fn bands(amount: Decimal, figure: Decimal) -> Decimal {
    let [one, two, three] = POINTS.map(Decimal::from);
    let doubled = figure + figure;
    if amount >= doubled + figure {
        three
    } else if amount >= doubled {
        two
    } else if amount >= figure {
        one
    } else {
        Decimal::ZERO
    }
}

/// A criterion with all that a finding says.
macro_rules! find {
    ($p:ident at_least $a:ident, $figure:expr) => {{
        let required = $p.$a.map(|amount| amount >= $figure);
        let relation = Relation::Compare(AtLeast);
        let measure = limited(stringify!($a), $p.$a, relation, Some($figure), required);
        always(required, vec![measure], missing([($p.$a.is_some(), Place::$a)]))
    }};
    ($p:ident at_most_where $y:ident $a:ident, $figure:expr) => {{
        let required = $p.$a.map(|amount| amount <= $figure);
        let amount = ($p.$a, Place::$a, stringify!($a));
        let relation = Relation::Compare(AtMost);
        where_it_applies(($p.$y, Place::$y), amount, relation, $figure, required)
    }};
    ($p:ident at_least_for $c:ident $a:ident, $figure:expr) => {{
        let required = $p.$a.map(|amount| amount >= $figure);
        let applies = $p.$c.map(|place| place == MEMBER);
        let amount = ($p.$a, Place::$a, stringify!($a));
        let relation = Relation::Compare(AtLeast);
        where_it_applies((applies, Place::$c), amount, relation, $figure, required)
    }};
    ($p:ident ratio $a:ident $b:ident, $figure:expr) => {{
        let ratio = quotient($p.$a, $p.$b);
        let required = ratio.map(|ratio| ratio >= $figure);
        let relation = Relation::Compare(AtLeast);
        let measure = limited("", ratio, relation, Some($figure), required);
        let open = [($p.$a.is_some(), Place::$a), ($p.$b.is_some(), Place::$b)];
        let needs = if required.is_some() { Vec::new() } else { missing(open) };
        let mut found = always(required, vec![measure], needs);
        let both = $p.$a.is_some() && $p.$b.is_some();
        found.gap = required.is_none() && (both || $p.$b == Some(Decimal::ZERO));
        found
    }};
    ($p:ident sum $a:ident $b:ident $c:ident, $figure:expr) => {{
        let sum = $p.$a.zip($p.$b).and_then(|(a, b)| a.checked_add(b));
        let limit = $p.$c.and_then(|c| c.checked_mul($figure));
        let required = sum.zip(limit).map(|(sum, limit)| sum <= limit);
        let measure = limited("", sum, Relation::Compare(AtMost), limit, required);
        let needs = missing([
            ($p.$a.is_some(), Place::$a),
            ($p.$b.is_some(), Place::$b),
            ($p.$c.is_some(), Place::$c),
        ]);
        always(required, vec![measure], needs)
    }};
    ($p:ident yes $y:ident, $figure:expr) => {
        always($p.$y, vec![said(stringify!($y), $p.$y)], missing([($p.$y.is_some(), Place::$y)]))
    };
    ($p:ident none_of $s:ident, $figure:expr) => {{
        let required = $p.$s.map(|set| !set.intersects($figure));
        let measure = Measured {
            subject: stringify!($s),
            observed: $p.$s.map(Value::Choices),
            relation: Relation::NoneOf,
            required: Some(Value::Choices($figure)),
            holds: required,
        };
        always(required, vec![measure], missing([($p.$s.is_some(), Place::$s)]))
    }};
    ($p:ident either $a:ident $y:ident, $figure:expr) => {{
        let enough = $p.$a.map(|amount| amount >= $figure);
        let required = match (enough, $p.$y) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (Some(false), Some(false)) => Some(false),
            _ => None,
        };
        let mut measures = Vec::new();
        // Of what holds, what makes it hold; of what fails, what fails.
        if enough == required {
            let relation = Relation::Compare(AtLeast);
            measures.push(limited(stringify!($a), $p.$a, relation, Some($figure), enough));
        }
        if $p.$y == required {
            measures.push(said(stringify!($y), $p.$y));
        }
        let open = [($p.$a.is_some(), Place::$a), ($p.$y.is_some(), Place::$y)];
        let needs = if required.is_some() { Vec::new() } else { missing(open) };
        always(required, measures, needs)
    }};
    ($p:ident reward $a:ident, $figure:expr) => {{
        let points = $p.$a.map(|amount| bands(amount, $figure));
        let required = points.map(|points| points > Decimal::ZERO);
        let measure = limited(stringify!($a), $p.$a, Relation::Bands, None, required);
        let needs = missing([($p.$a.is_some(), Place::$a)]);
        Found { points, ..always(required, vec![measure], needs) }
    }};
}

/// Whether a criterion stands in the way, and if that is open, whether an answer closes it.
macro_rules! stands {
    ($p:ident ratio $a:ident $b:ident, $figure:expr) => {{
        let holds = quotient($p.$a, $p.$b).map(|ratio| ratio >= $figure);
        (holds, $p.$a.is_none() || $p.$b.is_none())
    }};
    ($p:ident at_least $a:ident, $figure:expr) => {
        ($p.$a.map(|amount| amount >= $figure), true)
    };
    ($p:ident at_most_where $y:ident $a:ident, $figure:expr) => {
        (implied($p.$y, $p.$a.map(|amount| amount <= $figure)), true)
    };
    ($p:ident at_least_for $c:ident $a:ident, $figure:expr) => {{
        let applies = $p.$c.map(|place| place == MEMBER);
        (implied(applies, $p.$a.map(|amount| amount >= $figure)), true)
    }};
    ($p:ident sum $a:ident $b:ident $c:ident, $figure:expr) => {{
        let sum = $p.$a.zip($p.$b).and_then(|(a, b)| a.checked_add(b));
        let limit = $p.$c.and_then(|c| c.checked_mul($figure));
        (sum.zip(limit).map(|(sum, limit)| sum <= limit), true)
    }};
    ($p:ident yes $y:ident, $figure:expr) => {
        ($p.$y, true)
    };
    ($p:ident none_of $s:ident, $figure:expr) => {
        ($p.$s.map(|set| !set.intersects($figure)), true)
    };
    ($p:ident either $a:ident $y:ident, $figure:expr) => {
        match ($p.$a.map(|amount| amount >= $figure), $p.$y) {
            (Some(true), _) | (_, Some(true)) => (Some(true), true),
            (Some(false), Some(false)) => (Some(false), true),
            _ => (None, true),
        }
    };
}

/// The figure of a criterion, of the type its shape holds against.
macro_rules! figure {
    (none_of $figure:literal) => {
        list($figure)
    };
    ($shape:ident $figure:literal) => {
        Decimal::from_parts($figure, 0, 0, false, 2)
    };
}

macro_rules! write {
    ($($shape:ident $($fact:ident)+, $figure:literal;)+) => {
        /// Decides, with all findings.
        pub fn decide(project: &Project) -> Decided {
            let findings = vec![$(find!(project $shape $($fact)+, figure!($shape $figure))),+];
            count(findings, &[$(deciding!($shape)),+])
        }

        /// The outcome alone: stops at the first criterion that rejects.
        pub fn outcome(project: &Project) -> Outcome {
            let (mut open, mut gap) = (false, false);
            $(weigh!(open gap project $shape $($fact)+, $figure);)+
            if open {
                Outcome::NeedsAnswers
            } else if gap {
                Outcome::NeedsReview
            } else {
                Outcome::Accepted
            }
        }
    };
}

macro_rules! deciding {
    (reward) => {
        false
    };
    ($shape:ident) => {
        true
    };
}

macro_rules! weigh {
    ($open:ident $gap:ident $p:ident reward $a:ident, $figure:literal) => {};
    ($open:ident $gap:ident $p:ident $shape:ident $($fact:ident)+, $figure:literal) => {
        match stands!($p $shape $($fact)+, figure!($shape $figure)) {
            (Some(true), _) => {}
            (Some(false), _) => return Outcome::Rejected,
            (None, true) => $open = true,
            (None, false) => $gap = true,
        }
    };
}

neutral_criteria!(write);

fn count(findings: Vec<Found>, deciding: &[bool]) -> Decided {
    let (mut rejected, mut gap, mut open) = (false, false, Vec::new());
    let (mut points, mut points_open) = (Decimal::ZERO, false);
    for (found, decides) in findings.iter().zip(deciding) {
        match found.holds {
            _ if !decides => {
                points += found.points.unwrap_or_default();
                points_open |= found.holds.is_none();
            }
            Some(true) => {}
            Some(false) => rejected = true,
            None => {
                gap |= found.needs.is_empty();
                open.extend_from_slice(&found.needs);
            }
        }
    }
    open.sort_unstable();
    open.dedup();
    let outcome = if rejected {
        Outcome::Rejected
    } else if !open.is_empty() {
        Outcome::NeedsAnswers
    } else if gap {
        Outcome::NeedsReview
    } else {
        Outcome::Accepted
    };
    let open_facts = if rejected { Vec::new() } else { open };
    Decided { outcome, points, points_open, open_facts, findings }
}
