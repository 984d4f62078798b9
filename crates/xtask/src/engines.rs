//! The queries of `sangloc sql` in the databases that they are for: every row must come out as `sangloc batch`
//! decides it.

use std::path::Path;

use crate::process::{cargo, program, run};
use crate::{Outcome, python::Packages, rulebook, workspace};

/// What is compared in a run of the tests.
const ROWS: &str = "20000";
const DAY: &str = "2026-11-22";
const FOLDER: &str = "target/engines";
const TESTS: &str = "tests/engines";

const PACKAGES: Packages = Packages {
    tests: TESTS,
    installed: ".tools/engines",
    what: "DuckDB, DataFusion and PyArrow",
    from_source: &[],
};
const ENGINES: [&str; 2] = ["duckdb", "datafusion"];

/// Installs the databases that come as packages.
pub(crate) fn ensure() -> Outcome {
    PACKAGES.ensure()
}

/// The step of the tests.
pub(crate) fn check() -> Outcome {
    rulebook::compile()?;
    run(cargo()?.args(["build", "--workspace", "--example", "profiles"]))?;
    compare("target/debug", ROWS)
}

/// The same for any number of rows, optimised, with times.
pub(crate) fn bench(rows: &str) -> Outcome {
    run(cargo()?.args(["build", "--release", "--package", "sangloc"]))?;
    let package = ["build", "--release", "--package", "sangloc-tests", "--example", "profiles"];
    run(cargo()?.args(package))?;
    compare("target/release", rows)
}

/// Makes the profiles, decides them by `sangloc batch`, and asks each database for the same.
fn compare(built: &str, rows: &str) -> Outcome {
    ensure()?;
    let folder = workspace::at(FOLDER)?;
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let (profiles, decisions) = (folder.join("profiles.parquet"), folder.join("decisions.parquet"));
    let built = workspace::at(built)?;
    run(program(built.join("examples/profiles"))?.arg(&profiles).arg(rows))?;
    let sangloc = built.join("sangloc");
    let mut batch = program(&sangloc)?;
    batch.args(["batch", "--verdicts", "--as-of", DAY, "--portfolio"]).arg(&profiles);
    run(batch.arg("-o").arg(&decisions).stderr(std::process::Stdio::null()))?;
    for engine in ENGINES {
        let query = folder.join(format!("{engine}.sql"));
        write_query(&sangloc, engine, &query)?;
        let mut compare = PACKAGES.python()?;
        compare.arg(workspace::at(TESTS)?.join("compare.py")).arg(engine);
        run(compare.args([&profiles, &query, &decisions]))?;
    }
    Ok(())
}

fn write_query(sangloc: &Path, dialect: &str, query: &Path) -> Outcome {
    let mut command = program(sangloc)?;
    let printed =
        crate::process::output(command.args(["sql", "--dialect", dialect, "--as-of", DAY]))?;
    workspace::write(query, &printed)
}
