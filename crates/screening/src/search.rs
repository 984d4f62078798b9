//! Looks for answers that make criteria come out as wished, or proves that there are none.
//!
//! Answers are tried one at a time on the compiled program; only what reads an answer is performed
//! again. Where a wish is broken, the answers that broke it are found by walking back; whatever is
//! not among them is not tried again in vain. That set is the proof: as long as all of it stays, the
//! wishes cannot come true.

use crate::{
    Answer, Profile,
    evaluate::Evaluation,
    space::{Candidates, Readers},
};
use sangloc_rulebook::{
    ChoiceSet, ColumnIndex, Criterion, CriterionIndex, Date, Decimal, FactIndex, FactType,
    Operation, Rulebook, Slot, Value,
};
use std::collections::{BTreeMap, BTreeSet};

/// What one criterion is wished to come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Met: it applies, and what it requires is so.
    Met,
    /// Met, or not applicable.
    Holds,
    /// Unmet.
    Fails,
    /// Anything but unmet; a gap in the tables will do.
    DoesNotFail,
    /// Neither met nor unmet, with nothing left to answer: a gap in the tables or figures.
    StaysOpen,
}

/// A wish for one criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Goal {
    pub(crate) criterion: CriterionIndex,
    pub(crate) wish: Wish,
}

/// Something that can be otherwise: an answer, or whether a set has one member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// The answer to a fact.
    Whole(FactIndex),
    /// Whether the answer to a fact has the member at this place.
    Member(FactIndex, u16),
}

impl Part {
    /// The fact it is about.
    pub(crate) fn fact(self) -> FactIndex {
        match self {
            Self::Whole(fact) | Self::Member(fact, _) => fact,
        }
    }
}

/// How a search ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// The wishes come true; the answers are in place until the search is taken back.
    Found,
    /// They cannot, unless one of these parts is otherwise; none: they cannot at all.
    Refuted(BTreeSet<Part>),
    /// Not settled: too many steps, or quantities compared that are both open.
    Unsettled,
}

/// What is known of a set some members of which are open.
#[derive(Clone, Copy, Default)]
struct Partial {
    has: ChoiceSet,
    lacks: ChoiceSet,
    /// The members still to be decided.
    open: ChoiceSet,
}

/// How an attempt below one choice ended.
enum Attempt {
    Found,
    Broken(BTreeSet<Part>),
    OutOfSteps,
}

/// A profile of which some answers are open, and the results as far as they are known.
pub(crate) struct Search<'a> {
    pub(crate) evaluation: Evaluation<'a>,
    readers: Readers,
    original: &'a Profile,
    /// Facts that must take another answer than they have.
    changed: BTreeSet<FactIndex>,
    /// Facts that must be answered anew, because what they rest on changes.
    reopened: BTreeSet<FactIndex>,
    partial: BTreeMap<FactIndex, Partial>,
    undo: Vec<Undo>,
    steps_left: u32,
    rough: bool,
    /// The criteria whose wishes were broken in the last refutation.
    pub(crate) broken: BTreeSet<CriterionIndex>,
}

/// What to put back.
enum Undo {
    Result(Slot, Option<Value>),
    Answer(FactIndex, Option<Answer>),
    Partial(FactIndex, Option<Partial>),
    Changed(FactIndex),
    Reopened(FactIndex),
}

