//! `cargo xtask npm`: the package for portals, and its tests in Node and with Vite.

use std::env::consts::EXE_SUFFIX;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::offline::filled;
use crate::process::{cargo, output, program, run};
use crate::wasm::{self, Toolchain};
use crate::{Outcome, node, page, rulebook, tools, workspace};

/// What is made for the package, and what its tests are given.
const MADE: &str = "target/npm";
/// The parts of the package that are written by hand.
const WRITTEN: &str = "crates/js/npm";
const FILES: [&str; 7] =
    ["README.md", "element.d.ts", "index.d.ts", "index.js", "node.js", "package.json", "server.js"];
/// Makes the element of the built page; the bundler is of node.
const ELEMENT: &str = "crates/xtask/src/element.mjs";
const TESTS: &str = "tests/npm";
const CRATE: &str = "sangloc-js";
/// The program in the element is the page's.
const PAGE: &str = "sangloc-web";
const PROFILE: &str = "npm";
const PROGRAM: &str = "sangloc_bg.wasm";
/// The package takes its version from the workspace.
const VERSION: &str = env!("CARGO_PKG_VERSION");
/// How many records the tests compare.
const RECORDS: &str = "1000";

/// Makes the package, says where it is and what its program weighs.
pub(crate) fn report() -> Outcome {
    let package = pack()?;
    println!("{}", package.display());
    let weigh = "const bytes = require('fs').readFileSync(process.argv[1]); \
        console.log(bytes.length, require('zlib').brotliCompressSync(bytes).length)";
    let weight = output(program("node")?.args(["-e", weigh]).arg(folder()?.join(PROGRAM)))?;
    println!("{PROGRAM}: bytes, and bytes after brotli: {}", weight.trim());
    Ok(())
}

/// Makes the package and tests it as a portal would use it; what Chromium shows of it is tested with the page.
pub(crate) fn check() -> Outcome {
    let package = pack()?;
    let project = workspace::at(TESTS)?;
    // Without a network: whoever has the file has all of it.
    run(npm()?.current_dir(&project).args(["install", "--offline", "--no-save"]).arg(package))?;
    let given = workspace::at(MADE)?.join("given");
    run(program("node")?
        .current_dir(&project)
        .args(["--test", "node/api.test.mjs", "node/records.test.mjs"])
        .env("SANGLOC_PROGRAM", rulebook::compiled()?)
        .env("SANGLOC_SIGNED", signed(&given)?)
        .env("SANGLOC_RECORDS", records(&given)?))?;
    run(&mut tool(&project, "tsc")?)?;
    let site = workspace::at(MADE)?.join("site");
    run(tool(&project, "vite")?.args(["build", "--emptyOutDir", "--outDir"]).arg(site))
}

/// Makes the package; where it is.
fn pack() -> Outcome<PathBuf> {
    let (made, folder) = (workspace::at(MADE)?, folder()?);
    unfinished(&folder)?;
    let manifest = workspace::read(&folder.join("package.json"))?;
    let manifest = filled(&manifest, "\"0.0.0\"", &format!("\"{VERSION}\""))?;
    workspace::write(&folder.join("package.json"), &manifest)?;
    let rules = folder.join(workspace::RULEBOOK);
    run(rulebook::sangloc(&["pack", workspace::RULES, "-o"])?.arg(&rules))?;
    if !page::is_current()? {
        page::build_release()?;
    }
    run(program("node")?.arg(ELEMENT).arg(page::dist()?).arg(folder.join("element")))?;
    workspace::write(&folder.join("types.d.ts"), &output(native("sangloc-types")?.arg(&rules))?)?;
    workspace::write(&folder.join("LICENSE"), &licence()?)?;
    run(npm()?.current_dir(&folder).args(["pack", "--silent", "--pack-destination"]).arg(&made))?;
    Ok(made.join(format!("sangloc-screening-{VERSION}.tgz")))
}

/// The package without rulebook, element and types: it decides, in Node.
pub(crate) fn unfinished(folder: &Path) -> Outcome {
    tools::ensure()?;
    node::ensure()?;
    workspace::renew(folder)?;
    compile(folder)?;
    FILES.iter().try_for_each(|name| copy(&workspace::at(WRITTEN)?.join(name), &folder.join(name)))
}

fn folder() -> Outcome<PathBuf> {
    Ok(workspace::at(MADE)?.join("package"))
}

