//! `sangloc pack`: a rule folder as the one file that is published, and what the page needs of it.

use crate::{
    failure::{Failure, Outcome},
    input::{Folder, today},
    output, signature,
};
use clap::Args;
use sangloc_rulebook::Part;
use sangloc_workshop::Docs;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Checks a rule folder and writes its rulebook file.
#[derive(Args)]
#[command(after_help = "Examples:
  sangloc pack rules/quang-ninh -o quang-ninh.rulebook
  sangloc pack rules/quang-ninh -o quang-ninh.rulebook --sign quang-ninh.key")]
pub(crate) struct Pack {
    /// The rule folder, such as rules/quang-ninh.
    dir: PathBuf,
    /// The file to write, such as quang-ninh.rulebook.
    #[arg(short, long)]
    output: PathBuf,
    /// Sign the file, and the core of --split, with this secret key (`sangloc keygen`); each signature is
    /// written beside its file.
    #[arg(long, value_name = "SECRET_KEY")]
    sign: Option<PathBuf>,
    /// The folder of the page, to write into what it needs: the core, the words of each language, the
    /// rulebook to read where no program runs, and the sources for the studio.
    #[arg(long, value_name = "PAGE")]
    split: Option<PathBuf>,
}

impl Pack {
    pub(crate) fn run(self) -> Outcome {
        let folder = Folder::read(&self.dir)?;
        let rulebook = folder.rulebook()?;
        let (bytes, identity) = rulebook.to_file().map_err(Failure::invalid)?;
        // A key that cannot be opened must not leave a file behind that looks published.
        let key = self.sign.as_deref().map(signature::secret_key).transpose()?;
        let name = format!("{} {} sha256:{identity}", rulebook.id, rulebook.version);
        let sign =
            |bytes: &[u8]| key.as_ref().map(|key| signature::sign(key, bytes, &name)).transpose();
        let signature = sign(&bytes)?;
        output::write_file(&self.output, &bytes)?;
        output::line(format_args!(
            "{}: {} {}, {} bytes, sha256 {identity}",
            self.output.display(),
            rulebook.id,
            rulebook.version,
            bytes.len()
        ));
        if let Some(signature) = signature {
            let path = signature::beside(&self.output);
            output::write_file(&path, &signature)?;
            output::line(format_args!("{}: signature", path.display()));
        }
        if let Some(page) = &self.split {
            let docs = Docs {
                rulebook: &rulebook,
                identity: &identity,
                cases: &[],
                as_of: today()?,
                beside_the_page: true,
            };
            let folder_of_docs = page.join(Docs::FOLDER);
            for (name, text) in docs.files() {
                output::write_into(&folder_of_docs, &name, text.as_bytes())?;
            }
            output::line(format_args!("{}: to read", folder_of_docs.display()));
            let sources = format!("{}.sources", rulebook.id);
            part(page, &sources, folder.sources.to_json().as_bytes())?;
            for Part { name, bytes } in rulebook.to_parts().map_err(Failure::invalid)? {
                part(page, &name, &bytes)?;
                // It names all words by their checksums, so it stands for them too.
                if name.ends_with(".core")
                    && let Some(signature) = sign(&bytes)?
                {
                    output::write_file(&signature::beside(&page.join(name)), &signature)?;
                }
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn part(page: &Path, name: &str, bytes: &[u8]) -> Result<(), Failure> {
    output::write_into(page, name, bytes)?;
    output::line(format_args!("{}: {} bytes", page.join(name).display(), bytes.len()));
    Ok(())
}
