//! Trunk and wasm-bindgen, each in one known version, in `.tools/`.

use std::ffi::OsString;
use std::path::Path;

use crate::process::{cargo, find, run, version};
use crate::{Outcome, workspace};

/// The newest Trunk that the workspace's compiler can build; newer ones ask for a newer Rust.
const TRUNK: &str = "0.21.14";

/// A cargo tool and how to build it quickly.
struct Tool {
    package: &'static str,
    program: &'static str,
    version: String,
    /// Trunk only waits for others. wasm-bindgen runs at every rebuild and is three times slower without optimization.
    optimization: &'static str,
    extra: &'static [&'static str],
    usual_time: &'static str,
}

/// Makes sure of Trunk and of the wasm-bindgen that matches Cargo.lock.
pub(crate) fn ensure() -> Outcome {
    ensure_tool(&Tool {
        package: "trunk",
        program: "trunk",
        version: TRUNK.to_owned(),
        optimization: "0",
        extra: &[],
        usual_time: "about 2 minutes on 2 cores",
    })?;
    ensure_tool(&Tool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: locked_version("wasm-bindgen")?,
        optimization: "1",
        extra: &["--bin", "wasm-bindgen"],
        usual_time: "about 80 seconds on 2 cores",
    })
}

/// PATH with our tools in front: this xtask (for Trunk's hooks), `.tools/bin`, and the node tools (wasm-opt).
///
/// Trunk uses what it finds here when the version fits and downloads nothing then.
pub(crate) fn path() -> Outcome<OsString> {
    let own = std::env::current_exe().map_err(|error| format!("where is xtask? {error}"))?;
    let mut folders =
        vec![workspace::at(".tools/bin")?, workspace::at("tests/browser/node_modules/.bin")?];
    folders.splice(0..0, own.parent().map(Path::to_path_buf));
    folders.extend(std::env::var_os("PATH").iter().flat_map(std::env::split_paths));
    std::env::join_paths(folders).map_err(|error| format!("cannot extend PATH: {error}"))
}

fn ensure_tool(tool: &Tool) -> Outcome {
    let installed = workspace::at(".tools/bin")?.join(format!(
        "{}{}",
        tool.program,
        std::env::consts::EXE_SUFFIX
    ));
    if is_version(&installed, &tool.version)
        || find(tool.program).is_some_and(|path| is_version(&path, &tool.version))
    {
        return Ok(());
    }
    eprintln!(
        "Installing {} {} into .tools/ ({}, once)",
        tool.package, tool.version, tool.usual_time
    );
    install(tool, true).or_else(|_| {
        eprintln!("The tool's own lock file does not resolve: trying newer dependencies");
        install(tool, false)
    })?;
    // A failed removal only costs disk space.
    let _ = std::fs::remove_dir_all(workspace::at(".tools/build")?);
    Ok(())
}

fn install(tool: &Tool, locked: bool) -> Outcome {
    let mut command = cargo()?;
    command
        .args(["install", tool.package, "--version", &tool.version, "--no-default-features"])
        .args(tool.extra)
        .args(locked.then_some("--locked"))
        .arg("--root")
        .arg(workspace::at(".tools")?)
        .arg("--target-dir")
        .arg(workspace::at(".tools/build")?)
        // Quick to build matters more than quick to run: fat LTO alone would triple the wait.
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", tool.optimization)
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_STRIP", "true");
    run(&mut command)
}

fn is_version(program: &Path, wanted: &str) -> bool {
    version(program).is_some_and(|line| line.split_whitespace().nth(1) == Some(wanted))
}

fn locked_version(package: &str) -> Outcome<String> {
    let lock = workspace::read(&workspace::at("Cargo.lock")?)?;
    version_in(&lock, package).ok_or_else(|| format!("Cargo.lock names no {package}"))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let mut lines = lock.lines().skip_while(|line| *line != format!("name = \"{package}\""));
    let line = lines.nth(1)?;
    Some(line.strip_prefix("version = \"")?.strip_suffix('"')?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::version_in;

    #[test]
    fn the_version_comes_from_the_packages_own_entry() {
        let lock = "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"ab\"\nversion = \"2.0.0\"\n";
        assert_eq!(version_in(lock, "ab").as_deref(), Some("2.0.0"));
        assert_eq!(version_in(lock, "b"), None);
    }
}
