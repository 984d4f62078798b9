//! A decision as it is kept: what was answered, by which rules it was judged, what came of it.
//!
//! The record holds no words of any language and no clock of its own: the same rulebook, profile and
//! day give the same bytes, and so the same reference.

use crate::{Decision, Outcome, Profile, Verdict};
use sangloc_rulebook::{Date, Identity, Rulebook};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

/// The format that this program writes; a change that readers must know of counts it up.
pub const RECORD_FORMAT: &str = "sangloc-record 1";

/// The digits of a reference.
const REFERENCE_DIGITS: usize = 12;

/// A decision on a profile, to keep, to send and to check again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// [`RECORD_FORMAT`].
    pub format: String,
    /// The rulebook's name.
    pub rulebook: String,
    /// The version its keepers gave it.
    pub version: String,
    /// The sha256 of its file.
    pub identity: Identity,
    /// The day whose law and figures were applied.
    pub as_of: Date,
    /// What the deciding criteria came to.
    pub outcome: Outcome,
    /// The points of all priorities that were known, with all digits.
    pub points: String,
    /// Whether points were still open.
    pub points_open: bool,
    /// The answers, as [`Profile::read`] takes them.
    pub profile: Json,
    /// The unanswered facts that could still change the outcome, by name.
    pub open_facts: Vec<String>,
    /// One a criterion, in the order of the rulebook.
    pub findings: Vec<FindingRecord>,
}

/// What became of a criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingRecord {
    /// The criterion's name in the rule files.
    pub criterion: String,
    /// The number people quote.
    pub code: String,
    /// What became of it.
    pub verdict: Verdict,
    /// Whether it stood in the way: false for certain, null when it might.
    pub holds: Option<bool>,
    /// The unanswered facts that left it open, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<String>,
}

impl Record {
    /// The record of a decision.
    pub fn new(
        rulebook: &Rulebook,
        identity: &Identity,
        profile: &Profile,
        decision: &Decision,
    ) -> Self {
        let names = |facts: &[sangloc_rulebook::FactIndex]| {
            let known = facts.iter().filter_map(|index| rulebook.fact(*index));
            known.map(|fact| fact.id.to_string()).collect()
        };
        let findings = decision.findings.iter().filter_map(|finding| {
            let criterion = rulebook.criterion(finding.criterion)?;
            Some(FindingRecord {
                criterion: criterion.id.to_string(),
                code: criterion.code.clone(),
                verdict: finding.verdict,
                holds: finding.holds,
                needs: names(&finding.needs),
            })
        });
        Self {
            format: RECORD_FORMAT.to_owned(),
            rulebook: rulebook.id.clone(),
            version: rulebook.version.clone(),
            identity: identity.clone(),
            as_of: decision.as_of,
            outcome: decision.outcome,
            points: decision.points.normalize().to_string(),
            points_open: decision.points_open,
            profile: profile.to_json(rulebook),
            open_facts: names(&decision.open_facts),
            findings: findings.collect(),
        }
    }

    /// The record as JSON for files: indented, with a line break at the end.
    pub fn to_text(&self) -> String {
        // Holds only texts, numbers and lists: nothing that JSON cannot say.
        let text = serde_json::to_string_pretty(self).unwrap_or_default();
        format!("{text}\n")
    }

    /// A short code to quote the record by, such as `7F3A-92C1-04BD`: the first digits of the sha256
    /// of [`Record::to_text`]. It tells records apart; it does not prove who wrote one.
    pub fn reference(&self) -> String {
        let digest = Sha256::digest(self.to_text().as_bytes());
        let digits: String = digest.iter().map(|byte| format!("{byte:02X}")).collect();
        let digits: Vec<char> = digits.chars().take(REFERENCE_DIGITS).collect();
        let groups: Vec<String> = digits.chunks(4).map(|group| group.iter().collect()).collect();
        groups.join("-")
    }
}
