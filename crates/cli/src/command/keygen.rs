//! `sangloc keygen`: the keys that sign and verify what is published.

use crate::{
    failure::{Failure, Outcome},
    output, signature,
};
use clap::Args;
use std::{path::PathBuf, process::ExitCode};

/// Makes a pair of keys: NAME.key signs and stays secret, NAME.pub verifies and is published.
///
/// The secret key gets a password, asked for at the terminal or taken from SANGLOC_KEY_PASSWORD. Files
/// that exist are never replaced. The keys are those of the program `minisign`.
#[derive(Args)]
#[command(after_help = "Example:
  sangloc keygen quang-ninh")]
pub(crate) struct Keygen {
    /// The name of both files, without an ending.
    name: PathBuf,
    /// Leave the secret key without a password: whoever has the file can sign.
    #[arg(long)]
    no_password: bool,
}

impl Keygen {
    pub(crate) fn run(self) -> Outcome {
        let (secret_path, public_path) = (self.path(".key"), self.path(".pub"));
        for path in [&secret_path, &public_path] {
            if path.exists() {
                return Err(Failure::cannot_run(format!("{}: exists already", path.display())));
            }
        }
        let (secret, public) = signature::new_keys(!self.no_password)?;
        output::write_secret(&secret_path, secret.as_bytes())?;
        output::write_file(&public_path, public.as_bytes())?;
        output::line(format_args!("{}: signs; keep it to yourself", secret_path.display()));
        output::line(format_args!("{}: verifies; publish it", public_path.display()));
        Ok(ExitCode::SUCCESS)
    }

    fn path(&self, ending: &str) -> PathBuf {
        let mut path = self.name.as_os_str().to_owned();
        path.push(ending);
        path.into()
    }
}