impl<'a> Search<'a> {
    /// A search over what these criteria read. Unanswered facts are open.
    pub(crate) fn new(
        rulebook: &'a Rulebook,
        profile: &'a Profile,
        as_of: Date,
        criteria: impl Fn(&Criterion) -> bool,
    ) -> Self {
        let evaluation = Evaluation::run(rulebook, profile, as_of);
        let read = rulebook.criteria.iter().filter(|criterion| criteria(criterion));
        let roots = read.flat_map(Criterion::roots);
        let cone = rulebook.program.reachable(roots);
        let readers = Readers::of(&evaluation, &cone);
        let mut search = Self {
            evaluation,
            readers,
            original: profile,
            changed: BTreeSet::new(),
            reopened: BTreeSet::new(),
            partial: BTreeMap::new(),
            undo: Vec::new(),
            steps_left: 0,
            rough: false,
            broken: BTreeSet::new(),
        };
        for (fact, _) in (0u16..).map(FactIndex).zip(&rulebook.facts) {
            if search.is_set(fact) && profile.answer(fact).is_none() && search.readers.reads(fact) {
                search.open_set(fact);
            }
        }
        search.undo.clear();
        search
    }

    /// The place to go back to with [`Search::back_to`].
    pub(crate) fn mark(&self) -> usize {
        self.undo.len()
    }

    /// Takes back everything since a mark.
    pub(crate) fn back_to(&mut self, mark: usize) {
        while self.undo.len() > mark {
            match self.undo.pop() {
                Some(Undo::Result(slot, result)) => {
                    self.evaluation.put(slot, result);
                }
                Some(Undo::Answer(fact, answer)) => {
                    self.evaluation.profile.to_mut().put(fact, answer);
                }
                Some(Undo::Partial(fact, Some(partial))) => {
                    self.partial.insert(fact, partial);
                }
                Some(Undo::Partial(fact, None)) => {
                    self.partial.remove(&fact);
                }
                Some(Undo::Changed(fact)) => {
                    self.changed.remove(&fact);
                }
                Some(Undo::Reopened(fact)) => {
                    self.reopened.remove(&fact);
                }
                None => {}
            }
        }
    }

    /// Opens a part: it must come out otherwise than it is. A set's member simply turns over.
    pub(crate) fn change(&mut self, part: Part) {
        match part {
            Part::Member(fact, place) => {
                if let Some(Answer::Choices(set)) = self.evaluation.profile.answer(fact) {
                    let turned = set.toggled(place);
                    self.answer(fact, Some(Answer::Choices(turned)));
                }
            }
            Part::Whole(fact) => {
                if self.changed.insert(fact) {
                    self.undo.push(Undo::Changed(fact));
                }
                self.answer(fact, None);
            }
        }
        self.reopen_linked(part.fact());
    }

    /// What rests on a fact that changes is not known any more.
    fn reopen_linked(&mut self, changed: FactIndex) {
        for fact in self.evaluation.rulebook.facts_linked_to(changed) {
            if !self.changed.contains(&fact) && self.evaluation.profile.answer(fact).is_some() {
                self.undo.push(Undo::Reopened(fact));
                self.reopened.insert(fact);
                self.answer(fact, None);
                if self.is_set(fact) {
                    self.open_set(fact);
                }
            }
        }
    }

    /// Puts an answer in or takes it out, and performs again what reads it.
    pub(crate) fn answer(&mut self, fact: FactIndex, answer: Option<Answer>) {
        let before = self.evaluation.profile.answer(fact).cloned();
        self.evaluation.profile.to_mut().put(fact, answer);
        self.undo.push(Undo::Answer(fact, before));
        self.perform(fact);
    }

    /// Performs what reads a fact, and what reads that, as far as anything changes.
    fn perform(&mut self, fact: FactIndex) {
        let mut waiting: BTreeSet<Slot> = self.readers.first_readers(fact).collect();
        while let Some(slot) = waiting.pop_first() {
            let before = self.evaluation.result(slot);
            let step = self.evaluation.rulebook.program.step(slot);
            match step.and_then(|step| membership(&self.evaluation, &self.partial, step)) {
                Some(result) => self.evaluation.put(slot, result),
                None => self.evaluation.keep(slot),
            }
            if before != self.evaluation.result(slot) {
                self.undo.push(Undo::Result(slot, before));
                waiting.extend(self.readers.users(slot));
            }
        }
    }

