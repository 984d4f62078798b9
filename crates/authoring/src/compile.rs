//! Puts what the rule files declare into the rulebook: criteria, notes, indicators, views.

use crate::{
    Diagnostic, Place, Said,
    check::{duplicate_id, lint, unknown_citation},
    declare::Declarations,
    draft::{CriterionDraft, NoteDraft},
    load::{Names, ViewWritten},
    lower::{Body, Lowering},
};
use sangloc_rulebook::{
    CitationIndex, Criterion, CriterionId, CriterionIndex, Defined, Group, Indicator, Note,
    Rulebook, Slot, View,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Where the parts of each criterion are written, by the step they were lowered to: one a criterion.
pub(crate) type StepPlaces = Vec<BTreeMap<Slot, Place>>;

/// Lowers all drafts into the rulebook; what is wrong is reported.
pub(crate) fn compile(
    book: &mut Rulebook,
    declarations: &Declarations,
    diagnostics: &mut Vec<Diagnostic>,
) -> StepPlaces {
    let (drafts, defined) = (declarations.criteria.borrow(), declarations.defined.borrow());
    let notes = declarations.notes.borrow();
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
    let mut adding =
        Adding { book, names: &declarations.names, taken: BTreeSet::new(), diagnostics };
    for (draft, slot) in named {
        adding.claim(said!("defined quantity"), &draft.id, &draft.place);
        adding.book.defined.push(Defined { id: draft.id.clone(), slot });
    }
    for (draft, body) in drafts.iter().zip(bodies) {
        adding.criterion(draft, body);
    }
    for draft in notes.iter() {
        adding.note(draft);
    }
    for (draft, shown) in declarations.indicators.borrow().iter().zip(shown) {
        if let Some(mut indicator) = shown {
            indicator.citations = adding.cited(&draft.id, &draft.cites, &draft.cites_place);
            adding.book.indicators.push(indicator);
        }
    }
    places
}

/// The views, whose criteria must exist by now.
pub(crate) fn add_views(
    book: &mut Rulebook,
    written: &[ViewWritten],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let criteria = (0u16..).map(CriterionIndex).zip(&book.criteria);
    let places: HashMap<&str, CriterionIndex> =
        criteria.map(|(index, criterion)| (criterion.id.as_str(), index)).collect();
    for view in written {
        let mut groups = Vec::new();
        for (id, names) in &view.groups {
            let mut criteria = Vec::new();
            for (name, place) in names {
                match places.get(name.as_str()) {
                    Some(index) => criteria.push(*index),
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

/// The rulebook that declarations are put into.
struct Adding<'a> {
    book: &'a mut Rulebook,
    names: &'a Names,
    /// The ids and codes that name something already, by what they name.
    taken: BTreeSet<(Said, &'a str)>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Adding<'a> {
    fn criterion(&mut self, draft: &'a CriterionDraft, body: Body) {
        let citations = self.cited(&draft.id, &draft.cites, &draft.cites_place);
        self.claim(said!("criterion"), &draft.id, &draft.place);
        self.claim_code(&draft.code, &draft.place);
        let words = [("title", &draft.title), ("remedy", &draft.remedy), ("caveat", &draft.caveat)];
        self.words(&format!("criteria.{}", draft.id), &words);
        self.book.criteria.push(Criterion {
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

    fn note(&mut self, draft: &'a NoteDraft) {
        let citations = self.cited(&draft.id, &draft.cites, &draft.cites_place);
        self.claim(said!("note"), &draft.id, &draft.place);
        self.claim_code(&draft.code, &draft.place);
        let words = [("title", &draft.title), ("text", &draft.text)];
        self.words(&format!("notes.{}", draft.id), &words);
        self.book.notes.push(Note {
            id: draft.id.clone(),
            code: draft.code.clone(),
            topic: draft.topic.clone(),
            place: format!("criteria/{}.rhai:{}", draft.topic, draft.place.line),
            confidence: draft.confidence,
            citations,
        });
    }

    /// The sources of a declaration; reports those that are not there, and when there is none.
    fn cited(&mut self, declaration: &str, ids: &[String], place: &Place) -> Vec<CitationIndex> {
        if ids.is_empty() {
            self.diagnostics.push(unknown_citation::none(declaration, place.clone()));
        }
        let mut found = Vec::new();
        for id in ids {
            match unknown_citation::find(self.book, self.names, id, place.clone()) {
                Ok(index) => found.push(index),
                Err(diagnostic) => self.diagnostics.push(*diagnostic),
            }
        }
        found
    }

    /// One id may not name two things; reports where it would.
    fn claim(&mut self, what: Said, id: &'a str, place: &Place) {
        if !self.taken.insert((what.clone(), id)) {
            self.diagnostics.push(duplicate_id::diagnostic(what, id, place.clone()));
        }
    }

    /// A code is quoted by people: it is one criterion's or one note's.
    fn claim_code(&mut self, code: &'a str, place: &Place) {
        if !code.is_empty() {
            self.claim(said!("criterion with the code"), code, place);
        }
    }

    /// The words of a declaration, in the language the rule files are written in.
    fn words(&mut self, key: &str, words: &[(&str, &String)]) {
        if let Some(language) = self.book.languages.first()
            && let Some(texts) = self.book.texts.get_mut(language)
        {
            for (part, words) in words.iter().filter(|(_, words)| !words.is_empty()) {
                texts.0.insert(format!("{key}.{part}"), (*words).clone());
            }
        }
    }
}
