//! One question, with the field its kind of answer needs.

use super::{
    choices::Choices,
    code::Code,
    number::{Number, trouble_words},
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
    /// Where the question stands.
    #[prop_or_default]
    pub place: Place,
    /// Takes the answers.
    pub on: Callback<Action>,
}

/// Where a question stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Place {
    /// Among others in the form: without an answer it is not known yet.
    #[default]
    Form,
    /// Alone on a page, as its heading: *not known yet* must be said.
    Page {
        /// Whether that was said.
        skipped: bool,
        /// Whether the person wanted to go on without an answer.
        complaining: bool,
    },
}

impl QuestionProps {
    /// The question as the legend of a group of choices.
    pub(crate) fn legend(&self) -> Html {
        let question = self.speech.question(self.fact);
        match self.place {
            Place::Form => html! { <legend>{ question }</legend> },
            Place::Page { .. } => {
                html! { <legend><h1 tabindex="-1">{ question }</h1></legend> }
            }
        }
    }

    /// The question as the label of its field.
    pub(crate) fn ask(&self) -> Html {
        let question = self.speech.question(self.fact);
        let label = html! { <label class="ask" for={self.part("field")}>{ question }</label> };
        match self.place {
            Place::Form => label,
            Place::Page { .. } => html! { <h1 tabindex="-1">{ label }</h1> },
        }
    }

    /// Whether *not known yet* is chosen.
    pub(crate) fn is_unknown(&self) -> bool {
        match self.place {
            Place::Form => self.answer.is_none(),
            Place::Page { skipped, .. } => skipped,
        }
    }

    /// What choosing an answer does; `None` is *not known yet*.
    pub(crate) fn choosing(&self, answer: Option<Answer>) -> Callback<Event> {
        let (fact, on_page) = (self.fact, self.place != Place::Form);
        self.on.reform(move |_: Event| match &answer {
            None if on_page => Action::Skip(fact, true),
            answer => Action::Answer(fact, answer.clone()),
        })
    }

    /// The choice *not known yet* beside a field, where leaving the field empty does not say it.
    pub(crate) fn not_known(&self) -> Html {
        let Place::Page { skipped, .. } = self.place else {
            return Html::default();
        };
        let fact = self.fact;
        let toggle = self.on.reform(move |_: Event| Action::Skip(fact, !skipped));
        html! {
            <div class="options is-last">
                <label class="option" for={self.part("unknown")}>
                    <input type="checkbox" id={self.part("unknown")} checked={skipped} onchange={toggle} />
                    <span>{ self.speech.words.guided.not_known }</span>
                </label>
            </div>
        }
    }

    /// The hint that an empty field is not known; on a page of its own that must be said.
    pub(crate) fn leave_empty(&self) -> &'static str {
        match self.place {
            Place::Form => self.speech.words.leave_empty,
            Place::Page { .. } => "",
        }
    }

    /// Why the question cannot be left; `None` when it can, or nobody has tried.
    pub(crate) fn complaint(&self) -> Option<String> {
        let Place::Page { complaining: true, .. } = self.place else {
            return None;
        };
        let trouble = self.typed.as_ref().and_then(|typed| typed.trouble.as_ref());
        let words = trouble.map(|trouble| trouble_words(self, trouble));
        Some(words.unwrap_or_else(|| self.speech.words.guided.required.to_owned()))
    }

    /// The complaint beside the field.
    pub(crate) fn error(&self) -> Html {
        html! {
            if let Some(complaint) = self.complaint() {
                <p class="error" id={self.part("error")}>{ complaint }</p>
            }
        }
    }

    /// The ids of what describes the field.
    pub(crate) fn described(&self, parts: &[&str]) -> String {
        let all = ["help", "error"].iter().chain(parts);
        all.map(|part| self.part(part)).collect::<Vec<_>>().join(" ")
    }

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
            props.speech.host.focus_question(props.speech.fact_id(props.fact));
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