    fn open_set(&mut self, fact: FactIndex) {
        let open = self.readers.members(&self.evaluation, fact, ChoiceSet::default());
        let partial = Partial { open, ..Partial::default() };
        self.undo.push(Undo::Partial(fact, self.partial.insert(fact, partial)));
        self.perform(fact);
    }

    fn decide_member(&mut self, fact: FactIndex, place: u16, has: bool) {
        let Some(mut partial) = self.partial.get(&fact).copied() else { return };
        self.undo.push(Undo::Partial(fact, Some(partial)));
        let one = ChoiceSet::of([place]);
        partial.open = partial.open.without(one);
        if has {
            partial.has = partial.has.union(one);
        } else {
            partial.lacks = partial.lacks.union(one);
        }
        self.partial.insert(fact, partial);
        if partial.open.is_empty() {
            self.answer(fact, Some(Answer::Choices(partial.has)));
        } else {
            self.perform(fact);
        }
    }

    /// Tries to make all wishes come true within so many steps.
    pub(crate) fn attempt(&mut self, goals: &[Goal], steps: u32) -> Ending {
        self.steps_left = steps;
        self.rough = false;
        self.broken.clear();
        match self.descend(goals) {
            Attempt::Found => Ending::Found,
            Attempt::Broken(_) if self.rough => Ending::Unsettled,
            Attempt::Broken(parts) => Ending::Refuted(parts),
            Attempt::OutOfSteps => Ending::Unsettled,
        }
    }

    fn descend(&mut self, goals: &[Goal]) -> Attempt {
        let Some(left) = self.steps_left.checked_sub(1) else { return Attempt::OutOfSteps };
        self.steps_left = left;
        let mut next = None;
        let mut broken: Option<(BTreeSet<Part>, CriterionIndex)> = None;
        for goal in goals {
            match self.state(goal) {
                State::Done => {}
                // Of several that are broken, the one with the fewest ways out says the most.
                State::Broken => {
                    let causes = self.causes(goal);
                    if broken.as_ref().is_none_or(|(least, _)| causes.len() < least.len()) {
                        broken = Some((causes, goal.criterion));
                    }
                }
                State::Open(part) => next = next.or(Some(part)),
            }
        }
        if let Some((causes, criterion)) = broken {
            self.broken.insert(criterion);
            return Attempt::Broken(causes);
        }
        match next {
            None => Attempt::Found,
            Some(Part::Member(fact, place)) => {
                self.branch(goals, Part::Member(fact, place), [false, true], |search, has| {
                    search.decide_member(fact, place, has);
                })
            }
            Some(Part::Whole(fact)) => {
                let answers = self.choices(fact);
                self.branch(goals, Part::Whole(fact), answers, |search, answer| {
                    search.answer(fact, Some(answer));
                })
            }
        }
    }

    /// Tries values one after the other; gives up at once when none of them can matter.
    fn branch<V>(
        &mut self,
        goals: &[Goal],
        part: Part,
        values: impl IntoIterator<Item = V>,
        set: impl Fn(&mut Self, V),
    ) -> Attempt {
        let mut causes = BTreeSet::new();
        for value in values {
            let mark = self.mark();
            set(self, value);
            match self.descend(goals) {
                Attempt::Broken(parts) if parts.contains(&part) => causes.extend(parts),
                Attempt::Broken(parts) => {
                    self.back_to(mark);
                    return Attempt::Broken(parts);
                }
                ended => return ended,
            }
            self.back_to(mark);
        }
        causes.remove(&part);
        Attempt::Broken(causes)
    }

    /// The answers to try: one of each kind, nearest to the present one first.
    fn choices(&mut self, fact: FactIndex) -> Vec<Answer> {
        let mut answers = if self.changed.contains(&fact) {
            self.values_to_change_to(fact)
        } else {
            let Candidates { answers, rough } = self.readers.candidates(&self.evaluation, fact);
            self.rough |= rough;
            answers
        };
        self.one_of_each_row(fact, &mut answers);
        answers
    }

