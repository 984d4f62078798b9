//! `sangloc`: check, test and pack a rulebook, and decide projects with it.

mod command;
mod failure;
mod guarded;
mod input;
mod mutation;
mod output;
mod parquet_input;
mod parquet_output;
mod phrases;
mod portfolio;
mod signature;
mod text;
mod xlsx;

use clap::{Parser, Subcommand};
use failure::{CANNOT_RUN, Failure};
use std::process::ExitCode;

/// Screens investment projects by the published criteria of a province.
///
/// Exit codes: 0 accepted or done, 1 could not run, 2 rejected, 3 needs answers, 4 needs review,
/// 5 invalid rulebook or profile.
#[derive(Parser)]
#[command(name = "sangloc", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(command::check::Check),
    Test(command::test::Test),
    Analyse(command::analyse::Analyse),
    Diff(command::diff::Diff),
    Params(command::params::Params),
    Pack(command::pack::Pack),
    Keygen(command::keygen::Keygen),
    Verify(command::verify::Verify),
    Decide(command::decide::Decide),
    Batch(command::batch::Batch),
    Sql(command::sql::Sql),
    Changes(command::changes::Changes),
    Zones(command::zones::Zones),
    Serve(command::serve::Serve),
    Facts(command::facts::Facts),
    Criteria(command::criteria::Criteria),
    Docs(command::docs::Docs),
    Lint(command::lint::LintHelp),
    Fmt(command::fmt::Fmt),
    New(command::new::New),
    Completions(command::completions::Completions),
}

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are not failures.
            let code = if error.use_stderr() { CANNOT_RUN } else { 0 };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let result = match arguments.command {
        Command::Check(command) => command.run(),
        Command::Test(command) => command.run(),
        Command::Analyse(command) => command.run(),
        Command::Diff(command) => command.run(),
        Command::Params(command) => command.run(),
        Command::Pack(command) => command.run(),
        Command::Keygen(command) => command.run(),
        Command::Verify(command) => command.run(),
        Command::Decide(command) => command.run(),
        Command::Batch(command) => command.run(),
        Command::Sql(command) => command.run(),
        Command::Changes(command) => command.run(),
        Command::Zones(command) => command.run(),
        Command::Serve(command) => command.run(),
        Command::Facts(command) => command.run(),
        Command::Criteria(command) => command.run(),
        Command::Docs(command) => command.run(),
        Command::Lint(command) => command.run(),
        Command::Fmt(command) => command.run(),
        Command::New(command) => command.run(),
        Command::Completions(command) => command.run::<Arguments>(),
    };
    result.unwrap_or_else(Failure::report)
}
