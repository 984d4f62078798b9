//! What would have to change: the smallest sets of other answers that turn the outcome.
//!
//! A search that fails names parts one of which must be otherwise. Trying each of them, cheapest
//! first, finds every set of parts that is enough and of which no smaller set is (Reiter's hitting
//! sets). For each such set the nearest values are then looked up.

use crate::{
    Answer, Outcome, Profile, evaluate,
    evaluate::Evaluation,
    prospect::accepted,
    search::{Ending, Goal, Part, Search},
    space::step_of,
};
use sangloc_rulebook::{
    ChoiceSet, Comparison, Criterion, CriterionIndex, Date, Decimal, Fact, FactIndex, FactType,
    OnUnmet, Rulebook,
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, BinaryHeap},
};

/// The limits of one question: searches, steps of each, and sets that are shown.
const SEARCHES: usize = 300;
const STEPS: u32 = 2_000;
const MOST_SETS: usize = 24;

/// What would have to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// The day whose law and figures were applied.
    pub as_of: Date,
    /// The sets, nearest first. Empty for an accepted project, and where nothing the investor can
    /// change would do.
    pub sets: Vec<ChangeSet>,
    /// Whether these are all there are.
    pub complete: bool,
    /// The criteria that no change within the investor's reach meets.
    pub out_of_reach: Vec<CriterionIndex>,
}

/// Changes that together turn the outcome, and none of which can be left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeSet {
    /// Answers to be otherwise.
    pub changes: Vec<Change>,
    /// Answers that are only missing, each with a value that would do.
    pub answers: Vec<Change>,
    /// What becomes of the project with all of it.
    pub promises: Outcome,
}

/// Another answer to one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which fact.
    pub fact: FactIndex,
    /// The answer.
    pub to: Answer,
    /// Other answers that would do as well, the rest of the set being what it is.
    pub others: Vec<Answer>,
    /// Of an amount: the limit it must keep, when it lies right beside one.
    pub limit: Option<Limit>,
}

/// A limit that an amount must keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// On which side of the figure: `AtLeast`, `Above`, `AtMost` or `Below`.
    pub comparison: Comparison,
    /// The figure, in the fact's own unit.
    pub figure: Decimal,
}

impl Limit {
    /// The limit that an amount keeps: the one right beside it, else the next above, else none. The ends of
    /// what the fact takes are no limits.
    pub(crate) fn beside(
        amount: Decimal,
        fact: &Fact,
        turns: &BTreeSet<Decimal>,
        mut does: impl FnMut(Decimal) -> bool,
    ) -> Option<Self> {
        let step = step_of(fact);
        let (less, more) = (amount - step, amount + step);
        let lowest = fact.min.is_some_and(|min| less < min) || does(less);
        let highest = fact.max.is_some_and(|max| more > max) || does(more);
        let (open, closed, turn) = match (lowest, highest) {
            (false, true) => {
                (Comparison::Above, Comparison::AtLeast, turns.range(less..amount).next_back())
            }
            (true, false) if fact.min == Some(amount) => return None,
            (true, false) => {
                let turn = turns.range(amount..=more).find(|turn| **turn != amount);
                (Comparison::Below, Comparison::AtMost, turn)
            }
            (true, true) => {
                let end = turns.range(more..).find(|turn| !does(**turn + step))?;
                let comparison = if does(*end) { Comparison::AtMost } else { Comparison::Below };
                return Some(Self { comparison, figure: end.normalize() });
            }
            (false, false) => return None,
        };
        let (comparison, figure) = match turn {
            Some(turn) if !turns.contains(&amount) && !does(*turn) => (open, *turn),
            _ => (closed, amount),
        };
        Some(Self { comparison, figure: figure.normalize() })
    }
}

impl ChangeSet {
    /// The profile with all changes and answers of the set.
    pub fn apply(&self, rulebook: &Rulebook, profile: &Profile) -> Profile {
        let mut applied = profile.clone();
        for linked in self.changes.iter().flat_map(|change| rulebook.facts_linked_to(change.fact)) {
            applied.put(linked, None);
        }
        for change in &self.changes {
            applied.put(change.fact, Some(change.to.clone()));
        }
        for answer in &self.answers {
            if applied.answer(answer.fact).is_none() {
                applied.put(answer.fact, Some(answer.to.clone()));
            }
        }
        applied
    }

