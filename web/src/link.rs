//! The fragment of a link, and what is stored: answers, the rulebook they were given under, and the day.
//!
//! A fragment is not sent to any server. It is base64url of compact JSON keyed by fact, so that it
//! still opens when the rulebook has changed.

use base64ct::{Base64UrlUnpadded, Encoding};
use sangloc_rulebook::{Date, Rulebook};
use sangloc_screening::{Profile, ProfileError};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// What a fragment with answers begins with.
const MARK: &str = "#p=";

/// The longest fragment that is read: a full one has a few thousand letters.
const MAX_FRAGMENT: usize = 200_000;

/// Answers as they travel.
#[derive(Debug, Serialize, Deserialize)]
struct Packet {
    /// The rulebook's name and version.
    rulebook: String,
    version: String,
    /// The day asked for; absent: today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
    /// The answers, as [`Profile::read`] takes them.
    answers: Json,
}

/// Answers that came from outside, with what did not fit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Opened {
    /// What fits this rulebook.
    pub profile: Profile,
    /// The day asked for, if one was.
    pub as_of: Option<Date>,
    /// What was left out.
    pub dropped: Vec<ProfileError>,
    /// The version they were given under, when it is another one.
    pub other_version: Option<String>,
}

/// Why answers from outside cannot be opened at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unopened {
    /// Longer than any link the page makes.
    TooLarge,
    /// Not something the page made.
    Unreadable,
    /// Made for the rulebook of another province.
    OtherRulebook,
}

/// The answers as text to store.
pub(crate) fn write(rulebook: &Rulebook, profile: &Profile, as_of: Option<Date>) -> String {
    let packet = Packet {
        rulebook: rulebook.id.clone(),
        version: rulebook.version.clone(),
        as_of: as_of.map(|day| day.to_string()),
        answers: profile.to_json(rulebook),
    };
    serde_json::to_string(&packet).unwrap_or_default()
}

/// The answers as the fragment of a link.
pub(crate) fn fragment(rulebook: &Rulebook, profile: &Profile, as_of: Option<Date>) -> String {
    let text = write(rulebook, profile, as_of);
    format!("{MARK}{}", Base64UrlUnpadded::encode_string(text.as_bytes()))
}

/// Reads stored text.
///
/// # Errors
/// [`Unopened`] when nothing in it can be used.
pub(crate) fn read(rulebook: &Rulebook, text: &str) -> Result<Opened, Unopened> {
    if text.len() > MAX_FRAGMENT {
        return Err(Unopened::TooLarge);
    }
    let packet: Packet = serde_json::from_str(text).map_err(|_| Unopened::Unreadable)?;
    if packet.rulebook != rulebook.id {
        return Err(Unopened::OtherRulebook);
    }
    let (profile, dropped) = Profile::read(rulebook, &packet.answers.to_string());
    Ok(Opened {
        profile,
        as_of: packet.as_of.and_then(|day| day.parse().ok()),
        dropped,
        other_version: Some(packet.version).filter(|version| *version != rulebook.version),
    })
}

/// Reads a fragment; `None` when it is not one of ours.
pub(crate) fn read_fragment(
    rulebook: &Rulebook,
    fragment: &str,
) -> Option<Result<Opened, Unopened>> {
    let encoded = fragment.strip_prefix(MARK)?;
    if encoded.len() > MAX_FRAGMENT {
        return Some(Err(Unopened::TooLarge));
    }
    let text =
        Base64UrlUnpadded::decode_vec(encoded).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    Some(text.map_or(Err(Unopened::Unreadable), |text| read(rulebook, &text)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{fact, rules};
    use sangloc_screening::Answer;

    fn filled() -> Profile {
        let text = r#"{"project":{"area":32.6,"capital":{"amount":498,"unit":"million_USD"},"new":false,"processes":[]}}"#;
        let (profile, errors) = Profile::read(&rules().rulebook, text);
        assert_eq!(errors, []);
        profile
    }

    #[test]
    fn a_link_brings_back_the_same_answers_and_day() {
        let (rules, profile) = (rules(), filled());
        let day = Date::new(2025, 3, 1);
        let fragment = fragment(&rules.rulebook, &profile, day);
        assert!(
            fragment.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"#=-_".contains(&byte))
        );
        let opened = read_fragment(&rules.rulebook, &fragment).expect("ours").expect("readable");
        assert_eq!((opened.profile, opened.as_of), (profile, day));
        assert_eq!((opened.dropped, opened.other_version), (vec![], None));
    }

    #[test]
    fn a_fragment_of_something_else_is_left_alone() {
        for fragment in ["", "#", "#result-heading", "#q-project.area", "#P="] {
            assert_eq!(read_fragment(&rules().rulebook, fragment), None, "{fragment}");
        }
    }

    #[test]
    fn a_broken_or_hostile_link_is_refused() {
        let encode =
            |text: &str| format!("{MARK}{}", Base64UrlUnpadded::encode_string(text.as_bytes()));
        let huge = format!("{MARK}{}", "A".repeat(MAX_FRAGMENT + 1));
        let deep =
            format!(r#"{{"rulebook":"sample","version":"2","answers":{}}}"#, "[".repeat(50_000));
        for (fragment, expected) in [
            (format!("{MARK}%%%"), Unopened::Unreadable),
            (format!("{MARK}<script>alert(1)</script>"), Unopened::Unreadable),
            (MARK.to_owned(), Unopened::Unreadable),
            (encode("not json"), Unopened::Unreadable),
            (encode("[]"), Unopened::Unreadable),
            (encode(r#"{"rulebook":"sample"}"#), Unopened::Unreadable),
            (
                encode(r#"{"rulebook":"elsewhere","version":"1","answers":{}}"#),
                Unopened::OtherRulebook,
            ),
            (encode(&deep), Unopened::Unreadable),
            (huge, Unopened::TooLarge),
        ] {
            let start: String = fragment.chars().take(60).collect();
            let found = read_fragment(&rules().rulebook, &fragment).map(|read| read.map(|_| ()));
            assert_eq!(found, Some(Err(expected)), "{start}");
        }
    }

    #[test]
    fn names_of_script_internals_are_only_names() {
        let text = r#"{"rulebook":"sample","version":"2","answers":{"__proto__":{"area":1},"constructor":1,"project":{"__proto__":2,"area":3}}}"#;
        let opened = read(&rules().rulebook, text).expect("readable");
        let keys: Vec<_> = opened.dropped.iter().map(|error| error.key.as_str()).collect();
        assert_eq!(keys, ["__proto__", "constructor", "project.__proto__"]);
        assert!(matches!(opened.profile.answer(fact::AREA), Some(Answer::Number(..))));
        assert_eq!(opened.profile.answer(fact::PROCESSES), None);
    }

    #[test]
    fn a_day_that_is_none_is_today() {
        let text = r#"{"rulebook":"sample","version":"2","as_of":"2025-02-30","answers":{}}"#;
        assert_eq!(read(&rules().rulebook, text).map(|opened| opened.as_of), Ok(None));
    }
}
