//! What an accepted project has to spare, and what would raise its points or open an incentive.

use crate::{
    Answer, Change, Decision, Limit, Outcome, Profile, Relation, Verdict, evaluate,
    evaluate::Evaluation, search::Search,
};
use sangloc_rulebook::{
    CriterionIndex, Date, Decimal, FactIndex, Kind, Rulebook, Slot, Unit, Value, ValueType,
};

/// The most ways to gain that are shown.
const MOST_GAINS: usize = 12;

/// What an accepted project has to spare and could gain; empty for any other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Improvements {
    /// How far amounts are from the limits of deciding criteria, the tightest first.
    pub slack: Vec<Slack>,
    /// Single changes that gain something and leave the project accepted, the easiest first.
    pub gains: Vec<Gain>,
}

/// How far an amount is from a limit that it keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slack {
    /// The criterion that sets the limit.
    pub criterion: CriterionIndex,
    /// The step that was measured.
    pub subject: Slot,
    /// What it is.
    pub observed: Decimal,
    /// The limit.
    pub limit: Decimal,
    /// The unit of both.
    pub unit: Unit,
}

/// A single change, and what it gains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gain {
    /// The other answer, or one to a question that is open.
    pub change: Change,
    /// The points more.
    pub points: Decimal,
    /// The incentives that it opens.
    pub incentives: Vec<CriterionIndex>,
}

/// What an accepted project has to spare and could gain.
pub fn improvements(rulebook: &Rulebook, profile: &Profile, as_of: Date) -> Improvements {
    let decision = evaluate(rulebook, profile, as_of);
    if decision.outcome != Outcome::Accepted {
        return Improvements::default();
    }
    Improvements { slack: slack(rulebook, &decision), gains: gains(rulebook, profile, as_of) }
}

fn slack(rulebook: &Rulebook, decision: &Decision) -> Vec<Slack> {
    let deciding =
        decision.findings.iter().zip(&rulebook.criteria).filter(|(finding, criterion)| {
            criterion.kind.decides() && finding.verdict == Verdict::Met
        });
    let all = deciding.flat_map(|(finding, _)| {
        finding.measures.iter().filter_map(|measure| {
            let (Relation::Compare(_), Some(Value::Number(observed)), Some(Value::Number(limit))) =
                (measure.relation, measure.observed, measure.required)
            else {
                return None;
            };
            // Of zero nobody is near: there is none, or there is some.
            let (criterion, subject) = (finding.criterion, measure.subject);
            let (false, Some(ValueType::Number(unit))) =
                (limit.is_zero(), rulebook.program.type_of(subject))
            else {
                return None;
            };
            Some(Slack { criterion, subject, observed, limit, unit: unit.clone() })
        })
    });
    let mut all: Vec<Slack> = all.collect();
    all.sort_by_key(|slack| (slack.share(), slack.criterion));
    all
}

impl Slack {
    /// How much there is to spare, in the unit.
    pub fn room(&self) -> Decimal {
        self.observed.checked_sub(self.limit).unwrap_or(Decimal::MAX).abs()
    }

    /// The room as a share of the limit: what makes one limit tighter than another.
    fn share(&self) -> Decimal {
        self.room().checked_div(self.limit.abs()).unwrap_or(Decimal::MAX)
    }
}

fn gains(rulebook: &Rulebook, profile: &Profile, as_of: Date) -> Vec<Gain> {
    let mut search = Search::new(rulebook, profile, as_of, |_| true);
    let before = Worth::of(&search.evaluation);
    let facts = (0u16..).map(FactIndex).zip(&rulebook.facts);
    let mut gains: Vec<Gain> = facts
        .filter(|(_, fact)| fact.changeable)
        .filter_map(|(index, _)| gain(&mut search, profile, index, &before))
        .collect();
    gains.sort_by_key(|gain| {
        let cost = rulebook.fact(gain.change.fact).map_or(0, |fact| fact.cost_order);
        (cost, std::cmp::Reverse(gain.points), gain.change.fact)
    });
    gains.truncate(MOST_GAINS);
    gains
}

/// The nearest other answer to a fact that gains anything.
fn gain(
    search: &mut Search<'_>,
    profile: &Profile,
    fact: FactIndex,
    before: &Worth,
) -> Option<Gain> {
    let answers = match (search.is_set(fact), profile.answer(fact)) {
        (true, Some(Answer::Choices(present))) => search.with_one_more(fact, *present),
        (true, _) => Vec::new(),
        (false, _) => search.values_to_change_to(fact),
    };
    answers.into_iter().find_map(|to| {
        let mark = search.mark();
        search.answer(fact, Some(to.clone()));
        let after = Worth::of(&search.evaluation);
        search.back_to(mark);
        let (points, incentives) = after.beyond(before)?;
        let limit = limit(search, fact, &to, before);
        Some(Gain { change: Change { fact, to, others: Vec::new(), limit }, points, incentives })
    })
}

/// The limit that an amount must keep to gain anything.
fn limit(search: &mut Search<'_>, fact: FactIndex, to: &Answer, before: &Worth) -> Option<Limit> {
    let Answer::Number(amount, unit) = to else { return None };
    let known = search.evaluation.rulebook.fact(fact)?;
    let turns = search.turns(fact);
    Limit::beside(*amount, known, &turns, |amount| {
        let mark = search.mark();
        search.answer(fact, Some(Answer::Number(amount, unit.clone())));
        let gains = Worth::of(&search.evaluation).beyond(before).is_some();
        search.back_to(mark);
        gains
    })
}

/// What a project is worth beyond being accepted.
struct Worth {
    accepted: bool,
    points: Decimal,
    incentives: Vec<CriterionIndex>,
}

impl Worth {
    fn of(evaluation: &Evaluation<'_>) -> Self {
        let mut worth = Self { accepted: true, points: Decimal::ZERO, incentives: Vec::new() };
        for (place, criterion) in (0u16..).zip(&evaluation.rulebook.criteria) {
            let standing = evaluation.standing(criterion);
            match criterion.kind {
                Kind::Exclusion | Kind::Mandatory => {
                    worth.accepted &= standing.holds() == Some(true);
                }
                Kind::Priority => {
                    let points = evaluation.points(criterion, standing).unwrap_or_default();
                    worth.points = worth.points.checked_add(points).unwrap_or(worth.points);
                }
                Kind::Incentive
                    if Verdict::of(standing.applies, standing.required) == Verdict::Met =>
                {
                    worth.incentives.push(CriterionIndex(place));
                }
                Kind::Incentive | Kind::Advisory => {}
            }
        }
        worth
    }

    /// What this has more than another; `None`: nothing, or it is not accepted.
    fn beyond(&self, other: &Self) -> Option<(Decimal, Vec<CriterionIndex>)> {
        let points = self.points.checked_sub(other.points)?;
        let mut incentives = self.incentives.clone();
        incentives.retain(|incentive| !other.incentives.contains(incentive));
        let loses = other.incentives.iter().any(|incentive| !self.incentives.contains(incentive));
        let gains = points > Decimal::ZERO || (points == Decimal::ZERO && !incentives.is_empty());
        (self.accepted && gains && !loses).then_some((points, incentives))
    }
}
