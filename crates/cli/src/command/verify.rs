//! `sangloc verify`: whether a rulebook file is whole and who signed it; whether records are what the rules give.

use crate::{
    failure::{Failure, Outcome},
    input::{RulebookArgs, read_limited},
    output, signature,
};
use clap::Args;
use sangloc_rulebook::{Identity, MAX_FILE_BYTES, Rulebook};
use sangloc_screening::{Difference, MAX_RECORD_BYTES, Recorded};
use std::{
    fmt::Display,
    fs::File,
    io::{self, BufRead, BufReader, Read},
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
  sangloc verify record.json --rulebook quang-ninh.rulebook
  sangloc verify records.jsonl --rulebook quang-ninh.rulebook")]
pub(crate) struct Verify {
    /// The file: a rulebook, whose signature lies beside it as FILE.minisig; the record of a decision; or
    /// many records, a line each (.jsonl).
    file: PathBuf,
    /// The public key that must have signed the rulebook file.
    #[arg(long, value_name = "PUBLIC_KEY")]
    key: Option<PathBuf>,
    #[command(flatten)]
    rules: RulebookArgs,
}

impl Verify {
    pub(crate) fn run(self) -> Outcome {
        if is_named(&self.file, "jsonl") {
            return self.verify_records();
        }
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
        let (rulebook, identity) = self.rules()?;
        if let Err(Fault { reason, differences }) = decide_again(bytes, &rulebook, &identity) {
            tell(&differences, "");
            return Err(Failure::invalid(format!("{name}: {reason}")));
        }
        output::line(format_args!(
            "{name}: record, decided again by rulebook {} {}, sha256 {identity}: the same, byte by byte",
            rulebook.id, rulebook.version,
        ));
        Ok(ExitCode::SUCCESS)
    }

    /// Names each record that does not hold by its line.
    fn verify_records(&self) -> Outcome {
        let name = self.file.display();
        let failed = |error: io::Error| Failure::cannot_run(format!("{name}: {error}"));
        let mut file = BufReader::new(File::open(&self.file).map_err(failed)?);
        let (rulebook, identity) = self.rules()?;
        let (mut records, mut wrong, mut line) = (0_usize, 0_usize, Vec::new());
        for number in 1_usize.. {
            if !read_line(&mut file, &mut line).map_err(failed)? {
                break;
            }
            if line.trim_ascii().is_empty() {
                continue;
            }
            records += 1;
            if let Err(Fault { reason, differences }) = decide_again(&line, &rulebook, &identity) {
                wrong += 1;
                output::line(format_args!("line {number}: {reason}"));
                tell(&differences, "  ");
            }
        }
        if records == 0 {
            return Err(Failure::invalid(format!("{name}: holds no record")));
        }
        if wrong > 0 {
            return Err(Failure::invalid(format!(
                "{name}: {wrong} of {records} records do not hold"
            )));
        }
        output::line(format_args!(
            "{name}: {records} records, decided again by rulebook {} {}, sha256 {identity}: all the same, byte by byte",
            rulebook.id, rulebook.version,
        ));
        Ok(ExitCode::SUCCESS)
    }

    /// The rules that records are decided by.
    fn rules(&self) -> Result<(Rulebook, Identity), Failure> {
        if self.key.is_some() {
            return Err(Failure::cannot_run(
                "--key is for rulebook files; a record carries no signature",
            ));
        }
        self.rules.read()
    }
}

/// Whether a file is to be read as a record, by its name or its first letter.
fn is_json(path: &Path, bytes: &[u8]) -> bool {
    is_named(path, "json") || bytes.trim_ascii_start().starts_with(b"{")
}

fn is_named(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending))
}

/// Reads a line with its end, of one that is too long for a record only the begin; whether there is one.
fn read_line(file: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    let most = u64::try_from(MAX_RECORD_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    line.clear();
    file.by_ref().take(most).read_until(b'\n', line)?;
    if line.len() > MAX_RECORD_BYTES && !line.ends_with(b"\n") {
        file.skip_until(b'\n')?;
    }
    Ok(!line.is_empty())
}

/// Why a record does not hold, in words that go on after its name, and where it differs.
struct Fault {
    reason: String,
    differences: Vec<Difference>,
}

fn decide_again(bytes: &[u8], rulebook: &Rulebook, identity: &Identity) -> Result<(), Fault> {
    let refused = |reason: String| Fault { reason, differences: Vec::new() };
    let record = Recorded::read(bytes).map_err(|error| refused(error.to_string()))?;
    let again = record.verify(rulebook, identity);
    let again = again.map_err(|error| refused(told(error, record.is_intact())))?;
    if again.holds() {
        return Ok(());
    }
    let reason = told("is not what these rules give", again.intact);
    Err(Fault { reason, differences: again.differences })
}

/// Lists what these rules decide otherwise.
fn tell(differences: &[Difference], indent: &str) {
    let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".to_owned());
    for difference in differences.iter().take(LISTED) {
        output::line(format_args!(
            "{indent}{}: recorded {}, decided again {}",
            difference.path,
            shown(&difference.recorded),
            shown(&difference.decided),
        ));
    }
    let more = differences.len().saturating_sub(LISTED);
    if more > 0 {
        output::line(format_args!("{indent}and {more} more"));
    }
}

/// What is wrong, and what a hash that does not fit means.
fn told(reason: impl Display, intact: bool) -> String {
    let changed =
        if intact { "" } else { "; its hash does not fit: it was changed after it was written" };
    format!("{reason}{changed}")
}
