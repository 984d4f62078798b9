//! Trunk's hook after each build: the element and the frame by which other pages carry the program.

use crate::process::{program, run};
use crate::{Outcome, serve};

/// Their folder beside the page.
pub(crate) const FOLDER: &str = "embed";

/// Checksums are node's, and the bundler is of node.
const MAKE: &str = "crates/xtask/src/embed.mjs";

/// Makes what host pages load. A page that is only served for working on goes without.
pub(crate) fn hook() -> Outcome {
    if serve::is_serving() {
        return Ok(());
    }
    let stage = std::env::var_os("TRUNK_STAGING_DIR")
        .ok_or("this is a hook of Trunk.toml, not for the terminal")?;
    run(program("node")?.arg(MAKE).arg(stage).stdout(std::io::stderr()))
}
