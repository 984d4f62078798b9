//! The fragment of a link, and what is stored: answers, the rulebook they were given under, and the day.
//!
//! A fragment is not sent to any server. It is base64url of compact JSON keyed by fact, compressed where
//! the browser can, so that it still opens when the rulebook has changed.

use base64ct::{Base64UrlUnpadded, Encoding};
use sangloc_rulebook::{Date, Rulebook};
use sangloc_screening::{Profile, ProfileError};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// What a fragment with answers begins with.
const PLAIN: &str = "#p=";

/// What a fragment with compressed answers begins with.
const PACKED: &str = "#z=";

/// The longest fragment, and the longest text in it, that is read: a full one has a few thousand letters.
pub(crate) const MAX_TEXT: usize = 200_000;

/// The longest fragment with compressed answers that is read.
const MAX_PACKED: usize = 50_000;

/// Answers as they travel and as they are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Packet {
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

/// What a fragment holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Found {
    /// Answers, or why there are none.
    Read(Result<Opened, Unopened>),
    /// Answers once these bytes are unpacked; the text is for [`read`].
    Packed(Vec<u8>),
}

impl Packet {
    /// The answers under a rulebook.
    pub(crate) fn new(rulebook: &Rulebook, profile: &Profile, as_of: Option<Date>) -> Self {
        Self {
            rulebook: rulebook.id.clone(),
            version: rulebook.version.clone(),
            as_of: as_of.map(|day| day.to_string()),
            answers: profile.to_json(rulebook),
        }
    }

