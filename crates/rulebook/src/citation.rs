//! Where a rule or a figure is said.

use crate::{CitationId, Date, DateError};
use serde::{Deserialize, Serialize};

/// A source: a law and its article, or a publication by publisher, title and date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// The name in rule files.
    pub id: CitationId,
    /// What kind of source it is.
    pub kind: CitationKind,
    /// Who published it.
    pub publisher: String,
    /// Its title.
    pub title: String,
    /// When it was published or passed.
    pub date: PublishedOn,
    /// The article of a law.
    #[serde(default)]
    pub article: Option<String>,
    /// The text itself was not re-read; a finding that rests on it says so.
    #[serde(default)]
    pub unverified: bool,
    /// Where it can be read.
    #[serde(default)]
    pub url: Option<String>,
}

/// What kind of source a citation names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum CitationKind {
    /// An article in the press.
    Article,
    /// A law, decree, decision, circular or standard.
    Law,
    /// A published list or plan.
    List,
}

/// When a source was published: some sources only give the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum PublishedOn {
    /// The day.
    Day(Date),
    /// The year.
    Year(i32),
}

impl From<PublishedOn> for String {
    fn from(published: PublishedOn) -> Self {
        match published {
            PublishedOn::Day(day) => day.to_string(),
            PublishedOn::Year(year) => year.to_string(),
        }
    }
}

impl TryFrom<String> for PublishedOn {
    type Error = DateError;

    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse().map(Self::Year).or_else(|_| text.parse().map(Self::Day))
    }
}
