//! `sangloc fmt`: rule files in the house layout.

use crate::{
    failure::{Failure, INVALID, Outcome},
    input::Folder,
    output,
};
use clap::Args;
use sangloc_authoring::lay_out;
use std::{path::PathBuf, process::ExitCode};

/// Brings rule files into the house layout: values of a declaration in one column.
///
/// Only white space between words of criteria/*.rhai moves: comments stay, lines stay lines, and the
/// same rulebook comes of it. Figures, questions and words (TOML) are left as they are written.
#[derive(Args)]
#[command(after_help = "Examples:
  sangloc fmt rules/quang-ninh
  sangloc fmt rules/quang-ninh --check")]
pub(crate) struct Fmt {
    /// The rule folder, such as rules/quang-ninh.
    dir: PathBuf,
    /// Change nothing; exit with 5 when a file is not in the layout.
    #[arg(long)]
    check: bool,
}

impl Fmt {
    pub(crate) fn run(self) -> Outcome {
        let folder = Folder::read(&self.dir)?;
        let mut changed = 0;
        for (path, text) in folder.sources.iter().filter(|(path, _)| path.ends_with(".rhai")) {
            let laid = lay_out(text);
            if laid == text {
                continue;
            }
            changed += 1;
            let file = self.dir.join(path);
            output::line(format_args!("{}", file.display()));
            if !self.check {
                if !is_same(&folder, path, &laid) {
                    return Err(Failure::cannot_run(format!(
                        "{}: another rulebook would come of it; nothing was written",
                        file.display()
                    )));
                }
                output::write_file(&file, laid.as_bytes())?;
            }
        }
        Ok(ExitCode::from(if self.check && changed > 0 { INVALID } else { 0 }))
    }
}

/// Whether the same rulebook comes of the folder with the file laid out.
fn is_same(folder: &Folder, path: &str, laid: &str) -> bool {
    let mut sources = folder.sources.clone();
    sources.insert(path, laid);
    sangloc_authoring::author(&sources).rulebook == folder.authored.rulebook
}
