//! Which questions the form shows: those that a criterion which applies reads.

use crate::{
    ChoiceReport, Guide, GuideReport, Profile, QuestionReport, allowed_units, evaluate::Evaluation,
    explain::Telling, trail::Trail, words::Words,
};
use sangloc_rulebook::{
    Criterion, CriterionIndex, Date, Fact, FactIndex, FactType, Language, Operation, Rulebook, Slot,
};
use std::collections::BTreeSet;

/// The facts to ask, in the order of the rulebook.
///
/// A criterion's own questions appear once it is known to apply; before that, only those that
/// settle whether it does, one condition after the other as they are written. What `implies` and
/// `choose` make depend on a condition is asked once the condition is known. Depends on nothing but
/// the three arguments, so the form is stable.
pub fn asked(rulebook: &Rulebook, profile: &Profile, as_of: Date) -> Vec<FactIndex> {
    let evaluation = Evaluation::run(rulebook, profile, as_of);
    let mut asked =
        Asked { evaluation: &evaluation, facts: BTreeSet::new(), seen: BTreeSet::new() };
    for criterion in &rulebook.criteria {
        asked.visit(criterion.when, Reading::Condition);
        let applies = criterion.when.map_or(Some(true), |when| evaluation.holds(when));
        if applies == Some(true) {
            asked.visit(criterion.require, Reading::Whole);
            asked.visit(criterion.points, Reading::Whole);
        }
    }
    for indicator in &rulebook.indicators {
        asked.visit(indicator.when, Reading::Condition);
        if indicator.when.is_none_or(|when| evaluation.holds(when) == Some(true)) {
            asked.visit(Some(indicator.quantity), Reading::Whole);
        }
    }
    asked.facts.into_iter().collect()
}

/// The criteria that an answer is used for, in the order of the rulebook: why it is asked.
///
/// Those that require something of it or give points for it; where there are none, those that it
/// decides to apply.
pub fn readers(rulebook: &Rulebook, fact: FactIndex) -> Vec<CriterionIndex> {
    let reads = |roots: &[Option<Slot>]| {
        let steps = rulebook.program.reachable(roots.iter().copied().flatten());
        steps.into_iter().any(|slot| match rulebook.program.step(slot) {
            Some(Operation::Answer(read)) => *read == fact,
            Some(Operation::Column(table, _)) => {
                rulebook.table(*table).is_some_and(|table| table.answer == fact)
            }
            _ => false,
        })
    };
    let those = |wanted: &dyn Fn(&Criterion) -> bool| -> Vec<CriterionIndex> {
        let all = (0u16..).map(CriterionIndex).zip(&rulebook.criteria);
        all.filter(|(_, criterion)| wanted(criterion)).map(|(index, _)| index).collect()
    };
    let found = those(&|criterion| reads(&[criterion.require, criterion.points]));
    if found.is_empty() { those(&|criterion| reads(&[criterion.when])) } else { found }
}

/// How an expression is read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reading {
    /// Only as far as it takes to settle it.
    Condition,
    /// All of it: a person wants every reason.
    Whole,
}

struct Asked<'a> {
    evaluation: &'a Evaluation<'a>,
    facts: BTreeSet<FactIndex>,
    seen: BTreeSet<(Slot, Reading)>,
}

