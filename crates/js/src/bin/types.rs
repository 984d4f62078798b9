//! Prints the package's TypeScript for a rulebook file: `sangloc-types quang-ninh.rulebook`.

use sangloc_js::types::declarations;
use sangloc_rulebook::Rulebook;
use std::process::ExitCode;

fn main() -> ExitCode {
    match printed() {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn printed() -> Result<String, String> {
    let path = std::env::args_os().nth(1).ok_or("name a rulebook file")?;
    let bytes = std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let (rulebook, _) =
        Rulebook::from_file(&bytes).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(declarations(&rulebook))
}
