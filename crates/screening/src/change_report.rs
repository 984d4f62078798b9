//! Puts changes into words: `Green area: raise from 8% to above 10%`.

use crate::{
    Answer, Change, ChangeSet, Changes, Gain, Improvements, Profile, Slack, Verdict, changes,
    explain::Telling,
    format::format_number,
    improvements,
    report::{
        ChangeReport, ChangeSetReport, ChangesReport, GainReport, ImprovementsReport, SlackReport,
        WaysReport,
    },
    words::Words,
};
use sangloc_rulebook::{ChoiceSet, Comparison, Date, Decimal, FactIndex, Language, Rulebook, fill};

/// Works out what would have to change about a project, or what it has to spare and could gain, in words.
pub fn explain_ways(
    rulebook: &Rulebook,
    profile: &Profile,
    as_of: Date,
    language: &Language,
) -> WaysReport {
    let found = changes(rulebook, profile, as_of);
    let better = improvements(rulebook, profile, as_of);
    WaysReport {
        changes: explain_changes(rulebook, profile, &found, language),
        improvements: explain_improvements(rulebook, profile, &better, as_of, language),
    }
}

/// Puts changes of a profile into words.
pub fn explain_changes(
    rulebook: &Rulebook,
    profile: &Profile,
    changes: &Changes,
    language: &Language,
) -> ChangesReport {
    let telling = Telling { rulebook, language, words: Words::of(language), as_of: changes.as_of };
    let proposing = Proposing { telling: &telling, profile };
    let out_of_reach = changes.out_of_reach.iter();
    ChangesReport {
        sets: changes.sets.iter().map(|set| proposing.set(set)).collect(),
        complete: changes.complete,
        out_of_reach: out_of_reach
            .filter_map(|index| telling.member(*index, Verdict::Unmet))
            .collect(),
    }
}

/// Puts into words what an accepted project has to spare and could gain.
pub fn explain_improvements(
    rulebook: &Rulebook,
    profile: &Profile,
    improvements: &Improvements,
    as_of: Date,
    language: &Language,
) -> ImprovementsReport {
    let telling = Telling { rulebook, language, words: Words::of(language), as_of };
    let proposing = Proposing { telling: &telling, profile };
    ImprovementsReport {
        slack: improvements.slack.iter().filter_map(|slack| proposing.slack(slack)).collect(),
        gains: improvements.gains.iter().filter_map(|gain| proposing.gain(gain)).collect(),
    }
}

struct Proposing<'a> {
    telling: &'a Telling<'a>,
    profile: &'a Profile,
}

impl Proposing<'_> {
    fn set(&self, set: &ChangeSet) -> ChangeSetReport {
        let all =
            |changes: &[Change]| changes.iter().filter_map(|change| self.change(change)).collect();
        ChangeSetReport {
            changes: all(&set.changes),
            answers: all(&set.answers),
            promises: set.promises,
        }
    }

    fn change(&self, change: &Change) -> Option<ChangeReport> {
        let fact = self.telling.fact(change.fact)?;
        let text = format!("{}: {}", fact.label, self.how(change)?);
        let others = change.others.iter().filter_map(|other| self.other(change, other));
        Some(ChangeReport { fact, text, others: others.collect() })
    }

    fn slack(&self, slack: &Slack) -> Option<SlackReport> {
        Some(SlackReport {
            criterion: self.telling.member(slack.criterion, Verdict::Met)?,
            subject: self.telling.subject(slack.subject),
            observed: self.telling.quantity_in(slack.observed, &slack.unit),
            limit: self.telling.quantity_in(slack.limit, &slack.unit),
            room: self.telling.quantity_in(slack.room(), &slack.unit),
        })
    }

    fn gain(&self, gain: &Gain) -> Option<GainReport> {
        let incentives = gain.incentives.iter();
        Some(GainReport {
            change: self.change(&gain.change)?,
            points: format_number(gain.points, self.telling.language),
            incentives: incentives
                .filter_map(|index| self.telling.member(*index, Verdict::Met))
                .collect(),
        })
    }

    fn how(&self, change: &Change) -> Option<String> {
        let words = self.telling.words;
        let to = self.wanted(change)?;
        let Some(present) = self.profile.answer(change.fact) else {
            return Some(fill(words.answer, &[&to]));
        };
        if let (Answer::Choices(present), Answer::Choices(to)) = (present, &change.to) {
            return Some(self.members(change.fact, *present, *to));
        }
        let from = self.telling.answer(change.fact, present)?;
        let direction = match (self.own(change.fact, present), self.own(change.fact, &change.to)) {
            (Some(from), Some(to)) if to > from => words.raise,
            (Some(_), Some(_)) => words.lower,
            _ => words.exchange,
        };
        Some(fill(direction, &[&from, &to]))
    }

    /// Members dropped from a set and added to it.
    fn members(&self, fact: FactIndex, present: ChoiceSet, to: ChoiceSet) -> String {
        let part = |words: &str, set: ChoiceSet| {
            let names =
                self.telling.answer(fact, &Answer::Choices(set)).filter(|_| !set.is_empty());
            names.map(|names| fill(words, &[&names]))
        };
        let parts = [
            part(self.telling.words.drop, present.without(to)),
            part(self.telling.words.add, to.without(present)),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }

    /// The answer to come to: an amount with its limit.
    fn wanted(&self, change: &Change) -> Option<String> {
        let words = self.telling.words;
        let (Some(limit), Answer::Number(_, unit)) = (change.limit, &change.to) else {
            return self.telling.answer(change.fact, &change.to);
        };
        let limit_words = match limit.comparison {
            Comparison::AtLeast => words.limit_at_least,
            Comparison::Above => words.limit_above,
            Comparison::AtMost => words.limit_at_most,
            Comparison::Below => words.limit_below,
            Comparison::Equal | Comparison::NotEqual => "{}",
        };
        Some(fill(limit_words, &[&self.telling.quantity_in(limit.figure, unit)]))
    }

    /// An answer that would do as well; of a set, only what is added instead.
    fn other(&self, change: &Change, other: &Answer) -> Option<String> {
        match (other, &change.to) {
            (Answer::Choices(other), Answer::Choices(to)) => {
                self.telling.answer(change.fact, &Answer::Choices(other.without(*to)))
            }
            _ => self.telling.answer(change.fact, other),
        }
    }

    /// A number in the fact's own unit, where no exchange rate is needed for it.
    fn own(&self, fact: FactIndex, answer: &Answer) -> Option<Decimal> {
        let Answer::Number(amount, unit) = answer else { return None };
        let conversion = unit.conversion_to(self.telling.rulebook.fact(fact)?.answer.unit()?)?;
        crate::evaluate::convert(*amount, &conversion, None)
    }
}
