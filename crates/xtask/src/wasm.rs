//! The compiler for `wasm32-unknown-unknown`.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::process::{cargo, find, program, run};
use crate::{Outcome, apt};

/// The page's compilation target.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

const DISTRIBUTION_RUSTC: &str = "/usr/bin/rustc";
const DISTRIBUTION_RUSTDOC: &str = "/usr/bin/rustdoc";
const DISTRIBUTION_CLIPPY: &str = "/usr/bin/cargo-clippy";
const DISTRIBUTION_STD: &str = "/usr/lib/rustlib/src/rust/library/std";

/// The oldest compiler the workspace accepts (`rust-version` in Cargo.toml).
const OLDEST: (u32, u32) = (1, 95);

/// Variables that steer a wasm build. They must not reach a native one.
const VARIABLES: [&str; 5] = [
    "RUSTC",
    "RUSTDOC",
    "RUSTC_BOOTSTRAP",
    "CARGO_UNSTABLE_BUILD_STD",
    "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER",
];

/// How the page is compiled on this machine.
pub(crate) enum Toolchain {
    /// The everyday toolchain already holds the target's standard library.
    Everyday,
    /// Debian's compiler builds the standard library itself, from source.
    Distribution {
        /// `wasm-ld` of the compiler's own LLVM version.
        linker: PathBuf,
    },
}

impl Toolchain {
    /// Makes sure of a compiler for the target.
    ///
    /// Where `RUSTUP_AUTO_INSTALL=0` forbids toolchain downloads, rustup is not asked to add anything:
    /// the distribution's packages do the work.
    pub(crate) fn ensure() -> Outcome<Self> {
        if everyday_has_target() {
            return Ok(Self::Everyday);
        }
        let downloads_allowed = std::env::var("RUSTUP_AUTO_INSTALL").as_deref() != Ok("0");
        if downloads_allowed && find("rustup").is_some() {
            eprintln!("Adding the target {TARGET} with rustup (seconds, once)");
            run(Command::new("rustup").args(["target", "add", TARGET]))?;
            return Ok(Self::Everyday);
        }
        Self::ensure_distribution()
    }

    fn ensure_distribution() -> Outcome<Self> {
        let why = "the wasm compiler is missing";
        if distribution_llvm().is_none() || !Path::new(DISTRIBUTION_STD).is_dir() {
            apt::install(&["rustc-web", "rust-web-src"], why)?;
        }
        let llvm = distribution_llvm().ok_or_else(|| {
            format!("{DISTRIBUTION_RUSTC} is missing or older than {}.{}", OLDEST.0, OLDEST.1)
        })?;
        let linker = PathBuf::from(format!("/usr/bin/wasm-ld-{llvm}"));
        if !linker.is_file() {
            apt::install(&[&format!("lld-{llvm}")], "the wasm linker is missing")?;
        }
        Ok(Self::Distribution { linker })
    }

    /// Sets up a command (cargo or trunk) to compile for the target.
    pub(crate) fn apply(&self, command: &mut Command) {
        if let Self::Distribution { linker } = self {
            command
                .env("RUSTC", DISTRIBUTION_RUSTC)
                .env("RUSTDOC", DISTRIBUTION_RUSTDOC)
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
        }
    }

    /// A `cargo clippy` that can look at wasm code: each clippy works only with its own compiler.
    pub(crate) fn clippy(&self) -> Outcome<Command> {
        self.ensure_clippy()?;
        let mut command = match self {
            Self::Everyday => cargo()?,
            Self::Distribution { .. } => program(DISTRIBUTION_CLIPPY)?,
        };
        self.apply(&mut command);
        command.args(["clippy", "--target", TARGET]);
        Ok(command)
    }

    /// Makes sure of the clippy that belongs to this compiler.
    pub(crate) fn ensure_clippy(&self) -> Outcome {
        match self {
            Self::Distribution { .. } if !Path::new(DISTRIBUTION_CLIPPY).is_file() => {
                apt::install(&["rust-web-clippy"], "clippy for wasm is missing")
            }
            _ => Ok(()),
        }
    }
}

/// Undoes [`Toolchain::apply`] for a native command started from inside a wasm build, as a Trunk hook is.
pub(crate) fn forget(command: &mut Command) {
    for variable in VARIABLES {
        command.env_remove(variable);
    }
}

fn everyday_has_target() -> bool {
    let Ok(output) = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", TARGET])
        .stderr(Stdio::null())
        .output()
    else {
        return false;
    };
    let folder = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    std::fs::read_dir(folder).is_ok_and(|mut entries| {
        entries.any(|entry| {
            entry.is_ok_and(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
        })
    })
}

/// The LLVM major version of the distribution's compiler, if that compiler is there and new enough.
fn distribution_llvm() -> Option<u32> {
    let output = Command::new(DISTRIBUTION_RUSTC).arg("-vV").output().ok()?;
    llvm_of(&String::from_utf8_lossy(&output.stdout))
}

fn llvm_of(description: &str) -> Option<u32> {
    let field = |name: &str| description.lines().find_map(|line| line.strip_prefix(name));
    let mut release = field("release: ")?.split('.').map_while(|part| part.parse::<u32>().ok());
    let version = (release.next()?, release.next()?);
    (version >= OLDEST).then_some(field("LLVM version: ")?.split('.').next()?.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::llvm_of;

    #[test]
    fn the_linker_follows_the_compilers_llvm() {
        assert_eq!(llvm_of("rustc 1.96.0\nrelease: 1.96.0\nLLVM version: 22.1.8\n"), Some(22));
    }

    #[test]
    fn an_old_compiler_is_not_used() {
        assert_eq!(llvm_of("rustc 1.63.0\nrelease: 1.63.0\nLLVM version: 14.0.6\n"), None);
    }
}
