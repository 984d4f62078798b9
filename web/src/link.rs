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
pub(crate) const MARK: &str = "#p=";

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
    format!(
        "{MARK}{}",
        Base64UrlUnpadded::encode_string(text.as_bytes())
    )
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
    let text = Base64UrlUnpadded::decode_vec(encoded)
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok());
    Some(text.map_or(Err(Unopened::Unreadable), |text| read(rulebook, &text)))
}
