//! `cargo xtask size`: what an investor downloads.

use std::path::PathBuf;

use crate::process::{cargo, output, program};
use crate::{Outcome, page, wasm, workspace};

/// The most the whole page may weigh, in bytes after brotli: a tenth above what it last weighed (381,000), of
/// which a third is the rulebook in five languages.
const BUDGET: u64 = 420_000;

/// Compression is node's: node is needed for wasm-opt anyway, its brotli is native code even while xtask is a
/// debug build, and xtask stays free of dependencies.
const MEASURE: &str = "crates/xtask/src/size.mjs";

struct File {
    path: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Prints the sizes, building the release page first if it is not there or older than its sources.
pub(crate) fn report(arguments: &[String]) -> Outcome {
    let json = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] | ["--format", "text"] => false,
        ["--format", "json"] => true,
        _ => return Err("size takes only `--format json` or `--format text`".to_owned()),
    };
    if !page::is_current()? {
        page::build_release()?;
    }
    let files = measure()?;
    print!("{}", if json { as_json(&files) } else { as_table(&files) });
    Ok(())
}

/// Fails when the page is over budget or carries Rhai.
pub(crate) fn check() -> Outcome {
    let files = measure()?;
    print!("{}", as_table(&files));
    check_no_rhai(&files)?;
    let total: u64 = files.iter().map(|file| file.brotli).sum();
    println!("The page carries no Rhai. Budget: {total} of {BUDGET} bytes.");
    if total <= BUDGET {
        Ok(())
    } else {
        Err(format!(
            "the page weighs {total} bytes after brotli, {} over its budget",
            total - BUDGET
        ))
    }
}

/// INVARIANT: the investor's page runs compiled rulebooks and holds no script engine.
fn check_no_rhai(page: &[File]) -> Outcome {
    let tree = output(cargo()?.args([
        "tree",
        "--package",
        "sangloc-web",
        "--target",
        wasm::TARGET,
        "--edges",
        "normal",
        "--prefix",
        "none",
    ]))?;
    if let Some(line) = tree.lines().find(|line| line.starts_with("rhai")) {
        return Err(format!(
            "the investor's page depends on {line}\n  hint: cargo tree --package sangloc-web --invert rhai"
        ));
    }
    for file in wasm_files(page)? {
        let bytes = std::fs::read(&file)
            .map_err(|error| format!("cannot read {}: {error}", file.display()))?;
        if mentions_rhai(&bytes) {
            return Err(format!("{} contains code of Rhai", file.display()));
        }
    }
    Ok(())
}

/// The page's wasm as published, and as the compiler left it, with the names of its functions.
fn wasm_files(page: &[File]) -> Outcome<Vec<PathBuf>> {
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    let compiled = workspace::root()?.join(target).join(wasm::TARGET).join("page/sangloc-web.wasm");
    let dist = page::dist()?;
    let published =
        page.iter().filter(|file| file.path.ends_with(".wasm")).map(|file| dist.join(&file.path));
    Ok(published.chain([compiled]).collect())
}

/// Looks for the crate's name as symbols and panic messages spell it; the page may well speak of `.rhai` files.
fn mentions_rhai(bytes: &[u8]) -> bool {
    [&b"4rhai"[..], b"rhai::", b"/rhai-1."]
        .iter()
        .any(|mark| bytes.windows(mark.len()).any(|window| window == *mark))
}

fn measure() -> Outcome<Vec<File>> {
    let mut node = program("node")?;
    node.arg(MEASURE).arg(page::dist()?);
    let lines = output(&mut node)?;
    lines.lines().map(|line| parse(line).ok_or_else(|| format!("node measured `{line}`"))).collect()
}

fn parse(line: &str) -> Option<File> {
    let mut parts = line.splitn(4, ' ');
    let (raw, gzip, brotli) =
        (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some(File { raw, gzip, brotli, path: parts.next()?.to_owned() })
}

fn totals(files: &[File]) -> (u64, u64, u64) {
    files
        .iter()
        .fold((0, 0, 0), |sum, file| (sum.0 + file.raw, sum.1 + file.gzip, sum.2 + file.brotli))
}

fn as_table(files: &[File]) -> String {
    let row = |raw: &str, gzip: &str, brotli: &str, path: &str| {
        format!("{raw:>10} {gzip:>10} {brotli:>10}  {path}\n")
    };
    let (raw, gzip, brotli) = totals(files);
    std::iter::once(row("raw", "gzip", "brotli", "file"))
        .chain(files.iter().map(|file| {
            row(&file.raw.to_string(), &file.gzip.to_string(), &file.brotli.to_string(), &file.path)
        }))
        .chain([row(
            &raw.to_string(),
            &gzip.to_string(),
            &brotli.to_string(),
            "all the page loads",
        )])
        .collect()
}

fn as_json(files: &[File]) -> String {
    let (raw, gzip, brotli) = totals(files);
    let rows: Vec<String> = files
        .iter()
        .map(|file| {
            format!(
                "    {{ \"path\": {:?}, \"raw\": {}, \"gzip\": {}, \"brotli\": {} }}",
                file.path, file.raw, file.gzip, file.brotli
            )
        })
        .collect();
    format!(
        "{{\n  \"files\": [\n{}\n  ],\n  \"total_raw\": {raw},\n  \"total_gzip\": {gzip},\n  \"total_brotli\": {brotli}\n}}\n",
        rows.join(",\n")
    )
}

#[cfg(test)]
mod tests {
    use super::{as_json, mentions_rhai, parse};

    #[test]
    fn a_symbol_of_rhai_is_found_and_the_name_of_a_rule_file_is_not() {
        assert!(mentions_rhai(b"\x00_RNvNtCsabc_4rhai6engine3new\x00"));
        assert!(!mentions_rhai(b"criteria/environment.rhai:10:29"));
    }

    #[test]
    fn json_carries_files_and_totals() {
        let files: Vec<_> =
            ["10 5 4 a.js", "20 9 8 b c.css"].into_iter().filter_map(parse).collect();
        let json = as_json(&files);
        assert!(json.contains("\"path\": \"b c.css\", \"raw\": 20, \"gzip\": 9, \"brotli\": 8"));
        assert!(json.contains("\"total_brotli\": 12"));
    }
}
