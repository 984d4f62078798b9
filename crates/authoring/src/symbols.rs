//! What a rule file sees: stand-ins for facts, tables and figures, and operators over them.

use crate::{
    Diagnostic, Said,
    check::{unknown_fact, unknown_parameter},
    declare::Declarations,
    draft::{Form, Function, MAX_DEPTH, Symbol},
};
use rhai::{Array, Dynamic, Engine, EvalAltResult, ImmutableString, NativeCallContext, Scope};
use sangloc_rulebook::{Arithmetic, ColumnIndex, Comparison, Decimal, TableIndex};
use std::rc::Rc;

type Result<T> = std::result::Result<T, Box<EvalAltResult>>;

/// The words for kinds and the like, each a text of its own name.
pub(crate) const CONSTANTS: &[&str] = &[
    "EXCLUSION",
    "MANDATORY",
    "PRIORITY",
    "INCENTIVE",
    "ADVISORY",
    "REJECT",
    "REVIEW",
    "STATED",
    "DERIVED",
    "STATED_DERIVED",
];

/// Every function and operator of the rule language.
pub(crate) const FUNCTIONS: &[&str] = &[
    "criterion",
    "note",
    "indicator",
    "define",
    "and",
    "or",
    "not",
    "implies",
    "choose",
    "bands",
    "any_of",
    "all_of",
    "holds",
    "contains",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "+",
    "-",
    "*",
    "/",
];

const OPERATORS: &[Function] = &[
    Function::And,
    Function::Or,
    Function::Compare(Comparison::Equal),
    Function::Compare(Comparison::NotEqual),
    Function::Compare(Comparison::Below),
    Function::Compare(Comparison::AtMost),
    Function::Compare(Comparison::Above),
    Function::Compare(Comparison::AtLeast),
    Function::Arithmetic(Arithmetic::Add),
    Function::Arithmetic(Arithmetic::Subtract),
    Function::Arithmetic(Arithmetic::Multiply),
    Function::Arithmetic(Arithmetic::Divide),
];

fn namespace() -> Said {
    said!("a namespace is not a value; name one of its members")
}

/// `project` in `project.land_area`, `zone` in `zone.area`, or `params`.
#[derive(Clone)]
struct Namespace(String);

/// What every rule file starts with.
pub(crate) fn scope(declarations: &Declarations) -> Scope<'static> {
    let mut scope = Scope::new();
    let book = &declarations.book;
    let namespaces = book.facts.iter().map(|fact| fact.id.namespace());
    let mut names: Vec<&str> =
        namespaces.chain(book.tables.iter().map(|table| table.id.as_str())).collect();
    names.extend(["params", "project", "investor", "technology", "environment", "labour"]);
    names.sort_unstable();
    names.dedup();
    for name in names {
        scope.push_constant(name, Namespace(name.to_owned()));
    }
    for name in CONSTANTS {
        scope.push_constant(*name, ImmutableString::from(*name));
    }
    scope.push_constant("as_of", Symbol::new(Form::AsOf, declarations.somewhere()));
    scope
}

/// Registers the namespaces, operators and functions.
pub(crate) fn register(engine: &mut Engine, declarations: &Rc<Declarations>) {
    let all = Rc::clone(declarations);
    engine.register_indexer_get(
        move |ctx: NativeCallContext<'_>, space: &mut Namespace, name: ImmutableString| {
            member(&all, &ctx, &space.0, &name)
        },
    );
    // Custom operators bind looser than comparisons.
    for (word, precedence) in [("and", 60), ("or", 30)] {
        // Refused only for words that are operators already, which these are not.
        let _ = engine.register_custom_operator(word, precedence);
    }
    for function in OPERATORS {
        refuse_namespace(engine, declarations, function.name());
        binary(engine, declarations, function.name(), *function);
    }
    for function in [Function::Implies, Function::Bands, Function::AnyOf, Function::AllOf] {
        binary(engine, declarations, function.name(), function);
    }
    let all = Rc::clone(declarations);
    engine.register_fn("not", move |ctx: NativeCallContext<'_>, a: Dynamic| {
        call(&all, &ctx, Function::Not, [a])
    });
    let all = Rc::clone(declarations);
    engine.register_fn(
        "choose",
        move |ctx: NativeCallContext<'_>, a: Dynamic, b: Dynamic, c: Dynamic| {
            call(&all, &ctx, Function::Choose, [a, b, c])
        },
    );
    // `x in list` asks the list whether it contains x.
    let all = Rc::clone(declarations);
    engine.register_fn(
        "contains",
        move |ctx: NativeCallContext<'_>, list: Dynamic, item: Dynamic| {
            call(&all, &ctx, Function::AnyOf, [item, list])
        },
    );
    let all = Rc::clone(declarations);
    engine.register_fn("holds", move |ctx: NativeCallContext<'_>, id: ImmutableString| {
        Symbol::new(Form::Holds(id.into()), all.place(ctx.call_position()))
    });
}

