//! Which zones take the project: the profile decided in each of them, once somebody asks.

use super::{
    icon::Icon,
    verdict::{outcome_words, sign},
};
use crate::{speech::Speech, state::State, words::fill};
use sangloc_screening::{SiteReport, explain_sites, sites};
use std::rc::Rc;
use web_sys::HtmlDetailsElement;
use yew::prelude::*;

/// The best zones, shown before the rest.
const AT_A_GLANCE: usize = 8;

/// What [`Sites`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct SitesProps {
    /// The words.
    pub speech: Speech,
    /// The answers so far.
    pub state: Rc<State>,
}

/// The zones, the best first.
#[component]
pub(crate) fn Sites(props: &SitesProps) -> Html {
    let open = use_state(|| false);
    let ranked = use_memo(
        (*open, props.state.profile.clone(), props.speech.clone(), props.state.as_of()),
        |(open, profile, speech, as_of)| {
            // A decision for each zone: only while somebody looks.
            let found = if *open { sites(speech.rulebook(), profile, *as_of) } else { Vec::new() };
            explain_sites(speech.rulebook(), &found, *as_of, speech.language())
        },
    );
    let words = props.speech.words;
    let toggled = {
        let open = open.clone();
        Callback::from(move |event: Event| {
            let details = event.target_dyn_into::<HtmlDetailsElement>();
            // Inner folds bubble no toggle; this one is ours.
            open.set(details.is_some_and(|details| details.open()));
        })
    };
    let item = |site: &SiteReport| one(props, site);
    let (best, rest) = ranked.split_at(ranked.len().min(AT_A_GLANCE));
    html! {
        if props.speech.rulebook().site.is_some() {
            <section class="sites" aria-labelledby="sites-heading">
                <details ontoggle={toggled}>
                    <summary><h2 id="sites-heading">{ words.sites }</h2></summary>
                    <p class="hint">{ words.sites_lead }</p>
                    <ol class="site-list">{ for best.iter().map(item) }</ol>
                    if !rest.is_empty() {
                        <details class="fold">
                            <summary>{ fill(words.sites_all, &[&ranked.len().to_string()]) }</summary>
                            <ol class="site-list" start={(AT_A_GLANCE + 1).to_string()}>{ for rest.iter().map(item) }</ol>
                        </details>
                    }
                </details>
            </section>
        }
    }
}

fn one(props: &SitesProps, site: &SiteReport) -> Html {
    let words = props.speech.words;
    let sign = sign(site.outcome);
    let reasons = site.in_the_way.iter().map(|criterion| {
        html! { <li key={criterion.id.clone()}><span class="code">{ criterion.code.clone() }</span>{ " " }{ criterion.title.clone() }</li> }
    });
    html! {
        <li key={site.key.clone()} class={sign.class()} data-site={site.key.clone()}>
            <div class="site-line">
                <Icon {sign} />
                <span><strong>{ site.name.clone() }</strong>
                    <small>{ outcome_words(words, site.outcome) }{ " · " }{ fill(words.points_count, &[&site.points]) }</small></span>
            </div>
            if !site.in_the_way.is_empty() {
                <ul class="site-reasons">{ for reasons }</ul>
            }
        </li>
    }
}
