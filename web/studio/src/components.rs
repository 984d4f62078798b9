//! What is shown. Components show values and give actions on; they judge nothing.

pub(crate) mod analysis;
pub(crate) mod desk;
pub(crate) mod editor;
pub(crate) mod figure_form;
pub(crate) mod figures;
pub(crate) mod findings;
pub(crate) mod head;
pub(crate) mod notice;
pub(crate) mod publish;
pub(crate) mod start;