    /// The answers as text.
    pub(crate) fn to_text(&self) -> String {
        // Holds only texts and JSON: nothing that JSON cannot say.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Whether nothing is answered and no day chosen.
    pub(crate) fn is_empty(&self) -> bool {
        let nothing = self.answers.as_object().is_some_and(serde_json::Map::is_empty);
        nothing && self.as_of.is_none()
    }

    /// The answers as this rulebook understands them.
    ///
    /// # Errors
    /// [`Unopened::OtherRulebook`] when they were given under another one.
    pub(crate) fn open(&self, rulebook: &Rulebook) -> Result<Opened, Unopened> {
        if self.rulebook != rulebook.id {
            return Err(Unopened::OtherRulebook);
        }
        let (profile, dropped) = Profile::read(rulebook, &self.answers.to_string());
        Ok(Opened {
            profile,
            as_of: self.as_of.as_ref().and_then(|day| day.parse().ok()),
            dropped,
            other_version: Some(self.version.clone())
                .filter(|version| *version != rulebook.version),
        })
    }
}

/// A text as the fragment of a link.
pub(crate) fn plain_fragment(text: &str) -> String {
    format!("{PLAIN}{}", Base64UrlUnpadded::encode_string(text.as_bytes()))
}

/// A compressed text as the fragment of a link.
pub(crate) fn packed_fragment(packed: &[u8]) -> String {
    format!("{PACKED}{}", Base64UrlUnpadded::encode_string(packed))
}

/// Reads the text of a [`Packet`].
///
/// # Errors
/// [`Unopened`] when nothing in it can be used.
pub(crate) fn read(rulebook: &Rulebook, text: &str) -> Result<Opened, Unopened> {
    if text.len() > MAX_TEXT {
        return Err(Unopened::TooLarge);
    }
    let packet: Packet = serde_json::from_str(text).map_err(|_| Unopened::Unreadable)?;
    packet.open(rulebook)
}

/// Reads bytes that were unpacked; `None` where that failed.
///
/// # Errors
/// [`Unopened`] when nothing in them can be used.
pub(crate) fn read_unpacked(
    rulebook: &Rulebook,
    unpacked: Option<Vec<u8>>,
) -> Result<Opened, Unopened> {
    let text = unpacked.and_then(|bytes| String::from_utf8(bytes).ok());
    read(rulebook, &text.ok_or(Unopened::Unreadable)?)
}

/// Reads a fragment; `None` when it is not one of ours.
pub(crate) fn read_fragment(rulebook: &Rulebook, fragment: &str) -> Option<Found> {
    let decode = |encoded: &str| Base64UrlUnpadded::decode_vec(encoded).ok();
    if let Some(encoded) = fragment.strip_prefix(PACKED) {
        let packed = decode(encoded).filter(|_| encoded.len() <= MAX_PACKED);
        return Some(match packed {
            Some(packed) => Found::Packed(packed),
            None if encoded.len() > MAX_PACKED => Found::Read(Err(Unopened::TooLarge)),
            None => Found::Read(Err(Unopened::Unreadable)),
        });
    }
    let encoded = fragment.strip_prefix(PLAIN)?;
    if encoded.len() > MAX_TEXT {
        return Some(Found::Read(Err(Unopened::TooLarge)));
    }
    Some(Found::Read(read_unpacked(rulebook, decode(encoded))))
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
        let packet = Packet::new(&rules.rulebook, &profile, day);
        let fragment = plain_fragment(&packet.to_text());
        assert!(
            fragment.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"#=-_".contains(&byte))
        );
        let Some(Found::Read(Ok(opened))) = read_fragment(&rules.rulebook, &fragment) else {
            panic!("{fragment} is not opened");
        };
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
            |text: &str| format!("{PLAIN}{}", Base64UrlUnpadded::encode_string(text.as_bytes()));
        let huge = format!("{PLAIN}{}", "A".repeat(MAX_TEXT + 1));
        let deep =
            format!(r#"{{"rulebook":"sample","version":"2","answers":{}}}"#, "[".repeat(50_000));
        for (fragment, expected) in [
            (format!("{PLAIN}%%%"), Unopened::Unreadable),
            (format!("{PLAIN}<script>alert(1)</script>"), Unopened::Unreadable),
            (PLAIN.to_owned(), Unopened::Unreadable),
            (encode("not json"), Unopened::Unreadable),
            (encode("[]"), Unopened::Unreadable),
            (encode(r#"{"rulebook":"sample"}"#), Unopened::Unreadable),
            (
                encode(r#"{"rulebook":"elsewhere","version":"1","answers":{}}"#),
                Unopened::OtherRulebook,
            ),
            (encode(&deep), Unopened::Unreadable),
            (huge, Unopened::TooLarge),
            (format!("{PACKED}%%%"), Unopened::Unreadable),
            (format!("{PACKED}{}", "A".repeat(MAX_PACKED + 1)), Unopened::TooLarge),
        ] {
            let start: String = fragment.chars().take(60).collect();
            let found = read_fragment(&rules().rulebook, &fragment);
            assert_eq!(found, Some(Found::Read(Err(expected))), "{start}");
        }
    }

    #[test]
    fn compressed_answers_are_for_the_browser_to_unpack() {
        let fragment = packed_fragment(&[1, 2, 255]);
        let found = read_fragment(&rules().rulebook, &fragment);
        assert_eq!(found, Some(Found::Packed(vec![1, 2, 255])));
        let unpacked = Packet::new(&rules().rulebook, &filled(), None).to_text().into_bytes();
        let opened = read_unpacked(&rules().rulebook, Some(unpacked)).expect("readable");
        assert_eq!(opened.profile, filled());
        for wrong in [None, Some(vec![255]), Some(Vec::new())] {
            let read = read_unpacked(&rules().rulebook, wrong);
            assert_eq!(read.map(|_| ()), Err(Unopened::Unreadable));
        }
    }

    #[test]
    fn only_a_packet_without_answers_and_day_is_empty() {
        let book = &rules().rulebook;
        let empty = Profile::empty(book);
        assert!(Packet::new(book, &empty, None).is_empty());
        assert!(!Packet::new(book, &empty, Date::new(2025, 3, 1)).is_empty());
        assert!(!Packet::new(book, &filled(), None).is_empty());
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
