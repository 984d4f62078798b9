//! The places of the page, one file each. All are made of the same [`Scene`].

mod answers;
mod compare;
mod downloads;
mod form;
mod paper;
mod projects;
mod question;
mod result;
mod start;
mod turn;
mod verify;

pub(crate) use paper::Paper;

use crate::{
    ahead::Ahead,
    components::{Outlook, ResultPanel, Told},
    route::Route,
    speech::Speech,
    state::{Action, State},
};
use sangloc_rulebook::FactIndex;
use sangloc_screening::{Decision, Record, Report};
use std::{collections::BTreeSet, rc::Rc};
use yew::prelude::*;

/// What every place is shown with.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Scene {
    /// The words.
    pub speech: Speech,
    /// Everything the page knows.
    pub state: Rc<State>,
    /// The answers judged.
    pub judged: Rc<Judged>,
    /// The decision in words.
    pub report: Rc<Report>,
    /// The link that opens the answers again, once it is made.
    pub link: Option<AttrValue>,
    /// What lies ahead, where it is shown and once it is known; maybe of the answers before.
    pub ahead: Option<Rc<Ahead>>,
    /// What would have to change, in words.
    pub told: Option<Rc<Told>>,
    /// Takes what the person does.
    pub on: Callback<Action>,
}

impl Scene {
    /// The decision as it is kept.
    pub(crate) fn record(&self) -> Record {
        let (rules, profile) = (&self.state.rules, &self.state.profile);
        Record::new(&rules.rulebook, &rules.identity, profile, &self.judged.decision)
    }

    /// Whether what lies ahead is that of these very answers.
    fn is_fresh(&self) -> bool {
        let state = &self.state;
        self.ahead.as_ref().is_some_and(|ahead| ahead.is_of(&state.profile, state.as_of()))
    }

    /// What would have to change, found at once where the page does not know it yet.
    fn told_now(&self) -> Option<Rc<Told>> {
        let state = &self.state;
        let known = self.told.clone().filter(|_| self.is_fresh());
        known.or_else(|| {
            let ahead = Ahead::now(&state.rules, &state.profile, state.as_of());
            Told::of(&ahead, &self.speech).map(Rc::new)
        })
    }

    /// The result, on a page of its own or beside the form.
    fn result(&self, on_own_page: bool) -> Html {
        let outlook =
            Outlook { ahead: self.ahead.clone(), told: self.told.clone(), stale: !self.is_fresh() };
        html! {
            <ResultPanel speech={self.speech.clone()} report={self.report.clone()} shown={self.judged.shown.clone()}
                {outlook} on={self.on.clone()} {on_own_page} />
        }
    }
}

/// The answers judged.
#[derive(PartialEq)]
pub(crate) struct Judged {
    /// The decision.
    pub decision: Decision,
    /// The questions that apply.
    pub asked: Rc<Vec<FactIndex>>,
    /// Those that the outcome hangs on.
    pub decisive: Rc<BTreeSet<FactIndex>>,
    /// The questions that apply, by name.
    pub shown: Rc<BTreeSet<String>>,
}

/// The place where the person is.
pub(crate) fn place(scene: &Scene) -> Html {
    let scene = || scene.clone();
    match scene().state.route {
        Route::Start => html! { <start::Start ..scene() /> },
        Route::Next(_) => html! { <turn::Turn ..scene() /> },
        // A page for each question: what one has typed in its search field is not the next one's.
        Route::Question(fact, _) => html! { <question::QuestionPage key={fact.0} ..scene() /> },
        Route::Form => html! { <form::FormPage ..scene() /> },
        Route::Answers => html! { <answers::AnswersPage ..scene() /> },
        Route::Result => html! { <result::ResultPage ..scene() /> },
        Route::Projects => html! { <projects::ProjectsPage ..scene() /> },
        Route::Compare => html! { <compare::ComparePage ..scene() /> },
        Route::Verify => html! { <verify::VerifyPage ..scene() /> },
    }
}
