//! The rulebook of Quảng Ninh province, compiled from `rules/quang-ninh` when this crate is built.

mod folder;

pub use folder::read_folder;

/// The province's rulebook file, as published with this program; empty when `rules/quang-ninh` had
/// errors while this crate was built.
pub const QUANG_NINH: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/quang-ninh.rulebook"));
