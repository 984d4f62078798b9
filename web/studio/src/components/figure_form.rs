//! The form that changes one figure: from a day on, or in place.

use super::figures::{FILE, period};
use crate::{app::Studio, glue, state::Action, words::Words};
use sangloc_rulebook::{Date, Decimal};
use sangloc_workshop::{Figure, FigureEdit, FigureError, WrittenAmount, change_figure};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// What [`FigureForm`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct FigureFormProps {
    /// The studio.
    pub(crate) studio: Studio,
    /// The figure.
    pub(crate) figure: Figure,
    /// What it is called.
    pub(crate) name: String,
    /// Closes the form.
    pub(crate) on_close: Callback<()>,
}

/// What the form holds.
#[derive(Clone, PartialEq)]
struct Held {
    correct: bool,
    line: usize,
    amount: String,
    day: String,
    cites: String,
    stated: bool,
    wrong: Option<&'static str>,
}

/// Where the first field of the form is.
const FIRST: &str = "figure-amount";

/// The form.
#[component]
pub(crate) fn FigureForm(props: &FigureFormProps) -> Html {
    let FigureFormProps { studio, figure, name, on_close } = props;
    let words = studio.words();
    let held = use_state(|| beginning(figure));
    use_effect_with((), |()| glue::focus(FIRST));
    let set = |change: fn(&mut Held, String)| {
        let held = held.clone();
        move |value: String| {
            let mut next = (*held).clone();
            change(&mut next, value);
            next.wrong = None;
            held.set(next);
        }
    };
    let input = |change| {
        let set = set(change);
        Callback::from(move |event: InputEvent| {
            set(event.target_unchecked_into::<HtmlInputElement>().value())
        })
    };
    let select = |change| {
        let set = set(change);
        Callback::from(move |event: Event| {
            set(event.target_unchecked_into::<HtmlSelectElement>().value())
        })
    };
    let how = |correct: bool, text: &'static str| {
        let choose = set(if correct {
            |held, _| held.correct = true
        } else {
            |held, _| held.correct = false
        });
        html! {
            <label class="choice">
                <input type="radio" name="how" checked={held.correct == correct} onchange={move |_| choose(String::new())} />
                <span>{ text }</span>
            </label>
        }
    };
    let submit = {
        let (studio, figure, held, close) =
            (studio.clone(), figure.clone(), held.clone(), on_close.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match changed(&studio, &figure, &held) {
                Ok(text) => {
                    studio.state.dispatch(Action::Put(FILE.to_owned(), text));
                    close.emit(());
                }
                Err(wrong) => held.set(Held { wrong: Some(wrong(words)), ..(*held).clone() }),
            }
        })
    };
    let cancel = on_close.reform(|_: MouseEvent| ());
    html! {
        <form class="figure-form" onsubmit={submit} aria-label={crate::words::fill(words.change_of, &[name])}>
            <fieldset>
                <legend>{ words.how }</legend>
                { how(false, words.how_from) }
                { how(true, words.how_correct) }
            </fieldset>
            <div class="fields">
                <label>
                    <span>{ words.new_amount } if !figure.unit.is_empty() && figure.unit != "1" { { format!(" ({})", figure.unit) } }</span>
                    { amount_field(figure, &held, input(|held, value| held.amount = value)) }
                </label>
                if held.correct {
                    <label>
                        <span>{ words.which_line }</span>
                        <select onchange={select(|held, value| held.line = value.parse().unwrap_or_default())}>
                            { for figure.lines.iter().enumerate().map(|(place, line)| html! {
                                <option value={place.to_string()} selected={place == held.line}>{ period(studio.state.lang(), line) }</option>
                            }) }
                        </select>
                    </label>
                } else {
                    <label>
                        <span>{ words.first_day }</span>
                        <input type="date" value={held.day.clone()} oninput={input(|held, value| held.day = value)} />
                    </label>
                    <label>
                        <span>{ words.source }</span>
                        <select onchange={select(|held, value| held.cites = value)}>
                            { for sources(studio, &held.cites).into_iter().map(|(id, title)| html! {
                                <option value={id.clone()} selected={id == held.cites}>{ title }</option>
                            }) }
                        </select>
                    </label>
                    <label>
                        <span>{ words.confidence }</span>
                        <select onchange={select(|held, value| held.stated = value == "stated")}>
                            <option value="stated" selected={held.stated}>{ words.stated }</option>
                            <option value="derived" selected={!held.stated}>{ words.derived }</option>
                        </select>
                    </label>
                }
            </div>
            <p class="wrong" id="figure-wrong" role="alert">{ held.wrong.unwrap_or_default() }</p>
            <div class="buttons">
                <button type="submit" class="main">{ words.apply }</button>
                <button type="button" onclick={cancel}>{ words.cancel }</button>
            </div>
        </form>
    }
}

