//! A decision as it is kept: what was answered, by which rules it was judged, what came of it.
//!
//! A record is canonical JSON (RFC 8785): the same rulebook, profile and day give the same bytes, here and
//! in a browser. It holds no words of any language, no clock, and no number: quantities are texts,
//! because numbers of canonical JSON are binary fractions. Its hash tells whether it is as it was
//! written; whether it is right is told by [`Recorded::verify`], which decides again.

use crate::{
    Decision, Outcome, Profile, ProfileError, Verdict, evaluate,
    profile::{clip, clip_to},
};
use sangloc_rulebook::{Date, FactIndex, Identity, Rulebook};
use serde::Serialize;
use serde_json::{Map, Value as Json};
use sha2::{Digest, Sha256};

/// The format that this program writes and reads.
pub const RECORD_FORMAT: &str = "sangloc-record 2";

/// The largest record that is read: one has some twenty kilobytes.
pub const MAX_RECORD_BYTES: usize = 2 * 1024 * 1024;

/// The program that decides.
const ENGINE: &str = concat!("sangloc ", env!("CARGO_PKG_VERSION"));

/// The member that holds the sha256 of all others.
const HASH: &str = "hash";

/// The digits of a reference.
const REFERENCE_DIGITS: usize = 12;

/// A decision on a profile, to keep, to send and to check again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// [`RECORD_FORMAT`].
    pub format: String,
    /// The program that decided, and its version.
    pub engine: String,
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
    /// The answers, as a profile has them but for their numbers, which are texts.
    pub profile: Json,
    /// The unanswered facts that could still change the outcome, by name.
    pub open_facts: Vec<String>,
    /// What became of each criterion.
    pub findings: Vec<FindingRecord>,
}

/// What became of a criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
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
        let names = |facts: &[FactIndex]| {
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
            engine: ENGINE.to_owned(),
            rulebook: rulebook.id.clone(),
            version: rulebook.version.clone(),
            identity: identity.clone(),
            as_of: decision.as_of,
            outcome: decision.outcome,
            points: decision.points.normalize().to_string(),
            points_open: decision.points_open,
            profile: without_numbers(profile.to_json(rulebook)),
            open_facts: names(&decision.open_facts),
            findings: findings.collect(),
        }
    }

    /// The record as a file: canonical JSON with its hash in it, and a line break at the end.
    pub fn to_text(&self) -> String {
        let mut members = self.members();
        members.insert(HASH.into(), hash(&members).into());
        format!("{}\n", canonical(&members))
    }

    /// A short code to quote the record by, such as `7F3A-92C1-04BD`: the first digits of its hash. It
    /// tells records apart; it does not prove who wrote one.
    pub fn reference(&self) -> String {
        let digits: Vec<char> =
            hash(&self.members()).to_uppercase().chars().take(REFERENCE_DIGITS).collect();
        let groups: Vec<String> = digits.chunks(4).map(|group| group.iter().collect()).collect();
        groups.join("-")
    }

    fn members(&self) -> Map<String, Json> {
        let findings = self.findings.iter();
        object([
            ("format", self.format.as_str().into()),
            ("engine", self.engine.as_str().into()),
            ("rulebook", self.rulebook.as_str().into()),
            ("version", self.version.as_str().into()),
            ("identity", self.identity.0.as_str().into()),
            ("as_of", self.as_of.to_string().into()),
            ("outcome", self.outcome.name().into()),
            ("points", self.points.as_str().into()),
            ("points_open", self.points_open.into()),
            ("profile", self.profile.clone()),
            ("open_facts", self.open_facts.clone().into()),
            ("findings", findings.map(|one| (one.criterion.clone(), one.to_json())).collect()),
        ])
    }
}

impl FindingRecord {
    fn to_json(&self) -> Json {
        let mut members = object([
            ("code", self.code.as_str().into()),
            ("verdict", self.verdict.name().into()),
            ("holds", self.holds.into()),
        ]);
        if !self.needs.is_empty() {
            members.insert("needs".to_owned(), self.needs.clone().into());
        }
        Json::Object(members)
    }
}

