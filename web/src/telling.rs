//! What a host page is told as it happens. Of the answers nothing, unless the person has agreed on screen.

use crate::{
    host::{FORM, Host},
    pages::Judged,
    state::{Sharing, State},
};
use sangloc_rulebook::Date;
use sangloc_screening::{Outcome, Profile, Record};
use serde_json::{Value, json};
use std::rc::Rc;
use yew::{platform::spawn_local, prelude::*};

/// What is told when it becomes another.
#[derive(Clone, PartialEq)]
struct Moment {
    place: String,
    outcome: Outcome,
    as_of: Date,
    profile: Profile,
    shared: bool,
}

impl Moment {
    /// Whether there is another decision to tell. Without consent that is another outcome, and not even the moment of
    /// an answer.
    fn decides_otherwise(&self, before: &Self) -> bool {
        let decision = |moment: &Self| (moment.outcome, moment.as_of, moment.shared);
        decision(self) != decision(before) || self.shared && self.profile != before.profile
    }

    fn answers_otherwise(&self, before: &Self) -> bool {
        (&self.profile, self.as_of, self.shared) != (&before.profile, before.as_of, before.shared)
    }
}

/// Tells the host page what happens: `sangloc-decision` from the beginning, `sangloc-change` and `sangloc-navigate`,
/// and `sangloc-ready` once the network is asked for nothing any more.
#[hook]
pub(crate) fn use_telling(host: &Host, state: &UseReducerHandle<State>, judged: &Rc<Judged>) {
    let moment = Moment {
        place: state.route.fragment(&state.rules.rulebook),
        outcome: judged.decision.outcome,
        as_of: judged.decision.as_of,
        profile: state.profile.clone(),
        shared: state.sharing == Sharing::Agreed,
    };
    let last = use_mut_ref(|| None::<Moment>);
    let (host, state, judged) = (host.clone(), state.clone(), judged.clone());
    use_effect_with(moment, move |now| {
        let Some(before) = last.replace(Some(now.clone())) else {
            tell_decision(&host, &state, &judged, now.shared);
            tell_ready(host, &state);
            return;
        };
        if now.decides_otherwise(&before) {
            tell_decision(&host, &state, &judged, now.shared);
        }
        if now.answers_otherwise(&before) {
            tell_change(&host, &state, &judged, now.shared);
        }
        if now.place != before.place {
            host.tell("sangloc-navigate", &json!({ "version": FORM, "place": now.place }));
        }
    });
}

/// Which rules are applied.
fn rulebook(state: &State) -> Value {
    let rules = &state.rules;
    let (id, version) = (&rules.rulebook.id, &rules.rulebook.version);
    json!({ "id": id, "version": version, "identity": rules.identity.0 })
}

fn tell_decision(host: &Host, state: &State, judged: &Judged, shared: bool) {
    let (rules, decision) = (&state.rules, &judged.decision);
    let mut detail = json!({
        "version": FORM,
        "outcome": decision.outcome.name(),
        "as_of": decision.as_of.to_string(),
        "rulebook": rulebook(state),
    });
    let record = shared
        .then(|| Record::new(&rules.rulebook, &rules.identity, &state.profile, decision).to_text());
    if let (Some(detail), Some(record)) = (detail.as_object_mut(), &record) {
        detail.insert("record".to_owned(), record.as_str().into());
    }
    host.keep_record(record);
    host.tell("sangloc-decision", &detail);
}

fn tell_change(host: &Host, state: &State, judged: &Judged, shared: bool) {
    let asked = judged.asked.iter();
    let answered = asked.filter(|fact| state.profile.answer(**fact).is_some()).count();
    let mut detail = json!({
        "version": FORM,
        "outcome": judged.decision.outcome.name(),
        "answered": answered,
        "asked": judged.asked.len(),
    });
    if let (Some(detail), true) = (detail.as_object_mut(), shared) {
        detail.insert("answers".to_owned(), state.profile.to_json(&state.rules.rulebook));
    }
    host.tell("sangloc-change", &detail);
}

fn tell_ready(host: Host, state: &State) {
    let languages = state.rules.rulebook.languages.iter();
    let languages: Vec<&str> = languages.map(|language| language.0.as_str()).collect();
    let detail = json!({ "version": FORM, "rulebook": rulebook(state), "languages": languages });
    spawn_local(async move {
        host.all_files().await;
        host.tell("sangloc-ready", &detail);
    });
}
