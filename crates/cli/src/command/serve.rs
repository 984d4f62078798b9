//! `sangloc serve`: decisions over HTTP.

use crate::{
    failure::{Failure, Outcome},
    input::{RulebookArgs, today},
};
use clap::{Args, value_parser};
use sangloc_service::{Limits, Service, ServiceError};
use std::{net::SocketAddr, num::NonZeroUsize, process::ExitCode, time::Duration};

/// Decides projects over HTTP, for portals that decide on their server. GET / tells how to ask.
///
/// It answers until it is told to end (SIGTERM, or Ctrl-C); requests that are under way are then answered. Nothing
/// that is sent is kept. Each request is a line of JSON on standard output, without answers, queries and addresses.
#[derive(Args)]
#[command(after_help = "Examples:
  sangloc serve
  sangloc serve --listen 0.0.0.0:8080 --rulebook quang-ninh.rulebook --require-signature quang-ninh.pub")]
pub(crate) struct Serve {
    #[command(flatten)]
    rulebook: RulebookArgs,
    /// Address and port; port 0 takes one that is free, and the first line says which.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The largest body of a request, in bytes.
    #[arg(long, value_name = "BYTES", default_value_t = 2 * 1024 * 1024)]
    max_body: usize,
    /// How long a request may take to arrive, and again to be worked on.
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = value_parser!(u64).range(1..=3600))]
    time_limit: u64,
    /// How many requests may wait for a processor; further ones are told to come again.
    #[arg(long, value_name = "COUNT", default_value_t = 1000)]
    max_waiting: usize,
    /// How many connections are open at once; further ones wait.
    #[arg(long, value_name = "COUNT", default_value = "500")]
    max_connections: NonZeroUsize,
    /// How long requests that are under way may go on when it is told to end.
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = value_parser!(u64).range(0..=3600))]
    stop_within: u64,
}

impl Serve {
    pub(crate) fn run(self) -> Outcome {
        let limits = Limits {
            body: self.max_body,
            time: Duration::from_secs(self.time_limit),
            waiting: self.max_waiting,
            connections: self.max_connections,
            stop: Duration::from_secs(self.stop_within),
        };
        let service = Service::new(self.rulebook.file()?, limits, || today().ok());
        service.and_then(|service| service.run(self.listen)).map_err(|error| match error {
            ServiceError::Rulebook(_) => Failure::invalid(error),
            _ => Failure::cannot_run(error),
        })?;
        Ok(ExitCode::SUCCESS)
    }
}
