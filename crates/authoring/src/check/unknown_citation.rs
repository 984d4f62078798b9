//! # unknown-citation
//! A criterion or a figure cites a source that is not in `citations.toml`, or cites none.
//!
//! Why: an investor is shown where every rule and figure is said.

use crate::{Diagnostic, Place, check::lint, load::Names};
use sangloc_rulebook::{CitationIndex, Rulebook};

pub(crate) fn find(book: &Rulebook, names: &Names, id: &str, place: Place) -> Result<CitationIndex, Box<Diagnostic>> {
    names.citations.get(id).copied().ok_or_else(|| {
        let diagnostic = Diagnostic::error(lint::UNKNOWN_CITATION, place, said!("there is no citation `{}`", id));
        let diagnostic = diagnostic.hint(said!("sources are listed in citations.toml"));
        Box::new(diagnostic.hint_nearest(id, book.citations.iter().map(|citation| citation.id.as_str())))
    })
}

pub(crate) fn none(criterion: &str, place: Place) -> Diagnostic {
    Diagnostic::error(lint::UNKNOWN_CITATION, place, said!("`{}` cites no source", criterion))
        .hint(said!("add `cites:` with the id of a citation from citations.toml"))
}
