//! One question, with the field its kind of answer needs.

use super::{
    choices::Choices,
    code::Code,
    number::Number,
    simple::{DateField, TextField, YesNo},
};
use crate::{
    browser,
    speech::Speech,
    state::{Action, Typed},
    words::fill,
};
use sangloc_rulebook::{FactIndex, FactType, Unit};
use sangloc_screening::Answer;
use yew::prelude::*;

/// What every question needs.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct QuestionProps {
    /// The words.
    pub speech: Speech,
    /// Which question.
    pub fact: FactIndex,
    /// The answer so far.
    pub answer: Option<Answer>,
    /// What stands in a number field, where that is not simply the answer.
    pub typed: Option<Typed>,
    /// The unit of a number field.
    pub unit: Unit,
    /// Whether the answer can still change the outcome.
    pub decisive: bool,
    /// Takes the answers.
    pub on: Callback<Action>,
}

impl QuestionProps {
    /// An id for a part of the question.
    pub(crate) fn part(&self, part: &str) -> String {
        format!("{}-{part}", self.speech.fact_id(self.fact))
    }

    /// The words under the question.
    pub(crate) fn help(&self) -> Html {
        let help = self.speech.help(self.fact);
        html! {
            if !help.is_empty() {
                <p class="help" id={self.part("help")}>{ help }</p>
            }
        }
    }

    /// Answers this question.
    pub(crate) fn answered(&self, answer: Option<Answer>) {
        self.on.emit(Action::Answer(self.fact, answer));
    }

    /// A button that takes the answer back and returns to the field.
    pub(crate) fn clear_button(&self) -> Html {
        let there = self.answer.is_some()
            || self.typed.as_ref().is_some_and(|typed| !typed.text.is_empty());
        let words = self.speech.words;
        let props = self.clone();
        let clear = Callback::from(move |_: MouseEvent| {
            props.answered(None);
            browser::focus_question(props.speech.fact_id(props.fact));
        });
        let full = fill(words.clear_answer_of, &[&self.speech.label(self.fact)]);
        html! {
            if there {
                <button type="button" class="quiet clear" aria-label={full} onclick={clear}>{ words.clear_answer }</button>
            }
        }
    }
}

/// A question in its frame.
#[component]
pub(crate) fn Question(props: &QuestionProps) -> Html {
    let kind = props.speech.fact(props.fact).map(|fact| fact.answer.clone());
    let props_of = || props.clone();
    let field = match kind {
        Some(FactType::YesNo) => html! { <YesNo ..props_of() /> },
        Some(FactType::Choice(_) | FactType::Choices(_)) => html! { <Choices ..props_of() /> },
        Some(FactType::Code(_)) => html! { <Code ..props_of() /> },
        Some(FactType::Date) => html! { <DateField ..props_of() /> },
        Some(FactType::Text) => html! { <TextField ..props_of() /> },
        Some(FactType::Whole(_) | FactType::Decimal(_) | FactType::Money(_)) => {
            html! { <Number ..props_of() /> }
        }
        None => Html::default(),
    };
    let id = props.speech.fact_id(props.fact);
    let answered = props.answer.is_some();
    html! {
        <div class={classes!("question", answered.then_some("is-answered"))}
            id={browser::question_id(id)} data-fact={id.to_owned()} tabindex="-1">
            { field }
            if props.decisive && !answered {
                <p class="decisive">{ props.speech.words.decisive }</p>
            }
        </div>
    }
}
