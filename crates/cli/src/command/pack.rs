//! `sangloc pack`: a rule folder as the one file that is published, and its parts for the page.

use crate::{
    failure::{Failure, Outcome},
    input::Folder,
    output,
};
use clap::Args;
use std::{path::PathBuf, process::ExitCode};

/// Checks a rule folder and writes its rulebook file.
#[derive(Args)]
#[command(after_help = "Example:
  sangloc pack rules/quang-ninh -o quang-ninh.rulebook")]
pub(crate) struct Pack {
    /// The rule folder, such as rules/quang-ninh.
    dir: PathBuf,
    /// The file to write, such as quang-ninh.rulebook.
    #[arg(short, long)]
    output: PathBuf,
    /// The folder of the page, to write the parts it loads into: the core, and the words of each language.
    #[arg(long, value_name = "PAGE")]
    split: Option<PathBuf>,
}

impl Pack {
    pub(crate) fn run(self) -> Outcome {
        let rulebook = Folder::read(&self.dir)?.rulebook()?;
        let (bytes, identity) = rulebook.to_file().map_err(Failure::invalid)?;
        output::write_file(&self.output, &bytes)?;
        output::line(format_args!(
            "{}: {} {}, {} bytes, sha256 {identity}",
            self.output.display(),
            rulebook.id,
            rulebook.version,
            bytes.len()
        ));
        if let Some(page) = &self.split {
            for part in rulebook.to_parts().map_err(Failure::invalid)? {
                let file = page.join(&part.name);
                output::write_file(&file, &part.bytes)?;
                output::line(format_args!("{}: {} bytes", file.display(), part.bytes.len()));
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