/// The program: nearly as small as the page's, and several times as fast in a sieve.
fn compile(folder: &Path) -> Outcome {
    let mut command = cargo()?;
    // Only here is it a program of its own; natively it is a library like others.
    command.args(["rustc", "--package", CRATE, "--lib", "--crate-type", "cdylib"]);
    command.args(["--profile", PROFILE, "--target", wasm::TARGET]);
    Toolchain::ensure()?.apply(&mut command);
    run(&mut command)?;
    let compiled = target()?.join(wasm::TARGET).join(PROFILE).join("sangloc_js.wasm");
    let mut bind = with_tools("wasm-bindgen")?;
    bind.args(["--target", "web", "--out-name", "sangloc", "--out-dir"]).arg(folder);
    run(bind.arg(compiled))?;
    let bound = folder.join(PROGRAM);
    run(with_tools("wasm-opt")?.arg("-O3").arg(&bound).arg("-o").arg(&bound))?;
    // What only the package itself calls is no part of its types.
    remove(&folder.join("sangloc_bg.wasm.d.ts"))?;
    let types = folder.join("sangloc.d.ts");
    let text = workspace::read(&types)?;
    let own = text.split_once("/**\n * Reads a rulebook file.");
    let (own, _) = own.ok_or("wasm-bindgen wrote other types than before")?;
    workspace::write(&types, &filled(own, "    [Symbol.dispose](): void;\n", "")?)
}

/// A licence for the whole has not been given; the packages in the program have their own.
fn licence() -> Outcome<String> {
    let packages = output(cargo()?.args([
        "tree",
        "--package",
        CRATE,
        "--package",
        PAGE,
        "--target",
        wasm::TARGET,
        "--edges",
        "normal,no-proc-macro",
        "--prefix",
        "none",
        "--format",
        "{p}: {l}",
    ]))?;
    let mut packages: Vec<&str> = packages
        .lines()
        .map(|line| line.trim_end_matches(" (*)"))
        .filter(|line| !line.starts_with("sangloc"))
        .collect();
    packages.sort_unstable();
    packages.dedup();
    Ok(format!(
        "Sàng Lọc\n\nNo licence to copy or change this package has been given yet; ask its publisher.\n\n\
         Its programs hold these packages of Rust, each under the licence named; their texts are at https://spdx.org/licenses:\n\n{}\n",
        packages.join("\n")
    ))
}

/// A rulebook file signed by one of two keys; the folder of all.
fn signed(given: &Path) -> Outcome<PathBuf> {
    let folder = given.join("signed");
    workspace::renew(&folder)?;
    for key in ["ours", "theirs"] {
        let mut make = rulebook::sangloc(&["keygen", "--no-password"])?;
        run(make.arg(folder.join(key)).stdout(std::process::Stdio::null()))?;
    }
    let mut pack = rulebook::sangloc(&["pack", workspace::RULES, "-o"])?;
    pack.arg(folder.join("signed.rulebook")).arg("--sign").arg(folder.join("ours.key"));
    run(&mut pack)?;
    Ok(folder)
}

/// What the native program decides of made-up projects.
fn records(given: &Path) -> Outcome<PathBuf> {
    let path = given.join("records.jsonl");
    workspace::write(&path, &output(native("records")?.arg(RECORDS))?)?;
    Ok(path)
}

/// A program of ours, compiled first if needed.
fn native(name: &str) -> Outcome<Command> {
    let mut build = cargo()?;
    build.args(["build", "--quiet", "--workspace", "--bin", "sangloc-types", "--bin", "records"]);
    run(&mut build)?;
    let own = std::env::current_exe().map_err(|error| format!("where is xtask? {error}"))?;
    program(own.with_file_name(format!("{name}{EXE_SUFFIX}")))
}

fn npm() -> Outcome<Command> {
    let mut npm = program("npm")?;
    npm.args(["--no-fund", "--no-audit", "--ignore-scripts"]);
    Ok(npm)
}

/// A program among the packages of a project.
fn tool(project: &Path, name: &str) -> Outcome<Command> {
    let mut command = program(project.join("node_modules/.bin").join(name))?;
    command.current_dir(project);
    Ok(command)
}

fn with_tools(name: &str) -> Outcome<Command> {
    let mut command = program(name)?;
    command.env("PATH", tools::path()?);
    Ok(command)
}

fn target() -> Outcome<PathBuf> {
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| OsString::from("target"));
    Ok(workspace::root()?.join(target))
}

fn copy(from: &Path, to: &Path) -> Outcome {
    std::fs::copy(from, to)
        .map(|_| ())
        .map_err(|error| format!("cannot copy {}: {error}", from.display()))
}

fn remove(file: &Path) -> Outcome {
    std::fs::remove_file(file).map_err(|error| format!("cannot remove {}: {error}", file.display()))
}
