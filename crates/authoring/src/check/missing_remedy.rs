//! # missing-remedy
//! A criterion does not say what an investor can do when it is not met.
//!
//! Good: `remedy: "Chọn địa điểm không có rừng ngập mặn."`

use crate::{Diagnostic, Place, check::lint};

pub(crate) fn diagnostic(id: &str, place: Place) -> Diagnostic {
    Diagnostic::error(lint::MISSING_REMEDY, place, said!("`{}` has no `remedy`", id))
        .hint(said!("say what an investor can do about it, or that nothing can be done"))
}
