//! Versions side by side: what differs between their answers and what became of them.

use sangloc_rulebook::{CriterionIndex, FactIndex, Rulebook};
use sangloc_screening::{Decision, Profile};

/// The most versions that stand side by side.
pub(crate) const MAX_SIDES: usize = 4;

/// One version, judged.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Side {
    /// What the person calls it.
    pub name: String,
    /// Its answers.
    pub profile: Profile,
    /// What became of it.
    pub decision: Decision,
}

/// A row of the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line<T> {
    /// What is compared.
    pub what: T,
    /// Whether the sides differ in it.
    pub differs: bool,
}

/// What differs between the sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Comparison {
    /// The facts that one side at least answers, in the order of the form.
    pub facts: Vec<Line<FactIndex>>,
    /// The criteria that apply to one side at least, in the order of the rulebook.
    pub criteria: Vec<Line<CriterionIndex>>,
    /// Whether the outcomes differ.
    pub outcomes_differ: bool,
}

impl Comparison {
    /// Compares sides; of one side nothing differs.
    pub(crate) fn of(rulebook: &Rulebook, sides: &[Side]) -> Self {
        let facts = (0u16..).map(FactIndex).take(rulebook.facts.len());
        let answered =
            facts.filter(|fact| sides.iter().any(|side| side.profile.answer(*fact).is_some()));
        let criteria = (0u16..).map(CriterionIndex).take(rulebook.criteria.len());
        let applies = |index: &CriterionIndex| {
            sides.iter().any(|side| {
                let finding = side.decision.findings.get(index.at());
                finding.is_some_and(|finding| {
                    finding.verdict != sangloc_screening::Verdict::NotApplicable
                })
            })
        };
        Self {
            facts: answered
                .map(|what| Line { what, differs: differ(sides, |side| side.profile.answer(what)) })
                .collect(),
            criteria: criteria
                .filter(applies)
                .map(|what| Line {
                    what,
                    differs: differ(sides, |side| {
                        let finding = side.decision.findings.get(what.at())?;
                        Some((finding.verdict, finding.holds, finding.points))
                    }),
                })
                .collect(),
            outcomes_differ: differ(sides, |side| side.decision.outcome),
        }
    }

    /// How many answers differ.
    pub(crate) fn facts_differing(&self) -> usize {
        self.facts.iter().filter(|line| line.differs).count()
    }

    /// How many criteria come out differently.
    pub(crate) fn criteria_differing(&self) -> usize {
        self.criteria.iter().filter(|line| line.differs).count()
    }
}

fn differ<'a, T: PartialEq>(sides: &'a [Side], part: impl Fn(&'a Side) -> T) -> bool {
    sides.windows(2).any(|pair| match pair {
        [one, other] => part(one) != part(other),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{fact, rules};
    use sangloc_rulebook::Date;
    use sangloc_screening::evaluate;

    fn side(json: &str) -> Side {
        let rulebook = &rules().rulebook;
        let (profile, errors) = Profile::read(rulebook, json);
        assert_eq!(errors, []);
        let decision = evaluate(rulebook, &profile, Date::new(2026, 11, 25).expect("a day"));
        Side { name: String::new(), profile, decision }
    }

    fn compare(sides: &[&str]) -> Comparison {
        let sides: Vec<Side> = sides.iter().map(|json| side(json)).collect();
        Comparison::of(&rules().rulebook, &sides)
    }

    #[test]
    fn what_differs_is_told_from_what_does_not() {
        let small = r#"{"project":{"area":5,"jobs":10}}"#;
        let large = r#"{"project":{"area":50,"jobs":10}}"#;
        let found = compare(&[small, small, large]);
        let line = |what, differs| Line { what, differs };
        assert_eq!(found.facts, [line(fact::AREA, true), line(fact::JOBS, false)]);
        assert_eq!(found.criteria, [Line { what: CriterionIndex(0), differs: true }]);
        assert!(found.outcomes_differ);
        assert_eq!((found.facts_differing(), found.criteria_differing()), (1, 1));
    }

    #[test]
    fn an_answer_that_only_one_side_has_differs() {
        let found = compare(&[r#"{"project":{"new":true}}"#, "{}"]);
        assert_eq!(found.facts, [Line { what: fact::NEW, differs: true }]);
        assert!(!found.outcomes_differ);
    }

    #[test]
    fn the_same_and_the_single_differ_in_nothing() {
        let json = r#"{"project":{"area":5}}"#;
        for sides in [vec![json], vec![json, json], vec![]] {
            let found = compare(&sides);
            assert_eq!((found.facts_differing(), found.criteria_differing()), (0, 0));
            assert!(!found.outcomes_differ);
        }
    }
}