    /// Answers to weigh a question with: every kind of answer, or as many as are asked for; of a set,
    /// none and each member alone.
    pub(crate) fn samples(&self, fact: FactIndex, most: usize) -> Vec<Answer> {
        if let Some(partial) = self.partial.get(&fact) {
            let alone = partial.open.places().map(|place| ChoiceSet::of([place]));
            let sets = std::iter::once(ChoiceSet::default()).chain(alone);
            return sets.map(Answer::Choices).collect();
        }
        let mut answers = self.readers.candidates(&self.evaluation, fact).answers;
        self.one_of_each_row(fact, &mut answers);
        answers.truncate(most);
        answers
    }

    /// The answers that a changed fact may get: all but the present one, nearest first.
    pub(crate) fn values_to_change_to(&mut self, fact: FactIndex) -> Vec<Answer> {
        let Candidates { mut answers, rough } = self.readers.candidates(&self.evaluation, fact);
        self.rough |= rough;
        answers.retain(|answer| Some(answer) != self.original.answer(fact));
        crate::changes::sort_by_distance(&self.evaluation, fact, self.original, &mut answers);
        answers
    }

    /// The answers that differ from the original profile's; members of sets that are still open are out.
    pub(crate) fn given(&self) -> BTreeMap<FactIndex, Answer> {
        let facts =
            (0u16..).zip(&self.evaluation.rulebook.facts).map(|(place, _)| FactIndex(place));
        let given = facts.filter_map(|fact| {
            let decided = || self.partial.get(&fact).map(|partial| Answer::Choices(partial.has));
            let answer = self.evaluation.profile.answer(fact).cloned().or_else(decided)?;
            let fresh =
                self.original.answer(fact) != Some(&answer) || self.reopened.contains(&fact);
            fresh.then_some((fact, answer))
        });
        given.collect()
    }

    /// A set with each member that rules tell apart added alone.
    pub(crate) fn with_one_more(&self, fact: FactIndex, present: ChoiceSet) -> Vec<Answer> {
        let members = self.readers.members(&self.evaluation, fact, present).without(present);
        members.places().map(|place| Answer::Choices(present.toggled(place))).collect()
    }

    /// The amounts beside which rules turn for a fact.
    pub(crate) fn turns(&self, fact: FactIndex) -> BTreeSet<Decimal> {
        self.readers.turns(&self.evaluation, fact)
    }

    /// Rows that rules cannot tell apart are tried once.
    fn one_of_each_row(&self, fact: FactIndex, answers: &mut Vec<Answer>) {
        let rulebook = self.evaluation.rulebook;
        let Some(FactType::Code(index)) = rulebook.fact(fact).map(|fact| &fact.answer) else {
            return;
        };
        let (Some(table), columns) = (rulebook.table(*index), self.readers.columns(*index)) else {
            return;
        };
        let mut seen: Vec<Vec<Option<Value>>> = Vec::new();
        answers.retain(|answer| {
            let Answer::Row(place) = answer else { return true };
            let cells = table.rows.get(usize::from(*place)).map(|row| &row.cells);
            let cell = |column: &ColumnIndex| cells?.get(column.at()).copied().flatten();
            let read: Vec<Option<Value>> = columns.iter().map(cell).collect();
            let new = !seen.contains(&read);
            if new {
                seen.push(read);
            }
            new
        });
    }