fn object<const N: usize>(members: [(&str, Json); N]) -> Map<String, Json> {
    members.into_iter().map(|(name, member)| (name.to_owned(), member)).collect()
}

/// INVARIANT: of members that hold no number and only plain names, which is what a record has, this is
/// RFC 8785: names sorted, no space, texts escaped only where they must be.
fn canonical(members: &Map<String, Json>) -> String {
    serde_json::to_string(members).unwrap_or_default()
}

fn hash(members: &Map<String, Json>) -> String {
    let digest = Sha256::digest(canonical(members).as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn without_numbers(json: Json) -> Json {
    match json {
        Json::Number(number) => Json::from(number.to_string()),
        Json::Array(members) => members.into_iter().map(without_numbers).collect(),
        Json::Object(members) => {
            members.into_iter().map(|(name, member)| (name, without_numbers(member))).collect()
        }
        other => other,
    }
}

/// The answers of a record as [`Profile::from_json`] takes them: what should be a number is one again.
pub fn answers_of_record(rulebook: &Rulebook, answers: &Json) -> Json {
    let mut answers = answers.clone();
    for fact in rulebook.facts.iter().filter(|fact| fact.answer.unit().is_some()) {
        let entry = answers
            .get_mut(fact.id.namespace())
            .and_then(|namespace| namespace.get_mut(fact.id.name()));
        let amount = match entry {
            Some(Json::Object(amount)) => amount.get_mut("amount"),
            other => other,
        };
        if let Some(amount) = amount
            && let Some(number) = amount.as_str().and_then(|text| text.parse().ok())
        {
            *amount = Json::Number(number);
        }
    }
    answers
}

/// A record from outside, of which nothing is believed yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    members: Map<String, Json>,
}

/// Why a record cannot be decided again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// More than [`MAX_RECORD_BYTES`].
    #[error("is larger than {MAX_RECORD_BYTES} bytes")]
    TooLarge,
    /// Cut off, or no JSON at all.
    #[error("is not readable JSON ({0})")]
    NotJson(String),
    /// JSON of another kind.
    #[error("is not the record of a decision")]
    NotARecord,
    /// Written by another version of this program.
    #[error("is written as `{0}`; this program reads `{RECORD_FORMAT}`")]
    OtherFormat(String),
    /// Not in canonical form.
    #[error(
        "is not as it was written from byte {at} on: a name that stands twice, a space, or a letter \
         written otherwise"
    )]
    Rewritten {
        /// The first byte that is otherwise, from 1.
        at: usize,
    },
    /// Decided by other rules.
    #[error(
        "was decided by rulebook {rulebook} {version}, sha256 {identity}: these are other rules"
    )]
    OtherRulebook {
        /// The name in the record.
        rulebook: String,
        /// The version in the record.
        version: String,
        /// The sha256 in the record.
        identity: String,
    },
    /// The day is none.
    #[error("`as_of`: is not a day")]
    NoDay,
    /// The answers are none that the rulebook takes.
    #[error("`profile`: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Answers(Vec<ProfileError>),
}

/// What came of deciding a record again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Verification {
    /// Whether its hash fits: it is as it was written.
    pub intact: bool,
    /// The outcome that these rules give.
    pub outcome: Outcome,
    /// The day whose law and figures were applied.
    pub as_of: Date,
    /// What these rules decide otherwise.
    pub differences: Vec<Difference>,
}

/// A place in a record that deciding again does not give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Difference {
    /// Where, such as `findings.green-area.verdict`.
    pub path: String,
    /// What the record has, as JSON; `None`: nothing.
    pub recorded: Option<String>,
    /// What comes out, as JSON; `None`: nothing.
    pub decided: Option<String>,
}

impl Verification {
    /// Whether the record is just what the rules give.
    pub fn holds(&self) -> bool {
        self.intact && self.differences.is_empty()
    }
}

