//! `sangloc completions`: what a shell needs to complete commands and options.

use crate::failure::Outcome;
use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};
use std::process::ExitCode;

/// Prints the completions of a shell.
#[derive(Args)]
#[command(after_help = "Examples:
  sangloc completions bash > ~/.local/share/bash-completion/completions/sangloc
  sangloc completions fish > ~/.config/fish/completions/sangloc.fish")]
pub(crate) struct Completions {
    /// The shell.
    shell: Shell,
}

impl Completions {
    pub(crate) fn run<C: CommandFactory>(self) -> Outcome {
        generate(self.shell, &mut C::command(), "sangloc", &mut std::io::stdout());
        Ok(ExitCode::SUCCESS)
    }
}
