//! `cargo xtask test`: every check, in order, the quick ones first.

use std::panic::resume_unwind;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::process::{cargo, is_root, run};
use crate::wasm::Toolchain;
use crate::{Outcome, browser, engines, http, node, npm, page, rulebook, size, tools, workspace};

struct Step {
    name: &'static str,
    about: &'static str,
    run: fn() -> Outcome,
}

/// The steps that run only by their names: what they need weighs half a gigabyte, or compiles for many minutes.
const NAMED: [&str; 2] = ["spark", "datafusion"];

/// The steps that `--no-browser` leaves out.
const BROWSER: [&str; 2] = ["chromium", "browser"];

const STEPS: &[Step] = &[
    Step {
        name: "tools",
        about: "compiler for wasm, Trunk, wasm-bindgen, node and Python packages",
        run: tools,
    },
    Step { name: "chromium", about: "a browser for the page tests", run: chromium },
    Step { name: "format", about: "cargo fmt --check", run: format },
    Step { name: "lint", about: "clippy, native", run: lint },
    Step { name: "lint-web", about: "clippy, wasm", run: lint_web },
    Step { name: "native", about: "cargo test --workspace", run: native },
    Step { name: "check", about: "sangloc check", run: check },
    Step { name: "cases", about: "sangloc test: the golden cases", run: cases },
    Step { name: "http", about: "the service, asked by its own document", run: http::check },
    Step {
        name: "engines",
        about: "the queries of `sangloc sql` in DuckDB, DataFusion and PostgreSQL",
        run: engines::check,
    },
    Step {
        name: "spark",
        about: "the query of `sangloc sql` on a Spark cluster that loses a process",
        run: engines::check_spark,
    },
    Step {
        name: "datafusion",
        about: "the table function of DataFusion",
        run: engines::check_table_function,
    },
    Step { name: "page", about: "the release page", run: page::build_release },
    Step {
        name: "size",
        about: "no Rhai in the page, and its size within budget",
        run: size::check,
    },
    // It carries the element, which is made of the page.
    Step { name: "npm", about: "the package for portals, in Node and with Vite", run: npm::check },
    Step { name: "browser", about: "the page in Chromium", run: pages },
];

/// Runs the steps and stops at the first that fails.
pub(crate) fn test(arguments: &[String]) -> Outcome {
    let steps = chosen(arguments)?;
    let start = Instant::now();
    let mut times = Vec::new();
    let result = steps.iter().try_for_each(|step| {
        println!("\n=== {}: {}", step.name, step.about);
        let begun = Instant::now();
        let result = (step.run)();
        times.push((step.name, begun.elapsed()));
        result.map_err(|error| {
            format!("step `{}`: {error}\n  hint: cargo xtask test --only {}", step.name, step.name)
        })
    });
    print_times(&times);
    result?;
    let all = if steps.len() + NAMED.len() == STEPS.len() { "all steps" } else { "chosen steps" };
    println!("xtask test: {all} passed in {} s", start.elapsed().as_secs());
    Ok(())
}

fn chosen(arguments: &[String]) -> Outcome<Vec<&'static Step>> {
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => Ok(without(&NAMED)),
        ["--no-browser"] => Ok(without(&[&NAMED[..], &BROWSER].concat())),
        ["--only", name] => match STEPS.iter().find(|step| step.name == *name) {
            Some(step) => Ok(vec![step]),
            None => Err(format!("no step `{name}`; the steps are: {}", names())),
        },
        _ => Err(format!("test takes --no-browser or --only STEP; the steps are: {}", names())),
    }
}

fn without(left_out: &[&str]) -> Vec<&'static Step> {
    STEPS.iter().filter(|step| !left_out.contains(&step.name)).collect()
}

fn names() -> String {
    STEPS.iter().map(|step| step.name).collect::<Vec<_>>().join(", ")
}

fn print_times(times: &[(&str, Duration)]) {
    println!("\n=== times");
    for (name, time) in times {
        println!("{name:>10} {:>6.1} s", time.as_secs_f64());
    }
}

fn tools() -> Outcome {
    Toolchain::ensure()?.ensure_clippy()?;
    // What is built waits for the processors, what is downloaded for the network.
    thread::scope(|scope| {
        let downloads = scope.spawn(|| {
            http::ensure()?;
            engines::ensure()?;
            node::ensure()
        });
        let built = tools::ensure();
        let downloaded = downloads.join().unwrap_or_else(|panic| resume_unwind(panic));
        built.and(downloaded)
    })
}

/// Looked for at the start, so that a missing browser is not found out after ten minutes.
fn chromium() -> Outcome {
    browser::ensure().map(|_| ())
}

fn format() -> Outcome {
    run(cargo()?.args(["fmt", "--all", "--check"]))
}

fn lint() -> Outcome {
    run(cargo()?.args(["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"]))
}

fn lint_web() -> Outcome {
    let lint = |what: &[&str]| {
        run(Toolchain::ensure()?.clippy()?.args(what).args(["--", "--deny", "warnings"]))
    };
    lint(&["--package", "sangloc-web", "--package", "sangloc-studio-page"])?;
    // Its program writes the package's types, natively.
    lint(&["--package", "sangloc-js", "--lib"])
}

fn native() -> Outcome {
    run(cargo()?.args(["test", "--workspace"]))
}

fn check() -> Outcome {
    run(&mut rulebook::sangloc(&["check", workspace::RULES])?)
}

fn cases() -> Outcome {
    run(&mut rulebook::sangloc(&["test", workspace::RULES])?)
}

fn pages() -> Outcome {
    run(&mut playwright()?)
}

/// Playwright over the release page.
pub(crate) fn playwright() -> Outcome<Command> {
    node::ensure()?;
    let chromium = browser::ensure()?;
    let mut command = node::tool("playwright")?;
    command.arg("test").env(browser::VARIABLE, chromium).env("SANGLOC_DIST", page::dist()?);
    // Chromium's sandbox does not work for root.
    if is_root() {
        command.env("SANGLOC_NO_SANDBOX", "1");
    }
    Ok(command)
}
