//! Which sites take a project: every row of the rulebook's site table, tried one by one.

use crate::{Answer, Decision, Outcome, Profile, evaluate};
use sangloc_rulebook::{CriterionIndex, Date, Decimal, FactIndex, Rulebook};
use std::cmp::Reverse;

/// One site and what would become of the project there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The place of the row in the site table.
    pub row: u16,
    /// What would become of the project.
    pub outcome: Outcome,
    /// Whether acceptance is still possible there.
    pub acceptance_possible: bool,
    /// The points it would have.
    pub points: Decimal,
    /// The deciding criteria that are unmet there for certain, the ones that reject first.
    pub in_the_way: Vec<CriterionIndex>,
    /// The unanswered facts that can still change the outcome there.
    pub open_facts: Vec<FactIndex>,
}

/// Every site, the best first: accepted before open before review before rejected, then by points,
/// then by how little stands in the way, then in the order of the table. Empty when the rulebook
/// names no site table.
pub fn sites(rulebook: &Rulebook, profile: &Profile, as_of: Date) -> Vec<Site> {
    let Some(table) = rulebook.site.and_then(|site| rulebook.table(site)) else {
        return Vec::new();
    };
    let mut found: Vec<Site> = (0u16..)
        .zip(&table.rows)
        .filter_map(|(row, _)| {
            let mut there = profile.clone();
            there.set(rulebook, table.answer, Some(Answer::Row(row))).ok()?;
            Some(Site::of(rulebook, row, &evaluate(rulebook, &there, as_of)))
        })
        .collect();
    found.sort_by_key(|site| (site.rank(), Reverse(site.points), site.in_the_way.len(), site.row));
    found
}

impl Site {
    fn of(rulebook: &Rulebook, row: u16, decision: &Decision) -> Self {
        let findings = decision.findings.iter().zip(&rulebook.criteria);
        let unmet = findings.filter(|(finding, criterion)| {
            criterion.kind.decides() && finding.holds == Some(false)
        });
        let mut unmet: Vec<_> =
            unmet.map(|(finding, criterion)| (criterion, finding.criterion)).collect();
        unmet.sort_by_key(|(criterion, index)| {
            (criterion.on_unmet == sangloc_rulebook::OnUnmet::Review, criterion.kind, *index)
        });
        Self {
            row,
            outcome: decision.outcome,
            acceptance_possible: decision.acceptance_possible,
            points: decision.points,
            in_the_way: unmet.into_iter().map(|(_, index)| index).collect(),
            open_facts: decision.open_facts.clone(),
        }
    }

    fn rank(&self) -> u8 {
        match (self.outcome, self.acceptance_possible) {
            (Outcome::Accepted, _) => 0,
            (Outcome::NeedsAnswers, true) => 1,
            (Outcome::NeedsReview, _) => 2,
            (Outcome::NeedsAnswers, false) => 3,
            (Outcome::Rejected, _) => 4,
        }
    }
}
