//! What is counted, for whoever looks after the service. Nothing of a profile is.

use prometheus_client::{
    encoding::{EncodeLabelSet, prometheus_text},
    metrics::{
        counter::Counter,
        family::Family,
        gauge::Gauge,
        histogram::{Histogram, exponential_buckets},
        info::Info,
    },
    registry::{Registry, Unit},
};
use sangloc_rulebook::{Identity, Rulebook};
use sangloc_screening::Outcome;
use std::{fmt, time::Duration};

/// A request that was answered.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(crate) struct Answer {
    pub(crate) method: &'static str,
    pub(crate) path: String,
    pub(crate) status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Path {
    path: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Decided {
    outcome: &'static str,
}

/// Counts since the service was started.
pub(crate) struct Metrics {
    registry: Registry,
    answers: Family<Answer, Counter>,
    seconds: Family<Path, Histogram>,
    in_progress: Gauge,
    decisions: Family<Decided, Counter>,
}

impl Metrics {
    pub(crate) fn new(rulebook: &Rulebook, identity: &Identity) -> Self {
        let mut registry = Registry::with_prefix("sangloc");
        let rules = Info::new([
            ("id", rulebook.id.clone()),
            ("version", rulebook.version.clone()),
            ("identity", identity.0.clone()),
        ]);
        registry.register("rulebook", "The rulebook that decides", rules);
        // From a millisecond to some eight seconds.
        let timed = || Histogram::new(exponential_buckets(0.001, 2.0, 14));
        let (answers, in_progress, decisions) =
            (Family::default(), Gauge::default(), Family::default());
        let seconds = Family::new_with_constructor(timed as fn() -> Histogram);
        registry.register("requests", "Requests that were answered", answers.clone());
        let help = "How long answers took, from head to head";
        registry.register_with_unit("request", help, Unit::Seconds, seconds.clone());
        registry.register("requests_in_progress", "Requests not answered yet", in_progress.clone());
        registry.register("decisions", "Decisions by outcome", decisions.clone());
        Self { registry, answers, seconds, in_progress, decisions }
    }

    /// Counts a request until it is answered, or nobody waits for the answer any more.
    pub(crate) fn begun(&self) -> InProgress<'_> {
        self.in_progress.inc();
        InProgress(&self.in_progress)
    }

    pub(crate) fn answered(&self, answer: &Answer, time: Duration) {
        self.answers.get_or_create(answer).inc();
        let path = Path { path: answer.path.clone() };
        self.seconds.get_or_create(&path).observe(time.as_secs_f64());
    }

    pub(crate) fn decided(&self, outcome: Outcome) {
        self.decisions.get_or_create(&Decided { outcome: outcome.name() }).inc();
    }

    /// All counts, in the text form of Prometheus.
    pub(crate) fn text(&self) -> Result<String, fmt::Error> {
        let mut text = String::new();
        prometheus_text::encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

/// A request that is not answered yet.
pub(crate) struct InProgress<'a>(&'a Gauge);

impl Drop for InProgress<'_> {
    fn drop(&mut self) {
        self.0.dec();
    }
}
