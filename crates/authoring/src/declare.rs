//! `criterion(…)` and `define(…)`: what a rule file declares, collected while it runs.

use crate::{
    Diagnostic, Place, SourceSet,
    check::{figure_in_criterion, lint, missing_remedy},
    draft::{CriterionDraft, DefinedDraft, Form, Symbol},
    script_engine, symbols,
};
use rhai::{
    AST, ASTNode, Array, Dynamic, Engine, Expr, ImmutableString, Map, NativeCallContext, Position,
    Stmt,
};
use sangloc_rulebook::{Confidence, Kind, OnUnmet, Rulebook};
use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, HashMap},
    rc::Rc,
};

const FIELDS: &[&str] = &[
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
    "caveat",
];

/// Everything the rule files declare.
pub(crate) struct Declarations {
    pub(crate) book: Rulebook,
    pub(crate) criteria: RefCell<Vec<CriterionDraft>>,
    pub(crate) defined: RefCell<Vec<DefinedDraft>>,
    sources: SourceSet,
    diagnostics: RefCell<Vec<Diagnostic>>,
    incomplete: Cell<bool>,
    path: RefCell<String>,
    /// Where each field of each `criterion` call of the current file stands.
    fields: RefCell<HashMap<(usize, usize), BTreeMap<String, Position>>>,
}

impl Declarations {
    pub(crate) fn new(book: Rulebook, sources: &SourceSet) -> Self {
        Self {
            book,
            criteria: RefCell::default(),
            defined: RefCell::default(),
            sources: sources.clone(),
            diagnostics: RefCell::default(),
            incomplete: Cell::default(),
            path: RefCell::default(),
            fields: RefCell::default(),
        }
    }

    /// Begins a file: remembers where its fields stand, and looks at its figures.
    pub(crate) fn enter(&self, path: &str, ast: &AST) {
        path.clone_into(&mut self.path.borrow_mut());
        let mut fields = HashMap::new();
        ast.walk(&mut |nodes: &[ASTNode<'_>]| {
            match nodes.last() {
                Some(ASTNode::Expr(expression)) => self.look_at(expression, &mut fields),
                Some(ASTNode::Stmt(Stmt::FnCall(call, position))) => {
                    note_fields(&call.name, &call.args, *position, &mut fields);
                }
                _ => {}
            }
            true
        });
        *self.fields.borrow_mut() = fields;
    }

    fn look_at(
        &self,
        expression: &Expr,
        fields: &mut HashMap<(usize, usize), BTreeMap<String, Position>>,
    ) {
        match expression {
            Expr::FnCall(call, position) => note_fields(&call.name, &call.args, *position, fields),
            Expr::IntegerConstant(number, position) if *number != 0 => self.figure(*position),
            Expr::DynamicConstant(value, position)
                if symbols::number(value).is_some_and(|number| !number.is_zero()) =>
            {
                self.figure(*position);
            }
            _ => {}
        }
    }

    fn figure(&self, position: Position) {
        self.report(figure_in_criterion::diagnostic(self.place(position)));
    }

    pub(crate) fn report(&self, diagnostic: Diagnostic) {
        self.diagnostics.borrow_mut().push(diagnostic);
    }

    /// A file ended early: what it would have declared is not missing, only unread.
    pub(crate) fn mark_incomplete(&self) {
        self.incomplete.set(true);
    }

    pub(crate) fn is_incomplete(&self) -> bool {
        self.incomplete.get()
    }

    pub(crate) fn take_diagnostics(&self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.diagnostics.borrow_mut())
    }

    pub(crate) fn place(&self, position: Position) -> Place {
        script_engine::place(&self.sources, &self.path.borrow(), position)
    }

    /// For what has no place of its own.
    pub(crate) fn somewhere(&self) -> Place {
        self.sources.start_of("")
    }

    fn field_place(&self, call: Position, field: &str) -> Place {
        let key = (call.line().unwrap_or(0), call.position().unwrap_or(0));
        let position = self
            .fields
            .borrow()
            .get(&key)
            .and_then(|fields| fields.get(field).copied());
        self.place(position.unwrap_or(call))
    }
}

fn note_fields(
    name: &str,
    args: &[Expr],
    position: Position,
    fields: &mut HashMap<(usize, usize), BTreeMap<String, Position>>,
) {
    if let ("criterion", Some(Expr::Map(map, _))) = (name, args.get(1)) {
        let key = (
            position.line().unwrap_or(0),
            position.position().unwrap_or(0),
        );
        let places = map
            .0
            .iter()
            .map(|(field, _)| (field.name.to_string(), field.pos));
        fields.insert(key, places.collect());
    }
}

/// Registers `criterion` and `define`.
pub(crate) fn register(engine: &mut Engine, declarations: &Rc<Declarations>) {
    let all = Rc::clone(declarations);
    engine.register_fn(
        "criterion",
        move |ctx: NativeCallContext<'_>, id: ImmutableString, fields: Map| {
            let reader = Reader {
                declarations: &all,
                ctx: &ctx,
                id: &id,
                fields,
            };
            let draft = reader.read();
            all.criteria.borrow_mut().extend(draft);
        },
    );
    let all = Rc::clone(declarations);
    engine.register_fn(
        "define",
        move |ctx: NativeCallContext<'_>, id: ImmutableString, value: Dynamic| {
            let place = all.place(ctx.call_position());
            let inner = symbols::symbol(&all, &ctx, value)?;
            let symbol = Symbol::new(Form::Defined(inner), place.clone());
            all.defined.borrow_mut().push(DefinedDraft {
                id: id.into(),
                place,
                symbol: symbol.clone(),
            });
            Ok::<_, Box<rhai::EvalAltResult>>(symbol)
        },
    );
}

