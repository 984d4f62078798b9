//! All tests across crates, in one program.
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by stopping"
)]

mod analysis;
mod columnar;
mod crafted_file;
mod diagnostics;
mod docs;
mod guide;
mod layering;
mod layout;
mod limits;
mod line_ends;
mod mutants;
mod oracle;
mod portfolio;
mod profiles;
mod properties;
mod prospects;
mod province;
mod real_projects;
mod record;
mod rule_changes;
mod rulebook_file;
mod rulebook_parts;
mod said;
mod sheets;
mod sql;
mod workbook;
