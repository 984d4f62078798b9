//! `cargo xtask size`: what an investor downloads.

use std::path::PathBuf;

use crate::process::{cargo, output, program};
use crate::{Outcome, page, wasm, workspace};

/// The most that the start page may weigh, which is plain HTML, in bytes after brotli.
const START_PAGE: u64 = 20_000;

/// The most that a person may need to answer in one language: start page, program, rulebook, words. Of it 11,000 are
/// what lets the one program stand in elements of other pages too: attributes in, events out, consent, its own address.
const IN_USE: u64 = 500_000;

/// The most that everything may weigh that the page ever loads: five languages, and what works offline.
const EVERYTHING: u64 = 636_000;

/// The most that the loader of the frame may weigh as it is: a portal reads it before it trusts it.
const LOADER: u64 = 5_000;

/// The most that an element may weigh besides the program: itself, its style, and the frame's page.
const EMBED: u64 = 10_000;

/// The most that may be loaded besides where a portal requires signatures.
const SIGNED: u64 = 4_500;

/// Compression is node's: node is needed for wasm-opt anyway, its brotli is native code even while xtask is a
/// debug build, and xtask stays free of dependencies.
const MEASURE: &str = "crates/xtask/src/size.mjs";

struct File {
    path: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
    /// When it is loaded: `start`, `use` or `later`; `embed` by host pages, `signed` by those that require a signature.
    when: String,
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
    println!("The page carries no Rhai.");
    within("the start page", brotli(&files, &["start"]), START_PAGE)?;
    within("the page in use, in one language", brotli(&files, &["start", "use"]), IN_USE)?;
    within("everything", brotli(&files, &["start", "use", "later"]), EVERYTHING)?;
    within("what host pages load besides", brotli(&files, &["embed"]), EMBED)?;
    within("what checks signatures", brotli(&files, &["signed"]), SIGNED)?;
    check_loader(&files)
}

fn check_loader(files: &[File]) -> Outcome {
    let loader = files.iter().find(|file| file.path.starts_with("embed/sangloc-frame-"));
    let loader = loader.ok_or("there is no loader of the frame")?;
    println!("The loader of the frame: {} of {LOADER} bytes.", loader.raw);
    match loader.raw.checked_sub(LOADER) {
        None | Some(0) => Ok(()),
        Some(over) => Err(format!("{} is {over} bytes over {LOADER}", loader.path)),
    }
}

/// The bytes after brotli of the files that are loaded then.
fn brotli(files: &[File], when: &[&str]) -> u64 {
    files.iter().filter(|file| when.contains(&file.when.as_str())).map(|file| file.brotli).sum()
}

fn within(what: &str, bytes: u64, budget: u64) -> Outcome {
    println!("Budget of {what}: {bytes} of {budget} bytes after brotli.");
    match bytes.checked_sub(budget) {
        None | Some(0) => Ok(()),
        Some(over) => Err(format!("{what} weighs {bytes} bytes after brotli, {over} over budget")),
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
    let mut parts = line.splitn(5, ' ');
    let (raw, gzip, brotli) =
        (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let when = parts.next()?.to_owned();
    Some(File { raw, gzip, brotli, when, path: parts.next()?.to_owned() })
}

fn totals(files: &[File], when: &[&str]) -> (u64, u64, u64) {
    files
        .iter()
        .filter(|file| when.contains(&file.when.as_str()))
        .fold((0, 0, 0), |sum, file| (sum.0 + file.raw, sum.1 + file.gzip, sum.2 + file.brotli))
}

fn as_table(files: &[File]) -> String {
    let row = |raw: &str, gzip: &str, brotli: &str, when: &str, path: &str| {
        format!("{raw:>10} {gzip:>10} {brotli:>10}  {when:<6} {path}\n")
    };
    let sum = |(raw, gzip, brotli): (u64, u64, u64), when: &str, what: &str| {
        row(&raw.to_string(), &gzip.to_string(), &brotli.to_string(), when, what)
    };
    std::iter::once(row("raw", "gzip", "brotli", "when", "file"))
        .chain(
            files
                .iter()
                .map(|file| sum((file.raw, file.gzip, file.brotli), &file.when, &file.path)),
        )
        .chain([
            sum(totals(files, &["start"]), "", "the start page"),
            sum(totals(files, &["start", "use"]), "", "the page in use, in one language"),
            sum(totals(files, &["start", "use", "later"]), "", "everything the page may load"),
        ])
        .collect()
}

fn as_json(files: &[File]) -> String {
    let (raw, gzip, total) = totals(files, &["start", "use", "later"]);
    let (start, in_use) = (brotli(files, &["start"]), brotli(files, &["start", "use"]));
    let rows: Vec<String> = files
        .iter()
        .map(|file| {
            format!(
                "    {{ \"path\": {:?}, \"raw\": {}, \"gzip\": {}, \"brotli\": {}, \"when\": {:?} }}",
                file.path, file.raw, file.gzip, file.brotli, file.when
            )
        })
        .collect();
    format!(
        "{{\n  \"files\": [\n{}\n  ],\n  \"start_page_brotli\": {start},\n  \"in_use_brotli\": {in_use},\n  \"total_raw\": {raw},\n  \"total_gzip\": {gzip},\n  \"total_brotli\": {total}\n}}\n",
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
            ["10 5 4 start a.js", "20 9 8 later b c.css"].into_iter().filter_map(parse).collect();
        let json = as_json(&files);
        assert!(json.contains(
            "\"path\": \"b c.css\", \"raw\": 20, \"gzip\": 9, \"brotli\": 8, \"when\": \"later\""
        ));
        assert!(json.contains("\"start_page_brotli\": 4"));
        assert!(json.contains("\"total_brotli\": 12"));
    }
}
