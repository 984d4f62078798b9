//! The page once the rulebook is there: state in, decision out, and what the browser must do about it.

use crate::{
    ahead::use_ahead,
    browser,
    components::{
        ClearDialog, Footer, Header, Live, Notices, OfferDialog, Share, Told, Tools, Versions,
        outcome_words, summary,
    },
    deflate,
    host::{self, Host},
    keeping, library,
    link::{self, Found, Opened, Packet, Unopened},
    load,
    pages::{Judged, Paper, Scene, place},
    route::Route,
    speech::{Rules, Speech},
    state::{Action, Notice, Origin, Sharing, State},
    storage,
    telling::use_telling,
    words::{Lang, fill},
};
use gloo_timers::callback::Timeout;
use sangloc_rulebook::Date;
use sangloc_screening::{FactReport, Report, asked, evaluate, explain};
use std::rc::Rc;
use yew::{platform::spawn_local, prelude::*};

/// How long after a change its link is made, in milliseconds: not at each letter.
const LINK_DELAY: u32 = 300;
/// How long no answer must change before the decision is put into words: less than people notice.
const PAUSE_MILLISECONDS: u32 = 50;

/// What [`Page`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct PageProps {
    /// Where it stands.
    pub host: Host,
    /// The rulebook.
    pub rules: Rc<Rules>,
    /// The language to begin in.
    pub lang: Lang,
    /// The day by the device's clock.
    pub today: Date,
}

/// The place where the person is, between head and foot.
#[component]
pub(crate) fn Page(props: &PageProps) -> Html {
    let state = {
        let (host, rules) = (props.host.clone(), props.rules.clone());
        let (lang, today) = (props.lang, props.today);
        use_reducer_eq(move || begin(&host, rules, lang, today))
    };
    let host = &props.host;
    let on = use_actions(host, &state);
    let judged = use_memo(
        (state.rules.clone(), state.profile.clone(), state.as_of()),
        |(rules, profile, as_of)| judge(rules, profile, *as_of),
    );
    let speech = {
        let host = host.clone();
        use_memo((state.rules.clone(), state.lang, state.as_of()), |(rules, lang, day)| {
            Speech::new(host, rules.clone(), *lang, *day)
        })
    };
    let report = use_report(&judged, &speech);
    let wanted = matches!(state.route, Route::Form | Route::Result);
    let ahead = use_ahead(&state.rules, &state.profile, state.as_of(), wanted);
    let proposals = use_memo((ahead.clone(), (*speech).clone()), |(ahead, speech)| {
        Some(Rc::new(Told::of(ahead.as_ref()?, speech)?))
    });
    use_language(host, state.lang, &on);
    keeping::use_keeping(&state, &speech, &on);
    use_kept_skips(host, &state);
    use_address(host, &state, &on);
    use_heading(&state, &speech);
    host.obey(&state.rules, on.clone());
    use_telling(host, &state, &judged);
    let link = use_link(host, &state);
    let printing = use_printing(host, &state);
    let clearing = use_state(|| false);
    let scene = Scene {
        speech: (*speech).clone(),
        state: Rc::new((*state).clone()),
        judged,
        report,
        link,
        ahead,
        told: (*proposals).clone(),
        on: on.clone(),
    };
    let speech = &scene.speech;
    let is_form = state.route == Route::Form;
    // A page has one main part, and in an element that is somebody else's.
    let content = if host.is_page() { "main" } else { "div" };
    let tools = html! {
        <Tools speech={speech.clone()} day={state.as_of()} day_changed={state.chosen_day.is_some()}
                        can_clear={!state.is_untouched() || state.chosen_day.is_some()} on={on.clone()} on_copy={copying(&scene)}
                        on_clear={let clearing = clearing.clone(); Callback::from(move |()| clearing.set(true))} />
    };
    html! {
        <>
            <Header speech={speech.clone()} route={state.route} on={on.clone()} />
            <@{content} class="page" id="content" part={host.part("main")}>
                if is_form {
                    { tools.clone() }
                }
                if !state.stored {
                    <p class="notice" role="note">{ speech.words.not_stored }</p>
                }
                if host.is_page() {
                    <Versions speech={speech.clone()} on={on.clone()} />
                }
                <Notices speech={speech.clone()} notices={state.notices.clone()} on={on.clone()} />
                <div class="place">{ place(&scene) }</div>
                if state.sharing != Sharing::No && has_tools(state.route) {
                    <Share speech={speech.clone()} agreed={state.sharing == Sharing::Agreed} on={on.clone()} />
                }
                if has_tools(state.route) && !is_form {
                    { tools }
                }
            </@>
            <Footer speech={speech.clone()} identity={state.rules.identity.clone()} day={state.as_of()} />
            <Live speech={speech.clone()} summary={told(&scene)} asked={scene.judged.asked.clone()} />
            { clear_dialog(speech, &clearing, &on) }
            { offer_dialog(speech, &state, &on) }
            if printing {
                <Paper ..scene.clone() />
            }
        </>
    }
}

