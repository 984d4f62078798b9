//! `sangloc serve`, asked over HTTP: the answers of the command line, byte by byte; bad requests; its end.

mod described;
mod running;

use crate::{DAY, GOOD, fresh, root, sangloc, shown};
use running::{Answer, Service};
use sangloc_rulebook::Rulebook;
use serde::Deserialize;
use serde_json::{Value as Json, json};
use std::{
    fs,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    thread,
};

const ON_DAY: &str = "as_of=2026-11-22";
const SMALL: [&str; 2] = ["--rulebook", "tests/rulebooks/small"];

/// What the command line prints as JSON for a profile of `tests/profiles`.
fn printed(command: &str, profile: &str, more: &[&str]) -> Json {
    let arguments = [command, "--profile", profile, "--format", "json", "--lang", "en"];
    let ran = sangloc(&[&arguments[..], &DAY, more].concat());
    serde_json::from_str(&ran.out).expect("it prints JSON")
}

#[test]
fn decisions_records_and_changes_are_those_of_the_command_line() {
    let service = Service::start(&[]);
    let folder = fresh("serve");
    for name in ["autoliv-complete", "ha-long-cement", "tal-dyeing", "pottery"] {
        let profile = format!("tests/profiles/{name}.json");
        let kept = folder.join(format!("{name}.json"));
        let report = printed("decide", &profile, &["--record", shown(&kept)]);
        let body = fs::read_to_string(root().join(&profile)).expect("it is there");
        let decided = service.post(&format!("/v1/decide?lang=en&{ON_DAY}"), &body).is(200).json();
        assert_eq!(decided["report"], report, "{name}");
        let record = fs::read_to_string(&kept).expect("it was written");
        assert_eq!(decided["record"], record.as_str(), "{name}");
        let ways = service.post(&format!("/v1/changes?lang=en&{ON_DAY}"), &body).is(200).json();
        assert_eq!(ways, printed("changes", &profile, &[]), "{name}");

        let verified = service.post("/v1/verify", &record).is(200).json();
        let outcome = &report["outcome"];
        let expected = json!({ "holds": true, "intact": true, "outcome": outcome, "as_of": "2026-11-22", "differences": [] });
        assert_eq!(verified, expected, "{name}");
    }
}

#[test]
fn what_is_changed_in_a_record_is_told() {
    let service = Service::small(&[]);
    let decided = service.post(&format!("/v1/decide?{ON_DAY}"), GOOD).is(200).json();
    let record = decided["record"].as_str().expect("a text");
    let changed = record.replace("\"green_area\":\"10.01\"", "\"green_area\":\"10\"");
    let verified = service.post("/v1/verify", &changed).is(200).json();
    assert_eq!((&verified["holds"], &verified["intact"]), (&false.into(), &false.into()));
    assert_eq!(verified["outcome"], "rejected");
    let differences = verified["differences"].as_array().expect("a list");
    let green = json!({ "path": "findings.green-area.verdict", "recorded": "\"met\"", "decided": "\"unmet\"" });
    assert!(differences.contains(&green), "{verified}");
    // However much differs, the answer stays small.
    let members: Vec<String> = (0..5000).map(|number| format!("\"a{number:04}\":1")).collect();
    let larger = record.replacen('{', &format!("{{{},", members.join(",")), 1);
    let verified = service.post("/v1/verify", &larger).is(200).json();
    assert_eq!(verified["differences"].as_array().map(Vec::len), Some(100));
}

#[test]
fn the_rulebook_tells_what_it_is_and_what_it_asks() {
    let service = Service::small(&[]);
    let packed = fresh("serve-packed").join("small.rulebook");
    sangloc(&["pack", "tests/rulebooks/small", "-o", shown(&packed)]).exits(0);
    let file = service.get("/v1/rulebook/file").is(200);
    assert_eq!(file.body, fs::read(&packed).expect("it was written"));
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"small.rulebook\"");
    let told = service.get("/v1/rulebook?lang=en").is(200).json();
    let facts = ["facts", "tests/rulebooks/small", "--format", "json", "--lang", "en"];
    assert_eq!(told["facts"], sangloc(&facts).exits(0).json());
    let (rulebook, identity) = Rulebook::from_file(&file.body).expect("it is a rulebook file");
    let known =
        json!({ "rulebook": rulebook.id, "version": rulebook.version, "identity": identity.0 });
    for (name, value) in known.as_object().expect("an object") {
        assert_eq!(&told[name], value, "{name}");
        assert_eq!(&service.get("/health").is(200).json()[name], value, "{name}");
    }
    // The file serves as well as the folder.
    let other = Service::start(&["--rulebook", shown(&packed)]);
    assert_eq!(other.get("/v1/rulebook?lang=en").is(200).json(), told);
}

