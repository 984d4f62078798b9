//! Compiles `rules/quang-ninh` into the rulebook file that this crate embeds.

#[path = "src/folder.rs"]
mod folder;

use sangloc_authoring::{Severity, author};
use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new("../../rules/quang-ninh");
    println!("cargo:rerun-if-changed={}", folder.display());
    let sources = folder::read_folder(folder)?;
    let authored = author(&sources);
    let errors = authored.diagnostics.iter().filter(|found| found.severity == Severity::Error);
    for diagnostic in errors {
        eprintln!("{}\n", diagnostic.render(&sources, false));
    }
    let rulebook = authored.rulebook.ok_or("rules/quang-ninh has errors")?;
    let (bytes, _) = rulebook.to_file()?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("quang-ninh.rulebook"), bytes)?;
    Ok(())
}
