//! The project's own automation, reached as `cargo xtask <task>`.
//!
//! It uses no crates: it is the first thing a fresh clone compiles, and everything else waits for it.

mod apt;
mod bench;
mod bench_peers;
mod bench_service;
mod browser;
mod embed;
mod engines;
mod guard;
mod http;
mod node;
mod npm;
mod offline;
mod page;
mod process;
mod python;
mod rulebook;
mod serve;
mod size;
mod steps;
mod studio;
mod tools;
mod wasm;
mod watch;
mod workspace;

use std::process::ExitCode;

/// What a task gives back; the error is a sentence for the person at the terminal.
pub(crate) type Outcome<T = ()> = Result<T, String>;

const HELP: &str = "\
cargo xtask serve [--release] [--studio] [--port N] [--no-open]
    build the page and serve it on http://127.0.0.1:8080/, again after every change;
    --studio: with the page for zone managers, at /studio/
cargo xtask test [--no-browser] [--only STEP]
    every check there is: format, lints, tests, golden cases, the service, the queries in databases, the npm package,
    release page, size, browser; all but `spark` and `datafusion`, which run by their names only
cargo xtask npm
    the package for portals, target/npm/sangloc-screening-*.tgz: decisions in browsers and in Node, with types
cargo xtask size [--format json]
    bytes of each file the page loads: raw, gzip, brotli
cargo xtask bench [csv|jsonl|parquet]
    what `sangloc batch` takes for 100,000 and 1,000,000 profiles, in one form or each; ten minutes
cargo xtask bench service
    what `sangloc serve` does for 200 clients at once; a minute and a half
cargo xtask bench columns
    decisions by columns of Arrow, row by row, and by hand, over the same profiles; a minute
cargo xtask bench peers
    decisions beside the same rules in what people would use instead, equal on every profile first; seven minutes
cargo xtask bench load
    rule files to the rulebook, and packed rulebooks opened; in Chromium's worker too
cargo xtask bench engines [ROWS]
    the queries of `sangloc sql` over 1,000,000 profiles, or ROWS of them, in DuckDB, DataFusion, PostgreSQL and on
    Spark that loses a process: compared with `sangloc batch` in every row, and what each takes

What is missing is installed on first use into .tools/ and tests/browser/node_modules/;
compilers and a browser come from apt where it is there.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\nerror: {message}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Outcome {
    let help = |argument: &String| matches!(argument.as_str(), "help" | "-h" | "--help");
    let Some((task, rest)) = arguments.split_first().filter(|_| !arguments.iter().any(help)) else {
        println!("{HELP}");
        return Ok(());
    };
    match task.as_str() {
        "serve" => serve::serve(rest),
        "test" => steps::test(rest),
        "npm" if rest.is_empty() => npm::report(),
        "size" => size::report(rest),
        "bench" => bench::bench(rest),
        "guard" => guard::keep(rest),
        "rulebook-hook" => rulebook::hook(),
        "offline-hook" => offline::hook(),
        "studio-hook" => studio::hook(),
        "embed-hook" => embed::hook(),
        "reload-hook" => serve::reload_hook(),
        other => Err(format!("no task `{other}`\n\n{HELP}")),
    }
}
