//! Reads what stands between `#{` and `}` of a criterion, a note or an indicator.

use crate::{
    Diagnostic, Place, Said,
    check::{lint, missing_remedy},
    declare::Declarations,
    draft::{CriterionDraft, IndicatorDraft, NoteDraft, Symbol},
    symbols,
};
use rhai::{Array, Dynamic, Map, NativeCallContext};
use sangloc_rulebook::{Confidence, Date, Kind, OnUnmet};

const CRITERION: &[&str] = &[
    "code",
    "kind",
    "title",
    "cites",
    "confidence",
    "when",
    "require",
    "points",
    "remedy",
    "unmet",
    "from",
    "to",
    "caveat",
];
const NOTE: &[&str] = &["code", "title", "text", "cites", "confidence"];
const INDICATOR: &[&str] = &["when", "quantity", "bands", "cites"];

const CONFIDENCES: &[(&str, Confidence)] = &[
    ("STATED", Confidence::Stated),
    ("DERIVED", Confidence::Derived),
    ("STATED_DERIVED", Confidence::StatedDerived),
];

/// Reads the fields of one declaration, reporting each that is wrong at its own line.
pub(crate) struct Reader<'a> {
    pub(crate) declarations: &'a Declarations,
    pub(crate) ctx: &'a NativeCallContext<'a>,
    pub(crate) id: &'a str,
    pub(crate) fields: Map,
}

