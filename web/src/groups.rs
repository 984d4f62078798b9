//! The findings of a report, grouped as people read them: what blocks first.

use sangloc_rulebook::{Kind, OnUnmet};
use sangloc_screening::{FindingReport, Report, Verdict};

/// A group of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    /// Rejects the project for certain.
    Blocks,
    /// Sends the project to a person.
    Review,
    /// Decides, and answers are missing.
    Missing,
    /// Decides, and is met.
    Met,
    /// Gives points.
    Priority,
    /// Says what the project may qualify for.
    Incentive,
    /// Informs.
    Advice,
    /// Does not apply.
    NotApplicable,
}

impl Group {
    /// In the order they are shown.
    pub(crate) const ALL: [Self; 8] = [
        Self::Blocks,
        Self::Review,
        Self::Missing,
        Self::Met,
        Self::Priority,
        Self::Incentive,
        Self::Advice,
        Self::NotApplicable,
    ];

    /// The group a finding belongs to.
    pub(crate) fn of(finding: &FindingReport) -> Self {
        match (finding.kind, finding.verdict) {
            (_, Verdict::NotApplicable) => Self::NotApplicable,
            (Kind::Priority, _) => Self::Priority,
            (Kind::Incentive, _) => Self::Incentive,
            (Kind::Advisory, _) => Self::Advice,
            (Kind::Exclusion | Kind::Mandatory, _) => Self::of_deciding(finding),
        }
    }

    fn of_deciding(finding: &FindingReport) -> Self {
        match (finding.holds, finding.on_unmet) {
            (Some(true), _) => Self::Met,
            (Some(false), OnUnmet::Reject) => Self::Blocks,
            (Some(false), OnUnmet::Review) => Self::Review,
            // Open, though no answer is missing: nothing the investor types will settle it.
            (None, _) if finding.needs.is_empty() => Self::Review,
            (None, _) => Self::Missing,
        }
    }

    /// The findings of this group, in the order of the rulebook.
    pub(crate) fn members(self, report: &Report) -> Vec<&FindingReport> {
        let findings = report.findings.iter();
        findings.filter(|finding| Self::of(finding) == self).collect()
    }
}
