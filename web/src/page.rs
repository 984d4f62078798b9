//! The page once the rulebook is there: state in, decision out, and what the browser must do about it.

use crate::{
    browser,
    components::{
        Answers, ClearDialog, Footer, Form, Header, Intro, Live, Notices, OfferDialog, ResultPanel,
        Sites, VerdictBar, summary,
    },
    link,
    speech::{Rules, Speech},
    state::{Action, Notice, Origin, State},
    storage,
    words::Lang,
};
use gloo_events::EventListener;
use sangloc_rulebook::{Date, FactIndex};
use sangloc_screening::{Decision, FactReport, Report, asked, evaluate, explain};
use std::{collections::BTreeSet, rc::Rc};
use yew::{platform::spawn_local, prelude::*};

/// What [`Page`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct PageProps {
    /// The rulebook.
    pub rules: Rc<Rules>,
    /// The language to begin in.
    pub lang: Lang,
    /// The day by the device's clock.
    pub today: Date,
}

/// The answers judged.
#[derive(PartialEq)]
struct Judged {
    decision: Decision,
    asked: Rc<Vec<FactIndex>>,
    decisive: Rc<BTreeSet<FactIndex>>,
    shown: Rc<BTreeSet<String>>,
}

/// Form and result.
#[component]
pub(crate) fn Page(props: &PageProps) -> Html {
    let state = {
        let (rules, lang, today) = (props.rules.clone(), props.lang, props.today);
        use_reducer(move || begin(rules, lang, today))
    };
    let on = {
        let dispatcher = state.dispatcher();
        use_callback((), move |action: Action, ()| dispatcher.dispatch(action))
    };
    let judged = use_memo(
        (state.rules.clone(), state.profile.clone(), state.as_of()),
        |(rules, profile, as_of)| judge(rules, profile, *as_of),
    );
    let speech =
        use_memo((state.rules.clone(), state.lang, state.as_of()), |(rules, lang, day)| {
            Speech::new(rules.clone(), *lang, *day)
        });
    let report =
        use_memo((judged.clone(), (*speech).clone()), |(judged, speech)| tell(judged, speech));
    use_language(state.lang, &on);
    use_kept_answers(&state, &on);
    use_links(&state, &on);
    use_announcement(&state, &judged);
    use_unfolded_print();
    let clearing = use_state(|| false);
    let speech = (*speech).clone();
    let now: Rc<State> = Rc::new((*state).clone());
    let shown = judged.shown.clone();
    html! {
        <>
            <Header speech={speech.clone()} day={state.as_of()} day_changed={state.chosen_day.is_some()}
                can_clear={!state.is_untouched() || state.chosen_day.is_some()} on={on.clone()} on_copy={copying(&state, &on)}
                on_clear={let clearing = clearing.clone(); Callback::from(move |()| clearing.set(true))} />
            <main class="page">
                <div class="form-side">
                    <Notices speech={speech.clone()} notices={state.notices.clone()} on={on.clone()} />
                    <Intro speech={speech.clone()} stored={state.stored} />
                    <Form speech={speech.clone()} state={now.clone()} asked={judged.asked.clone()} decisive={judged.decisive.clone()} on={on.clone()} />
                </div>
                <div class="result-side">
                    <ResultPanel speech={speech.clone()} report={report.clone()} {shown} />
                    <Sites speech={speech.clone()} state={now.clone()} />
                    <Answers speech={speech.clone()} state={now} asked={judged.asked.clone()} />
                </div>
            </main>
            <Footer speech={speech.clone()} identity={state.rules.identity.clone()} day={state.as_of()} />
            <VerdictBar speech={speech.clone()} report={report.clone()} />
            <Live speech={speech.clone()} summary={summary(&speech, &report)} asked={judged.asked.clone()} />
            { clear_dialog(&speech, &clearing, &on) }
            { offer_dialog(&speech, &state, &on) }
        </>
    }
}

/// What the device holds, then what the address holds.
fn begin(rules: Rc<Rules>, lang: Lang, today: Date) -> State {
    let mut state = State::new(rules.clone(), lang, today);
    if let Some(stored) = storage::read(storage::ANSWERS) {
        state = state.after(match link::read(&rules.rulebook, &stored) {
            Ok(opened) => Action::Open(opened, Origin::Storage),
            Err(_) => Action::Tell(Notice::StoredUnreadable),
        });
    }
    match link_action(&rules, &browser::fragment()) {
        Some(action) => state.after(action),
        None => state,
    }
}

/// What a fragment asks for; `None` when it is not a link with answers.
fn link_action(rules: &Rules, fragment: &str) -> Option<Action> {
    Some(match link::read_fragment(&rules.rulebook, fragment)? {
        Ok(opened) => Action::Open(opened, Origin::Link),
        Err(unopened) => Action::Refuse(unopened),
    })
}