    /// Whether this set names another, and all its alternatives, as one of its own.
    fn names(&self, other: &Self) -> bool {
        let differing: Vec<(&Change, &Change)> = self
            .changes
            .iter()
            .zip(&other.changes)
            .filter(|(one, other)| one.to != other.to)
            .collect();
        let same_facts = self
            .changes
            .iter()
            .map(|one| one.fact)
            .eq(other.changes.iter().map(|other| other.fact));
        match differing[..] {
            [(one, changed)] => {
                let rest = other.changes.iter().filter(|change| change.fact != changed.fact);
                let names_all = |to: &Answer| *to == one.to || one.others.contains(to);
                same_facts
                    && rest.into_iter().all(|change| change.others.is_empty())
                    && names_all(&changed.to)
                    && changed.others.iter().all(names_all)
            }
            _ => false,
        }
    }
}

/// All minimal sets of changes that make the project accepted; or, where a criterion that only calls for
/// a person is out of reach, that meet all others, so that a person decides.
pub fn changes(rulebook: &Rulebook, profile: &Profile, as_of: Date) -> Changes {
    let decision = evaluate(rulebook, profile, as_of);
    let none = Changes { as_of, sets: Vec::new(), complete: true, out_of_reach: Vec::new() };
    if decision.outcome == Outcome::Accepted {
        return none;
    }
    let mut quest = Quest::new(rulebook, profile, as_of, accepted(rulebook));
    let mut in_the_way = quest.hopeless();
    let mut complete = true;
    if in_the_way.is_empty() {
        let found = quest.sets(Outcome::Accepted);
        if !found.sets.is_empty() {
            return found;
        }
        (in_the_way, complete) = (found.out_of_reach, found.complete);
    } else if in_the_way.iter().any(|index| rejects(rulebook, *index)) {
        return Changes { out_of_reach: in_the_way, ..none };
    }
    if decision.outcome == Outcome::NeedsReview {
        return Changes { out_of_reach: in_the_way, complete, ..none };
    }
    // What cannot be met may still come before a person, where the rulebook says so.
    quest
        .goals
        .retain(|goal| rejects(rulebook, goal.criterion) || !in_the_way.contains(&goal.criterion));
    let found = quest.sets(Outcome::NeedsReview);
    if !found.sets.is_empty() {
        in_the_way.retain(|index| !rejects(rulebook, *index));
    }
    Changes {
        as_of,
        sets: found.sets,
        complete: complete && found.complete,
        out_of_reach: in_the_way,
    }
}

fn rejects(rulebook: &Rulebook, index: CriterionIndex) -> bool {
    rulebook.criterion(index).is_some_and(|found| found.on_unmet == OnUnmet::Reject)
}

/// Which parts to change, and what that costs: the sum of their cost orders, then how many they are.
type Node = Reverse<(u32, usize, BTreeSet<Part>)>;

/// The search for sets of changes that make wishes come true.
struct Quest<'a> {
    rulebook: &'a Rulebook,
    profile: &'a Profile,
    as_of: Date,
    goals: Vec<Goal>,
    search: Search<'a>,
    searches: usize,
    complete: bool,
}

impl<'a> Quest<'a> {
    fn new(rulebook: &'a Rulebook, profile: &'a Profile, as_of: Date, goals: Vec<Goal>) -> Self {
        let decides = |criterion: &Criterion| criterion.kind.decides();
        let search = Search::new(rulebook, profile, as_of, decides);
        Self { rulebook, profile, as_of, goals, search, searches: 0, complete: true }
    }

    fn sets(&mut self, promises: Outcome) -> Changes {
        (self.searches, self.complete) = (0, true);
        let mut waiting: BinaryHeap<Node> = BinaryHeap::from([Reverse((0, 0, BTreeSet::new()))]);
        let mut queued: BTreeSet<BTreeSet<Part>> = BTreeSet::new();
        let mut enough: Vec<BTreeSet<Part>> = Vec::new();
        let (mut sets, mut in_the_way) = (Vec::new(), BTreeSet::new());
        while let Some(Reverse((_, _, parts))) = waiting.pop() {
            if enough.iter().any(|smaller| smaller.is_subset(&parts)) {
                continue;
            }
            if self.searches >= SEARCHES || sets.len() >= MOST_SETS {
                self.complete = false;
                break;
            }
            match self.try_parts(&parts) {
                Ending::Found => {
                    for set in self.nearest(&parts, promises) {
                        if !sets.iter().any(|known: &ChangeSet| known.names(&set)) {
                            sets.push(set);
                        }
                    }
                    enough.push(parts);
                }
                Ending::Unsettled => self.complete = false,
                Ending::Refuted(causes) => {
                    in_the_way.extend(self.search.broken.iter().copied());
                    for next in self.ways_out(&parts, causes) {
                        if queued.insert(next.clone()) {
                            let cost = next.iter().map(|part| self.cost(*part)).sum();
                            waiting.push(Reverse((cost, next.len(), next)));
                        }
                    }
                }
            }
        }
        // No criterion is out of reach by itself, but together they are.
        let out_of_reach =
            if sets.is_empty() { in_the_way.into_iter().collect() } else { Vec::new() };
        Changes { as_of: self.as_of, sets, complete: self.complete, out_of_reach }
    }

