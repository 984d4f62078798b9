//! Where on the page a person is, as the fragment of the address says it.
//!
//! `#/form`, `#/question/project.capital`: fragments that begin otherwise are not places and are left alone.

use sangloc_rulebook::{FactIndex, Rulebook};

/// What a fragment that names a place begins with.
const MARK: &str = "#/";

/// A place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Route {
    /// What this is, and the ways in.
    #[default]
    Start,
    /// The next question of the guided way; where none is left, the place that says so.
    Next(Way),
    /// One question.
    Question(FactIndex, Way),
    /// All questions, with the verdict beside them.
    Form,
    /// The answers, to check.
    Answers,
    /// The result.
    Result,
    /// The projects kept on the device.
    Projects,
    /// Versions side by side.
    Compare,
    /// A record, decided again.
    Verify,
}

/// The way a person came to a question, which is where they go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// One question after the other, until the outcome is certain.
    Outcome,
    /// One question after the other, until all is answered.
    Everything,
    /// A correction; back to the answers.
    Answers,
    /// A correction; back to the result.
    Result,
}

impl Way {
    const ALL: [Self; 4] = [Self::Outcome, Self::Everything, Self::Answers, Self::Result];

    fn name(self) -> &'static str {
        match self {
            Self::Outcome => "question",
            Self::Everything => "every-question",
            Self::Answers => "answers",
            Self::Result => "result",
        }
    }

    /// Where it leads from a question.
    pub(crate) fn onward(self) -> Route {
        match self {
            Self::Outcome | Self::Everything => Route::Next(self),
            Self::Answers => Route::Answers,
            Self::Result => Route::Result,
        }
    }
}

impl Route {
    /// The places of the navigation, in order.
    pub(crate) const MENU: [Self; 5] =
        [Self::Next(Way::Outcome), Self::Form, Self::Answers, Self::Result, Self::Projects];

    /// The place a fragment names; `None` when it names none.
    pub(crate) fn read(rulebook: &Rulebook, fragment: &str) -> Option<Self> {
        let path = match fragment {
            "" | "#" => return Some(Self::Start),
            _ => fragment.strip_prefix(MARK)?,
        };
        match path {
            "" => return Some(Self::Start),
            "form" => return Some(Self::Form),
            "projects" => return Some(Self::Projects),
            "compare" => return Some(Self::Compare),
            "verify" => return Some(Self::Verify),
            _ => {}
        }
        let (name, fact) = path.split_once('/').unwrap_or((path, ""));
        let way = Way::ALL.into_iter().find(|way| way.name() == name)?;
        match fact {
            "" => Some(way.onward()),
            _ => Some(Self::Question(rulebook.fact_named(fact)?, way)),
        }
    }

    /// The fragment that names it.
    pub(crate) fn fragment(self, rulebook: &Rulebook) -> String {
        let name = match self {
            Self::Start => "",
            Self::Form => "form",
            Self::Projects => "projects",
            Self::Compare => "compare",
            Self::Verify => "verify",
            Self::Answers => Way::Answers.name(),
            Self::Result => Way::Result.name(),
            Self::Next(way) => way.name(),
            Self::Question(fact, way) => {
                let id = rulebook.fact(fact).map_or("", |fact| fact.id.as_str());
                return format!("{MARK}{}/{id}", way.name());
            }
        };
        format!("{MARK}{name}")
    }

    /// The place of the navigation it belongs to.
    pub(crate) fn menu_place(self) -> Option<Self> {
        match self {
            Self::Start => None,
            Self::Next(_) => Some(Self::Next(Way::Outcome)),
            Self::Question(_, Way::Outcome | Way::Everything) => Some(Self::Next(Way::Outcome)),
            Self::Question(_, way) => Some(way.onward()),
            Self::Compare | Self::Verify => Some(Self::Projects),
            Self::Form | Self::Answers | Self::Result | Self::Projects => Some(self),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{fact, rules};

    fn read(fragment: &str) -> Option<Route> {
        Route::read(&rules().rulebook, fragment)
    }

    #[test]
    fn every_place_has_a_fragment_that_leads_back_to_it() {
        let questions = Way::ALL.map(|way| Route::Question(fact::AREA, way));
        let others = [Route::Start, Route::Next(Way::Everything), Route::Compare, Route::Verify];
        for route in Route::MENU.into_iter().chain(questions).chain(others) {
            let fragment = route.fragment(&rules().rulebook);
            assert_eq!(read(&fragment), Some(route), "{fragment}");
        }
    }

    #[test]
    fn a_bare_address_is_the_start() {
        for fragment in ["", "#", "#/"] {
            assert_eq!(read(fragment), Some(Route::Start), "{fragment}");
        }
    }

    #[test]
    fn other_fragments_are_no_places() {
        for fragment in
            ["#p=abc", "#questions", "#/elsewhere", "#/question/project.moon", "#//", "form"]
        {
            assert_eq!(read(fragment), None, "{fragment}");
        }
    }
}