/// Whether the day of the rules, and what can be done with the whole, is offered at a place.
fn has_tools(route: Route) -> bool {
    matches!(route, Route::Form | Route::Answers | Route::Result)
}

/// What screen readers are told whenever it changes. Where one question is asked after the other, only
/// the outcome: how many are missing is said there.
fn told(scene: &Scene) -> String {
    match scene.state.route {
        Route::Form | Route::Result | Route::Answers => summary(&scene.speech, &scene.report),
        _ => outcome_words(scene.speech.words, scene.judged.decision.outcome).to_owned(),
    }
}

/// What the device holds, then what the page around asks for, then what the address holds.
fn begin(host: &Host, rules: Rc<Rules>, lang: Lang, today: Date) -> State {
    let mut state = State::new(rules.clone(), lang, today);
    match library::current(host.shelf()) {
        Some((place, version)) => state = state.resume(place, version.packet),
        None if library::holds_unreadable(host.shelf()) => state.tell(Notice::StoredUnreadable),
        None => {}
    }
    let skipped = host.shelf().read(storage::SKIPPED).unwrap_or_default();
    for fact in skipped.split_whitespace().filter_map(|id| rules.rulebook.fact_named(id)) {
        if state.lacks(fact) {
            state = state.after(Action::Skip(fact, true));
        }
    }
    state = host.wishes(&rules).into_iter().fold(state, State::after);
    match asked_for(&rules, &host.fragment()) {
        Some(Asked::Now(action)) => state.after(action),
        _ => state,
    }
}

/// What a fragment asks for.
enum Asked {
    Now(Action),
    /// Answers, once these bytes are unpacked.
    Later(Vec<u8>),
}

/// What a fragment asks for; `None` when it is neither a link with answers nor a place.
fn asked_for(rules: &Rules, fragment: &str) -> Option<Asked> {
    Some(match link::read_fragment(&rules.rulebook, fragment) {
        Some(Found::Read(read)) => Asked::Now(link_action(read)),
        Some(Found::Packed(packed)) => Asked::Later(packed),
        None => Asked::Now(Action::Go(Route::read(&rules.rulebook, fragment)?)),
    })
}

fn link_action(read: Result<Opened, Unopened>) -> Action {
    match read {
        Ok(opened) => Action::Open(opened, Origin::Link),
        Err(unopened) => Action::Refuse(unopened),
    }
}

