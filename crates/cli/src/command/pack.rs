//! `sangloc pack`: a rule folder as the one file that pages and portals load.

use crate::{
    failure::{Failure, Outcome},
    input::Folder,
    output,
};
use clap::Args;
use std::{fs, path::PathBuf, process::ExitCode};

/// Checks a rule folder and writes its rulebook file.
#[derive(Args)]
pub(crate) struct Pack {
    /// The rule folder, such as rules/quang-ninh.
    dir: PathBuf,
    /// The file to write, such as quang-ninh.rulebook.
    #[arg(short, long)]
    output: PathBuf,
}

impl Pack {
    pub(crate) fn run(self) -> Outcome {
        let rulebook = Folder::read(&self.dir)?.rulebook()?;
        let (bytes, identity) = rulebook.to_file().map_err(Failure::invalid)?;
        let shown = self.output.display();
        // Written aside and moved, so that a page never loads half a file.
        let aside = self.output.with_extension("rulebook.part");
        let written = fs::write(&aside, &bytes).and_then(|()| fs::rename(&aside, &self.output));
        written.map_err(|error| Failure::cannot_run(format!("{shown}: {error}")))?;
        output::line(format_args!(
            "{shown}: {} {}, {} bytes, sha256 {identity}",
            rulebook.id,
            rulebook.version,
            bytes.len()
        ));
        Ok(ExitCode::SUCCESS)
    }
}
