//! The results of all steps for one profile and day.

use sangloc_rulebook::{Decimal, Slot, Value};

/// What each step came to, as far as it is known; each kind of result in a list of its own, because putting a [`Value`]
/// together and taking it apart again costs the processor more than most steps do.
#[derive(Clone, Default)]
pub(crate) struct Results {
    truths: Vec<Option<bool>>,
    numbers: Vec<Option<Decimal>>,
    /// Choices, days, rows and texts.
    others: Vec<Option<Value>>,
}

impl Results {
    /// Of so many steps, none known.
    pub(crate) fn unknown(steps: usize) -> Self {
        let mut results = Self::default();
        results.resize(steps);
        results
    }

    /// For so many steps; what is new is unknown.
    pub(crate) fn resize(&mut self, steps: usize) {
        self.truths.resize(steps, None);
        self.numbers.resize(steps, None);
        self.others.resize(steps, None);
    }

    /// How many steps there are.
    pub(crate) fn len(&self) -> usize {
        self.truths.len()
    }

    /// The result of a step; `None` is unknown.
    pub(crate) fn get(&self, slot: Slot) -> Option<Value> {
        let mut result = None;
        self.copy(slot, &mut result);
        result
    }

    /// Writes the result of a step, where there is one, to where it is wanted, in its parts.
    #[inline]
    pub(crate) fn copy(&self, slot: Slot, to: &mut Option<Value>) {
        if let Some(number) = self.number(slot) {
            *to = Some(Value::Number(*number));
        } else if let Some(truth) = self.truth(slot) {
            *to = Some(Value::YesNo(truth));
        } else if let Some(other) = self.other(slot) {
            *to = Some(*other);
        }
    }

    /// Whether the result of a step is known.
    #[inline]
    pub(crate) fn is_known(&self, slot: Slot) -> bool {
        self.truth(slot).is_some() || self.number(slot).is_some() || self.other(slot).is_some()
    }

    /// The result, if it is a yes or no.
    #[inline(always)]
    pub(crate) fn truth(&self, slot: Slot) -> Option<bool> {
        self.truths.get(slot.at()).copied().flatten()
    }

    /// The result, if it is a number.
    #[inline(always)]
    pub(crate) fn number(&self, slot: Slot) -> Option<&Decimal> {
        self.numbers.get(slot.at())?.as_ref()
    }

    /// The result, if it is neither.
    #[inline(always)]
    pub(crate) fn other(&self, slot: Slot) -> Option<&Value> {
        self.others.get(slot.at())?.as_ref()
    }

    /// Writes the result of a step.
    pub(crate) fn put(&mut self, slot: Slot, result: Option<Value>) {
        self.put_truth(slot, result.and_then(Value::yes_no));
        self.put_number(slot, result.and_then(Value::number));
        if let Some(place) = self.others.get_mut(slot.at()) {
            *place = result.filter(|value| !matches!(value, Value::YesNo(_) | Value::Number(_)));
        }
    }

    /// Writes the result of a step that gives neither truths nor numbers.
    #[inline(always)]
    pub(crate) fn put_other(&mut self, slot: Slot, result: Option<Value>) {
        if let Some(place) = self.others.get_mut(slot.at()) {
            *place = result;
        }
    }

    /// Writes the result of a step that gives nothing but yes or no.
    #[inline(always)]
    pub(crate) fn put_truth(&mut self, slot: Slot, result: Option<bool>) {
        if let Some(place) = self.truths.get_mut(slot.at()) {
            *place = result;
        }
    }

    /// Writes the result of a step that gives nothing but numbers.
    #[inline(always)]
    pub(crate) fn put_number(&mut self, slot: Slot, result: Option<Decimal>) {
        if let Some(place) = self.numbers.get_mut(slot.at()) {
            *place = result;
        }
    }
}
