// Reads a rule folder from disk. Shared by the build script and the command line: the library
// crates themselves never touch a disk.

use sangloc_authoring::{FOLDERS, SourceSet};
use std::{fs, io, path::Path};

/// The files of the rulebook in `folder`.
///
/// # Errors
/// When the folder, or a file in it, cannot be read as UTF-8 text.
#[allow(unreachable_pub, reason = "public in the library, private in the build script")]
pub fn read_folder(folder: &Path) -> io::Result<SourceSet> {
    let mut sources = SourceSet::new(folder.to_string_lossy().trim_end_matches('/'));
    for (part, endings) in FOLDERS {
        let directory = folder.join(part);
        if !part.is_empty() && !directory.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&directory)? {
            let path = entry?.path();
            let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if path.is_file() && endings.contains(&ending) {
                let text = fs::read_to_string(&path).map_err(|error| {
                    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
                })?;
                let name = if part.is_empty() { name.to_owned() } else { format!("{part}/{name}") };
                sources.insert(name, text);
            }
        }
    }
    Ok(sources)
}
