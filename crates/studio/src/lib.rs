//! A manager's draft of a rulebook: its files, what was done to them, and what comes of it.
//!
//! The page holds the [`Draft`] and shows; a worker beside it holds a [`Desk`] and judges. So a script
//! that runs away takes nothing with it that was typed. What both say to each other is [`protocol`].

mod archive;
mod desk;
mod draft;
mod files;
mod judgement;
pub mod protocol;
mod publication;

pub use archive::{pack, unpack};
pub use desk::{Desk, Projects};
pub use draft::{Change, Draft};
pub use files::{Files, Refusal, Refused, accept, from_json};
pub use judgement::{
    Broken, Cases, Group, ImpactShown, Judgement, Name, Problem, ProjectShown, RuleShown,
};
pub use publication::{Made, Publication};