impl Recorded {
    /// Reads a record that is whole and in canonical form; white space around it is no part of it.
    ///
    /// # Errors
    /// [`RecordError`] when it is not one, or was written anew by another program.
    pub fn read(bytes: &[u8]) -> Result<Self, RecordError> {
        if bytes.len() > MAX_RECORD_BYTES {
            return Err(RecordError::TooLarge);
        }
        let not_json = |error: &dyn std::fmt::Display| RecordError::NotJson(error.to_string());
        let text = std::str::from_utf8(bytes.trim_ascii()).map_err(|error| not_json(&error))?;
        let Json::Object(members) = serde_json::from_str(text).map_err(|error| not_json(&error))?
        else {
            return Err(RecordError::NotARecord);
        };
        let format = members.get("format").and_then(Json::as_str).unwrap_or_default();
        if format != RECORD_FORMAT {
            let ours = format.starts_with("sangloc-record ");
            return Err(if ours {
                RecordError::OtherFormat(clip(format))
            } else {
                RecordError::NotARecord
            });
        }
        let written = canonical(&members);
        let pairs = written.bytes().zip(text.bytes());
        let same = pairs.take_while(|(ours, theirs)| ours == theirs).count();
        if same < written.len().max(text.len()) {
            return Err(RecordError::Rewritten { at: same + 1 });
        }
        Ok(Self { members })
    }

    /// The sha256 of the rulebook that it names.
    pub fn identity(&self) -> &str {
        self.text("identity")
    }

    /// Whether its hash fits: it is as it was written, by whomever.
    pub fn is_intact(&self) -> bool {
        let mut others = self.members.clone();
        let written = others.remove(HASH);
        written.as_ref().and_then(Json::as_str) == Some(&hash(&others))
    }

    /// Decides again by the rulebook that the record names, and compares every member.
    ///
    /// The program that decided may be another version: its name is taken from the record.
    ///
    /// # Errors
    /// [`RecordError`] when the rulebook is another, or the day or the answers are none.
    pub fn verify(
        &self,
        rulebook: &Rulebook,
        identity: &Identity,
    ) -> Result<Verification, RecordError> {
        if self.identity() != identity.0 {
            return Err(RecordError::OtherRulebook {
                rulebook: clip(self.text("rulebook")),
                version: clip(self.text("version")),
                identity: clip_to(self.identity(), 64),
            });
        }
        let as_of = self.text("as_of").parse().map_err(|_| RecordError::NoDay)?;
        let answers = self.members.get("profile").unwrap_or(&Json::Null);
        let (profile, errors) = Profile::from_json(rulebook, &answers_of_record(rulebook, answers));
        if !errors.is_empty() {
            return Err(RecordError::Answers(errors));
        }
        let decision = evaluate(rulebook, &profile, as_of);
        let mut again = Record::new(rulebook, identity, &profile, &decision);
        again.engine = self.text("engine").to_owned();
        let mut recorded = self.members.clone();
        recorded.remove(HASH);
        let mut differences = Vec::new();
        compare_members("", &recorded, &again.members(), &mut differences);
        Ok(Verification { intact: self.is_intact(), outcome: again.outcome, as_of, differences })
    }

    fn text(&self, name: &str) -> &str {
        self.members.get(name).and_then(Json::as_str).unwrap_or_default()
    }
}

fn compare_members(
    path: &str,
    recorded: &Map<String, Json>,
    decided: &Map<String, Json>,
    differences: &mut Vec<Difference>,
) {
    let more = decided.keys().filter(|name| !recorded.contains_key(*name));
    for name in recorded.keys().chain(more) {
        let path = if path.is_empty() { clip(name) } else { format!("{path}.{}", clip(name)) };
        compare(path, recorded.get(name), decided.get(name), differences);
    }
}

fn compare(
    path: String,
    recorded: Option<&Json>,
    decided: Option<&Json>,
    differences: &mut Vec<Difference>,
) {
    match (recorded, decided) {
        (Some(Json::Object(recorded)), Some(Json::Object(decided))) => {
            compare_members(&path, recorded, decided, differences);
        }
        (recorded, decided) if recorded == decided => {}
        (recorded, decided) => {
            let shown = |json: Option<&Json>| json.map(|json| clip_to(&json.to_string(), 200));
            let (recorded, decided) = (shown(recorded), shown(decided));
            differences.push(Difference { path, recorded, decided });
        }
    }
}
