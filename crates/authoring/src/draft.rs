//! Criteria as written: expressions over stand-ins for facts and figures, not yet typed.

use crate::Place;
use sangloc_rulebook::{
    ColumnIndex, Confidence, Date, Decimal, FactIndex, Kind, OnUnmet, ParameterIndex, TableIndex,
};
use std::rc::Rc;

/// Deeper expressions are refused: no rule a person can read comes near.
pub(crate) const MAX_DEPTH: u32 = 200;

/// A stand-in for a value while a rule file runs: an expression, shared where it is used twice.
#[derive(Clone, Debug)]
pub(crate) struct Symbol(pub(crate) Rc<Draft>);

/// An expression as written, and where.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) form: Form,
    pub(crate) place: Place,
    pub(crate) depth: u32,
}

/// What an expression is.
#[derive(Debug)]
pub(crate) enum Form {
    YesNo(bool),
    Number(Decimal),
    Text(String),
    List(Vec<Symbol>),
    Fact(FactIndex),
    Column(TableIndex, ColumnIndex),
    Parameter(ParameterIndex),
    AsOf,
    Call(Function, Vec<Symbol>),
    Holds(String),
    /// A derived quantity; its name is in [`DefinedDraft`].
    Defined(Symbol),
    /// Something already reported; whatever it touches is not reported again.
    Poison,
}

/// The operators and functions of the rule language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    And,
    Or,
    Not,
    Implies,
    Choose,
    Compare(sangloc_rulebook::Comparison),
    Arithmetic(sangloc_rulebook::Arithmetic),
    AnyOf,
    AllOf,
    Bands,
}

impl Function {
    /// How people call it in a rule file.
    pub(crate) fn name(self) -> &'static str {
        use sangloc_rulebook::{Arithmetic::*, Comparison::*};
        match self {
            Self::And => "and",
            Self::Or => "or",
            Self::Not => "not",
            Self::Implies => "implies",
            Self::Choose => "choose",
            Self::Compare(Equal) => "==",
            Self::Compare(NotEqual) => "!=",
            Self::Compare(Below) => "<",
            Self::Compare(AtMost) => "<=",
            Self::Compare(Above) => ">",
            Self::Compare(AtLeast) => ">=",
            Self::Arithmetic(Add) => "+",
            Self::Arithmetic(Subtract) => "-",
            Self::Arithmetic(Multiply) => "*",
            Self::Arithmetic(Divide) => "/",
            Self::AnyOf => "any_of",
            Self::AllOf => "all_of",
            Self::Bands => "bands",
        }
    }
}

impl Symbol {
    pub(crate) fn new(form: Form, place: Place) -> Self {
        let depth = match &form {
            Form::Call(_, parts) | Form::List(parts) => {
                parts.iter().map(|part| part.0.depth).max().unwrap_or(0)
            }
            Form::Defined(inner) => inner.0.depth,
            _ => 0,
        };
        Self(Rc::new(Draft { form, place, depth: depth + 1 }))
    }
}

/// A criterion as written.
pub(crate) struct CriterionDraft {
    pub(crate) id: String,
    pub(crate) place: Place,
    pub(crate) topic: String,
    pub(crate) code: String,
    pub(crate) kind: Kind,
    pub(crate) confidence: Confidence,
    pub(crate) title: String,
    pub(crate) remedy: String,
    pub(crate) caveat: String,
    pub(crate) cites: Vec<String>,
    pub(crate) cites_place: Place,
    pub(crate) when: Option<Symbol>,
    pub(crate) require: Option<Symbol>,
    pub(crate) points: Option<Symbol>,
    pub(crate) on_unmet: OnUnmet,
    pub(crate) from: Option<Date>,
    pub(crate) to: Option<Date>,
}

/// A note as written.
pub(crate) struct NoteDraft {
    pub(crate) id: String,
    pub(crate) place: Place,
    pub(crate) topic: String,
    pub(crate) code: String,
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) confidence: Confidence,
    pub(crate) cites: Vec<String>,
    pub(crate) cites_place: Place,
}

/// An indicator as written.
pub(crate) struct IndicatorDraft {
    pub(crate) id: String,
    pub(crate) place: Place,
    pub(crate) when: Option<Symbol>,
    pub(crate) quantity: Symbol,
    pub(crate) bands: Option<Symbol>,
    pub(crate) cites: Vec<String>,
    pub(crate) cites_place: Place,
}

/// A named quantity as written.
pub(crate) struct DefinedDraft {
    pub(crate) id: String,
    pub(crate) place: Place,
    pub(crate) symbol: Symbol,
}