/// An operator for every pair of sides of which one is a symbol; two plain values stay Rhai's.
fn binary(engine: &mut Engine, declarations: &Rc<Declarations>, name: &str, function: Function) {
    let all = Rc::clone(declarations);
    engine.register_fn(name, move |ctx: NativeCallContext<'_>, a: Symbol, b: Dynamic| {
        call(&all, &ctx, function, [Dynamic::from(a), b])
    });
    let all = Rc::clone(declarations);
    engine.register_fn(name, move |ctx: NativeCallContext<'_>, a: Dynamic, b: Symbol| {
        call(&all, &ctx, function, [a, Dynamic::from(b)])
    });
    let all = Rc::clone(declarations);
    engine.register_fn(name, move |ctx: NativeCallContext<'_>, a: Symbol, b: Symbol| {
        call(&all, &ctx, function, [Dynamic::from(a), Dynamic::from(b)])
    });
}

/// A namespace is no value: without these, Rhai would call every comparison with one `false`.
fn refuse_namespace(engine: &mut Engine, declarations: &Rc<Declarations>, name: &str) {
    let refuse = |declarations: &Declarations, ctx: &NativeCallContext<'_>| {
        let place = declarations.place(ctx.call_position());
        let lint = crate::check::lint::TYPE_MISMATCH;
        declarations.report(Diagnostic::error(lint, place.clone(), namespace()));
        Symbol::new(Form::Poison, place)
    };
    let all = Rc::clone(declarations);
    engine.register_fn(name, move |ctx: NativeCallContext<'_>, _: Namespace, _: Dynamic| {
        refuse(&all, &ctx)
    });
    let all = Rc::clone(declarations);
    engine.register_fn(name, move |ctx: NativeCallContext<'_>, _: Dynamic, _: Namespace| {
        refuse(&all, &ctx)
    });
}

fn call<const N: usize>(
    declarations: &Declarations,
    ctx: &NativeCallContext<'_>,
    function: Function,
    parts: [Dynamic; N],
) -> Result<Symbol> {
    let place = declarations.place(ctx.call_position());
    let parts = parts
        .into_iter()
        .map(|part| symbol(declarations, ctx, part))
        .collect::<Result<Vec<_>>>()?;
    let symbol = Symbol::new(Form::Call(function, parts), place);
    if symbol.0.depth > MAX_DEPTH {
        return Err(EvalAltResult::ErrorStackOverflow(ctx.call_position()).into());
    }
    Ok(symbol)
}

/// Any value a rule can write, as a symbol.
pub(crate) fn symbol(
    declarations: &Declarations,
    ctx: &NativeCallContext<'_>,
    value: Dynamic,
) -> Result<Symbol> {
    let place = declarations.place(ctx.call_position());
    let form = match value {
        value if value.is::<Symbol>() => return Ok(value.cast()),
        value if value.is_bool() => Form::YesNo(value.as_bool().unwrap_or_default()),
        value if value.is_int() => Form::Number(value.as_int().unwrap_or_default().into()),
        value if value.is_decimal() => Form::Number(value.as_decimal().unwrap_or_default()),
        value if value.is_string() => Form::Text(value.into_string().unwrap_or_default()),
        value if value.is_array() => {
            let items: Array = value.cast();
            let items = items.into_iter().map(|item| symbol(declarations, ctx, item));
            Form::List(items.collect::<Result<_>>()?)
        }
        other => {
            let message = if other.is::<Namespace>() {
                namespace()
            } else {
                said!("this is not a value; name one of its members")
            };
            declarations.report(Diagnostic::error(
                crate::check::lint::TYPE_MISMATCH,
                place.clone(),
                message,
            ));
            Form::Poison
        }
    };
    Ok(Symbol::new(form, place))
}

fn member(
    declarations: &Declarations,
    ctx: &NativeCallContext<'_>,
    space: &str,
    name: &str,
) -> Symbol {
    let (book, names) = (&declarations.book, &declarations.names);
    let place = declarations.place(ctx.call_position());
    let form = if space == "params" {
        names.parameters.get(name).copied().map(Form::Parameter).unwrap_or_else(|| {
            declarations.report(unknown_parameter::diagnostic(book, name, place.clone()));
            Form::Poison
        })
    } else if let Some(form) = column(declarations, space, name) {
        form
    } else {
        let id = format!("{space}.{name}");
        names.facts.get(&id).copied().map(Form::Fact).unwrap_or_else(|| {
            declarations.report(unknown_fact::diagnostic(book, space, name, place.clone()));
            Form::Poison
        })
    };
    Symbol::new(form, place)
}

fn column(declarations: &Declarations, space: &str, name: &str) -> Option<Form> {
    let table = declarations.book.tables.iter().position(|table| table.id == space)?;
    let columns = &declarations.book.tables.get(table)?.columns;
    let column = columns.iter().position(|column| column.id == name)?;
    Some(Form::Column(
        TableIndex(u16::try_from(table).ok()?),
        ColumnIndex(u16::try_from(column).ok()?),
    ))
}

/// The number a plain value is, if it is one.
pub(crate) fn number(value: &Dynamic) -> Option<Decimal> {
    value.as_int().map(Decimal::from).or_else(|_| value.as_decimal()).ok()
}