    fn state(&self, goal: &Goal) -> State {
        let Some(criterion) = self.evaluation.rulebook.criterion(goal.criterion) else {
            return State::Done;
        };
        let holds = self.evaluation.standing(criterion).holds();
        let (done, possible) = match goal.wish {
            Wish::Met => {
                let standing = self.evaluation.standing(criterion);
                let met = standing.applies == Some(true) && standing.required == Some(true);
                (met, self.may_be_met(criterion))
            }
            Wish::Holds => (holds == Some(true), self.may_hold(criterion)),
            Wish::Fails => (holds == Some(false), self.may_fail(criterion)),
            Wish::DoesNotFail => (holds == Some(true), holds != Some(false)),
            Wish::StaysOpen => (false, holds.is_none()),
        };
        if done || !possible {
            return if done { State::Done } else { State::Broken };
        }
        match self.open_part([criterion.when, body(criterion)].into_iter().flatten()) {
            Some(part) => State::Open(part),
            None if matches!(goal.wish, Wish::DoesNotFail | Wish::StaysOpen) => State::Done,
            None => State::Broken,
        }
    }

    fn may_hold(&self, criterion: &Criterion) -> bool {
        let not_apply = criterion.when.is_some_and(|when| self.can_become(when, false));
        not_apply || body(criterion).is_none_or(|body| self.can_become(body, true))
    }

    fn may_fail(&self, criterion: &Criterion) -> bool {
        let apply = criterion.when.is_none_or(|when| self.can_become(when, true));
        apply && body(criterion).is_some_and(|body| self.can_become(body, false))
    }

    fn may_be_met(&self, criterion: &Criterion) -> bool {
        let apply = criterion.when.is_none_or(|when| self.can_become(when, true));
        apply && body(criterion).is_none_or(|body| self.can_become(body, true))
    }

    /// Whether answers to what is open could make a truth value come out as wanted; `true` when in doubt.
    fn can_become(&self, slot: Slot, wanted: bool) -> bool {
        if let Some(result) = self.evaluation.result(slot) {
            return match result {
                Value::YesNo(holds) => holds == wanted,
                // Points: any at all is what a criterion without a requirement asks for.
                Value::Number(points) => (points > Decimal::ZERO) == wanted,
                _ => false,
            };
        }
        let can = |slot: Slot, wanted| self.can_become(slot, wanted);
        match self.evaluation.rulebook.program.step(slot) {
            Some(Operation::Not(a)) => can(*a, !wanted),
            Some(Operation::Holds(_, a)) => can(*a, wanted),
            Some(Operation::And(a, b)) if wanted => can(*a, true) && can(*b, true),
            Some(Operation::And(a, b)) => can(*a, false) || can(*b, false),
            Some(Operation::Or(a, b)) if wanted => can(*a, true) || can(*b, true),
            Some(Operation::Or(a, b)) => can(*a, false) && can(*b, false),
            Some(Operation::Implies(a, b)) if wanted => can(*a, false) || can(*b, true),
            Some(Operation::Implies(a, b)) => can(*a, true) && can(*b, false),
            _ => self.open_part(std::iter::once(slot)).is_some(),
        }
    }

    /// The first open part that leaves one of these steps unknown.
    fn open_part(&self, roots: impl Iterator<Item = Slot>) -> Option<Part> {
        let mut seen = BTreeSet::new();
        let mut waiting: Vec<Slot> = roots.collect();
        waiting.reverse();
        while let Some(slot) = waiting.pop() {
            if self.evaluation.result(slot).is_some() || !seen.insert(slot) {
                continue;
            }
            let step = self.evaluation.rulebook.program.step(slot)?;
            match *step {
                Operation::Answer(fact) => {
                    if let Some(part) = self.open_part_of(fact) {
                        return Some(part);
                    }
                }
                Operation::Column(table, _) => {
                    let answer = self.evaluation.rulebook.table(table).map(|table| table.answer);
                    if let Some(part) = answer.and_then(|fact| self.open_part_of(fact)) {
                        return Some(part);
                    }
                }
                Operation::Choose(condition, yes, no) => match self.evaluation.holds(condition) {
                    Some(holds) => waiting.push(if holds { yes } else { no }),
                    None => waiting.extend([no, yes, condition]),
                },
                ref step => {
                    let parts: Vec<Slot> = step.operands().collect();
                    waiting.extend(parts.into_iter().rev());
                }
            }
        }
        None
    }

