//! The investor's page: a form made from the rulebook's questions, and a decision that follows each answer.
//!
//! [`state`] holds everything and changes in one place; `sangloc-screening` judges; components show.
//! The rulebook is a file beside the page: other rules need no other page.

mod ahead;
mod app;
mod browser;
mod comparison;
mod components;
mod deflate;
mod embed;
mod exchange;
mod files;
mod groups;
mod host;
mod keeping;
mod library;
mod link;
mod load;
mod page;
mod pages;
mod progress;
mod route;
#[cfg(test)]
mod sample;
mod search;
mod speech;
mod state;
mod storage;
mod telling;
mod typed_number;
mod words;

use host::Host;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;

/// Who loads the program says where it is to stand, with [`show_page`] or [`embed::Screening`]. Should it ever stop, it says
/// so itself: another program may be on the same page.
fn main() {
    std::panic::set_hook(Box::new(|_| {
        if let Some(window) = web_sys::window() {
            browser::dispatch(&window, "sangloc-stopped", &wasm_bindgen::JsValue::NULL);
        }
    }));
}

/// Shows the program on a page of its own.
#[wasm_bindgen(js_name = showPage)]
pub fn show_page() {
    spawn_local(async {
        let start = app::load(Host::Page).await;
        let root = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.get_element_by_id("app"));
        // Until here the start page stands there as plain HTML.
        match root {
            Some(root) => yew::Renderer::<app::App>::with_root_and_props(root, start).render(),
            None => yew::Renderer::<app::App>::with_props(start).render(),
        };
    });
}
