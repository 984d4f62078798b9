//! All answers in one table, to check and to print.

use super::finding::FactLink;
use crate::{speech::Speech, state::State};
use sangloc_rulebook::FactIndex;
use std::rc::Rc;
use yew::prelude::*;

/// What [`Answers`] needs.
#[derive(PartialEq, Properties)]
pub(crate) struct AnswersProps {
    /// The words.
    pub speech: Speech,
    /// The answers so far.
    pub state: Rc<State>,
    /// The questions shown.
    pub asked: Rc<Vec<FactIndex>>,
}

/// The answers to the questions shown.
#[component]
pub(crate) fn Answers(props: &AnswersProps) -> Html {
    let words = props.speech.words;
    let rows: Vec<Html> = props.asked.iter().filter_map(|fact| row(props, *fact)).collect();
    html! {
        <section class="answers" aria-labelledby="answers-heading">
            <h2 id="answers-heading">{ words.answers }</h2>
            if rows.is_empty() {
                <p>{ words.answers_empty }</p>
            } else {
                <details>
                    <summary>{ format!("{} ({})", words.answers, rows.len()) }</summary>
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">{ words.question }</th>
                                <th scope="col">{ words.answer }</th>
                                <th scope="col" class="screen-only"><span class="for-ears">{ words.change }</span></th>
                            </tr>
                        </thead>
                        <tbody>{ for rows }</tbody>
                    </table>
                </details>
            }
        </section>
    }
}

fn row(props: &AnswersProps, fact: FactIndex) -> Option<Html> {
    let answer = props.state.profile.answer(fact)?;
    let label = props.speech.label(fact);
    Some(html! {
        <tr key={fact.0}>
            <th scope="row">{ label.clone() }</th>
            <td>{ props.speech.answer(fact, answer) }</td>
            <td class="screen-only">
                <FactLink id={props.speech.fact_id(fact).to_owned()}>
                    { props.speech.words.change }<span class="for-ears">{ ": " }{ label }</span>
                </FactLink>
            </td>
        </tr>
    })
}
