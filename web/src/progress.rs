//! How far a person has come on the guided way.

use crate::route::{Route, Way};
use sangloc_rulebook::FactIndex;
use sangloc_screening::Outcome;
use std::collections::BTreeSet;

/// What the guided way remembers beside the answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Progress {
    /// The questions whose answer is not known yet: they are not asked again.
    pub skipped: BTreeSet<FactIndex>,
    /// The outcome, once no further answer can change it.
    pub certain: Option<Outcome>,
    /// The question that could not be left yet, and how often that was tried.
    pub complaint: Option<(FactIndex, usize)>,
    /// The questions still ahead; `None` before they were first counted.
    left: Option<Vec<FactIndex>>,
    /// How many questions the last answer added.
    opened: usize,
    /// The questions visited, up to the present one.
    trail: Vec<(FactIndex, Way)>,
}

impl Progress {
    /// How many questions are ahead at most.
    pub(crate) fn left(&self) -> usize {
        self.left.as_ref().map_or(0, Vec::len)
    }

    /// How many questions the last answer added: why [`Self::left`] may have grown.
    pub(crate) fn opened(&self) -> usize {
        self.opened
    }

    /// Takes the questions ahead, counted anew.
    pub(crate) fn look_ahead(&mut self, left: Vec<FactIndex>) {
        let before = self.left.as_deref();
        let is_new = |fact: &&FactIndex| before.is_some_and(|before| !before.contains(fact));
        let grown = before.is_some_and(|before| left.len() >= before.len());
        self.opened = if grown { left.iter().filter(is_new).count() } else { 0 };
        self.left = Some(left);
    }

    /// Comes to a question; one that was visited before is where the trail goes on from.
    pub(crate) fn visit(&mut self, fact: FactIndex, way: Way) {
        if let Some(before) = self.trail.iter().position(|visited| *visited == (fact, way)) {
            self.trail.truncate(before);
        }
        self.trail.push((fact, way));
    }

    /// The place before the present one; from `Next`, the last question.
    pub(crate) fn back_from(&self, route: Route) -> Route {
        let place = |(fact, way): &(FactIndex, Way)| Route::Question(*fact, *way);
        let mut earlier = self.trail.iter().rev().map(place).skip_while(|place| *place == route);
        match route {
            Route::Question(_, way @ (Way::Answers | Way::Result)) => way.onward(),
            _ => earlier.next().unwrap_or_default(),
        }
    }

    /// Refuses to leave a question.
    pub(crate) fn complain(&mut self, fact: FactIndex) {
        let times = self.complaints_about(fact).unwrap_or(0);
        self.complaint = Some((fact, times + 1));
    }

    /// How often leaving a question was refused since it was opened.
    pub(crate) fn complaints_about(&self, fact: FactIndex) -> Option<usize> {
        self.complaint.filter(|(about, _)| *about == fact).map(|(_, times)| times)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::fact;

    #[test]
    fn growth_is_told_and_shrinking_is_not() {
        let mut progress = Progress::default();
        progress.look_ahead(vec![fact::AREA, fact::CAPITAL]);
        assert_eq!((progress.left(), progress.opened()), (2, 0));
        progress.look_ahead(vec![fact::CAPITAL]);
        assert_eq!((progress.left(), progress.opened()), (1, 0));
        progress.look_ahead(vec![fact::JOBS, fact::NEW]);
        assert_eq!((progress.left(), progress.opened()), (2, 2));
    }

    #[test]
    fn the_way_back_is_the_way_that_was_come() {
        let at = |fact| Route::Question(fact, Way::Outcome);
        let mut progress = Progress::default();
        assert_eq!(progress.back_from(at(fact::AREA)), Route::Start);
        for fact in [fact::AREA, fact::CAPITAL, fact::NEW] {
            progress.visit(fact, Way::Outcome);
        }
        assert_eq!(progress.back_from(Route::Next(Way::Outcome)), at(fact::NEW));
        assert_eq!(progress.back_from(at(fact::NEW)), at(fact::CAPITAL));
        progress.visit(fact::CAPITAL, Way::Outcome);
        assert_eq!(progress.back_from(at(fact::CAPITAL)), at(fact::AREA));
        assert_eq!(progress.back_from(Route::Question(fact::NEW, Way::Answers)), Route::Answers);
    }

    #[test]
    fn refusals_are_counted_per_question() {
        let mut progress = Progress::default();
        progress.complain(fact::AREA);
        progress.complain(fact::AREA);
        assert_eq!(progress.complaints_about(fact::AREA), Some(2));
        assert_eq!(progress.complaints_about(fact::NEW), None);
    }
}
