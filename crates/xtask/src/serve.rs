//! `cargo xtask serve`: the page on this machine, built again after every change.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::wasm::Toolchain;
use crate::{Outcome, guard, node, page, process, rulebook, studio, tools, workspace};

/// Tells the hook after each build that the page is for working on, not for publishing.
const SERVING: &str = "SANGLOC_SERVING";
const RELOAD_SCRIPT: &str = include_str!("reload.js");
const PORT: u16 = 8080;

struct Options {
    release: bool,
    port: u16,
    open: bool,
    studio: bool,
}

/// Serves the page until stopped.
pub(crate) fn serve(arguments: &[String]) -> Outcome {
    let options = parse(arguments)?;
    let start = Instant::now();
    ensure_port_is_free(options.port)?;
    let toolchain = Toolchain::ensure()?;
    tools::ensure()?;
    node::ensure()?;
    println!(
        "Compiling the rule compiler and the page (2 to 4 minutes the first time, then seconds)"
    );
    rulebook::compile()?;
    let mut trunk = start_trunk(&options, &toolchain)?;
    wait_until_served(&mut trunk, options.port)?;
    let address = format!("http://127.0.0.1:{}/", options.port);
    println!(
        "\nSàng Lọc is served at {address} ({} s). Stop with Ctrl-C.\n",
        start.elapsed().as_secs()
    );
    if options.open {
        open(&address);
    }
    keep_serving(&mut trunk)
}

fn parse(arguments: &[String]) -> Outcome<Options> {
    let mut options = Options { release: false, port: PORT, open: true, studio: false };
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--release" => options.release = true,
            "--studio" => options.studio = true,
            "--no-open" => options.open = false,
            "--port" => {
                let number = arguments.next().and_then(|port| port.parse().ok());
                options.port = number.ok_or("--port takes a number from 1 to 65535")?;
            }
            other => return Err(format!("serve has no option `{other}`")),
        }
    }
    Ok(options)
}

fn ensure_port_is_free(port: u16) -> Outcome {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map(drop).map_err(|error| {
        format!("port {port} cannot be used ({error})\n  hint: choose another with --port")
    })
}

fn start_trunk(options: &Options, toolchain: &Toolchain) -> Outcome<Child> {
    let trunk = page::trunk()?;
    let mut command = guard::command(trunk)?;
    page::set_up(&mut command, toolchain)?;
    command.args(["serve", "--address", "127.0.0.1", "--port", &options.port.to_string()]);
    command.arg("--dist").arg(workspace::at("target/serve")?);
    command.args(options.release.then_some("--release"));
    command.env(SERVING, "1");
    if options.studio {
        command.env(studio::WANTED, "1");
    }
    command.spawn().map_err(|error| format!("cannot start trunk: {error}"))
}

/// Trunk listens before the page is whole: ask for it until it comes.
fn wait_until_served(trunk: &mut Child, port: u16) -> Outcome {
    while !is_served(port) {
        if trunk.try_wait().is_ok_and(|status| status.is_some()) {
            return Err("trunk ended before the page was served".to_owned());
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    Ok(())
}

fn is_served(port: u16) -> bool {
    fetch(port)
        .is_some_and(|answer| answer.starts_with("HTTP/1.1 200") && answer.contains("id=\"app\""))
}

fn fetch(port: u16) -> Option<String> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(5))).ok()?;
    stream.write_all(format!("GET / HTTP/1.1\r\nHost: {address}\r\nAccept: text/html\r\nConnection: close\r\n\r\n").as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    Some(answer)
}

fn keep_serving(trunk: &mut Child) -> Outcome {
    // `wait` would close the guard's input, which means "end the child".
    let input = trunk.stdin.take();
    let status = trunk.wait().map_err(|error| format!("lost trunk: {error}"))?;
    drop(input);
    Err(format!("trunk ended ({status})"))
}

/// Shows the page in a browser where there is a screen; failing to is no error.
fn open(address: &str) {
    let opener = if cfg!(target_os = "macos") {
        Some("open")
    } else if cfg!(windows) {
        Some("explorer")
    } else {
        let screen = std::env::var_os("DISPLAY").or_else(|| std::env::var_os("WAYLAND_DISPLAY"));
        screen.and(process::find("xdg-open")).map(|_| "xdg-open")
    };
    if let Some(opener) = opener {
        let _ =
            Command::new(opener).arg(address).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    }
}

/// Whether this build is for working on.
pub(crate) fn is_serving() -> bool {
    std::env::var_os(SERVING).is_some()
}

/// Trunk's hook after each build: lets a served page reload itself. Published pages stay as they are.
pub(crate) fn reload_hook() -> Outcome {
    let Some(stage) = std::env::var_os("TRUNK_STAGING_DIR").filter(|_| is_serving()) else {
        return Ok(());
    };
    let stage = PathBuf::from(stage);
    let index = stage.join("index.html");
    let html = workspace::read(&index)?;
    workspace::write(&stage.join("reload.js"), RELOAD_SCRIPT)?;
    workspace::write(
        &index,
        &html.replace("</head>", "<script type=\"module\" src=\"reload.js\"></script></head>"),
    )
}