#[test]
fn the_document_names_every_path_and_can_be_read_without_script() {
    let service = Service::small(&[]);
    let document = service.get("/openapi.json").is(200).json();
    for (path, item) in document["paths"].as_object().expect("an object") {
        for (method, operation) in item.as_object().expect("an object") {
            assert!(operation["summary"].as_str().is_some_and(|text| !text.is_empty()), "{path}");
            let answer = service.ask(&method.to_uppercase(), path, "application/json", b"{}");
            let status = answer.status().to_string();
            assert!(operation["responses"].get(&status).is_some(), "{method} {path}: {status}");
        }
    }
    let profile = &document["components"]["schemas"]["Profile"]["properties"];
    assert_eq!(
        profile["project"]["properties"]["track"]["enum"],
        json!(["zone", "open_land", null])
    );
    assert_eq!(document["components"]["schemas"]["Language"]["enum"], json!(["vi", "en"]));

    let page = service.get("/").is(200);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    let policy = page.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'self';"), "{policy}");
    for foreign in ["<script", " style=", "http://", "https://", "onclick"] {
        assert!(!page.text().contains(foreign), "{foreign}");
    }
    for words in ["POST /v1/decide", "id=\"schema-Profile\"", "id=\"invalid-profile\"", "land_area"]
    {
        assert!(page.text().contains(words), "no {words}");
    }
    assert!(service.get("/page.css").is(200).header("content-type").starts_with("text/css"));
}

#[test]
fn the_counts_are_those_of_what_was_asked() {
    let service = Service::small(&[]);
    service.post("/v1/decide", "{}").is(200);
    service.post(&format!("/v1/decide?{ON_DAY}"), GOOD).is(200);
    service.post("/v1/decide", "[]").is(422);
    service.get("/no/such/path").is(404);
    let counts = service.get("/metrics").is(200);
    assert_eq!(counts.header("content-type"), "text/plain; version=0.0.4; charset=utf-8");
    for line in [
        "sangloc_requests_total{method=\"POST\",path=\"/v1/decide\",status=\"200\"} 2",
        "sangloc_requests_total{method=\"POST\",path=\"/v1/decide\",status=\"422\"} 1",
        "sangloc_requests_total{method=\"GET\",path=\"other\",status=\"404\"} 1",
        "sangloc_decisions_total{outcome=\"accepted\"} 1",
        "sangloc_decisions_total{outcome=\"needs_answers\"} 1",
        "sangloc_request_seconds_count{path=\"/v1/decide\"} 3",
        "sangloc_requests_in_progress 1",
    ] {
        assert!(counts.text().lines().any(|counted| counted == line), "{line}\n{}", counts.text());
    }
}

/// A request that is refused, as `tests/http/refused.toml` has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Refused {
    name: String,
    #[serde(default = "post")]
    method: String,
    path: String,
    #[serde(default = "json_type")]
    r#type: String,
    #[serde(default)]
    body: String,
    #[serde(default = "once")]
    times: usize,
    status: u16,
    problem: String,
    says: Vec<String>,
}

fn post() -> String {
    "POST".into()
}

fn json_type() -> String {
    "application/json".into()
}

fn once() -> usize {
    1
}

#[derive(Deserialize)]
struct Table {
    request: Vec<Refused>,
}

