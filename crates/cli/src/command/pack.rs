//! `sangloc pack`: a rule folder as the one file that pages and portals load.

use crate::{
    failure::{Failure, Outcome},
    input::Folder,
    output,
};
use clap::Args;
use std::{path::PathBuf, process::ExitCode};

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
        output::write_file(&self.output, &bytes)?;
        output::line(format_args!(
            "{shown}: {} {}, {} bytes, sha256 {identity}",
            rulebook.id,
            rulebook.version,
            bytes.len()
        ));
        Ok(ExitCode::SUCCESS)
    }
}