    /// These parts and one more that could be changed.
    fn ways_out(&self, parts: &BTreeSet<Part>, causes: BTreeSet<Part>) -> Vec<BTreeSet<Part>> {
        let open = |part: &&Part| {
            let changeable = self.rulebook.fact(part.fact()).is_some_and(|fact| fact.changeable);
            changeable && self.profile.answer(part.fact()).is_some()
        };
        let new = causes.difference(parts).filter(open);
        new.map(|part| parts.iter().copied().chain([*part]).collect()).collect()
    }

    fn cost(&self, part: Part) -> u32 {
        self.rulebook.fact(part.fact()).map_or(0, |fact| fact.cost_order.into())
    }

    fn try_parts(&mut self, parts: &BTreeSet<Part>) -> Ending {
        self.searches += 1;
        let mark = self.search.mark();
        for part in parts {
            self.search.change(*part);
        }
        let ending = self.search.attempt(&self.goals, STEPS);
        self.search.back_to(mark);
        ending
    }

    /// The criteria that no change meets, each looked at by itself.
    fn hopeless(&mut self) -> Vec<CriterionIndex> {
        let goals = self.goals.clone();
        let hopeless = goals.iter().filter(|goal| {
            self.goals = vec![**goal];
            !self.can_be_met()
        });
        let hopeless = hopeless.map(|goal| goal.criterion).collect();
        (self.goals, self.searches) = (goals, 0);
        hopeless
    }

    /// Whether any change makes the wishes come true, as far as the limits let that be told.
    fn can_be_met(&mut self) -> bool {
        let mut waiting = vec![BTreeSet::new()];
        let mut seen = BTreeSet::new();
        self.searches = 0;
        while let Some(parts) = waiting.pop() {
            if self.searches >= SEARCHES {
                return true;
            }
            match self.try_parts(&parts) {
                Ending::Found | Ending::Unsettled => return true,
                Ending::Refuted(causes) => {
                    let ways = self.ways_out(&parts, causes);
                    waiting.extend(ways.into_iter().filter(|parts| seen.insert(parts.clone())));
                }
            }
        }
        false
    }
}

/// Values that would do, for one set of parts.
struct Way {
    changed: BTreeMap<FactIndex, Answer>,
    answers: BTreeMap<FactIndex, Answer>,
}

