//! What the page is built of. Components take values and callbacks; none of them judges anything.

mod as_of;
mod choices;
mod code;
mod dialogs;
mod finding;
mod form;
mod header;
mod icon;
mod import;
mod live;
mod notices;
mod number;
mod overview;
mod proposals;
mod qr;
mod question;
mod result;
mod scale;
mod simple;
mod sites;
mod verdict;
mod versions;

pub(crate) use dialogs::{ClearDialog, ConfirmDialog, OfferDialog};
pub(crate) use form::Form;
pub(crate) use header::{Footer, Header, LanguageSwitch, Tools};
pub(crate) use icon::Icon;
pub(crate) use import::{Import, save_sheets};
pub(crate) use live::Live;
pub(crate) use notices::Notices;
pub(crate) use proposals::Told;
pub(crate) use qr::Qr;
pub(crate) use question::{Place, Question, QuestionProps};
pub(crate) use result::{Outlook, ResultPanel};
pub(crate) use sites::Sites;
pub(crate) use verdict::{OutcomeLine, VerdictBar, outcome_words, sign as outcome_sign, summary};
pub(crate) use versions::Versions;
