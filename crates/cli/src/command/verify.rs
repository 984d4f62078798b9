//! `sangloc verify`: whether a rulebook file is whole and who signed it; whether a record is what the rules give.

use crate::{
    failure::{Failure, Outcome},
    input::{RulebookArgs, read_limited},
    output, signature,
};
use clap::Args;
use sangloc_rulebook::{MAX_FILE_BYTES, Rulebook};
use sangloc_screening::{Recorded, Verification};
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// The most differences that are listed.
const LISTED: usize = 50;

/// Says what a published rulebook file is, and whether it is whole and signed by a key; or decides a
/// record again, and says what differs.
///
/// Exits with 5 when a rulebook file is damaged, not signed, or signed by another, and when a record was
/// changed, is of other rules, or is decided otherwise.
#[derive(Args)]
#[command(after_help = "Examples:
  sangloc verify quang-ninh.rulebook --key quang-ninh.pub
  sangloc verify record.json --rulebook quang-ninh.rulebook")]
pub(crate) struct Verify {
    /// The file: a rulebook, whose signature lies beside it as FILE.minisig, or the record of a decision.
    file: PathBuf,
    /// The public key that must have signed the rulebook file.
    #[arg(long, value_name = "PUBLIC_KEY")]
    key: Option<PathBuf>,
    #[command(flatten)]
    rules: RulebookArgs,
}

impl Verify {
    pub(crate) fn run(self) -> Outcome {
        let name = self.file.display();
        let bytes = read_limited(&self.file, MAX_FILE_BYTES)?;
        if is_json(&self.file, &bytes) {
            return self.verify_record(&bytes);
        }
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

    fn verify_record(&self, bytes: &[u8]) -> Outcome {
        let name = self.file.display();
        if self.key.is_some() {
            return Err(Failure::cannot_run(
                "--key is for rulebook files; a record carries no signature",
            ));
        }
        let record =
            Recorded::read(bytes).map_err(|error| Failure::invalid(format!("{name}: {error}")))?;
        let (rulebook, identity) = self.rules.read()?;
        let verification = record.verify(&rulebook, &identity).map_err(|error| {
            Failure::invalid(format!("{name}: {error}{}", changed(record.is_intact())))
        })?;
        if !verification.holds() {
            tell(&verification);
            return Err(Failure::invalid(format!(
                "{name}: is not what these rules give{}",
                changed(verification.intact)
            )));
        }
        output::line(format_args!(
            "{name}: record, decided again by rulebook {} {}, sha256 {identity}: the same, byte by byte",
            rulebook.id, rulebook.version,
        ));
        Ok(ExitCode::SUCCESS)
    }
}

/// Whether a file is to be read as a record, by its name or its first letter.
fn is_json(path: &Path, bytes: &[u8]) -> bool {
    let named = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    named || bytes.trim_ascii_start().starts_with(b"{")
}

/// Lists what these rules decide otherwise.
fn tell(verification: &Verification) {
    let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".to_owned());
    for difference in verification.differences.iter().take(LISTED) {
        output::line(format_args!(
            "{}: recorded {}, decided again {}",
            difference.path,
            shown(&difference.recorded),
            shown(&difference.decided),
        ));
    }
    let more = verification.differences.len().saturating_sub(LISTED);
    if more > 0 {
        output::line(format_args!("and {more} more"));
    }
}

/// What a hash that does not fit means.
fn changed(intact: bool) -> &'static str {
    if intact { "" } else { "; its hash does not fit: it was changed after it was written" }
}
