//! Decisions over HTTP, for portals that decide on their server: the same rulebook, decisions and records as
//! everywhere, and nothing decided here.
//!
//! [`Service::new`] takes a rulebook file and a way to tell the day; [`Service::run`] answers requests until it is
//! told to stop. Nothing is kept and nothing of a profile is written anywhere.

mod body;
mod context;
mod document;
mod log;
mod metrics;
mod page;
mod problem;
mod profile_schema;
mod routes;
mod server;
mod work;

pub use context::{Limits, Today};
pub use server::{Service, ServiceError};