fn judge(rules: &Rules, profile: &sangloc_screening::Profile, as_of: Date) -> Judged {
    let rulebook = &rules.rulebook;
    let decision = evaluate(rulebook, profile, as_of);
    let asked = asked(rulebook, profile, as_of);
    let ids = asked.iter().filter_map(|index| rulebook.fact(*index));
    Judged {
        shown: Rc::new(ids.map(|fact| fact.id.to_string()).collect()),
        decisive: Rc::new(decision.open_facts.iter().copied().collect()),
        asked: Rc::new(asked),
        decision,
    }
}

/// The decision in words. Of the open questions only those on the page are counted: the others appear
/// when it is known that they apply.
fn tell(judged: &Judged, speech: &Speech) -> Report {
    let (rulebook, identity) = (speech.rulebook(), &speech.rules.identity);
    let mut report = explain(rulebook, identity, &judged.decision, speech.language());
    let shown = |fact: &FactReport| judged.shown.contains(&fact.id);
    if report.open_facts.iter().any(shown) {
        report.open_facts.retain(shown);
    }
    report
}

/// Keeps the language, in the document and for the next visit.
#[hook]
fn use_language(lang: Lang, on: &Callback<Action>) {
    let on = on.clone();
    use_effect_with(lang, move |lang| {
        browser::set_language(lang.tag(), lang.words().page_title);
        on.emit(Action::Stored(storage::write(storage::LANGUAGE, Some(lang.tag()))));
    });
}

/// Keeps the answers for the next visit, from the first change on: until then, what is stored may hold
/// more than this rulebook knows.
#[hook]
fn use_kept_answers(state: &UseReducerHandle<State>, on: &Callback<Action>) {
    let unchanged = state.links == 0;
    let first = use_mut_ref(|| unchanged);
    let (rules, on) = (state.rules.clone(), on.clone());
    use_effect_with((state.profile.clone(), state.chosen_day), move |(profile, day)| {
        if first.replace(false) {
            return;
        }
        let empty = profile.answered().next().is_none() && day.is_none();
        let text = link::write(&rules.rulebook, profile, *day);
        let kept = storage::write(storage::ANSWERS, (!empty).then_some(text.as_str()));
        on.emit(Action::Stored(kept));
    });
}

/// Opens links typed into the address; takes them out of it once they are dealt with.
#[hook]
fn use_links(state: &UseReducerHandle<State>, on: &Callback<Action>) {
    let (rules, on) = (state.rules.clone(), on.clone());
    use_effect_with((), move |()| {
        let listener = web_sys::window().map(|window| {
            EventListener::new(&window, "hashchange", move |event| {
                if let Some(action) = link_action(&rules, &browser::new_fragment(event)) {
                    on.emit(action);
                }
            })
        });
        move || drop(listener)
    });
    use_effect_with(state.links, |links| {
        if *links > 0 {
            browser::forget_fragment();
        }
    });
}

/// Tells a host page whenever the outcome changes.
#[hook]
fn use_announcement(state: &UseReducerHandle<State>, judged: &Rc<Judged>) {
    let (rules, judged) = (state.rules.clone(), judged.clone());
    let told = (judged.decision.outcome, judged.decision.as_of);
    use_effect_with(told, move |_| browser::announce(&rules, &judged.decision));
}

/// Paper cannot be unfolded: opens all folds before printing.
#[hook]
fn use_unfolded_print() {
    use_effect_with((), move |()| {
        let listener = web_sys::window()
            .map(|window| EventListener::new(&window, "beforeprint", |_| browser::open_folds()));
        move || drop(listener)
    });
}

fn copying(state: &UseReducerHandle<State>, on: &Callback<Action>) -> Callback<()> {
    let (state, on) = (state.clone(), on.clone());
    Callback::from(move |()| {
        let fragment = link::fragment(&state.rules.rulebook, &state.profile, state.chosen_day);
        let (link, on) = (browser::address_with(&fragment), on.clone());
        spawn_local(async move {
            let copied = browser::copy(&link).await;
            on.emit(Action::Tell(if copied {
                Notice::LinkCopied
            } else {
                Notice::LinkByHand(link)
            }));
        });
    })
}

fn clear_dialog(speech: &Speech, clearing: &UseStateHandle<bool>, on: &Callback<Action>) -> Html {
    let (open, on) = (clearing.clone(), on.clone());
    let decide = Callback::from(move |clear: bool| {
        open.set(false);
        if clear {
            on.emit(Action::Clear);
        }
    });
    html! {
        if **clearing {
            <ClearDialog speech={speech.clone()} on={decide} />
        }
    }
}

fn offer_dialog(speech: &Speech, state: &State, on: &Callback<Action>) -> Html {
    let decide = on.reform(|take| Action::Decide { take });
    html! {
        if let Some(offer) = &state.offer {
            <OfferDialog speech={speech.clone()} own={state.profile.answered().count()}
                offered={offer.profile.answered().count()} on={decide} />
        }
    }
}