impl Asked<'_> {
    fn visit(&mut self, root: Option<Slot>, reading: Reading) {
        let mut open: Vec<(Slot, Reading)> = root.into_iter().map(|slot| (slot, reading)).collect();
        while let Some((slot, reading)) = open.pop() {
            if self.seen.insert((slot, reading)) {
                open.extend(self.next(slot, reading));
            }
        }
    }

    /// The parts of a step to read on with.
    fn next(&mut self, slot: Slot, reading: Reading) -> Vec<(Slot, Reading)> {
        let rulebook = self.evaluation.rulebook;
        let holds = |slot: Slot| self.evaluation.holds(slot);
        let condition = |slot: Slot| (slot, Reading::Condition);
        match rulebook.program.step(slot) {
            Some(Operation::Answer(fact)) => {
                self.facts.insert(*fact);
                Vec::new()
            }
            Some(Operation::Column(table, _)) => {
                self.facts.extend(rulebook.table(*table).map(|table| table.answer));
                Vec::new()
            }
            Some(Operation::Implies(first, then)) => {
                let then = (holds(*first) == Some(true)).then_some((*then, reading));
                then.into_iter().chain([condition(*first)]).collect()
            }
            Some(Operation::Choose(first, yes, no)) => {
                let branch = holds(*first).map(|holds| (if holds { *yes } else { *no }, reading));
                branch.into_iter().chain([condition(*first)]).collect()
            }
            Some(Operation::And(a, b)) if reading == Reading::Condition => {
                self.in_turn(*a, *b, true)
            }
            Some(Operation::Or(a, b)) if reading == Reading::Condition => {
                self.in_turn(*a, *b, false)
            }
            Some(step) => step.operands().map(|operand| (operand, reading)).collect(),
            None => Vec::new(),
        }
    }

    /// The second part is read once the first is known to leave it open, or can never be known.
    fn in_turn(&self, first: Slot, second: Slot, leaves_open: bool) -> Vec<(Slot, Reading)> {
        let goes_on = match self.evaluation.holds(first) {
            Some(holds) => holds == leaves_open,
            None => !Trail::default().needs_answers(self.evaluation, [first]),
        };
        let second = goes_on.then_some((second, Reading::Condition));
        second.into_iter().chain([(first, Reading::Condition)]).collect()
    }
}

/// Every fact as a form asks it, in the order of the rulebook.
pub fn explain_questions(rulebook: &Rulebook, language: &Language) -> Vec<QuestionReport> {
    rulebook.facts.iter().map(|fact| question(rulebook, fact, language)).collect()
}

/// Puts what to ask next into words.
pub fn explain_guide(
    rulebook: &Rulebook,
    guide: &Guide,
    as_of: Date,
    language: &Language,
) -> GuideReport {
    let next = guide.next.and_then(|index| rulebook.fact(index));
    let telling = Telling { rulebook, language, words: Words::of(language), as_of };
    GuideReport {
        next: next.map(|fact| question(rulebook, fact, language)),
        left: telling.facts(&guide.left),
        certain: guide.certain,
    }
}

fn question(rulebook: &Rulebook, fact: &Fact, language: &Language) -> QuestionReport {
    let word = |part: &str| {
        let key = format!("facts.{}.{part}", fact.id);
        rulebook.text_if_any(language, &key).unwrap_or_default().to_owned()
    };
    let named = named_choices(rulebook, fact, language).into_iter();
    QuestionReport {
        id: fact.id.to_string(),
        kind: fact.answer.name(),
        section: fact.section.clone(),
        label: word("label"),
        question: word("question"),
        units: allowed_units(fact).iter().map(ToString::to_string).collect(),
        choices: named.map(|(id, label)| ChoiceReport { id, label }).collect(),
        min: fact.min,
        max: fact.max,
    }
}

/// The names of the choices a fact has, or the keys of its table; none for all else.
pub fn choices<'a>(rulebook: &'a Rulebook, fact: &Fact) -> impl Iterator<Item = &'a str> + use<'a> {
    let (list, table) = match &fact.answer {
        FactType::Choice(list) | FactType::Choices(list) => (rulebook.choice_list(*list), None),
        FactType::Code(table) => (None, rulebook.table(*table)),
        _ => (None, None),
    };
    let members = list.into_iter().flat_map(|list| list.members.iter().map(String::as_str));
    let keys = table.into_iter().flat_map(|table| table.rows.iter().map(|row| row.key.as_str()));
    members.chain(keys)
}

/// The choices of a fact by name or key, and in words; none where it has no list.
pub(crate) fn named_choices(
    rulebook: &Rulebook,
    fact: &Fact,
    language: &Language,
) -> Vec<(String, String)> {
    match &fact.answer {
        FactType::Choice(list) | FactType::Choices(list) => {
            let Some(list) = rulebook.choice_list(*list) else {
                return Vec::new();
            };
            let named = list.members.iter().map(|member| {
                let key = format!("choices.{}.{member}", list.id);
                let name = rulebook.text_if_any(language, &key).unwrap_or(member);
                (member.clone(), name.to_owned())
            });
            named.collect()
        }
        FactType::Code(table) => {
            let rows = rulebook.table(*table).map(|table| table.rows.iter());
            let named = rows.into_iter().flatten().map(|row| {
                let name = row.names.get(language).or_else(|| row.names.values().next());
                (row.key.clone(), name.unwrap_or(&row.key).clone())
            });
            named.collect()
        }
        _ => Vec::new(),
    }
}