impl Quest<'_> {
    /// The nearest values that make these parts do, as few sets as say it.
    fn nearest(&mut self, parts: &BTreeSet<Part>, promises: Outcome) -> Vec<ChangeSet> {
        let mark = self.search.mark();
        for part in parts {
            self.search.change(*part);
        }
        let mut facts: Vec<FactIndex> = parts.iter().map(|part| part.fact()).collect();
        facts.dedup();
        let open = parts.iter().filter_map(|part| match part {
            Part::Whole(fact) => Some(*fact),
            Part::Member(..) => None,
        });
        let mut ways = Vec::new();
        self.try_values(&open.collect::<Vec<_>>(), &facts, &mut ways);
        self.search.back_to(mark);
        self.keep_nearest(&mut ways);
        let mut sets = self.grouped(ways);
        sets.retain_mut(|set| {
            let outcome =
                evaluate(self.rulebook, &set.apply(self.rulebook, self.profile), self.as_of);
            set.promises = outcome.outcome;
            let kept = match promises {
                Outcome::Accepted => set.promises == Outcome::Accepted,
                _ => set.promises != Outcome::Rejected,
            };
            self.complete &= kept;
            kept
        });
        for set in &mut sets {
            self.name_limits(set);
            self.name_alike(set);
        }
        sets
    }

    /// Says of each amount beside which limit it lies.
    fn name_limits(&self, set: &mut ChangeSet) {
        let applied = set.apply(self.rulebook, self.profile);
        let limit = |change: &Change| {
            let Answer::Number(amount, unit) = &change.to else { return None };
            let fact = self.rulebook.fact(change.fact)?;
            Limit::beside(*amount, fact, &self.search.turns(change.fact), |amount| {
                let mut other = applied.clone();
                other.put(change.fact, Some(Answer::Number(amount, unit.clone())));
                self.does(&other)
            })
        };
        let limits: [Vec<Option<Limit>>; 2] =
            [&set.changes, &set.answers].map(|changes| changes.iter().map(limit).collect());
        let [of_changes, of_answers] = limits;
        for (change, limit) in set.changes.iter_mut().zip(of_changes) {
            change.limit = limit;
        }
        for (answer, limit) in set.answers.iter_mut().zip(of_answers) {
            answer.limit = limit;
        }
    }

    /// Names the members that would do instead of one that is added.
    fn name_alike(&self, set: &mut ChangeSet) {
        let applied = set.apply(self.rulebook, self.profile);
        for change in &mut set.changes {
            let (Answer::Choices(to), Some(Answer::Choices(present))) =
                (&change.to, self.profile.answer(change.fact))
            else {
                continue;
            };
            let free = self.members_of(change.fact).without(to.union(*present));
            for added in to.without(*present).places() {
                let swapped = free.places().map(|other| to.toggled(added).toggled(other));
                let do_as_well = swapped.map(Answer::Choices).filter(|other| {
                    let mut applied = applied.clone();
                    applied.put(change.fact, Some(other.clone()));
                    self.does(&applied)
                });
                change.others.extend(do_as_well);
            }
        }
    }

    fn members_of(&self, fact: FactIndex) -> ChoiceSet {
        let list = match self.rulebook.fact(fact).map(|fact| &fact.answer) {
            Some(FactType::Choices(list)) => self.rulebook.choice_list(*list),
            _ => None,
        };
        ChoiceSet::of((0u16..).take(list.map_or(0, |list| list.members.len())))
    }

    /// Tries the values of open facts one after the other, nearest first.
    fn try_values(&mut self, open: &[FactIndex], facts: &[FactIndex], ways: &mut Vec<Way>) {
        let Some((fact, rest)) = open.split_first() else {
            let mark = self.search.mark();
            if self.attempt() == Ending::Found {
                ways.push(self.way(facts));
            }
            self.search.back_to(mark);
            return;
        };
        let (mut less, mut more) = (false, false);
        for answer in self.search.values_to_change_to(*fact) {
            if ways.len() >= MOST_SETS * 4 || self.searches >= SEARCHES * 4 {
                self.complete = false;
                return;
            }
            // Of amounts, one that is farther away says nothing new.
            let direction = direction(&self.search.evaluation, *fact, self.profile, &answer);
            if rest.is_empty() && direction.is_some_and(|up| if up { more } else { less }) {
                continue;
            }
            let before = ways.len();
            let mark = self.search.mark();
            self.search.answer(*fact, Some(answer));
            if rest.is_empty() || self.can_do() {
                self.try_values(rest, facts, ways);
            }
            self.search.back_to(mark);
            if ways.len() > before {
                less |= direction == Some(false);
                more |= direction == Some(true);
            }
        }
    }

    fn attempt(&mut self) -> Ending {
        self.searches += 1;
        let ending = self.search.attempt(&self.goals, STEPS);
        self.complete &= ending != Ending::Unsettled;
        ending
    }

    fn can_do(&mut self) -> bool {
        let mark = self.search.mark();
        let ending = self.attempt();
        self.search.back_to(mark);
        ending == Ending::Found
    }

    /// What the search has found.
    fn way(&self, facts: &[FactIndex]) -> Way {
        let given = self.search.given().into_iter();
        let (changed, answers) = given.partition(|(fact, _)| facts.contains(fact));
        Way { changed, answers }
    }

    /// Whether a profile makes all wishes come true.
    fn does(&self, profile: &Profile) -> bool {
        let evaluation = Evaluation::run(self.rulebook, profile, self.as_of);
        self.goals.iter().all(|goal| {
            let criterion = self.rulebook.criterion(goal.criterion);
            criterion.is_none_or(|found| evaluation.standing(found).holds() == Some(true))
        })
    }

    /// Leaves out the answers that are not needed.
    fn keep_needed(&self, set: &mut ChangeSet) {
        for place in (0..set.answers.len()).rev() {
            let answer = set.answers.remove(place);
            if !self.does(&set.apply(self.rulebook, self.profile)) {
                set.answers.insert(place, answer);
            }
        }
    }

    /// Leaves out what asks for more of the same than another way does.
    fn keep_nearest(&self, ways: &mut Vec<Way>) {
        let beats = |one: &Way, other: &Way| {
            one.changed != other.changed
                && one.changed.iter().all(|(fact, answer)| {
                    other
                        .changed
                        .get(fact)
                        .is_some_and(|far| self.is_on_the_way(*fact, answer, far))
                })
        };
        let kept: Vec<bool> =
            ways.iter().map(|way| !ways.iter().any(|other| beats(other, way))).collect();
        let mut kept = kept.into_iter();
        ways.retain(|_| kept.next().unwrap_or(true));
    }

    /// Whether an answer lies between the present one and one that is farther away, or is that one.
    fn is_on_the_way(&self, fact: FactIndex, near: &Answer, far: &Answer) -> bool {
        let evaluation = &self.search.evaluation;
        let up = |answer| direction(evaluation, fact, self.profile, answer);
        near == far
            || up(near).is_some()
                && up(near) == up(far)
                && distance(evaluation, fact, self.profile, near)
                    <= distance(evaluation, fact, self.profile, far)
    }

    /// Ways that differ in one answer only become one set that names the others.
    fn grouped(&self, mut ways: Vec<Way>) -> Vec<ChangeSet> {
        let mut sets = Vec::new();
        while !ways.is_empty() {
            let first = ways.remove(0);
            let mut set = ChangeSet::of(&first);
            self.keep_needed(&mut set);
            ways.retain(|way| !self.join(&mut set, &first, way));
            sets.push(set);
        }
        sets
    }

    /// Takes a way into a set, if it is the same but for one answer and does with the same others.
    fn join(&self, set: &mut ChangeSet, first: &Way, way: &Way) -> bool {
        let differing: Vec<FactIndex> = first
            .changed
            .iter()
            .filter(|(fact, answer)| way.changed.get(fact) != Some(answer))
            .map(|(fact, _)| *fact)
            .collect();
        let [fact] = differing[..] else { return false };
        let Some(other) = way.changed.get(&fact).cloned() else { return false };
        if direction(&self.search.evaluation, fact, self.profile, &other).is_some() {
            return false;
        }
        let mut applied = set.apply(self.rulebook, self.profile);
        applied.put(fact, Some(other.clone()));
        if !self.does(&applied) {
            return false;
        }
        if let Some(change) = set.changes.iter_mut().find(|change| change.fact == fact) {
            change.others.push(other);
        }
        true
    }
}

