//! What `docs/service.md` and the container file say, done as it is written.

use super::running::Service;
use crate::{fresh, root};
use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

/// The commands in the boxes of the page, in order.
fn commands() -> Vec<String> {
    let page = fs::read_to_string(root().join("docs/service.md")).expect("it is there");
    page.lines().filter_map(|line| line.strip_prefix("$ ")).map(str::to_owned).collect()
}

/// The environment in which `sangloc` is the program under test.
fn shell(command: &str, folder: &Path) -> Command {
    let program = Path::new(env!("CARGO_BIN_EXE_sangloc")).parent().expect("it is in a folder");
    let path = std::env::var("PATH").expect("there is a path");
    let mut shell = Command::new("sh");
    shell.args(["-c", command]).current_dir(folder).stdin(Stdio::null());
    shell.env("PATH", format!("{}:{path}", program.display()));
    shell
}

#[test]
fn the_page_for_operators_works_as_written() {
    let folder = fresh("serve-described");
    let project = root().join("tests/profiles/autoliv-complete.json");
    fs::copy(project, folder.join("project.json")).expect("it can be copied");
    let mut commands = commands().into_iter();
    assert_eq!(commands.next().as_deref(), Some("sangloc serve --listen 127.0.0.1:8080"));
    let service = Service::start(&[]);
    let mut said = Vec::new();
    for command in commands {
        assert!(command.contains("127.0.0.1:8080") || !command.contains("curl"), "{command}");
        let here = command.replace("127.0.0.1:8080", &service.address.to_string());
        let output = shell(&here, &folder).output().expect("it runs");
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{command}: {error}");
        said.push(String::from_utf8(output.stdout).expect("it prints UTF-8"));
    }
    assert!(said.iter().any(|text| text.contains("\"holds\":true")), "{said:?}");
    assert!(said.iter().any(|text| text.contains("the same, byte by byte")), "{said:?}");
    let changes = fs::read_to_string(folder.join("changes.json")).expect("it was written");
    assert!(changes.contains("\"improvements\""), "{changes}");
}

#[test]
fn the_container_has_all_that_cargo_reads() {
    let folder = fresh("serve-container");
    let text =
        fs::read_to_string(root().join("crates/service/Containerfile")).expect("it is there");
    let copies = text
        .lines()
        .filter_map(|line| line.strip_prefix("COPY "))
        .filter(|line| !line.starts_with("--"));
    for line in copies {
        let mut names: Vec<&str> = line.split_whitespace().collect();
        let target = names.pop().expect("COPY names a target");
        for name in names {
            let to = if target == "./" { folder.join(name) } else { folder.join(target) };
            let from = root().join(name);
            fs::create_dir_all(to.parent().expect("it is in a folder"))
                .expect("a folder can be made");
            if from.is_dir() {
                crate::copy(&from, &to);
            } else {
                fs::copy(from, to).expect("it is there");
            }
        }
    }
    // Cargo wants every program and library that any manifest names; the one crate without dependencies is quick.
    let arguments = ["check", "--package", "xtask", "--locked", "--offline", "--quiet"];
    let cargo = Command::new(env!("CARGO")).args(arguments).current_dir(&folder).output();
    let cargo = cargo.expect("it runs");
    assert!(cargo.status.success(), "{}", String::from_utf8_lossy(&cargo.stderr));
    let workspace = fs::read_to_string(root().join("Cargo.toml")).expect("it is there");
    let workspace: toml::Table = workspace.parse().expect("it is TOML");
    let rust = workspace["workspace"]["package"]["rust-version"].as_str().expect("a version");
    assert!(text.contains(&format!("library/rust:{rust}-")), "another Rust than {rust}");
}
