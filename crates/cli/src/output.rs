//! Standard output. A reader that has seen enough (`| head`) ends the program, without a complaint.

use crate::failure::Failure;
use indicatif::ProgressBar;
use std::{
    fmt::Display,
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    process,
    time::Duration,
};

/// Prints a text.
pub(crate) fn put(text: impl Display) {
    if write!(std::io::stdout().lock(), "{text}").is_err() {
        process::exit(0);
    }
}

/// Prints a line.
pub(crate) fn line(text: impl Display) {
    put(format_args!("{text}\n"));
}

/// Writes a file aside and moves it into place, so that nobody ever reads half of it.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut aside = Aside::create(path)?;
    aside.write_all(bytes).map_err(|error| aside.failure(&error))?;
    aside.keep()
}

/// Writes a file into a folder, which is made if it is not there.
pub(crate) fn write_into(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Failure> {
    let path = folder.join(name);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)
            .map_err(|error| Failure::cannot_run(format!("{}: {error}", parent.display())))?;
    }
    write_file(&path, bytes)
}

/// Writes a file that only its owner may read, and that is not there yet.
pub(crate) fn write_secret(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| file.write_all(bytes));
    written.map_err(|error| Failure::cannot_run(format!("{}: {error}", path.display())))
}

/// A file that is written beside its place, and gone unless it is kept.
pub(crate) struct Aside {
    path: PathBuf,
    part: PathBuf,
    file: File,
    kept: bool,
}

impl Aside {
    /// Begins a file.
    pub(crate) fn create(path: &Path) -> Result<Self, Failure> {
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let file = File::create(&part)
            .map_err(|error| Failure::cannot_run(format!("{}: {error}", path.display())))?;
        Ok(Self { path: path.to_owned(), part, file, kept: false })
    }

    /// Moves the file into its place.
    pub(crate) fn keep(mut self) -> Result<(), Failure> {
        let kept = self.file.flush().and_then(|()| fs::rename(&self.part, &self.path));
        kept.map_err(|error| self.failure(&error))?;
        self.kept = true;
        Ok(())
    }

    fn failure(&self, error: &io::Error) -> Failure {
        Failure::cannot_run(format!("{}: {error}", self.path.display()))
    }
}

impl Write for Aside {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        if !self.kept {
            // Nothing can be done where it cannot be removed.
            let _ = fs::remove_file(&self.part);
        }
    }
}

/// A count of what was done, which shows itself only when the run lasts over a second.
pub(crate) fn counter() -> ProgressBar {
    let progress = ProgressBar::no_length();
    progress.enable_steady_tick(Duration::from_secs(1));
    progress
}

/// A bar that shows itself only when the run lasts over a second.
pub(crate) fn progress_bar(length: usize) -> ProgressBar {
    let progress = ProgressBar::new(u64::try_from(length).unwrap_or_default());
    progress.enable_steady_tick(Duration::from_secs(1));
    progress
}