    fn open_part_of(&self, fact: FactIndex) -> Option<Part> {
        if self.evaluation.profile.answer(fact).is_some() {
            return None;
        }
        match self.partial.get(&fact) {
            Some(partial) => partial.open.places().next().map(|place| Part::Member(fact, place)),
            None => Some(Part::Whole(fact)),
        }
    }

    /// The parts that keep a wish from coming true. As long as they stay, it does not.
    fn causes(&self, goal: &Goal) -> BTreeSet<Part> {
        let mut causes = Causes {
            search: self,
            parts: BTreeSet::new(),
            seen: BTreeSet::new(),
            explained: BTreeSet::new(),
        };
        if let Some(criterion) = self.evaluation.rulebook.criterion(goal.criterion) {
            match goal.wish {
                Wish::Met => causes.not_applying_with(criterion, true),
                Wish::Holds => causes.not_holding(criterion),
                Wish::Fails => causes.not_applying_with(criterion, false),
                Wish::DoesNotFail => causes.not_holding(criterion),
                Wish::StaysOpen => match self.evaluation.standing(criterion).holds() {
                    Some(true) => causes.not_applying_with(criterion, false),
                    _ => causes.not_holding(criterion),
                },
            }
        }
        causes.parts
    }
}

/// What a criterion judges by, besides where it applies.
fn body(criterion: &Criterion) -> Option<Slot> {
    criterion.require.or(criterion.points)
}

/// How a wish stands.
enum State {
    Done,
    Broken,
    Open(Part),
}

/// Whether a set some members of which are open has what is asked; `None`: no such step.
fn membership(
    evaluation: &Evaluation<'_>,
    partial: &BTreeMap<FactIndex, Partial>,
    step: &Operation,
) -> Option<Option<Value>> {
    let open = |slot: Slot| match evaluation.rulebook.program.step(slot)? {
        Operation::Answer(fact) if evaluation.profile.answer(*fact).is_none() => partial.get(fact),
        _ => None,
    };
    let set = |slot: Slot| evaluation.result(slot).and_then(Value::choices);
    let found = match *step {
        Operation::AnyOf(a, b) => {
            let (one, other) = match (open(a), open(b)) {
                (Some(one), None) => (one, set(b)),
                (None, Some(one)) => (one, set(a)),
                _ => return None,
            };
            other.and_then(|other| match () {
                () if one.has.intersects(other) => Some(true),
                () if !one.open.intersects(other) => Some(false),
                () => None,
            })
        }
        Operation::AllOf(a, b) => match (open(a), open(b)) {
            (Some(one), None) => set(b).and_then(|wanted| match () {
                () if one.has.includes(wanted) => Some(true),
                () if !one.has.union(one.open).includes(wanted) => Some(false),
                () => None,
            }),
            (None, Some(one)) => set(a).and_then(|allowed| match () {
                () if !allowed.includes(one.has) => Some(false),
                () if allowed.includes(one.open) => Some(true),
                () => None,
            }),
            _ => return None,
        },
        _ => return None,
    };
    Some(found.map(Value::YesNo))
}

/// Walks back from results to the parts they rest on.
struct Causes<'a> {
    search: &'a Search<'a>,
    parts: BTreeSet<Part>,
    seen: BTreeSet<Slot>,
    explained: BTreeSet<(Slot, bool)>,
}