#[test]
fn what_is_refused_is_told_by_field_with_what_to_do() {
    let text = fs::read_to_string(root().join("tests/http/refused.toml")).expect("it is there");
    let table: Table = toml::from_str(&text).expect("it is a table of requests");
    let service = Service::small(&[]);
    for Refused { name, method, path, r#type, body, times, status, problem, says } in &table.request
    {
        let answer = service.ask(method, path, r#type, body.repeat(*times).as_bytes());
        assert_eq!(answer.status(), *status, "{name}: {}", answer.text());
        check_problem(name, &answer, problem);
        for words in says {
            let text = answer.text().replace("\\\"", "\"");
            assert!(text.contains(words), "{name}: no {words} in {text}");
        }
        assert_eq!(*status == 405, !answer.header("allow").is_empty(), "{name}");
    }
    assert!(table.request.len() > 25);
    service.post(&format!("/v1/decide?{ON_DAY}"), GOOD).is(200);
}

fn check_problem(name: &str, answer: &Answer, problem: &str) {
    assert_eq!(answer.header("content-type"), "application/problem+json", "{name}");
    let told = answer.json();
    let member = |name: &str| told.get(name).cloned().unwrap_or_default();
    assert_eq!(member("type"), format!("/#{problem}"), "{name}");
    assert_eq!(member("status"), answer.status(), "{name}");
    for words in [member("title"), member("detail")] {
        assert!(words.as_str().is_some_and(|text| !text.is_empty()), "{name}: {told}");
    }
}

#[test]
fn the_limit_of_a_body_can_be_set_lower() {
    let service = Service::small(&["--max-body", "100"]);
    service.post("/v1/decide", "{}").is(200);
    let answer = service.post("/v1/decide", &" ".repeat(101)).is(413);
    assert!(answer.text().contains("send at most 100 bytes"), "{}", answer.text());
}

/// Begins a request whose body is not sent whole.
fn half_sent(service: &Service, body: &str) -> TcpStream {
    let mut stream = service.connect();
    let length = body.len();
    let head = format!(
        "POST /v1/decide?{ON_DAY} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n\
         content-length: {length}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).expect("it is sent");
    let (first, _) = body.split_at(length / 2);
    stream.write_all(first.as_bytes()).expect("it is sent");
    stream
}

/// All that comes until the connection is closed.
fn rest(mut stream: TcpStream) -> String {
    let mut text = String::new();
    stream.read_to_string(&mut text).expect("the connection is closed in order");
    text
}

#[test]
fn a_body_or_a_head_that_does_not_come_is_not_waited_for() {
    let service = Service::small(&["--time-limit", "1"]);
    let mut head = service.connect();
    head.write_all(b"POST /v1/decide HTTP/1.1\r\nhost:").expect("it is sent");
    let answer = rest(half_sent(&service, GOOD));
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(answer.contains("send the whole body within 1 seconds"), "{answer}");
    // Nothing can be said to a request without a head: the connection is closed.
    assert_eq!(rest(head), "");
    service.get("/health").is(200);
}

#[test]
fn who_finds_all_hands_busy_is_told_when_to_come_again() {
    let service = Service::small(&["--max-waiting", "0"]);
    let clients = 4 * thread::available_parallelism().map_or(1, usize::from) + 4;
    let one = || service.post("/v1/changes", "{}");
    let refused = (0..200).find_map(|_| {
        let answers: Vec<Answer> = thread::scope(|scope| {
            let all: Vec<_> = (0..clients).map(|_| scope.spawn(one)).collect();
            all.into_iter().map(|client| client.join().expect("it is answered")).collect()
        });
        assert!(answers.iter().all(|answer| [200, 503].contains(&answer.status())));
        answers.into_iter().find(|answer| answer.status() == 503)
    });
    let refused = refused.expect("one of many is refused");
    check_problem("busy", &refused, "too-busy");
    assert_eq!(refused.header("retry-after"), "1");
    one().is(200);
}

#[test]
fn a_request_under_way_is_answered_before_the_end_and_no_new_one_begins() {
    let service = Service::small(&[]);
    let mut under_way = half_sent(&service, GOOD);
    service.has_under_way(2);
    service.signal("TERM");
    service.logs(|log| log.contains("\"stopping\""));
    assert!(TcpStream::connect(service.address).is_err(), "it takes new requests");
    let (_, second) = GOOD.split_at(GOOD.len() / 2);
    under_way.write_all(second.as_bytes()).expect("it is sent");
    let answer = rest(under_way);
    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.ends_with('}'), "{answer}");
    let (status, log) = service.ended();
    assert!(status.success() && log.contains("\"stopped\""), "{status} {log}");
}

#[test]
fn under_load_every_answer_that_begins_is_whole() {
    let service = Service::small(&[]);
    let address = service.address;
    let client = move || {
        let mut answered = 0;
        loop {
            let url = format!("http://{address}/v1/decide");
            match ureq::post(url).header("content-type", "application/json").send("{}") {
                Ok(mut response) => {
                    let body = response.body_mut().read_to_string().expect("it is whole");
                    serde_json::from_str::<Json>(&body).expect("it is JSON");
                    answered += 1;
                }
                // Refused, or closed before a word of an answer.
                Err(_) => return answered,
            }
        }
    };
    let clients: Vec<_> = (0..16).map(|_| thread::spawn(client)).collect();
    service.logs(|log| log.lines().count() > 200);
    service.signal("TERM");
    let answered: usize = clients.into_iter().map(|client| client.join().expect("it ends")).sum();
    let (status, log) = service.ended();
    assert!(status.success(), "{status}");
    let told = log.lines().filter(|line| line.contains("\"answered\"")).count();
    assert!(answered >= 199 && answered <= told, "{answered} answers, {told} in the log");
    assert!(!log.contains("\"status\":5"), "{log}");
}

#[test]
fn what_takes_too_long_at_the_end_is_cut_off_and_told() {
    let service = Service::small(&["--stop-within", "0"]);
    let _under_way = half_sent(&service, GOOD);
    service.has_under_way(2);
    service.signal("TERM");
    let (status, _) = service.ended();
    assert_eq!(status.code(), Some(1));
}

#[test]
fn the_log_holds_nothing_that_anybody_said() {
    let service = Service::small(&[]);
    let secret = GOOD.replace("Nhà máy", "Bí mật").replace("31200", "27182818");
    service.post(&format!("/v1/decide?{ON_DAY}"), &secret).is(200);
    service.post(&format!("/v1/changes?{ON_DAY}"), &secret).is(200);
    service.post("/v1/decide?lang=mumbling", "{}").is(400);
    service.post("/v1/decide", "{\"project\": {\"whisper\": \"murmur\"}}").is(422);
    service.post("/v1/decide", "{\"sotto voce\": ").is(400);
    service.ask("POST", "/v1/rumour/31415", "application/json", b"{}").is(404);
    service.ask("GOSSIP", "/v1/decide", "application/json", b"{}").is(405);
    service.signal("TERM");
    let (_, log) = service.ended();
    assert!(log.lines().count() > 8, "{log}");
    for said in [
        "mật", "27182818", "10.01", "mumbling", "whisper", "murmur", "sotto", "rumour", "GOSSIP",
        "as_of",
    ] {
        assert!(!log.contains(said), "{said}: {log}");
    }
    for line in log.lines() {
        let line: Json = serde_json::from_str(line).expect("each line is JSON");
        let names: Vec<&str> =
            line.as_object().expect("an object").keys().map(String::as_str).collect();
        let known = [
            "timestamp",
            "level",
            "message",
            "address",
            "method",
            "path",
            "status",
            "milliseconds",
            "connections",
        ];
        assert!(names.iter().all(|name| known.contains(name)), "{names:?}");
    }
}

#[test]
fn what_cannot_run_is_told_and_nothing_is_served() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = taken.local_addr().expect("it has one").to_string();
    let serve =
        |arguments: &[&str]| sangloc(&[&["serve", "--listen", &address], arguments].concat());
    serve(&SMALL).exits(1).says(&address);
    serve(&["--rulebook", "no/such/file"]).exits(1).says("no/such/file");
    serve(&["--rulebook", "README.md"]).exits(5).says("this is not a rulebook file");
    serve(&["--time-limit", "0"]).exits(1).says("--time-limit");
    sangloc(&["serve", "--listen", "localhost"]).exits(1).says("--listen");

    let folder = fresh("serve-keys");
    let key = folder.join("ours");
    sangloc(&["keygen", shown(&key), "--no-password"]).exits(0);
    let (public, secret) = (folder.join("ours.pub"), folder.join("ours.key"));
    let signed = folder.join("small.rulebook");
    let required = ["--require-signature", shown(&public)];
    serve(&required).exits(5).says("carries no signature");
    serve(&[&required[..], &SMALL].concat()).exits(5).says("carries no signature");
    sangloc(&["pack", "tests/rulebooks/small", "-o", shown(&signed)]).exits(0);
    serve(&[&required[..], &["--rulebook", shown(&signed)]].concat())
        .exits(5)
        .says("is not signed");
    sangloc(&["pack", "tests/rulebooks/small", "-o", shown(&signed), "--sign", shown(&secret)])
        .exits(0);
    let service =
        Service::start(&["--rulebook", shown(&signed), "--require-signature", shown(&public)]);
    service.post(&format!("/v1/decide?{ON_DAY}"), GOOD).is(200);
}

#[test]
fn it_ends_on_an_interrupt_too() {
    let service = Service::small(&[]);
    service.signal("INT");
    assert!(service.ended().0.success());
}
