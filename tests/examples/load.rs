//! Many clients at once, for `cargo xtask bench service`. `load URL CLIENTS SECONDS` asks for so long and prints a
//! row of a table; `load URL CLIENTS until-closed` asks until nobody listens any more. Both fail where an answer is
//! no 200, breaks off, or does not come; the second only where one breaks off, or is no 200.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a tool of the tests says what is wrong by stopping"
)]

use sangloc_rulebook::Date;
use sangloc_tests::fixture::quang_ninh;
use sangloc_workshop::Synthetic;
use std::{
    io::Read,
    thread,
    time::{Duration, Instant},
};
use ureq::Agent;

/// Different projects, which come again and again.
const DIFFERENT: usize = 1000;

/// How long a client waits for an answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// When the clients stop asking.
#[derive(Clone, Copy)]
enum End {
    At(Instant),
    Closed,
}

fn main() {
    let usage = "URL CLIENTS SECONDS|until-closed";
    let mut arguments = std::env::args().skip(1);
    let url = arguments.next().expect(usage);
    let clients: usize = arguments.next().and_then(|text| text.parse().ok()).expect(usage);
    let end = arguments.next().expect(usage);
    let profiles = profiles();
    let begun = Instant::now();
    let end = match end.parse() {
        Ok(seconds) => End::At(begun + Duration::from_secs(seconds)),
        Err(_) => End::Closed,
    };
    let mut times: Vec<Duration> = thread::scope(|scope| {
        let (url, profiles) = (&url, &profiles);
        let all: Vec<_> = (0..clients)
            .map(|place| scope.spawn(move || client(url, profiles, place, end)))
            .collect();
        all.into_iter().flat_map(|client| client.join().expect("no answer is bad")).collect()
    });
    let seconds = begun.elapsed().as_secs_f64();
    times.sort();
    let milliseconds = |share: usize| {
        let place = (times.len() * share / 1000).min(times.len().saturating_sub(1));
        times.get(place).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    };
    let rate = f64::from(u32::try_from(times.len()).expect("a moderate number")) / seconds;
    println!(
        "{} | {rate:.0} | {:.0} | {:.0} | {:.0}",
        times.len(),
        milliseconds(500),
        milliseconds(990),
        milliseconds(1000)
    );
}

/// Profiles as bodies.
fn profiles() -> Vec<String> {
    let rulebook = quang_ninh();
    let day = Date::new(2026, 11, 22).expect("a day");
    let mut synthetic = Synthetic::new(rulebook, day, 1);
    (0..DIFFERENT).map(|_| synthetic.project().to_json(rulebook).to_string()).collect()
}

/// Asks one thing after the other, and tells how long each answer took.
fn client(url: &str, profiles: &[String], place: usize, end: End) -> Vec<Duration> {
    let agent: Agent = Agent::config_builder().timeout_global(Some(PATIENCE)).build().into();
    let mut times = Vec::new();
    for profile in profiles.iter().cycle().skip(place * 7) {
        if matches!(end, End::At(end) if Instant::now() >= end) {
            break;
        }
        let begun = Instant::now();
        let sent = agent.post(url).header("content-type", "application/json").send(profile);
        let mut response = match (sent, end) {
            (Ok(response), _) => response,
            (Err(ureq::Error::StatusCode(status)), _) => panic!("answered with {status}"),
            // Nobody listens any more, or the connection was closed before a word of an answer.
            (Err(_), End::Closed) => break,
            (Err(error), End::At(_)) => panic!("no answer: {error}"),
        };
        let mut body = Vec::new();
        response.body_mut().as_reader().read_to_end(&mut body).expect("the answer is whole");
        times.push(begun.elapsed());
    }
    times
}
