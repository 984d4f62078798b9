//! `sangloc docs`: the rulebook as pages to read.

use crate::{
    failure::{Failure, Outcome},
    input::{AsOf, Folder},
    output,
};
use clap::Args;
use sangloc_workshop::Docs as Pages;
use std::{path::PathBuf, process::ExitCode};

/// Writes a rulebook as pages to read, search and print: criteria, figures over time, sources, cases.
///
/// The pages need no server: open index.html in a browser, or put the folder on a web server.
#[derive(Args)]
#[command(after_help = "Example:
  sangloc docs rules/quang-ninh -o docs")]
pub(crate) struct Docs {
    /// The rule folder, such as rules/quang-ninh.
    dir: PathBuf,
    /// The folder to write into; files of the same names are replaced.
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    #[command(flatten)]
    as_of: AsOf,
}

impl Docs {
    pub(crate) fn run(self) -> Outcome {
        let folder = Folder::read(&self.dir)?;
        let rulebook = folder.rulebook()?;
        let (_, identity) = rulebook.to_file().map_err(Failure::invalid)?;
        let pages = Pages {
            rulebook: &rulebook,
            identity: &identity,
            cases: &folder.authored.cases,
            as_of: self.as_of.day()?,
            beside_the_page: false,
        };
        let files = pages.files();
        for (name, text) in &files {
            output::write_into(&self.output, name, text.as_bytes())?;
        }
        let start = self.output.join("index.html");
        output::line(format_args!("{}: {} files", start.display(), files.len()));
        Ok(ExitCode::SUCCESS)
    }
}
