//! Trunk's hook after each build: the studio, a page of its own beneath the investors' page.
//!
//! Trunk makes one page a run, so the hook runs it once more. A page that is only served for working on gets
//! the studio when `cargo xtask serve --studio` asks for it: it takes longer than the page itself.

use std::path::{Path, PathBuf};

use crate::process::{program, run};
use crate::{Outcome, offline, page, rulebook, serve, workspace};

/// Tells the hook to build the studio although the page is only served.
pub(crate) const WANTED: &str = "SANGLOC_STUDIO";

/// The folder of the studio, here and beneath the page.
pub(crate) const FOLDER: &str = "studio";
/// The investors' page under a draft.
pub(crate) const PREVIEW: &str = "preview.html";
const CONFIG: &str = "web/studio/Trunk.toml";
const EDITOR: &str = "web/studio/editor.js";
/// In WebAssembly: the same package on every system, without install scripts.
const BUNDLER: &str = "web/studio/node_modules/esbuild-wasm/bin/esbuild";
/// The rulebook to practise with.
const EXAMPLE: &str = "tests/rulebooks/small";

/// Builds the studio into the folder of the page that Trunk has just built.
pub(crate) fn hook() -> Outcome {
    if serve::is_serving() && std::env::var_os(WANTED).is_none() {
        return Ok(());
    }
    let stage = std::env::var_os("TRUNK_STAGING_DIR")
        .ok_or("this is a hook of Trunk.toml, not for the terminal")?;
    let stage = PathBuf::from(stage);
    let studio = stage.join(FOLDER);
    build(&studio)?;
    preview(&stage)?;
    bundle(&studio)?;
    example(&studio)?;
    if serve::is_serving() {
        return std::fs::remove_file(studio.join(offline::WORKER))
            .map_err(|error| format!("cannot remove the worker: {error}"));
    }
    offline::fill(&studio, &studio.join("index.html"))
}

fn build(studio: &Path) -> Outcome {
    let mut trunk = program(page::trunk()?)?;
    // What the outer Trunk tells its hooks, the inner one would take for options.
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("TRUNK_") {
            trunk.env_remove(name);
        }
    }
    trunk.args(["build", "--config", CONFIG]).arg("--dist").arg(studio);
    let release = std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile != "debug");
    run(trunk.args(release.then_some("--release")).stdout(std::io::stderr()))
}

/// The investors' page with one script before its own, which gives it the rules of a draft.
fn preview(stage: &Path) -> Outcome {
    let page = workspace::read(&stage.join("index.html"))?;
    let scripts = "<link rel=\"stylesheet\" href=\"studio/preview.css\">\n  \
        <script type=\"module\" src=\"studio/preview.js\"></script>\n  <script type=\"module\" id=\"boot\"";
    let page = offline::filled(&page, "<script type=\"module\" id=\"boot\"", scripts)?;
    // A draft is not kept for days without a network.
    let page = page.replace(&format!(" data-worker=\"{}\"", offline::WORKER), "");
    workspace::write(&stage.join(PREVIEW), &page)
}

/// The editor and the packages that it is made of, as one file.
fn bundle(studio: &Path) -> Outcome {
    let mut node = program("node")?;
    node.args([BUNDLER, EDITOR, "--bundle", "--format=esm", "--minify", "--log-level=warning"]);
    let mut out = std::ffi::OsString::from("--outfile=");
    out.push(studio.join("editor.js"));
    run(node.arg(out))
}

fn example(studio: &Path) -> Outcome {
    let made = workspace::at("target/example")?;
    workspace::make(&made)?;
    let mut pack = rulebook::sangloc(&["pack", EXAMPLE, "-o"])?;
    pack.arg(made.join("small.rulebook")).arg("--split").arg(&made).stdout(std::io::stderr());
    run(&mut pack)?;
    std::fs::copy(made.join("small.sources"), studio.join("example.sources"))
        .map(|_| ())
        .map_err(|error| format!("no example for the studio: {error}"))
}