impl ChangeSet {
    fn of(way: &Way) -> Self {
        let changes = |answers: &BTreeMap<FactIndex, Answer>| {
            let all = answers.iter();
            all.map(|(fact, to)| Change {
                fact: *fact,
                to: to.clone(),
                others: Vec::new(),
                limit: None,
            })
            .collect()
        };
        Self {
            changes: changes(&way.changed),
            answers: changes(&way.answers),
            promises: Outcome::NeedsAnswers,
        }
    }
}

/// Whether an amount or day is more than the present one; `None` for answers without an order.
fn direction(
    evaluation: &Evaluation<'_>,
    fact: FactIndex,
    present: &Profile,
    answer: &Answer,
) -> Option<bool> {
    match answer {
        Answer::Number(amount, _) => Some(*amount > evaluation.number_of(present, fact)?),
        Answer::Date(day) => match present.answer(fact)? {
            Answer::Date(present) => Some(day > present),
            _ => None,
        },
        _ => None,
    }
}

/// How far an answer is from the present one, among answers of the same kind.
fn distance(
    evaluation: &Evaluation<'_>,
    fact: FactIndex,
    present: &Profile,
    answer: &Answer,
) -> Decimal {
    match (answer, present.answer(fact)) {
        (Answer::Number(amount, _), Some(_)) => {
            let present = evaluation.number_of(present, fact).unwrap_or_default();
            amount.checked_sub(present).unwrap_or(Decimal::MAX).abs()
        }
        (Answer::Date(day), Some(Answer::Date(present))) => day.days_from(*present).abs().into(),
        _ => Decimal::ZERO,
    }
}

/// Puts the answers nearest to the present one first; those without an order stay as they are.
pub(crate) fn sort_by_distance(
    evaluation: &Evaluation<'_>,
    fact: FactIndex,
    present: &Profile,
    answers: &mut [Answer],
) {
    answers.sort_by_key(|answer| distance(evaluation, fact, present, answer));
}
