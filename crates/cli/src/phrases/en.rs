//! English.

use super::Phrases;

pub(super) const PHRASES: Phrases = Phrases {
    accepted: "ACCEPTED BY THE CRITERIA",
    rejected: "REJECTED",
    needs_review: "NEEDS REVIEW BY THE AUTHORITY",
    needs_answers: "NEEDS ANSWERS",
    still_possible: "The project can still be accepted.",
    points: "Priority points",
    missing: "Missing",
    blocks: "Not met",
    open: "Open",
    met: "Met",
    priorities: "Priorities",
    notes: "Notes and incentives",
    unknown: "not known",
    source: "Source",
    unverified: "text not re-read",
    derived: "a reference value, not law",
    advisory: "A screening by the published criteria; it does not replace the decision of the competent authority.",
    from: "in force from",
    overdue: "past its review date",
    indicators: "Indicators of investment efficiency",
    accepted_short: "accepted",
    rejected_short: "rejected",
    review_short: "needs review",
    answers_short: "needs answers",
    impossible_short: "needs answers and review",
};
