//! `sangloc verify`: what a file is, whether it is whole, and who signed it.

use crate::{
    failure::{Failure, Outcome},
    input::read_limited,
    output, signature,
};
use clap::Args;
use sangloc_rulebook::{MAX_FILE_BYTES, Rulebook};
use std::{path::PathBuf, process::ExitCode};

/// Says what a published file is, and whether it is whole and signed by a key.
///
/// Exits with 5 when the file is damaged, not signed, or signed by another.
#[derive(Args)]
#[command(after_help = "Example:
  sangloc verify quang-ninh.rulebook --key quang-ninh.pub")]
pub(crate) struct Verify {
    /// The file, such as quang-ninh.rulebook; its signature lies beside it as FILE.minisig.
    file: PathBuf,
    /// The public key that must have signed it.
    #[arg(long, value_name = "PUBLIC_KEY")]
    key: Option<PathBuf>,
}

impl Verify {
    pub(crate) fn run(self) -> Outcome {
        let name = self.file.display();
        let bytes = read_limited(&self.file, MAX_FILE_BYTES)?;
        let signed = match &self.key {
            Some(path) => {
                signature::verify(&signature::public_key(path)?, &self.file, &bytes)?;
                format!("signed by {}", path.display())
            }
            None => "signature not looked at (--key)".to_owned(),
        };
        let (rulebook, identity) = Rulebook::from_file(&bytes)
            .map_err(|error| Failure::invalid(format!("{name}: {error}")))?;
        output::line(format_args!(
            "{name}: rulebook {} {}, sha256 {identity}, whole, {signed}",
            rulebook.id, rulebook.version,
        ));
        Ok(ExitCode::SUCCESS)
    }
}
