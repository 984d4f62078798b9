//! The figures as a table; one of them can be changed where it stands.

use super::figure_form::FigureForm;
use crate::{
    app::Studio,
    glue,
    state::Action,
    words::{Lang, fill},
};
use sangloc_rulebook::Decimal;
use sangloc_screening::{format_date, format_number};
use sangloc_studio::Judgement;
use sangloc_workshop::{Figure, FigureLine, WrittenAmount, figures};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Where figures are written.
pub(crate) const FILE: &str = "parameters.toml";

/// What [`Figures`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct FiguresProps {
    /// The studio.
    pub(crate) studio: Studio,
}

/// The figures.
#[component]
pub(crate) fn Figures(props: &FiguresProps) -> Html {
    let studio = &props.studio;
    let (state, words) = (&studio.state, studio.words());
    let sought = use_state(String::new);
    let open = use_state(|| None::<String>);
    let text = state.draft.as_ref().and_then(|draft| draft.text(FILE)).cloned();
    let all = use_memo(text, |text| figures(text.as_deref().unwrap_or_default()));
    let as_text = studio.does(|_: MouseEvent| Action::Choose(FILE.to_owned()));
    let Ok(all) = &*all else {
        return html! {
            <div class="notice">
                <div class="notice-text"><p>{ words.figures_unreadable }</p></div>
                <button type="button" onclick={as_text}>{ words.edit_as_text }</button>
            </div>
        };
    };
    let seek = {
        let sought = sought.clone();
        Callback::from(move |event: InputEvent| {
            sought.set(event.target_unchecked_into::<HtmlInputElement>().value());
        })
    };
    let names = state.judgement.as_deref();
    let wanted = fold(&sought);
    let found: Vec<&Figure> = all
        .iter()
        .filter(|figure| {
            fold(&format!("{} {}", figure.id, meaning(names, &figure.id))).contains(&wanted)
        })
        .collect();
    html! {
        <>
            <div class="file-head">
                <label class="file-choice">
                    <span>{ words.search_figures }</span>
                    <input type="search" value={(*sought).clone()} oninput={seek} />
                </label>
                <button type="button" onclick={as_text}>{ words.edit_as_text }</button>
            </div>
            if found.is_empty() { <p>{ words.no_figure }</p> }
            <ul class="figure-list">
                { for found.into_iter().map(|figure| row(studio, figure, &open)) }
            </ul>
        </>
    }
}

fn row(studio: &Studio, figure: &Figure, open: &UseStateHandle<Option<String>>) -> Html {
    let words = studio.words();
    let meaning = meaning(studio.state.judgement.as_deref(), &figure.id);
    let name = if meaning.is_empty() { figure.id.clone() } else { meaning };
    let is_open = open.as_ref() == Some(&figure.id);
    let toggle = {
        let (open, id) = (open.clone(), figure.id.clone());
        Callback::from(move |_| open.set((!is_open).then(|| id.clone())))
    };
    let button = format!("change-{}", figure.id);
    let close = {
        let (open, button) = (open.clone(), button.clone());
        Callback::from(move |()| {
            open.set(None);
            glue::focus(&button);
        })
    };
    html! {
        <li key={figure.id.clone()} class="figure-row">
            <div class="figure-head">
                <div>
                    <h2>{ &name }</h2>
                    if name != figure.id {
                        <code>{ &figure.id }</code>
                    }
                </div>
                <button type="button" id={button} aria-expanded={is_open.to_string()} aria-label={fill(words.change_of, &[&name])} onclick={toggle}>{ words.change }</button>
            </div>
            <table>
                <thead class="for-ears"><tr>
                    <th scope="col">{ words.amount }</th><th scope="col">{ words.period }</th><th scope="col">{ words.source }</th>
                </tr></thead>
                <tbody>{ for figure.lines.iter().map(|line| line_row(studio.state.lang(), figure, line)) }</tbody>
            </table>
            if is_open {
                <FigureForm studio={studio.clone()} figure={figure.clone()} name={name} on_close={close} />
            }
        </li>
    }
}

fn line_row(lang: Lang, figure: &Figure, line: &FigureLine) -> Html {
    let words = lang.words();
    let basis = if line.confidence == "stated" { words.stated } else { words.derived };
    html! {
        <tr>
            <td class="amount">{ amount(lang, figure, &line.amount) }</td>
            <td>{ period(lang, line) }</td>
            <td>
                { line.cites.join(", ") } { " · " } { basis }
                if !line.note.is_empty() { <small class="note">{ &line.note }</small> }
            </td>
        </tr>
    }
}

/// The days of a line.
pub(crate) fn period(lang: Lang, line: &FigureLine) -> String {
    let (words, language) = (lang.words(), lang.language());
    let from = format_date(line.from, &language);
    match line.to {
        Some(to) => fill(words.days, &[&from, &format_date(to, &language)]),
        None => fill(words.from_day, &[&from]),
    }
}

fn amount(lang: Lang, figure: &Figure, amount: &WrittenAmount) -> String {
    let (words, language) = (lang.words(), lang.language());
    let shown = |number: Decimal| format_number(number, &language);
    match amount {
        WrittenAmount::Number(number) if figure.unit == "1" => shown(*number),
        WrittenAmount::Number(number) => format!("{} {}", shown(*number), figure.unit),
        WrittenAmount::Setting(name) => name.clone(),
        WrittenAmount::Members(names) => names.join(", "),
        WrittenAmount::Bands(bands) => {
            let bands = bands.iter().map(|(at_least, points)| {
                let at_least = format!("{} {}", shown(*at_least), figure.unit);
                fill(words.points_from, &[&at_least, &shown(*points)])
            });
            bands.collect::<Vec<_>>().join("; ")
        }
    }
}

/// What a figure is called, for people.
fn meaning(judgement: Option<&Judgement>, id: &str) -> String {
    let names = judgement.map(|judgement| judgement.names.as_slice()).unwrap_or_default();
    let found = names.iter().find(|name| name.name.strip_prefix("params.") == Some(id));
    found.map(|name| name.meaning.clone()).unwrap_or_default()
}

/// A text as one seeks it: small letters without marks.
fn fold(text: &str) -> String {
    let plain = js_sys::JsString::from(text.to_lowercase()).normalize("NFD");
    let plain = String::from(plain).replace('đ', "d");
    plain.chars().filter(|letter| !('\u{300}'..'\u{370}').contains(letter)).collect()
}
