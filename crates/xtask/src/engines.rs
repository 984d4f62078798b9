//! The queries of `sangloc sql` in the databases that they are for: every row must come out as `sangloc batch`
//! decides it.

use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;
use std::process::Stdio;

use crate::process::{cargo, find, output, program, run};
use crate::{Outcome, apt, python::Packages, rulebook, workspace};

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
const SPARK: Packages = Packages {
    tests: "tests/engines/spark",
    installed: ".tools/spark",
    what: "Spark and PyArrow",
    // It comes only so; nothing in it is compiled.
    from_source: &["pyspark"],
};
const ENGINES: [&str; 3] = ["duckdb", "datafusion", "postgres"];

/// Installs the databases.
pub(crate) fn ensure() -> Outcome {
    if !has_postgres() {
        apt::install(&["postgresql"], "the queries are run in PostgreSQL")?;
    }
    PACKAGES.ensure()
}

/// Whether the programs of a PostgreSQL server are there; Debian keeps them away from PATH.
fn has_postgres() -> bool {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let there = |folder: std::fs::DirEntry| folder.path().join("bin/initdb").is_file();
    find("psql").is_some() && (find("initdb").is_some() || versions.into_iter().any(there))
}

/// The step of the tests.
pub(crate) fn check() -> Outcome {
    build()?;
    compare("target/debug", ROWS)
}

/// The same on a cluster of two workers, one of which is killed in the middle.
pub(crate) fn check_spark() -> Outcome {
    if find("java").is_none() {
        apt::install(&["default-jre-headless"], "Spark runs on Java")?;
    }
    SPARK.ensure()?;
    build()?;
    let compared = Compared::make("target/debug", ROWS)?;
    compared.with("spark", &SPARK)
}

fn build() -> Outcome {
    rulebook::compile()?;
    run(cargo()?.args(["build", "--workspace", "--example", "profiles"]))
}

/// The same for any number of rows, optimised, with times.
pub(crate) fn bench(rows: &str) -> Outcome {
    run(cargo()?.args(["build", "--release", "--package", "sangloc"]))?;
    let package = ["build", "--release", "--package", "sangloc-tests", "--example", "profiles"];
    run(cargo()?.args(package))?;
    compare("target/release", rows)
}

/// Compares all that run in every test.
fn compare(built: &str, rows: &str) -> Outcome {
    ensure()?;
    let compared = Compared::make(built, rows)?;
    ENGINES.iter().try_for_each(|engine| compared.with(engine, &PACKAGES))
}

/// Profiles, and what `sangloc batch` decides of them.
struct Compared {
    folder: PathBuf,
    sangloc: PathBuf,
}

impl Compared {
    fn make(built: &str, rows: &str) -> Outcome<Self> {
        let (folder, built) = (workspace::at(FOLDER)?, workspace::at(built)?);
        workspace::make(&folder)?;
        let made = Self { folder, sangloc: built.join(format!("sangloc{EXE_SUFFIX}")) };
        let profiles = built.join(format!("examples/profiles{EXE_SUFFIX}"));
        run(program(profiles)?.arg(made.profiles()).arg(rows))?;
        let mut batch = program(&made.sangloc)?;
        batch.args(["batch", "--verdicts", "--as-of", DAY, "--portfolio"]).arg(made.profiles());
        // It names the rows that cannot be read, which are among them on purpose.
        run(batch.arg("-o").arg(made.decisions()).stderr(Stdio::null()))?;
        Ok(made)
    }

    fn profiles(&self) -> PathBuf {
        self.folder.join("profiles.parquet")
    }

    fn decisions(&self) -> PathBuf {
        self.folder.join("decisions.parquet")
    }

    /// Asks a database for the same.
    fn with(&self, engine: &str, packages: &Packages) -> Outcome {
        let query = self.folder.join(format!("{engine}.sql"));
        let mut sql = program(&self.sangloc)?;
        workspace::write(&query, &output(sql.args(["sql", "--as-of", DAY, "--dialect", engine]))?)?;
        let mut compare = packages.python()?;
        compare.arg(workspace::at(TESTS)?.join("compare.py")).arg(engine);
        run(compare.args([&self.profiles(), &query, &self.decisions()]))
    }
}