impl Causes<'_> {
    /// Why a criterion neither holds nor can.
    fn not_holding(&mut self, criterion: &Criterion) {
        if let Some(when) = criterion.when {
            self.why_not(when, false);
        }
        if let Some(body) = body(criterion) {
            self.why_not(body, true);
        }
    }

    /// Why a criterion cannot apply, or what it judges by cannot come out as wanted.
    fn not_applying_with(&mut self, criterion: &Criterion, wanted: bool) {
        match (criterion.when, body(criterion)) {
            (Some(when), Some(body)) => self.why_not_either((when, true), (body, wanted)),
            (Some(when), None) => self.why_not(when, true),
            (None, Some(body)) => self.why_not(body, wanted),
            (None, None) => {}
        }
    }

    /// The parts that keep a truth value from coming out as wanted: of several reasons that each would
    /// do, one.
    fn why_not(&mut self, slot: Slot, wanted: bool) {
        if !self.explained.insert((slot, wanted)) {
            return;
        }
        match self.search.evaluation.rulebook.program.step(slot).copied() {
            Some(Operation::Not(a)) => self.why_not(a, !wanted),
            Some(Operation::Holds(_, a)) => self.why_not(a, wanted),
            Some(Operation::And(a, b)) if wanted => self.why_not_either((a, true), (b, true)),
            Some(Operation::Or(a, b)) if !wanted => self.why_not_either((a, false), (b, false)),
            Some(Operation::And(a, b) | Operation::Or(a, b)) => {
                self.why_not(a, wanted);
                self.why_not(b, wanted);
            }
            Some(Operation::Implies(a, b)) if wanted => {
                self.why_not(a, false);
                self.why_not(b, true);
            }
            Some(Operation::Implies(a, b)) => self.why_not_either((a, true), (b, false)),
            Some(Operation::Choose(condition, yes, no)) => {
                match self.search.evaluation.holds(condition) {
                    Some(holds) => {
                        self.why_not(condition, !holds);
                        self.why_not(if holds { yes } else { no }, wanted);
                    }
                    None => self.follow(slot),
                }
            }
            _ => self.follow(slot),
        }
    }

    /// Why not both: one part that is known to be otherwise, else one that cannot be as wanted.
    fn why_not_either(&mut self, first: (Slot, bool), second: (Slot, bool)) {
        let is_otherwise =
            |(slot, wanted): &(Slot, bool)| self.search.evaluation.holds(*slot) == Some(!*wanted);
        let cannot = |(slot, wanted): &(Slot, bool)| !self.search.can_become(*slot, *wanted);
        let both = [first, second];
        let reason = both.iter().find(|part| is_otherwise(part));
        let (slot, wanted) =
            *reason.or_else(|| both.iter().find(|part| cannot(part))).unwrap_or(&first);
        self.why_not(slot, wanted);
    }

    /// The parts that a result rests on, or that leave it unknown though nothing in it is open.
    fn follow(&mut self, root: Slot) {
        let mut waiting = vec![root];
        while let Some(slot) = waiting.pop() {
            let evaluation = &self.search.evaluation;
            if slot != root
                && let Some(Value::YesNo(holds)) = evaluation.result(slot)
            {
                self.why_not(slot, !holds);
                continue;
            }
            let Some(step) =
                evaluation.rulebook.program.step(slot).filter(|_| self.seen.insert(slot))
            else {
                continue;
            };
            let is_gap = |slot: &Slot| evaluation.result(*slot).is_none();
            match *step {
                Operation::Choose(condition, yes, no) => match evaluation.holds(condition) {
                    Some(holds) => waiting.extend([condition, if holds { yes } else { no }]),
                    None => waiting.extend([condition, yes, no]),
                },
                Operation::AnyOf(a, b) | Operation::AllOf(a, b) => {
                    if !self.members(step, a, b) {
                        waiting.extend([a, b]);
                    }
                }
                Operation::Answer(fact) => self.answer(fact),
                Operation::Column(table, _) => {
                    if let Some(table) = evaluation.rulebook.table(table) {
                        self.answer(table.answer);
                    }
                }
                Operation::Compare(..) | Operation::Same(..) | Operation::Arithmetic(..) => {
                    // One unknown side leaves the whole unknown, whatever the other is.
                    match step.operands().find(is_gap) {
                        Some(gap) => waiting.push(gap),
                        None => waiting.extend(step.operands()),
                    }
                }
                ref step => waiting.extend(step.operands()),
            }
        }
    }

    /// The members of an answered or half-open set that decide a test, when one side is such a set and
    /// the other does not rest on an answer that can be otherwise.
    fn members(&mut self, step: &Operation, a: Slot, b: Slot) -> bool {
        let evaluation = &self.search.evaluation;
        let own = |slot: Slot| match evaluation.rulebook.program.step(slot) {
            Some(Operation::Answer(fact)) if self.search.is_set(*fact) => Some(*fact),
            _ => None,
        };
        let (fact, other, own_first) = match (own(a), own(b)) {
            (Some(fact), None) => (fact, b, true),
            (None, Some(fact)) => (fact, a, false),
            _ => return false,
        };
        let Some(list) = evaluation.result(other).and_then(Value::choices) else { return false };
        let (has, lacks) = self.search.known_members(fact);
        let all_of = matches!(step, Operation::AllOf(..));
        let first = |set: ChoiceSet| ChoiceSet::of(set.places().next());
        let decisive = match (all_of, own_first) {
            // Any of the list: one that is there; none: all that are not.
            (false, _) if has.intersects(list) => first(has.intersection(list)),
            (false, _) => lacks.intersection(list),
            // All of the list: one that is missing; else all that are there.
            (true, true) if lacks.intersects(list) => first(lacks.intersection(list)),
            (true, true) => has.intersection(list),
            // The list has them all: one that it has not; else all that are not in it.
            (true, false) if !has.without(list).is_empty() => first(has.without(list)),
            (true, false) => lacks.without(list),
        };
        for place in decisive.places() {
            self.part(Part::Member(fact, place));
        }
        self.seen.remove(&other);
        self.follow(other);
        true
    }

    fn answer(&mut self, fact: FactIndex) {
        if self.search.is_set(fact) {
            let (has, lacks) = self.search.known_members(fact);
            for place in has.union(lacks).places() {
                self.part(Part::Member(fact, place));
            }
        } else if self.search.evaluation.profile.answer(fact).is_some() {
            self.part(Part::Whole(fact));
        }
    }

    /// Notes a part, if it can be otherwise; and what it rests on, since with that it can too.
    fn part(&mut self, part: Part) {
        let fact = part.fact();
        let Some(known) = self.search.evaluation.rulebook.fact(fact) else { return };
        let original = self.search.original.answer(fact);
        let tried = original.is_none()
            || self.search.reopened.contains(&fact)
            || self.search.evaluation.profile.answer(fact) != original;
        if tried || known.changeable {
            self.parts.insert(part);
        }
        if tried {
            return;
        }
        for link in known.linked.iter().copied() {
            let changeable =
                self.search.evaluation.rulebook.fact(link).is_some_and(|link| link.changeable);
            if changeable && self.search.original.answer(link).is_some() {
                self.parts.insert(Part::Whole(link));
            }
        }
    }
}

impl Search<'_> {
    /// Whether the answer to a fact is a set.
    pub(crate) fn is_set(&self, fact: FactIndex) -> bool {
        let known = self.evaluation.rulebook.fact(fact);
        known.is_some_and(|fact| matches!(fact.answer, FactType::Choices(_)))
    }

    /// The members a set is known to have, and those it is known not to have, among those that count.
    fn known_members(&self, fact: FactIndex) -> (ChoiceSet, ChoiceSet) {
        match (self.evaluation.profile.answer(fact), self.partial.get(&fact)) {
            (_, Some(partial)) => (partial.has, partial.lacks),
            (Some(Answer::Choices(set)), None) => {
                let members = self.readers.members(&self.evaluation, fact, *set);
                (set.intersection(members), members.without(*set))
            }
            _ => (ChoiceSet::default(), ChoiceSet::default()),
        }
    }
}
