//! Compiles `rules/quang-ninh` into the rulebook file that this crate embeds.
//!
//! A rulebook with errors does not stop the build, or `sangloc check` could not be built to show
//! them; nothing is embedded then, and the tests fail.

#[path = "src/folder.rs"]
mod folder;

use sangloc_authoring::{Severity, author};
use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let path = Path::new("../../rules/quang-ninh");
    println!("cargo:rerun-if-changed={}", path.display());
    let authored = author(&folder::read_folder(path)?);
    for found in authored.diagnostics.iter().filter(|found| found.severity == Severity::Error) {
        println!("cargo:warning={}:{}: {}", found.place.file, found.place.line, found.message);
    }
    let bytes = match authored.rulebook {
        Some(rulebook) => rulebook.to_file()?.0,
        None => Vec::new(),
    };
    fs::write(Path::new(&env::var("OUT_DIR")?).join("quang-ninh.rulebook"), bytes)?;
    Ok(())
}