/// Opens a link with compressed answers.
fn unpack(rules: &Rc<Rules>, packed: Vec<u8>, on: &Callback<Action>) {
    let (rules, on) = (rules.clone(), on.clone());
    spawn_local(async move {
        let unpacked = deflate::inflate(&packed, link::MAX_TEXT).await;
        on.emit(link_action(link::read_unpacked(&rules.rulebook, unpacked)));
    });
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

/// The decision in words, which follows the answers a moment later: a key is shown at once, and quick keys
/// wait for no report in between.
#[hook]
fn use_report(judged: &Rc<Judged>, speech: &Speech) -> Rc<Report> {
    let report = {
        let (judged, speech) = (judged.clone(), speech.clone());
        use_state(move || Rc::new(tell(&judged, &speech)))
    };
    let first = use_mut_ref(|| true);
    {
        let report = report.clone();
        use_effect_with((judged.clone(), speech.clone()), move |(judged, speech)| {
            let (judged, speech) = (judged.clone(), speech.clone());
            let timer = (!first.replace(false)).then(|| {
                Timeout::new(PAUSE_MILLISECONDS, move || {
                    let told = tell(&judged, &speech);
                    browser::soon(move || report.set(Rc::new(told)));
                })
            });
            move || drop(timer)
        });
    }
    (*report).clone()
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

/// Takes actions. A language whose words are not here yet is fetched before it is spoken.
#[hook]
fn use_actions(host: &Host, state: &UseReducerHandle<State>) -> Callback<Action> {
    let (host, dispatcher) = (host.clone(), state.dispatcher());
    use_callback(state.rules.clone(), move |action, rules: &Rc<Rules>| match action {
        Action::Speak(lang) if !rules.speaks(lang) => {
            let (host, rules) = (host.clone(), rules.clone());
            let dispatcher = dispatcher.clone();
            spawn_local(async move {
                match load::speaking(&host, &rules, lang).await {
                    Ok(more) => {
                        dispatcher.dispatch(Action::Use(Rc::new(more)));
                        dispatcher.dispatch(Action::Speak(lang));
                    }
                    Err(_) => dispatcher.dispatch(Action::Tell(Notice::NoWords(lang))),
                }
            });
        }
        action => dispatcher.dispatch(action),
    })
}

/// Keeps the language, in the document and for the next visit.
#[hook]
fn use_language(host: &Host, lang: Lang, on: &Callback<Action>) {
    let (host, on) = (host.clone(), on.clone());
    use_effect_with(lang, move |lang| {
        host.set_language(lang.tag());
        let stored = host.shelf().write(storage::LANGUAGE, Some(lang.tag()));
        on.emit(Action::Stored(stored));
    });
}

/// Keeps which questions were left out, so that they are not asked again.
#[hook]
fn use_kept_skips(host: &Host, state: &UseReducerHandle<State>) {
    let (host, rules) = (host.clone(), state.rules.clone());
    use_effect_with(state.progress.skipped.clone(), move |skipped| {
        let facts = skipped.iter().filter_map(|fact| rules.rulebook.fact(*fact));
        let names: Vec<&str> = facts.map(|fact| fact.id.as_str()).collect();
        let text = (!names.is_empty()).then_some(names.join(" "));
        host.shelf().write(storage::SKIPPED, text.as_deref());
    });
}

/// Goes where the address leads, and lets it name the place where the person is: after a link with
/// answers, and after *the next question* has become a certain one.
#[hook]
fn use_address(host: &Host, state: &UseReducerHandle<State>, on: &Callback<Action>) {
    let (here, rules, on) = (host.clone(), state.rules.clone(), on.clone());
    use_effect_with((), move |()| {
        // What else the address asks for at first is in the state from the beginning.
        if let Some(Asked::Later(packed)) = asked_for(&rules, &here.fragment()) {
            unpack(&rules, packed, &on);
        }
        let follow = move |fragment: String| match asked_for(&rules, &fragment) {
            Some(Asked::Now(action)) => on.emit(action),
            Some(Asked::Later(packed)) => unpack(&rules, packed, &on),
            None => {}
        };
        let listener = here.follow(Callback::from(follow));
        move || drop(listener)
    });
    let (host, rules) = (host.clone(), state.rules.clone());
    use_effect_with((state.links, state.arrivals, state.route), move |(links, _, route)| {
        let wanted = route.fragment(&rules.rulebook);
        let named = Route::read(&rules.rulebook, &host.fragment());
        if *links > 0 && named.is_none() || named.is_some_and(|named| named != *route) {
            host.replace_fragment(&wanted);
        }
    });
}

/// The title of the window; and, once the person goes to another place, the focus on its heading.
#[hook]
fn use_heading(state: &UseReducerHandle<State>, speech: &Speech) {
    let words = speech.words;
    let title = match state.route {
        Route::Start => words.page_title.to_owned(),
        route => format!("{} – {}", speech.place(route), words.page_title),
    };
    let title = match state.route {
        Route::Question(fact, _) if state.complains_about(fact).is_some() => {
            fill(words.journey.error_title, &[&title])
        }
        _ => title,
    };
    let host = speech.host.clone();
    use_effect_with(title, move |title| host.set_title(title));
    let first = use_mut_ref(|| true);
    let host = speech.host.clone();
    use_effect_with(state.route, move |_| {
        if !first.replace(false) {
            host.focus_heading();
        }
    });
}

/// The link that opens the answers again, made a moment after they last changed, where it is of use.
#[hook]
fn use_link(host: &Host, state: &UseReducerHandle<State>) -> Option<AttrValue> {
    let link = use_state(|| None);
    let wanted = host.is_page() && has_tools(state.route);
    let changing = (state.profile.clone(), state.chosen_day, wanted);
    let (rules, set) = (state.rules.clone(), link.setter());
    use_effect_with(changing, move |(profile, day, wanted)| {
        set.set(None);
        let packet = wanted.then(|| Packet::new(&rules.rulebook, profile, *day));
        let waiting = packet.map(|packet| {
            Timeout::new(LINK_DELAY, move || {
                spawn_local(async move { set.set(Some(AttrValue::from(address(&packet).await))) });
            })
        });
        // A newer change gives the link up.
        move || drop(waiting)
    });
    (*link).clone()
}

/// The address that opens answers, compressed where the browser can.
async fn address(packet: &Packet) -> String {
    let text = packet.to_text();
    let packed = deflate::deflate(text.as_bytes()).await;
    let fragment = match packed {
        Some(packed) => link::packed_fragment(&packed),
        None => link::plain_fragment(&text),
    };
    host::address_with(&fragment)
}

/// Whether the page is being printed: from the moment the browser says so until the answers change.
#[hook]
fn use_printing(host: &Host, state: &UseReducerHandle<State>) -> bool {
    let printing = use_state(|| false);
    {
        let (host, printing) = (host.clone(), printing.setter());
        use_effect_with((), move |()| {
            let listeners = host.on_print(Callback::from(move |()| printing.set(true)));
            move || drop(listeners)
        });
    }
    {
        let (host, set) = (host.clone(), printing.setter());
        use_effect_with(*printing, move |printing| {
            if *printing && host.has_paper() {
                set.set(false);
            }
        });
    }
    let set = printing.setter();
    use_effect_with((state.profile.clone(), state.chosen_day), move |_| set.set(false));
    *printing
}

fn copying(scene: &Scene) -> Callback<()> {
    let scene = scene.clone();
    Callback::from(move |()| {
        let (ready, on) = (scene.link.clone(), scene.on.clone());
        let state = &scene.state;
        let packet = Packet::new(&state.rules.rulebook, &state.profile, state.chosen_day);
        spawn_local(async move {
            let link = match ready {
                Some(link) => link.to_string(),
                None => address(&packet).await,
            };
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
