//! Trunk's hook after each build: tells the service worker which files the page has.

use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

use crate::{Outcome, embed, serve, studio, workspace};

pub(crate) const WORKER: &str = "sw.js";
/// The rulebook to read where no program runs.
const DOCS: &str = "rulebook";
const BUILD: &str = "const BUILD = 'unbuilt';";
const FILES: &str = "const FILES = [];";
const BOOT: &str = "id=\"boot\"";

/// Writes name and files of the build into the worker, and the worker's name on the tag of `boot.js`.
///
/// A page that is only served for working on has no worker: it would keep serving yesterday's build.
pub(crate) fn hook() -> Outcome {
    let stage = std::env::var_os("TRUNK_STAGING_DIR")
        .ok_or("this is a hook of Trunk.toml, not for the terminal")?;
    let stage = PathBuf::from(stage);
    let worker = stage.join(WORKER);
    if serve::is_serving() {
        return std::fs::remove_file(&worker)
            .map_err(|error| format!("cannot remove {}: {error}", worker.display()));
    }
    fill(&stage, &stage.join("index.html"))
}

/// Writes name and files of the page in a folder into its worker, and the worker's name into the page.
pub(crate) fn fill(stage: &Path, index: &Path) -> Outcome {
    let html = filled(&workspace::read(index)?, BOOT, &format!("{BOOT} data-worker=\"{WORKER}\""))?;
    workspace::write(index, &html)?;
    let worker = stage.join(WORKER);
    let script = workspace::read(&worker)?;
    let files = files(stage)?;
    let mut hasher = DefaultHasher::new();
    hasher.write(script.as_bytes());
    for file in &files {
        hasher.write(file.as_bytes());
        hasher.write(&std::fs::read(stage.join(file)).map_err(|error| format!("{file}: {error}"))?);
    }
    let names: Vec<String> = files.iter().map(|file| format!("{:?}", address(file))).collect();
    let script = filled(&script, BUILD, &format!("const BUILD = '{:016x}';", hasher.finish()))?;
    let script = filled(&script, FILES, &format!("const FILES = [{}];", names.join(", ")))?;
    workspace::write(&worker, &script)
}

pub(crate) fn filled(text: &str, place: &str, with: &str) -> Outcome<String> {
    if text.contains(place) {
        Ok(text.replacen(place, with, 1))
    } else {
        Err(format!("there is no `{place}` to fill in"))
    }
}

/// Every file of the page by name, but for the worker and what is made of the rulebook, which has a life of its own.
fn files(stage: &Path) -> Outcome<Vec<String>> {
    let error = |error| format!("cannot list {}: {error}", stage.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(stage).map_err(error)? {
        let entry = entry.map_err(error)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if [studio::FOLDER, studio::PREVIEW, embed::FOLDER, DOCS].contains(&name.as_str()) {
            // The studio has a worker of its own, a draft is not kept, and the rest is for others than the page.
            continue;
        }
        if entry.path().is_dir() {
            files.extend(self::files(&entry.path())?.iter().map(|inner| format!("{name}/{inner}")));
        } else if name != WORKER && !is_rulebook(&name) {
            files.push(name);
        }
    }
    files.sort();
    Ok(files)
}

fn is_rulebook(name: &str) -> bool {
    [".rulebook", ".core", ".words", ".sources"].iter().any(|ending| name.ends_with(ending))
}

/// The page itself is asked for by its folder.
fn address(file: &str) -> &str {
    if file == "index.html" { "./" } else { file }
}

#[cfg(test)]
mod tests {
    use super::{address, filled, is_rulebook};

    #[test]
    fn the_worker_has_the_places_that_are_filled_in() {
        let workers =
            [include_str!("../../../web/sw.js"), include_str!("../../../web/studio/sw.js")];
        for (worker, place) in workers.iter().flat_map(|worker| {
            [super::BUILD, super::FILES].into_iter().map(move |place| (worker, place))
        }) {
            assert!(filled(worker, place, "x").is_ok(), "{place}");
        }
        assert!(filled("", "x", "y").is_err());
    }

    #[test]
    fn the_rulebook_is_kept_apart_from_the_page() {
        assert!(is_rulebook("quang-ninh.vi.0123456789ab.words"));
        assert!(!is_rulebook("boot.js"));
        assert_eq!((address("index.html"), address("boot.js")), ("./", "boot.js"));
    }
}
