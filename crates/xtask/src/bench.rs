//! `cargo xtask bench`: what `sangloc batch` takes for a portfolio of each form and size, as a table.
//!
//! Linux tells it: user time of ended children, and the peak of a child's memory while it lives.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

use crate::{
    Outcome, bench_peers, bench_service, engines, page,
    process::{cargo, program, run},
    steps,
    watch::Taken,
    workspace,
};

const SIZES: [&str; 2] = ["100000", "1000000"];
const FORMS: [&str; 3] = ["csv", "jsonl", "parquet"];
const RUNS: usize = 3;
/// Linux counts processor time in hundredths of a second, whatever the machine.
const TICKS_PER_SECOND: f64 = 100.0;

/// Measures portfolios, the service, columns, other engines, loading, or queries.
pub(crate) fn bench(arguments: &[String]) -> Outcome {
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => portfolios(&FORMS),
        [form] if FORMS.contains(form) => portfolios(&[*form]),
        ["service"] => bench_service::bench(),
        ["columns"] => run(cargo()?.args(["bench", "--bench", "columns"])),
        ["peers"] => bench_peers::bench(),
        ["load"] => load(),
        ["engines"] => engines::bench("1000000"),
        ["engines", rows] => engines::bench(rows),
        _ => Err("bench takes nothing, a form of portfolios, `service`, `columns`, `peers`, `load`, or `engines` with a number of rows"
            .to_owned()),
    }
}

/// Rule files to the rulebook and packed rulebooks opened, here and in the studio's worker.
fn load() -> Outcome {
    run(cargo()?.args(["bench", "--workspace", "--bench", "load"]))?;
    page::build_release()?;
    let mut bench = steps::playwright()?;
    run(bench.arg("--project=bench").env("SANGLOC_BENCH", "1"))
}

/// Builds, makes the portfolios, and prints the table.
fn portfolios(forms: &[&str]) -> Outcome {
    run(cargo()?.args(["build", "--release", "--package", "sangloc"]))?;
    let folder = workspace::at("target/bench")?;
    workspace::make(&folder)?;
    let program = workspace::at("target/release/sangloc")?;
    println!(
        "| Portfolio | profiles | profiles a second and core | user time, s | wall time, s | peak memory, MB |"
    );
    println!("|---|---|---|---|---|---|");
    for size in SIZES {
        run(cargo()?
            .args(["run", "--quiet", "--release", "--package", "sangloc-tests"])
            .args(["--example", "portfolio", "--"])
            .arg(&folder)
            .arg(size))?;
        for form in forms {
            let runs: Vec<Taken> = (0..RUNS)
                .map(|_| measure(&program, &folder, size, form))
                .collect::<Outcome<_>>()?;
            let count: f64 = size.parse().unwrap_or_default();
            println!(
                "| {form} | {size} | {} | {} | {} | {} |",
                spread(&runs, 0, |run| count / run.user),
                spread(&runs, 1, |run| run.user),
                spread(&runs, 1, |run| run.wall),
                spread(&runs, 0, |run| run.megabytes),
            );
        }
    }
    Ok(())
}

/// The median, and from where to where the runs reach.
fn spread(runs: &[Taken], digits: usize, value: impl Fn(&Taken) -> f64) -> String {
    let mut values: Vec<f64> = runs.iter().map(value).collect();
    values.sort_by(f64::total_cmp);
    let at = |place: usize| values.get(place).copied().unwrap_or_default();
    let (low, middle, high) = (at(0), at(values.len() / 2), at(values.len().saturating_sub(1)));
    format!("{middle:.digits$} ({low:.digits$}–{high:.digits$})")
}

fn measure(sangloc: &Path, folder: &Path, size: &str, form: &str) -> Outcome<Taken> {
    let path = |name: String| -> PathBuf { folder.join(name) };
    let (begin, before) = (Instant::now(), children_time()?);
    let mut child = program(sangloc)?
        .args(["batch", "--as-of", "2026-11-22", "--portfolio"])
        .arg(path(format!("{size}.{form}")))
        .arg("-o")
        .arg(path(format!("decisions.{form}")))
        .stdout(Stdio::null())
        .spawn()
        .map_err(|error| format!("{}: {error}", sangloc.display()))?;
    let mut megabytes = 0.0_f64;
    while child.try_wait().map_err(|error| error.to_string())?.is_none() {
        megabytes = megabytes.max(peak(child.id()));
        thread::sleep(Duration::from_millis(20));
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    if !status.success() {
        return Err(format!("sangloc batch failed on {size}.{form}"));
    }
    Ok(Taken { user: children_time()? - before, wall: begin.elapsed().as_secs_f64(), megabytes })
}

/// The most memory that a process had in use so far, in megabytes; nothing once it has ended.
pub(crate) fn peak(process: u32) -> f64 {
    let text = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1024.0
}

/// The user time of all children that have ended, in seconds.
fn children_time() -> Outcome<f64> {
    ticks(&workspace::read(Path::new("/proc/self/stat"))?, &[13])
}

/// The times at these places of a process's `stat`, in seconds. The name of the program stands before them in
/// brackets, and may hold spaces; after it, `utime` is the eleventh from 0, `stime` the twelfth, `cutime` the next.
pub(crate) fn ticks(stat: &str, places: &[usize]) -> Outcome<f64> {
    let after: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = places.iter().map(|place| after.get(*place)?.parse::<f64>().ok());
    let sum: Option<f64> = ticks.sum();
    sum.map(|ticks| ticks / TICKS_PER_SECOND).ok_or_else(|| "needs Linux".to_owned())
}
