//! `criterion(…)`, `define(…)`, `note(…)`, `indicator(…)`: what a rule file declares, collected while it runs.

use crate::{
    Diagnostic, Place, SourceSet,
    check::figure_in_criterion,
    draft::{CriterionDraft, DefinedDraft, Form, IndicatorDraft, NoteDraft, Symbol},
    fields::Reader,
    load::Names,
    script_engine, symbols,
};
use rhai::{
    AST, ASTNode, Dynamic, Engine, Expr, ImmutableString, Map, NativeCallContext, Position, Stmt,
};
use sangloc_rulebook::Rulebook;
use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, HashMap},
    rc::Rc,
};

/// Everything the rule files declare.
pub(crate) struct Declarations {
    pub(crate) book: Rulebook,
    pub(crate) names: Names,
    pub(crate) criteria: RefCell<Vec<CriterionDraft>>,
    pub(crate) defined: RefCell<Vec<DefinedDraft>>,
    pub(crate) notes: RefCell<Vec<NoteDraft>>,
    pub(crate) indicators: RefCell<Vec<IndicatorDraft>>,
    sources: SourceSet,
    diagnostics: RefCell<Vec<Diagnostic>>,
    incomplete: Cell<bool>,
    pub(crate) path: RefCell<String>,
    /// Where each field of each declaration of the current file stands.
    fields: RefCell<HashMap<(usize, usize), BTreeMap<String, Position>>>,
}

impl Declarations {
    pub(crate) fn new(book: Rulebook, names: Names, sources: &SourceSet) -> Self {
        Self {
            book,
            names,
            criteria: RefCell::default(),
            defined: RefCell::default(),
            notes: RefCell::default(),
            indicators: RefCell::default(),
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

    pub(crate) fn field_place(&self, call: Position, field: &str) -> Place {
        let key = (call.line().unwrap_or(0), call.position().unwrap_or(0));
        let position = self.fields.borrow().get(&key).and_then(|fields| fields.get(field).copied());
        self.place(position.unwrap_or(call))
    }
}

fn note_fields(
    name: &str,
    args: &[Expr],
    position: Position,
    fields: &mut HashMap<(usize, usize), BTreeMap<String, Position>>,
) {
    if let ("criterion" | "note" | "indicator", Some(Expr::Map(map, _))) = (name, args.get(1)) {
        let key = (position.line().unwrap_or(0), position.position().unwrap_or(0));
        let places = map.0.iter().map(|(field, _)| (field.name.to_string(), field.pos));
        fields.insert(key, places.collect());
    }
}

/// Registers `criterion`, `note`, `indicator` and `define`.
pub(crate) fn register(engine: &mut Engine, declarations: &Rc<Declarations>) {
    declaration(engine, declarations, "criterion", |all, reader| {
        all.criteria.borrow_mut().push(reader.criterion());
    });
    declaration(engine, declarations, "note", |all, reader| {
        all.notes.borrow_mut().push(reader.note());
    });
    declaration(engine, declarations, "indicator", |all, reader| {
        all.indicators.borrow_mut().extend(reader.indicator());
    });
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

/// `name("id", #{ … })`, kept as `keep` reads it.
fn declaration(
    engine: &mut Engine,
    declarations: &Rc<Declarations>,
    name: &str,
    keep: fn(&Declarations, &Reader<'_>),
) {
    let all = Rc::clone(declarations);
    engine.register_fn(
        name,
        move |ctx: NativeCallContext<'_>, id: ImmutableString, fields: Map| {
            keep(&all, &Reader { declarations: &all, ctx: &ctx, id: &id, fields });
        },
    );
}
