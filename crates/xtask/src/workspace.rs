//! Where things lie in this repository.

use std::path::{Path, PathBuf};

use crate::Outcome;

/// The folder of the province's rule files.
pub(crate) const RULES: &str = "rules/quang-ninh";

/// The compiled rulebook's name beside the page, for whoever wants the whole; the page loads its parts.
pub(crate) const RULEBOOK: &str = "quang-ninh.rulebook";

/// The top of the repository, found from the current folder upwards, so that tasks work from any folder inside it.
pub(crate) fn root() -> Outcome<PathBuf> {
    let here = std::env::current_dir().map_err(|error| format!("no current folder: {error}"))?;
    here.ancestors()
        .find(|folder| folder.join("Trunk.toml").is_file() && folder.join("Cargo.lock").is_file())
        .map(Path::to_path_buf)
        .ok_or_else(|| {
            "run this inside the repository: no folder above has a Trunk.toml".to_owned()
        })
}

/// A path given from the top of the repository.
pub(crate) fn at(path: &str) -> Outcome<PathBuf> {
    Ok(root()?.join(path))
}

/// Makes a folder, and those above it, where they are not there yet.
pub(crate) fn make(folder: &Path) -> Outcome {
    std::fs::create_dir_all(folder)
        .map_err(|error| format!("cannot make {}: {error}", folder.display()))
}

/// Removes a folder with all that is in it, if it is there.
pub(crate) fn remove(folder: &Path) -> Outcome {
    if !folder.exists() {
        return Ok(());
    }
    std::fs::remove_dir_all(folder)
        .map_err(|error| format!("cannot remove {}: {error}", folder.display()))
}

/// An empty folder in place of what was there.
pub(crate) fn renew(folder: &Path) -> Outcome {
    remove(folder)?;
    make(folder)
}

/// Reads a text file, naming it when that fails.
pub(crate) fn read(path: &Path) -> Outcome<String> {
    std::fs::read_to_string(path)
        .map_err(|error| format!("cannot read {}: {error}", path.display()))
}

/// Writes a file, naming it when that fails.
pub(crate) fn write(path: &Path, content: &str) -> Outcome {
    std::fs::write(path, content)
        .map_err(|error| format!("cannot write {}: {error}", path.display()))
}
