//! The queries of `sangloc sql` in the databases that they are for: every row must come out as `sangloc batch`
//! decides it.

use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;
use std::process::Stdio;

use crate::process::{cargo, find, output, program, run};
use crate::watch::{self, Taken};
use crate::{Outcome, apt, python::Packages, rulebook, workspace};

/// What is compared in a run of the tests.
const ROWS: &str = "20000";
const DAY: &str = "2026-11-22";
const FOLDER: &str = "target/engines";
const TESTS: &str = "tests/engines";

const PACKAGES: Packages = Packages {
    tests: TESTS,
    installed: ".tools/engines",
    what: "DuckDB and DataFusion",
    from_source: &[],
};
const SPARK: Packages = Packages {
    tests: "tests/engines/spark",
    installed: ".tools/spark",
    what: "Spark",
    // It comes only so; nothing in it is compiled.
    from_source: &["pyspark"],
};
/// The databases that run in every test.
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

fn ensure_spark() -> Outcome {
    if find("java").is_none() {
        apt::install(&["default-jre-headless"], "Spark runs on Java")?;
    }
    SPARK.ensure()
}

/// The step of the tests.
pub(crate) fn check() -> Outcome {
    ensure()?;
    build()?;
    let (compared, _) = Compared::make("target/debug", ROWS)?;
    ENGINES.iter().try_for_each(|engine| compared.with(engine, &PACKAGES).map(|_| ()))
}

/// The same on a cluster of two workers, one of which is killed in the middle.
pub(crate) fn check_spark() -> Outcome {
    // The rows are compared in DuckDB.
    PACKAGES.ensure()?;
    ensure_spark()?;
    build()?;
    let (compared, _) = Compared::make("target/debug", ROWS)?;
    compared.with("spark", &SPARK).map(|_| ())
}

/// The crate that is a table function of DataFusion, over the same rows. It compiles DataFusion, which takes many minutes.
pub(crate) fn check_table_function() -> Outcome {
    build()?;
    let (compared, _) = Compared::make("target/debug", ROWS)?;
    let file = compared.folder.join(workspace::RULEBOOK);
    run(rulebook::sangloc(&["pack", workspace::RULES, "-o"])?.arg(file))?;
    let manifest = ["--manifest-path", "crates/datafusion/Cargo.toml"];
    run(cargo()?.arg("fmt").args(manifest).arg("--check"))?;
    let mut test = cargo()?;
    test.arg("test").args(manifest).args(["--target-dir", "target/datafusion"]);
    run(test.env("SANGLOC_ENGINES", &compared.folder))
}

fn build() -> Outcome {
    rulebook::compile()?;
    run(cargo()?.args(["build", "--workspace", "--example", "profiles"]))
}

/// The same in all of them for any number of rows, optimised, and what each took.
pub(crate) fn bench(rows: &str) -> Outcome {
    ensure()?;
    ensure_spark()?;
    run(cargo()?.args(["build", "--release", "--package", "sangloc"]))?;
    let package = ["build", "--release", "--package", "sangloc-tests", "--example", "profiles"];
    run(cargo()?.args(package))?;
    let (compared, batch) = Compared::make("target/release", rows)?;
    let mut taken = vec![("`sangloc batch`", batch)];
    for engine in ENGINES {
        taken.push((engine, compared.with(engine, &PACKAGES)?));
    }
    taken.push(("spark", compared.with("spark", &SPARK)?));
    println!("\n| {rows} profiles | user time, s | wall time, s | peak memory, MB |");
    println!("|---|---|---|---|");
    for (name, Taken { user, wall, megabytes }) in taken {
        println!("| {name} | {user:.1} | {wall:.1} | {megabytes:.0} |");
    }
    Ok(())
}

/// Profiles, and what `sangloc batch` decides of them.
struct Compared {
    folder: PathBuf,
    sangloc: PathBuf,
}

impl Compared {
    fn make(built: &str, rows: &str) -> Outcome<(Self, Taken)> {
        let (folder, built) = (workspace::at(FOLDER)?, workspace::at(built)?);
        workspace::make(&folder)?;
        let made = Self { folder, sangloc: built.join(format!("sangloc{EXE_SUFFIX}")) };
        let profiles = built.join(format!("examples/profiles{EXE_SUFFIX}"));
        run(program(profiles)?.arg(made.profiles()).arg(rows))?;
        let mut batch = program(&made.sangloc)?;
        batch.args(["batch", "--verdicts", "--as-of", DAY, "--portfolio"]).arg(made.profiles());
        // It names the rows that cannot be read, which are among them on purpose.
        let taken = watch::run(batch.arg("-o").arg(made.decisions()).stderr(Stdio::null()))?;
        Ok((made, taken))
    }

    fn profiles(&self) -> PathBuf {
        self.folder.join("profiles.parquet")
    }

    fn decisions(&self) -> PathBuf {
        self.folder.join("decisions.parquet")
    }

    /// Asks a database for the same, and says what that took.
    fn with(&self, engine: &str, packages: &Packages) -> Outcome<Taken> {
        let tests = workspace::at(TESTS)?;
        let query = self.folder.join(format!("{engine}.sql"));
        let mut sql = program(&self.sangloc)?;
        workspace::write(&query, &output(sql.args(["sql", "--as-of", DAY, "--dialect", engine]))?)?;
        let found = self.folder.join(engine);
        workspace::renew(&found)?;
        let mut decide = packages.python()?;
        decide.arg(tests.join("decide.py")).arg(engine);
        let taken = watch::run(decide.args([&self.profiles(), &query, &found]))?;
        let mut compare = PACKAGES.python()?;
        run(compare.arg(tests.join("compare.py")).args([&found, &self.decisions()]))?;
        // They can weigh more than a gigabyte. What differs stays to be looked at.
        workspace::remove(&found)?;
        Ok(taken)
    }
}
