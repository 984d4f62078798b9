//! A child that never outlives xtask.
//!
//! A server left running keeps its port. Rust's standard library cannot catch a signal, and nothing can catch
//! `kill -9`; but a pipe closes whichever way its writer ends. So xtask starts itself once more as a guard
//! between it and the child: when the guard's input ends, it ends the child.

use std::ffi::OsStr;
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use crate::Outcome;

/// A command that runs `program` under guard; its arguments and environment are added as usual.
///
/// The child lives as long as the [`Child`] keeps its input open.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Outcome<Command> {
    let own = std::env::current_exe().map_err(|error| format!("where is xtask? {error}"))?;
    let mut command = crate::process::program(own)?;
    command.arg("guard").arg(program).stdin(Stdio::piped());
    Ok(command)
}

/// The guard itself: `xtask guard PROGRAM ARGUMENT…`.
pub(crate) fn keep(arguments: &[String]) -> Outcome {
    let (program, arguments) = arguments.split_first().ok_or("guard what?")?;
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .spawn()
        .map_err(|error| format!("cannot start {program}: {error}"))?;
    let owner = watch_owner();
    loop {
        match owner.recv_timeout(Duration::from_millis(100)) {
            Err(RecvTimeoutError::Timeout) => {}
            Ok(()) | Err(RecvTimeoutError::Disconnected) => return end(&mut child),
        }
        if let Some(status) =
            child.try_wait().map_err(|error| format!("lost {program}: {error}"))?
        {
            return Err(format!("{program} ended ({status})"));
        }
    }
}

/// A channel that speaks (or closes) when our input ends, that is, when the owner is gone.
fn watch_owner() -> mpsc::Receiver<()> {
    let (gone, owner) = mpsc::channel();
    std::thread::spawn(move || {
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        let _ = gone.send(());
    });
    owner
}

fn end(child: &mut Child) -> Outcome {
    child
        .kill()
        .and_then(|()| child.wait())
        .map(|_| ())
        .map_err(|error| format!("cannot end the child: {error}"))
}
