//! Puts what the rule files declare into the rulebook: criteria, notes, indicators, views.

use crate::{
    Diagnostic, Place,
    check::{duplicate_id, lint, unknown_citation},
    declare::Declarations,
    draft::{CriterionDraft, NoteDraft},
    load::ViewWritten,
    lower::{Body, Lowering},
};
use sangloc_rulebook::{
    CitationIndex, Criterion, CriterionId, CriterionIndex, Defined, Group, Indicator, Note,
    Rulebook, Slot, View,
};
use std::collections::BTreeMap;

/// Where the parts of each criterion are written, by the step they were lowered to: one a criterion.
pub(crate) type StepPlaces = Vec<BTreeMap<Slot, Place>>;

/// Lowers all drafts into the rulebook; what is wrong is reported.
pub(crate) fn compile(
    book: &mut Rulebook,
    declarations: &Declarations,
    diagnostics: &mut Vec<Diagnostic>,
) -> StepPlaces {
    let (drafts, defined) = (declarations.criteria.borrow(), declarations.defined.borrow());
    let mut lowering = Lowering::new(book, &drafts);
    let mut named = Vec::new();
    for draft in defined.iter() {
        if let Some(slot) = lowering.slot(&draft.symbol) {
            named.push((draft, slot));
        }
    }
    let bodies: Vec<Body> = drafts.iter().map(|draft| lowering.criterion(draft)).collect();
    let shown: Vec<Option<Indicator>> =
        declarations.indicators.borrow().iter().map(|draft| lowering.indicator(draft)).collect();
    let places = drafts.iter().map(|draft| lowering.places(draft)).collect();
    let Lowering { program, diagnostics: found, .. } = lowering;
    diagnostics.extend(found);
    book.program = program;
    for (draft, slot) in named {
        if book.defined.iter().any(|other| other.id == draft.id) {
            diagnostics.push(duplicate_id::diagnostic(
                said!("defined quantity"),
                &draft.id,
                draft.place.clone(),
            ));
        }
        book.defined.push(Defined { id: draft.id.clone(), slot });
    }
    for (draft, body) in drafts.iter().zip(bodies) {
        add_criterion(book, draft, body, diagnostics);
    }
    for draft in declarations.notes.borrow().iter() {
        add_note(book, draft, diagnostics);
    }
    for (draft, shown) in declarations.indicators.borrow().iter().zip(shown) {
        if let Some(mut indicator) = shown {
            indicator.citations =
                cited(book, &draft.id, &draft.cites, &draft.cites_place, diagnostics);
            book.indicators.push(indicator);
        }
    }
    places
}

fn add_note(book: &mut Rulebook, draft: &NoteDraft, diagnostics: &mut Vec<Diagnostic>) {
    let citations = cited(book, &draft.id, &draft.cites, &draft.cites_place, diagnostics);
    if book.notes.iter().any(|other| other.id == draft.id) {
        diagnostics.push(duplicate_id::diagnostic(said!("note"), &draft.id, draft.place.clone()));
    }
    refuse_code(book, &draft.code, &draft.place, diagnostics);
    let words = [("title", &draft.title), ("text", &draft.text)];
    add_words(book, &format!("notes.{}", draft.id), &words);
    book.notes.push(Note {
        id: draft.id.clone(),
        code: draft.code.clone(),
        topic: draft.topic.clone(),
        place: format!("criteria/{}.rhai:{}", draft.topic, draft.place.line),
        confidence: draft.confidence,
        citations,
    });
}

/// The views, whose criteria must exist by now.
pub(crate) fn add_views(
    book: &mut Rulebook,
    written: &[ViewWritten],
    diagnostics: &mut Vec<Diagnostic>,
) {
    for view in written {
        let mut groups = Vec::new();
        for (id, names) in &view.groups {
            let mut criteria = Vec::new();
            for (name, place) in names {
                let found =
                    book.criteria.iter().position(|criterion| criterion.id.as_str() == name);
                match found.and_then(|place| u16::try_from(place).ok()) {
                    Some(place) => criteria.push(CriterionIndex(place)),
                    None => {
                        let message = said!("there is no criterion `{}`", name);
                        let diagnostic =
                            Diagnostic::error(lint::UNKNOWN_NAME, place.clone(), message);
                        let known = book.criteria.iter().map(|criterion| criterion.id.as_str());
                        diagnostics.push(diagnostic.hint_nearest(name, known));
                    }
                }
            }
            groups.push(Group { id: id.clone(), criteria });
        }
        book.views.push(View { id: view.id.clone(), groups });
    }
}

/// The sources of a declaration; reports those that are not there, and when there is none.
fn cited(
    book: &Rulebook,
    declaration: &str,
    ids: &[String],
    place: &Place,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<CitationIndex> {
    if ids.is_empty() {
        diagnostics.push(unknown_citation::none(declaration, place.clone()));
    }
    let mut found = Vec::new();
    for id in ids {
        match unknown_citation::find(book, id, place.clone()) {
            Ok(index) => found.push(index),
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    found
}

/// A code is quoted by people: one may not name two things.
fn refuse_code(book: &Rulebook, code: &str, place: &Place, diagnostics: &mut Vec<Diagnostic>) {
    let criteria = book.criteria.iter().map(|criterion| &criterion.code);
    let mut codes = criteria.chain(book.notes.iter().map(|note| &note.code));
    if !code.is_empty() && codes.any(|other| other == code) {
        diagnostics.push(duplicate_id::diagnostic(
            said!("criterion with the code"),
            code,
            place.clone(),
        ));
    }
}

/// The words of a declaration, in the language the rule files are written in.
fn add_words(book: &mut Rulebook, key: &str, words: &[(&str, &String)]) {
    if let Some(language) = book.languages.first()
        && let Some(texts) = book.texts.get_mut(language)
    {
        for (part, words) in words.iter().filter(|(_, words)| !words.is_empty()) {
            texts.0.insert(format!("{key}.{part}"), (*words).clone());
        }
    }
}

fn add_criterion(
    book: &mut Rulebook,
    draft: &CriterionDraft,
    body: Body,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let citations = cited(book, &draft.id, &draft.cites, &draft.cites_place, diagnostics);
    if book.criteria.iter().any(|other| other.id.as_str() == draft.id) {
        diagnostics.push(duplicate_id::diagnostic(
            said!("criterion"),
            &draft.id,
            draft.place.clone(),
        ));
    }
    refuse_code(book, &draft.code, &draft.place, diagnostics);
    let words = [("title", &draft.title), ("remedy", &draft.remedy), ("caveat", &draft.caveat)];
    add_words(book, &format!("criteria.{}", draft.id), &words);
    book.criteria.push(Criterion {
        id: CriterionId(draft.id.clone()),
        code: draft.code.clone(),
        topic: draft.topic.clone(),
        place: format!("criteria/{}.rhai:{}", draft.topic, draft.place.line),
        kind: draft.kind,
        confidence: draft.confidence,
        citations,
        when: body.when,
        require: body.require,
        points: body.points,
        on_unmet: draft.on_unmet,
        from: draft.from,
        to: draft.to,
    });
}