impl Reader<'_> {
    pub(crate) fn criterion(&self) -> CriterionDraft {
        self.refuse_unknown_fields(&said!("a criterion"), CRITERION);
        let kind = self.word(
            "kind",
            &[
                ("EXCLUSION", Kind::Exclusion),
                ("MANDATORY", Kind::Mandatory),
                ("PRIORITY", Kind::Priority),
                ("INCENTIVE", Kind::Incentive),
                ("ADVISORY", Kind::Advisory),
            ],
        );
        let confidence = self.word("confidence", CONFIDENCES);
        let on_unmet = if self.fields.contains_key("unmet") {
            self.word("unmet", &[("REJECT", OnUnmet::Reject), ("REVIEW", OnUnmet::Review)])
        } else {
            Some(OnUnmet::Reject)
        };
        let title = self.text("title", true);
        let remedy = self.text("remedy", false);
        let given = self.fields.get("remedy");
        if remedy.trim().is_empty() && given.is_none_or(Dynamic::is_string) {
            self.declarations.report(missing_remedy::diagnostic(self.id, self.here()));
        }
        let (when, require, points) =
            (self.symbol("when"), self.symbol("require"), self.symbol("points"));
        self.check_body(kind, require.is_some(), points.is_some());
        CriterionDraft {
            id: self.id.to_owned(),
            place: self.here(),
            topic: self.topic(),
            code: self.text("code", true),
            // Kept though a word is wrong: others may read it, and there will be no rulebook.
            kind: kind.unwrap_or(Kind::Advisory),
            confidence: confidence.unwrap_or(Confidence::Derived),
            title,
            remedy,
            caveat: self.text("caveat", false),
            cites: self.cites(),
            cites_place: self.cites_place(),
            when,
            require,
            points,
            on_unmet: on_unmet.unwrap_or(OnUnmet::Reject),
            from: self.day("from"),
            to: self.day("to"),
        }
    }

    pub(crate) fn note(&self) -> NoteDraft {
        self.refuse_unknown_fields(&said!("a note"), NOTE);
        NoteDraft {
            id: self.id.to_owned(),
            place: self.here(),
            topic: self.topic(),
            code: self.text("code", true),
            title: self.text("title", true),
            text: self.text("text", true),
            confidence: self.word("confidence", CONFIDENCES).unwrap_or(Confidence::Derived),
            cites: self.cites(),
            cites_place: self.cites_place(),
        }
    }

    pub(crate) fn indicator(&self) -> Option<IndicatorDraft> {
        self.refuse_unknown_fields(&said!("an indicator"), INDICATOR);
        let quantity = self.symbol("quantity");
        if quantity.is_none() {
            let message = said!("the indicator `{}` has no `quantity`", self.id);
            self.declarations.report(self.wrong("quantity", message));
        }
        Some(IndicatorDraft {
            id: self.id.to_owned(),
            place: self.here(),
            when: self.symbol("when"),
            quantity: quantity?,
            bands: self.symbol("bands"),
            cites: self.cites(),
            cites_place: self.cites_place(),
        })
    }

    fn cites_place(&self) -> Place {
        self.declarations.field_place(self.ctx.call_position(), "cites")
    }

    /// A day, written as a text: Rhai has no dates.
    fn day(&self, field: &str) -> Option<Date> {
        if !self.fields.contains_key(field) {
            return None;
        }
        let day = self.text(field, true).parse();
        if let Err(error) = &day {
            let error: &sangloc_rulebook::DateError = error;
            self.declarations.report(self.wrong(field, Said::Text(error.to_string())));
        }
        day.ok()
    }

    fn here(&self) -> Place {
        self.declarations.place(self.ctx.call_position())
    }

    fn topic(&self) -> String {
        let path = self.declarations.path.borrow();
        let name = path.rsplit('/').next().unwrap_or_default();
        name.trim_end_matches(".rhai").to_owned()
    }

    fn wrong(&self, field: &str, message: Said) -> Diagnostic {
        Diagnostic::error(
            lint::CRITERION_FIELD,
            self.declarations.field_place(self.ctx.call_position(), field),
            message,
        )
    }

    fn refuse_unknown_fields(&self, what: &Said, known: &[&str]) {
        for field in self.fields.keys().filter(|field| !known.contains(&field.as_str())) {
            let words = vec![what.clone(), Said::Text(field.to_string())];
            let diagnostic = self.wrong(field, Said::Words("{} has no field `{}`", words));
            self.declarations.report(diagnostic.hint_nearest(field, known.iter().copied()));
        }
    }

    fn check_body(&self, kind: Option<Kind>, require: bool, points: bool) {
        let id = self.id;
        match kind {
            Some(Kind::Priority) if !points => {
                self.declarations
                    .report(self.wrong("kind", said!("the priority `{}` gives no `points`", id)));
            }
            Some(kind) if kind != Kind::Priority && points => {
                self.declarations
                    .report(self.wrong("points", said!("only a `PRIORITY` gives points")));
            }
            Some(kind) if kind != Kind::Priority && !require => {
                self.declarations.report(self.wrong("kind", said!("`{}` has no `require`", id)));
            }
            _ => {}
        }
    }

    fn text(&self, field: &str, required: bool) -> String {
        match self.fields.get(field) {
            Some(value) if value.is_string() => {
                let text = value.clone().into_string().unwrap_or_default();
                if required && text.trim().is_empty() {
                    self.declarations.report(self.wrong(field, said!("`{}` says nothing", field)));
                }
                text
            }
            Some(_) => {
                self.declarations
                    .report(self.wrong(field, said!("`{}` takes a text in quotes", field)));
                String::new()
            }
            None if required => {
                self.declarations
                    .report(self.wrong(field, said!("`{}` has no `{}`", self.id, field)));
                String::new()
            }
            None => String::new(),
        }
    }

    fn word<T: Copy>(&self, field: &str, words: &[(&str, T)]) -> Option<T> {
        let names = || words.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        let Some(value) = self.fields.get(field) else {
            let message = said!("`{}` has no `{}`", self.id, field);
            self.declarations.report(self.wrong(field, message).hint(said!("one of {}", names())));
            return None;
        };
        let value = value.clone().into_string().unwrap_or_default();
        let found = words.iter().find(|(name, _)| *name == value).map(|(_, word)| *word);
        if found.is_none() {
            let message = said!("`{}` cannot be this", field);
            self.declarations.report(self.wrong(field, message).hint(said!("one of {}", names())));
        }
        found
    }

    fn symbol(&self, field: &str) -> Option<Symbol> {
        let value = self.fields.get(field)?.clone();
        symbols::symbol(self.declarations, self.ctx, value).ok()
    }

    fn cites(&self) -> Vec<String> {
        let Some(value) = self.fields.get("cites") else {
            return Vec::new();
        };
        let ids: Option<Vec<String>> = if value.is_array() {
            let ids: Array = value.clone().cast();
            ids.into_iter().map(|id| id.into_string().ok()).collect()
        } else {
            value.clone().into_string().ok().map(|id| vec![id])
        };
        ids.unwrap_or_else(|| {
            let message = said!("`cites` takes the id of a citation, or a list of ids");
            self.declarations.report(self.wrong("cites", message));
            Vec::new()
        })
    }
}
