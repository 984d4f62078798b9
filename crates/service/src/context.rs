//! What requests are answered from.

use crate::{document::Document, metrics::Metrics, problem::Problem, work::Work};
use axum::body::Bytes;
use sangloc_rulebook::{Date, FileError, Identity, Language, Rulebook};
use std::{num::NonZeroUsize, time::Duration};

/// Tells the present day; `None` when the clock shows none.
pub type Today = fn() -> Option<Date>;

/// What one client may take from the others.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The largest body, in bytes.
    pub body: usize,
    /// How long a request may take to arrive, and again to be worked on.
    pub time: Duration,
    /// How many requests may wait for a processor.
    pub waiting: usize,
    /// How many connections are open at once; further ones wait to be accepted.
    pub connections: NonZeroUsize,
    /// How long requests may go on once the service is told to stop.
    pub stop: Duration,
}

/// The rulebook, as file and as value, and what all requests share.
pub(crate) struct Context {
    pub(crate) rulebook: Rulebook,
    pub(crate) identity: Identity,
    pub(crate) file: Bytes,
    pub(crate) limits: Limits,
    pub(crate) work: Work,
    pub(crate) metrics: Metrics,
    pub(crate) document: Document,
    today: Today,
}

impl Context {
    pub(crate) fn new(
        file: Vec<u8>,
        limits: Limits,
        today: Today,
        document: impl FnOnce(&Rulebook) -> Document,
    ) -> Result<Self, FileError> {
        let (rulebook, identity) = Rulebook::from_file(&file)?;
        let metrics = Metrics::new(&rulebook, &identity);
        let work = Work::new(limits.waiting, limits.time);
        let (document, file) = (document(&rulebook), file.into());
        Ok(Self { rulebook, identity, file, limits, work, metrics, document, today })
    }

    /// The day that a request names, or today.
    pub(crate) fn day(&self, as_of: Option<&str>) -> Result<Date, Problem> {
        match as_of {
            Some(text) => text.parse().map_err(|error| Problem::parameter("as_of", &error)),
            None => (self.today)()
                .ok_or_else(|| Problem::parameter("as_of", &"is needed: the clock shows no day")),
        }
    }

    /// The language that a request names, or the first of the rulebook.
    pub(crate) fn language(&self, tag: Option<&str>) -> Result<Language, Problem> {
        let known = &self.rulebook.languages;
        let found = match tag {
            Some(tag) => known.iter().find(|language| language.0 == tag),
            None => known.first(),
        };
        found.cloned().ok_or_else(|| {
            let tags: Vec<&str> = known.iter().map(|language| language.0.as_str()).collect();
            Problem::parameter("lang", &format!("must be one of {}", tags.join(", ")))
        })
    }
}
