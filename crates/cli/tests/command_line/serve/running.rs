//! A service that runs, and requests to it.

use crate::command;
use serde_json::Value as Json;
use std::{
    io::{BufRead, BufReader},
    net::{SocketAddr, TcpStream},
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Arc, Mutex},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};
use ureq::{Agent, Body, http::Response};

/// The longest that anything here is waited for; all of it takes moments.
const PATIENCE: Duration = Duration::from_secs(60);

/// A service on a port of its own, ended with the test.
pub(super) struct Service {
    child: Child,
    pub(super) address: SocketAddr,
    log: Arc<Mutex<Vec<String>>>,
    reader: Option<JoinHandle<()>>,
    agent: Agent,
}

/// What a request was answered with.
pub(super) struct Answer {
    pub(super) response: Response<()>,
    pub(super) body: Vec<u8>,
}

impl Service {
    pub(super) fn start(arguments: &[&str]) -> Self {
        let mut child = command(&[&["serve", "--listen", "127.0.0.1:0"], arguments].concat())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it runs");
        let mut lines = BufReader::new(child.stdout.take().expect("it has an output")).lines();
        let first = lines.next().expect("it says where it listens").expect("it prints UTF-8");
        let line: Json = serde_json::from_str(&first).expect("its log is JSON");
        let address = line
            .get("address")
            .and_then(Json::as_str)
            .and_then(|text| text.strip_prefix("http://"));
        let address = address.and_then(|text| text.parse().ok()).expect("an address");
        let log = Arc::new(Mutex::new(vec![first]));
        let kept = Arc::clone(&log);
        let reader = thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                kept.lock().expect("nobody stops while writing").push(line);
            }
        });
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .max_redirects(0)
            .build()
            .into();
        Self { child, address, log, reader: Some(reader), agent }
    }

    /// With the small rulebook.
    pub(super) fn small(arguments: &[&str]) -> Self {
        Self::start(&[&["--rulebook", "tests/rulebooks/small"], arguments].concat())
    }

    /// Asks with a method, a type (none if empty) and a body.
    pub(super) fn ask(&self, method: &str, path: &str, media: &str, body: &[u8]) -> Answer {
        let request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("http://{}{path}", self.address));
        let request =
            if media.is_empty() { request } else { request.header("content-type", media) };
        let request = request.body(body).expect("a request");
        // The agent adds a type of its own to a body that names none; so the body goes without.
        self.agent
            .run(request)
            .map(Answer::read)
            .unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    pub(super) fn get(&self, path: &str) -> Answer {
        self.agent
            .get(format!("http://{}{path}", self.address))
            .call()
            .map(Answer::read)
            .expect("it is answered")
    }

    pub(super) fn post(&self, path: &str, body: &str) -> Answer {
        self.ask("POST", path, "application/json", body.as_bytes())
    }

    pub(super) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a limit can be set");
        stream
    }

    /// All that it has written so far.
    pub(super) fn log(&self) -> String {
        self.log.lock().expect("nobody stops while writing").join("\n")
    }

    /// Sends it a signal, such as `TERM`.
    pub(super) fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-s", name, &id]).status().expect("there is `kill`");
        assert!(sent.success());
    }

    /// Waits until its log is as it should be.
    pub(super) fn logs(&self, wanted: impl Fn(&str) -> bool) {
        wait(|| wanted(&self.log()).then_some(()));
    }

    /// Waits until a number of requests is under way, the one that counts them among them.
    pub(super) fn has_under_way(&self, requests: usize) {
        let line = format!("sangloc_requests_in_progress {requests}\n");
        wait(|| self.get("/metrics").is(200).text().contains(&line).then_some(()));
    }

    /// Waits for its end; its whole log.
    pub(super) fn ended(mut self) -> (ExitStatus, String) {
        let status = wait(|| self.child.try_wait().expect("it can be waited for"));
        self.reader.take().expect("it is read once").join().expect("its log was read");
        (status, self.log())
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    fn read(response: Response<Body>) -> Self {
        let (head, mut body) = response.into_parts();
        let body = body.with_config().limit(64 << 20).read_to_vec().expect("it is whole");
        Self { response: Response::from_parts(head, ()), body }
    }

    /// Expects a status.
    pub(super) fn is(self, status: u16) -> Self {
        assert_eq!(self.status(), status, "{}", self.text());
        self
    }

    pub(super) fn status(&self) -> u16 {
        self.response.status().as_u16()
    }

    pub(super) fn header(&self, name: &str) -> &str {
        self.response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    pub(super) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("it is UTF-8")
    }

    pub(super) fn json(&self) -> Json {
        serde_json::from_slice(&self.body).expect("it is JSON")
    }
}

/// Tries until there is something.
fn wait<T>(mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(begun.elapsed() < PATIENCE, "waited in vain");
        thread::sleep(Duration::from_millis(5));
    }
}
