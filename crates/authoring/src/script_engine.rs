//! The one way a rule file is run: a bare Rhai engine with every limit set.

use crate::{Diagnostic, Said, SourceSet, check::lint, declare::Declarations, symbols};
use rhai::{
    Dynamic, Engine, EvalAltResult, LexError, OptimizationLevel, ParseErrorType, Position, Scope,
};
use std::rc::Rc;

/// Enough for thousands of criteria, reached by a loop in well under a second.
const MAX_OPERATIONS: u64 = 500_000;

/// What rule files may not use. A condition is an expression, never a branch of the script.
const FORBIDDEN: &[&str] = &[
    "if",
    "else",
    "switch",
    "while",
    "loop",
    "do",
    "until",
    "for",
    "break",
    "continue",
    "return",
    "throw",
    "try",
    "catch",
    "eval",
    "print",
    "debug",
    "type_of",
    "&&",
    "||",
    "!",
    "+=",
    "-=",
    "*=",
    "/=",
    "%=",
    "**=",
    "<<=",
    ">>=",
    "&=",
    "|=",
    "^=",
    "const",
    "is_def_var",
    "is_def_fn",
    "is_shared",
    "Fn",
    "call",
    "curry",
    "global",
];

/// A fresh engine whose functions write into `declarations`.
pub(crate) fn engine(declarations: &Rc<Declarations>) -> Engine {
    let mut engine = Engine::new_raw();
    engine
        .set_optimization_level(OptimizationLevel::None)
        .set_strict_variables(true)
        .set_allow_shadowing(false)
        .set_allow_statement_expression(false)
        // The built-in operators answer `false` for types they do not know, instead of asking ours.
        .set_fast_operators(false)
        .set_max_operations(MAX_OPERATIONS)
        .set_max_expr_depths(64)
        .set_max_variables(200)
        .set_max_string_size(8 * 1024)
        .set_max_array_size(1_000)
        .set_max_map_size(100)
        // Full, the store of texts looks through all it holds at every text; hardly any comes twice.
        .set_max_strings_interned(0);
    for word in FORBIDDEN {
        engine.disable_symbol(*word);
    }
    symbols::register(&mut engine, declarations);
    crate::declare::register(&mut engine, declarations);
    engine
}

/// Runs one rule file over what every one of them starts with; its criteria are then in `declarations`. The first error ends the file.
pub(crate) fn run(
    engine: &Engine,
    scope: &Scope<'_>,
    declarations: &Rc<Declarations>,
    sources: &SourceSet,
    path: &str,
    text: &str,
) {
    let result =
        engine.compile_with_scope(scope, text).map_err(EvalAltResult::from).and_then(|ast| {
            declarations.enter(path, &ast);
            engine.eval_ast_with_scope::<Dynamic>(&mut scope.clone(), &ast).map_err(|error| *error)
        });
    if let Err(error) = result {
        declarations.report(translate(sources, path, &error));
        declarations.mark_incomplete();
    } else if ends_in_comment(engine, scope, text) {
        let place = sources.place(path, text.len()..text.len());
        let message = said!("a comment has no end, so that the rules in it are not read");
        declarations.report(
            Diagnostic::error(lint::SYNTAX, place, message)
                .hint(said!("end it with `*/`, or use `//`")),
        );
        declarations.mark_incomplete();
    }
}

/// Whether the text ends inside `/* …`, which the engine takes for a comment up to the end.
fn ends_in_comment(engine: &Engine, scope: &Scope<'_>, text: &str) -> bool {
    // A bracket too many is an error everywhere else.
    let more = || engine.compile_with_scope(scope, format!("{text}\n)"));
    text.contains("/*") && more().is_ok()
}

/// Says in our words what the engine says in its own.
fn translate(sources: &SourceSet, path: &str, error: &EvalAltResult) -> Diagnostic {
    let place = place(sources, path, error.position());
    let word = sources
        .text(path)
        .and_then(|text| text.get(place.span.0..place.span.1))
        .unwrap_or_default()
        .to_owned();
    let make = |code, message: Said| Diagnostic::error(code, place.clone(), message);
    match error {
        EvalAltResult::ErrorParsing(kind, _) => parse_error(kind, &word, make),
        EvalAltResult::ErrorVariableNotFound(name, _) => unknown_name(name, make),
        EvalAltResult::ErrorFunctionNotFound(signature, _) => unknown_function(signature, make),
        EvalAltResult::ErrorTooManyOperations(_) => {
            make(lint::LIMIT, said!("the file does too much; rules have no loops"))
        }
        EvalAltResult::ErrorDataTooLarge(what, _) => {
            make(lint::LIMIT, said!("{} is too large", what.to_lowercase()))
        }
        EvalAltResult::ErrorTooManyVariables(_) => {
            make(lint::LIMIT, said!("too many `let` in one file"))
        }
        EvalAltResult::ErrorStackOverflow(_) => {
            make(lint::LIMIT, said!("the expression is nested too deep"))
        }
        EvalAltResult::ErrorArithmetic(..) => {
            make(lint::TYPE_MISMATCH, said!("this cannot be computed"))
        }
        _ => make(lint::SYNTAX, said!("this cannot be used here: `{}`", word)),
    }
}

