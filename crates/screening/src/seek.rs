//! Whether there is a project for which criteria come out as wished: what every claim about all projects rests on.

use crate::{
    Profile,
    search::{Ending, Goal, Search, Wish},
};
use sangloc_rulebook::{CriterionIndex, Date, Rulebook};

/// How a search for a project ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought {
    /// This project does; what it leaves unanswered does not matter.
    Found(Profile),
    /// No project does: proven.
    Never,
    /// Neither found nor proven: too many steps, or a rule compares two amounts that are both open.
    Open,
}

/// Looks for a project for which these criteria come out as wished, within so many steps.
///
/// A question may get any answer its fact takes, amounts to the hundredth.
pub fn seek(
    rulebook: &Rulebook,
    as_of: Date,
    wishes: &[(CriterionIndex, Wish)],
    steps: u32,
) -> Sought {
    let nothing = Profile::empty(rulebook);
    let wished: Vec<_> =
        wishes.iter().filter_map(|(index, _)| rulebook.criterion(*index)).collect();
    let mut search = Search::new(rulebook, &nothing, as_of, |criterion| {
        wished.iter().any(|wished| std::ptr::eq(*wished, criterion))
    });
    let goals = wishes.iter().map(|(criterion, wish)| Goal { criterion: *criterion, wish: *wish });
    match search.attempt(&goals.collect::<Vec<_>>(), steps) {
        Ending::Found => {
            let mut found = nothing.clone();
            search.given().into_iter().for_each(|(fact, answer)| found.put(fact, Some(answer)));
            Sought::Found(found)
        }
        Ending::Refuted(_) => Sought::Never,
        Ending::Unsettled => Sought::Open,
    }
}