/// Reads the fields of one criterion, reporting each that is wrong at its own line.
struct Reader<'a> {
    declarations: &'a Declarations,
    ctx: &'a NativeCallContext<'a>,
    id: &'a str,
    fields: Map,
}

impl Reader<'_> {
    fn read(&self) -> Option<CriterionDraft> {
        self.refuse_unknown_fields();
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
        let confidence = self.word(
            "confidence",
            &[
                ("STATED", Confidence::Stated),
                ("DERIVED", Confidence::Derived),
                ("STATED_DERIVED", Confidence::StatedDerived),
            ],
        );
        let on_unmet = if self.fields.contains_key("unmet") {
            self.word(
                "unmet",
                &[("REJECT", OnUnmet::Reject), ("REVIEW", OnUnmet::Review)],
            )
        } else {
            Some(OnUnmet::Reject)
        };
        let title = self.text("title", true);
        let remedy = self.text("remedy", false);
        if remedy.is_empty() && !self.fields.contains_key("remedy") {
            self.declarations
                .report(missing_remedy::diagnostic(self.id, self.here()));
        }
        let (when, require, points) = (
            self.symbol("when"),
            self.symbol("require"),
            self.symbol("points"),
        );
        self.check_body(kind, require.is_some(), points.is_some());
        Some(CriterionDraft {
            id: self.id.to_owned(),
            place: self.here(),
            topic: self.topic(),
            code: self.text("code", true),
            kind: kind?,
            confidence: confidence?,
            title,
            remedy,
            caveat: self.text("caveat", false),
            cites: self.cites(),
            cites_place: self
                .declarations
                .field_place(self.ctx.call_position(), "cites"),
            when,
            require,
            points,
            on_unmet: on_unmet?,
        })
    }

    fn here(&self) -> Place {
        self.declarations.place(self.ctx.call_position())
    }

    fn topic(&self) -> String {
        let path = self.declarations.path.borrow();
        let name = path.rsplit('/').next().unwrap_or_default();
        name.trim_end_matches(".rhai").to_owned()
    }

    fn wrong(&self, field: &str, message: String) -> Diagnostic {
        Diagnostic::error(
            lint::CRITERION_FIELD,
            self.declarations
                .field_place(self.ctx.call_position(), field),
            message,
        )
    }

    fn refuse_unknown_fields(&self) {
        for field in self
            .fields
            .keys()
            .filter(|field| !FIELDS.contains(&field.as_str()))
        {
            let diagnostic = self.wrong(field, format!("a criterion has no field `{field}`"));
            self.declarations
                .report(diagnostic.hint_nearest(field, FIELDS.iter().copied()));
        }
    }

    fn check_body(&self, kind: Option<Kind>, require: bool, points: bool) {
        let id = self.id;
        match kind {
            Some(Kind::Priority) if !points => {
                self.declarations
                    .report(self.wrong("kind", format!("the priority `{id}` gives no `points`")));
            }
            Some(kind) if kind != Kind::Priority && points => {
                self.declarations
                    .report(self.wrong("points", "only a `PRIORITY` gives points".into()));
            }
            Some(kind) if kind != Kind::Priority && !require => {
                self.declarations
                    .report(self.wrong("kind", format!("`{id}` has no `require`")));
            }
            _ => {}
        }
    }

    fn text(&self, field: &str, required: bool) -> String {
        match self.fields.get(field) {
            Some(value) if value.is_string() => value.clone().into_string().unwrap_or_default(),
            Some(_) => {
                self.declarations
                    .report(self.wrong(field, format!("`{field}` takes a text in quotes")));
                String::new()
            }
            None if required => {
                self.declarations
                    .report(self.wrong(field, format!("`{}` has no `{field}`", self.id)));
                String::new()
            }
            None => String::new(),
        }
    }

    fn word<T: Copy>(&self, field: &str, words: &[(&str, T)]) -> Option<T> {
        let names = || {
            words
                .iter()
                .map(|(name, _)| *name)
                .collect::<Vec<_>>()
                .join(", ")
        };
        let Some(value) = self.fields.get(field) else {
            let message = format!("`{}` has no `{field}`", self.id);
            self.declarations.report(
                self.wrong(field, message)
                    .hint(format!("one of {}", names())),
            );
            return None;
        };
        let value = value.clone().into_string().unwrap_or_default();
        let found = words
            .iter()
            .find(|(name, _)| *name == value)
            .map(|(_, word)| *word);
        if found.is_none() {
            let message = format!("`{field}` cannot be this");
            self.declarations.report(
                self.wrong(field, message)
                    .hint(format!("one of {}", names())),
            );
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
            let message = "`cites` takes the id of a citation, or a list of ids".into();
            self.declarations.report(self.wrong("cites", message));
            Vec::new()
        })
    }
}
