//! The studio: a zone manager opens the rules, changes them, sees at once what that does, and publishes.
//!
//! [`state`] holds everything and changes in one place; the worker (`judge.rs`) judges; components show.

mod app;
mod components;
mod glue;
mod judging;
mod keeping;
mod sources;
mod state;
mod words;

fn main() {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("app"));
    match root {
        Some(root) => {
            // The words "loading" give way.
            root.set_inner_html("");
            yew::Renderer::<app::App>::with_root(root).render()
        }
        None => yew::Renderer::<app::App>::new().render(),
    };
}
