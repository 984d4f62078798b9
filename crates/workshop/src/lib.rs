//! The zone manager's workshop: what a change of the rules does before it is published.
//!
//! [`compare()`] says which rules changed, [`Impact`] what becomes of a portfolio's projects by it;
//! [`Synthetic`] makes projects where no portfolio is at hand, [`analyse()`] finds rules that cannot do
//! what they are for, [`Docs`] makes a rulebook pages to read. A crate of its own, because it stands on
//! both authoring and screening, and because the investor's page carries none of it.

mod analysis;
mod bench;
mod case_text;
mod columns;
mod compare;
mod coverage;
mod diff_report;
mod docs;
mod example;
mod figures;
mod grid;
mod impact;
mod mutant;
mod phrases;
mod portfolio;
mod proposal;
mod sheets;
mod synthetic;
mod written;

pub use analysis::{Analysis, Fault, FaultKind, analyse};
pub use bench::Bench;
pub use columns::{ColumnMapping, Columns, MappingError};
pub use compare::{
    Change, FieldChange, FigureChange, ItemChange, Part, RuleChanges, TextChanges, compare,
    compare_days,
};
pub use coverage::{Coverage, Goal, Missing, Sight, coverage};
pub use diff_report::{DiffReport, Origin, Shown, Side};
pub use docs::Docs;
pub use example::{Example, differences};
pub use figures::{
    Figure, FigureEdit, FigureError, FigureLine, WrittenAmount, change_figure, figures,
};
pub use impact::{
    CriterionChange, CriterionState, Impact, Points, ProfileChange, Skipped, Standing, name_of,
};
pub use mutant::{Mutant, Slip, mutants};
pub use phrases::DiffPhrases;
pub use portfolio::{
    PortfolioError, PortfolioFormat, Row, portfolio_headers, read_mapped_portfolio, read_portfolio,
};
pub use proposal::{Expectation, Proposal, Proposer};
pub use sangloc_screening::Law;
pub use sheets::{
    CellChange, CellPlace, GivenSheet, NewPeriod, SheetError, SheetProblem, cell_text, column_name,
    edited_cells, rule_sheets, with_cells,
};
pub use synthetic::Synthetic;
pub use written::written;