fn amount_field(figure: &Figure, held: &Held, on: Callback<InputEvent>) -> Html {
    let decimal =
        matches!(figure.lines.last().map(|line| &line.amount), Some(WrittenAmount::Number(_)));
    let wrong = held.wrong.is_some();
    html! {
        <input type="text" id={FIRST} inputmode={decimal.then_some("decimal")} autocomplete="off" value={held.amount.clone()} oninput={on}
            aria-invalid={wrong.then_some("true")} aria-describedby="figure-wrong" />
    }
}

/// The form as it opens: a new amount from the next new year on, by the last source.
fn beginning(figure: &Figure) -> Held {
    let last = figure.lines.last();
    let next_year = glue::today().and_then(|today| Date::new(today.year() + 1, 1, 1));
    Held {
        correct: false,
        line: figure.lines.len().saturating_sub(1),
        amount: last.map(|line| typed(&line.amount)).unwrap_or_default(),
        day: next_year.map(|day| day.to_string()).unwrap_or_default(),
        cites: last.and_then(|line| line.cites.first().cloned()).unwrap_or_default(),
        stated: last.is_some_and(|line| line.confidence == "stated"),
        wrong: None,
    }
}

/// The sources to choose from, by id; the one chosen is among them.
fn sources(studio: &Studio, chosen: &str) -> Vec<(String, String)> {
    let names = studio.state.judgement.as_deref().map(|judgement| judgement.names.as_slice());
    let quoted = names.unwrap_or_default().iter().filter_map(|name| {
        let id = name.name.strip_prefix('"')?.strip_suffix('"')?;
        Some((id.to_owned(), format!("{id}: {}", name.meaning)))
    });
    let mut all: Vec<_> = quoted.collect();
    if !all.iter().any(|(id, _)| id == chosen) {
        all.insert(0, (chosen.to_owned(), chosen.to_owned()));
    }
    all
}

/// An amount as a person types it.
fn typed(amount: &WrittenAmount) -> String {
    match amount {
        WrittenAmount::Number(number) => number.to_string(),
        WrittenAmount::Setting(name) => name.clone(),
        WrittenAmount::Members(names) => names.join(", "),
        WrittenAmount::Bands(bands) => {
            let bands: Vec<String> =
                bands.iter().map(|(at_least, points)| format!("{at_least}: {points}")).collect();
            bands.join("; ")
        }
    }
}

/// What a person typed, of the same kind as it was.
fn read(text: &str, like: &WrittenAmount) -> Option<WrittenAmount> {
    let text = text.trim();
    Some(match like {
        WrittenAmount::Number(_) => WrittenAmount::Number(number(text)?),
        WrittenAmount::Setting(_) => {
            WrittenAmount::Setting(Some(text).filter(|name| !name.is_empty())?.to_owned())
        }
        WrittenAmount::Members(_) => {
            let names = text.split(',').map(str::trim).filter(|name| !name.is_empty());
            WrittenAmount::Members(names.map(str::to_owned).collect())
        }
        WrittenAmount::Bands(_) => {
            let bands = text.split(';').map(|band| {
                let (at_least, points) = band.split_once(':')?;
                Some((number(at_least.trim())?, number(points.trim())?))
            });
            WrittenAmount::Bands(bands.collect::<Option<_>>()?)
        }
    })
}

/// A number with a point or a comma; what may be a separator of thousands is refused, never guessed.
fn number(text: &str) -> Option<Decimal> {
    let mut parts = text.split([',', '.']);
    let (whole, fraction) = (parts.next()?, parts.next());
    let fits =
        parts.next().is_none() && fraction.is_none_or(|digits| digits.len() != 3 || whole == "0");
    fits.then(|| text.replace(',', ".").parse().ok())?
}

type Wrong = fn(&Words) -> &'static str;

/// The file of figures with the change, or what is wrong with the form.
fn changed(studio: &Studio, figure: &Figure, held: &Held) -> Result<String, Wrong> {
    let like = figure.lines.get(held.line).or(figure.lines.last()).map(|line| &line.amount);
    let amount = like.and_then(|like| read(&held.amount, like));
    let amount = amount.ok_or((|words| words.bad_amount) as Wrong)?;
    let edit = if held.correct {
        FigureEdit::Correct { line: held.line, amount }
    } else {
        let day = held.day.parse().map_err(|_| (|words| words.bad_day) as Wrong)?;
        FigureEdit::From { day, amount, cites: held.cites.clone(), stated: held.stated }
    };
    let draft = studio.state.draft.as_ref();
    let text = draft.and_then(|draft| draft.text(FILE)).cloned().unwrap_or_default();
    change_figure(&text, &figure.id, &edit).map_err(|error| match error {
        FigureError::SameDay { .. } => (|words| words.same_day) as Wrong,
        _ => (|words| words.figures_unreadable) as Wrong,
    })
}