fn parse_error(
    kind: &ParseErrorType,
    word: &str,
    make: impl Fn(&'static str, Said) -> Diagnostic,
) -> Diagnostic {
    let instead =
        said!("rules are expressions: `and`, `or`, `not(…)`, `implies(…, …)`, `choose(…, …, …)`");
    match kind {
        ParseErrorType::VariableUndefined(name) => unknown_name(name, make),
        ParseErrorType::ExprTooDeep => {
            make(lint::LIMIT, said!("the expression is nested too deep"))
        }
        ParseErrorType::LiteralTooLarge(what, _) => {
            make(lint::LIMIT, said!("{} is too large", what.to_lowercase()))
        }
        ParseErrorType::VariableExists(name) => {
            make(lint::SYNTAX, said!("`{}` is already named in this file", name))
                .hint(said!("give the condition another name"))
        }
        ParseErrorType::DuplicatedProperty(name) => {
            make(lint::SYNTAX, said!("`{}` is given twice", name))
        }
        ParseErrorType::Reserved(name) => {
            make(lint::SYNTAX, said!("`{}` is not part of the rule language", name)).hint(instead)
        }
        ParseErrorType::BadInput(LexError::ImproperSymbol(symbol, _)) => {
            make(lint::SYNTAX, said!("`{}` is not part of the rule language", symbol)).hint(instead)
        }
        ParseErrorType::UnknownOperator(symbol) => {
            make(lint::SYNTAX, said!("`{}` is not part of the rule language", symbol)).hint(instead)
        }
        ParseErrorType::BadInput(LexError::UnterminatedString) => {
            make(lint::SYNTAX, said!("the text has no closing quote"))
        }
        ParseErrorType::MissingToken(..) if word == "=" => {
            make(lint::SYNTAX, said!("`=` is not part of a condition"))
                .hint(said!("write `==` to compare"))
        }
        ParseErrorType::MissingToken(token, _) => {
            make(lint::SYNTAX, said!("`{}` is missing before this", token))
        }
        ParseErrorType::UnexpectedEOF => {
            make(lint::SYNTAX, said!("the file ends in the middle of a rule"))
        }
        _ => make(lint::SYNTAX, said!("this cannot be read here: `{}`", word)),
    }
}

fn unknown_name(name: &str, make: impl Fn(&'static str, Said) -> Diagnostic) -> Diagnostic {
    let diagnostic = make(lint::UNKNOWN_NAME, said!("there is nothing called `{}`", name));
    let diagnostic = diagnostic.hint(said!("facts are written with their namespace, such as `project.land_area`; figures as `params.name`"));
    match crate::diagnostic::nearest(name, symbols::CONSTANTS.iter().copied()) {
        Some(other) => diagnostic.hint(said!("did you mean `{}`?", other)),
        None => diagnostic,
    }
}

fn unknown_function(
    signature: &str,
    make: impl Fn(&'static str, Said) -> Diagnostic,
) -> Diagnostic {
    let name = signature.split_once(' ').map_or(signature, |(name, _)| name);
    if symbols::FUNCTIONS.contains(&name) {
        let message = said!("`{}` cannot be used with these values", name);
        return make(lint::TYPE_MISMATCH, message)
            .hint(said!("see the table of expressions in rules/REFERENCE.md"));
    }
    make(lint::UNKNOWN_NAME, said!("there is no function `{}`", name))
        .hint_nearest(name, symbols::FUNCTIONS.iter().copied())
}

pub(crate) fn place(sources: &SourceSet, path: &str, position: Position) -> crate::Place {
    match (position.line(), position.position()) {
        (Some(line), column) => sources.place_of_word(path, line, column.unwrap_or(1)),
        // No position: the end of the file.
        _ => {
            let end = sources.text(path).map_or(0, str::len);
            sources.place(path, end..end)
        }
    }
}
