//! A rulebook as it is in force on a day: what no answer changes is worked out once for many profiles.

use crate::{
    Decision, Profile, evaluate::Evaluation, finding::Finder, results::Results, trail::Trail,
};
use sangloc_rulebook::{CriterionIndex, Date, Decimal, FactIndex, Operation, Rulebook, Slot};
use std::borrow::Cow;

/// The rules and the day that projects are judged by.
pub struct Law<'a> {
    rulebook: &'a Rulebook,
    as_of: Date,
    /// The exchange rate of the day.
    rate: Option<Decimal>,
    /// The results of all steps; of those that read answers, unknown.
    pub(crate) results: Results,
    /// The steps that read answers, directly or by other steps, in order.
    pub(crate) live: Vec<Slot>,
    /// Whether each step is one of them.
    reads_answers: Vec<bool>,
}

/// What reads the answer to a fact, directly or by other steps.
pub(crate) struct Readers {
    pub(crate) steps: Vec<Slot>,
    criteria: Vec<CriterionIndex>,
    /// The places of indicators.
    indicators: Vec<usize>,
}

impl<'a> Law<'a> {
    /// The law on a day.
    pub fn new(rulebook: &'a Rulebook, as_of: Date) -> Self {
        let unknown = Results::unknown(rulebook.program.steps.len());
        let nobody = Cow::Owned(Profile::default());
        let mut fixed = Evaluation::of(rulebook, nobody, as_of, unknown);
        let takes_any =
            |step: &Operation| matches!(step, Operation::Answer(_) | Operation::Column(..));
        let reads_answers = rulebook.program.resting_on(takes_any);
        let mut live = Vec::new();
        for ((slot, _), reads) in rulebook.program.slots().zip(&reads_answers) {
            if *reads {
                live.push(slot);
            } else {
                fixed.keep(slot);
            }
        }
        let (rate, results) = (fixed.rate, fixed.results);
        Self { rulebook, as_of, rate, results, live, reads_answers }
    }

    /// The rules.
    pub fn rulebook(&self) -> &'a Rulebook {
        self.rulebook
    }

    /// The day.
    pub fn as_of(&self) -> Date {
        self.as_of
    }

    /// Judges a profile. Total: whatever is missing or wrong becomes an unknown, never an error.
    pub fn decide(&self, profile: &Profile) -> Decision {
        self.decision(&self.evaluation(Cow::Borrowed(profile)))
    }

    /// Whether a step reads an answer, directly or by other steps.
    pub(crate) fn reads_answers(&self, slot: Slot) -> bool {
        self.reads_answers.get(slot.at()).copied().unwrap_or_default()
    }

    /// Of a profile whose steps are to be performed; until then these are their results.
    pub(crate) fn begin<'b>(
        &'b self,
        profile: Cow<'b, Profile>,
        results: Results,
    ) -> Evaluation<'b> {
        Evaluation { rulebook: self.rulebook, profile, as_of: self.as_of, rate: self.rate, results }
    }

    pub(crate) fn evaluation<'b>(&'b self, profile: Cow<'b, Profile>) -> Evaluation<'b> {
        let mut evaluation = self.begin(profile, self.results.clone());
        evaluation.keep_all(&self.live);
        evaluation
    }

    pub(crate) fn decision(&self, evaluation: &Evaluation<'_>) -> Decision {
        let mut decision = Decision::blank(self);
        self.renew(&mut decision, evaluation, &mut Trail::default());
        decision
    }

    /// Makes a decision by this law that on another profile.
    pub(crate) fn renew(
        &self,
        decision: &mut Decision,
        evaluation: &Evaluation<'_>,
        trail: &mut Trail,
    ) {
        let mut finder = Finder::new(self, evaluation, trail);
        for (finding, criterion) in decision.findings.iter_mut().zip(&self.rulebook.criteria) {
            finder.renew(finding, criterion);
        }
        let readings = self.rulebook.indicators.iter();
        decision.readings.clear();
        decision.readings.extend(readings.map(|indicator| finder.reading(indicator)));
        decision.sum_up(self.rulebook, &evaluation.profile);
    }

    /// What reads the answer to a fact.
    pub(crate) fn readers(&self, fact: FactIndex) -> Readers {
        let touched = self.rulebook.program.resting_on(|step| match step {
            Operation::Answer(answer) => *answer == fact,
            Operation::Column(table, _) => {
                self.rulebook.table(*table).is_some_and(|table| table.answer == fact)
            }
            _ => false,
        });
        let reads = |slot: Slot| touched.get(slot.at()).copied().unwrap_or_default();
        let criteria = (0u16..).map(CriterionIndex).zip(&self.rulebook.criteria);
        let criteria = criteria.filter(|(_, criterion)| criterion.roots().any(reads));
        let indicators = self.rulebook.indicators.iter().enumerate();
        let indicators = indicators.filter(|(_, indicator)| indicator.roots().any(reads));
        Readers {
            steps: self.live.iter().copied().filter(|slot| reads(*slot)).collect(),
            criteria: criteria.map(|(index, _)| index).collect(),
            indicators: indicators.map(|(place, _)| place).collect(),
        }
    }

    /// Makes those findings and readings of a decision again that read an answer.
    pub(crate) fn amend(
        &self,
        decision: &mut Decision,
        evaluation: &Evaluation<'_>,
        readers: &Readers,
        trail: &mut Trail,
    ) {
        let mut finder = Finder::new(self, evaluation, trail);
        for index in &readers.criteria {
            let finding = decision.findings.get_mut(index.at());
            if let Some((criterion, finding)) = self.rulebook.criterion(*index).zip(finding) {
                finder.renew(finding, criterion);
            }
        }
        for place in &readers.indicators {
            let reading = decision.readings.get_mut(*place);
            if let Some((indicator, reading)) = self.rulebook.indicators.get(*place).zip(reading) {
                *reading = finder.reading(indicator);
            }
        }
        decision.sum_up(self.rulebook, &evaluation.profile);
    }
}
