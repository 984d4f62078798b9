//! `cargo bench --bench load`: from rule files to the rulebook, and a packed rulebook opened, as a Markdown table. Each
//! round takes all of them once; nothing counts allocations beside.
#![expect(clippy::expect_used, clippy::panic, reason = "what does not load is not timed")]

use sangloc_authoring::{SourceSet, author};
use sangloc_rulebook::{Language, Part, Rulebook};
use sangloc_rules::{QUANG_NINH, read_folder};
use sangloc_tests::{
    fixture::{path, quang_ninh},
    neutral::sources,
};
use std::{hint::black_box, time::Instant};

const ROUNDS: usize = 15;

/// What is timed, and its times in milliseconds, one a round.
struct Timed<'a> {
    what: &'a str,
    run: Box<dyn Fn() -> f64 + 'a>,
    times: Vec<f64>,
}

fn main() {
    let province = read_folder(&path("rules/quang-ninh")).expect("the folder can be read");
    let neutral = [60, 600, 6_000].map(|criteria| (criteria, sources(criteria)));
    for (criteria, sources) in &neutral {
        let made = author(sources).rulebook.map(|book| book.criteria.len());
        assert_eq!(made, Some(*criteria), "it has all its criteria");
    }
    let [(_, small), (_, middle), (_, large)] = &neutral;
    let parts = quang_ninh().to_parts().expect("it can be written");
    let core = &parts.last().expect("the core is the last part").bytes;
    let words = words(&parts);
    let mut all = [
        timed("the province: rule files loaded, checked, compiled", authored(&province)),
        timed("60 criteria: the same", authored(small)),
        timed("600 criteria in 60 files: the same", authored(middle)),
        timed("6,000 criteria in 600 files: the same", authored(large)),
        timed("the province's rulebook file opened", || {
            clocked(|| Rulebook::from_file(black_box(QUANG_NINH)))
        }),
        timed("its core opened, which decides", || {
            clocked(|| Rulebook::from_core(black_box(core)))
        }),
        timed("the core with the words of one language", || clocked(|| opened(core, words))),
    ];
    for _ in 0..ROUNDS {
        all.iter_mut().for_each(|timed| timed.times.push((timed.run)()));
    }
    println!("| {ROUNDS} rounds | median, ms | from – to |\n|---|---|---|");
    for timed in &all {
        let (least, median, most) = spread(timed.times.clone());
        println!("| {} | {median:.2} | {least:.2} – {most:.2} |", timed.what);
    }
    let [_, _, middle, large, ..] = &all;
    let ratios = large.times.iter().zip(&middle.times).map(|(large, middle)| large / middle);
    let (least, median, most) = spread(ratios.collect());
    println!("\n6,000 criteria take {median:.1} times what 600 take ({least:.1} – {most:.1}).");
}

fn timed<'a>(what: &'a str, run: impl Fn() -> f64 + 'a) -> Timed<'a> {
    Timed { what, run: Box::new(run), times: Vec::new() }
}

fn authored(sources: &SourceSet) -> impl Fn() -> f64 {
    move || clocked(|| author(black_box(sources)))
}

/// The words of the rulebook's own language.
fn words(parts: &[Part]) -> &[u8] {
    let part = parts.iter().find(|part| part.name.contains(".vi."));
    &part.expect("it has words in Vietnamese").bytes
}

/// As the page opens it.
fn opened(core: &[u8], words: &[u8]) -> Rulebook {
    let (mut book, _, files) = Rulebook::from_core(black_box(core)).expect("it is a core");
    files.add(&mut book, &Language("vi".into()), black_box(words)).expect("they are its words");
    book
}

/// Milliseconds until it is there; that it goes again is not counted.
fn clocked<T>(run: impl FnOnce() -> T) -> f64 {
    let begun = Instant::now();
    let made = black_box(run());
    let time = begun.elapsed();
    drop(made);
    time.as_secs_f64() * 1_000.0
}

/// The least, the median, the most.
fn spread(mut times: Vec<f64>) -> (f64, f64, f64) {
    times.sort_by(f64::total_cmp);
    let middle = times.get(times.len() / 2).copied();
    match (times.first(), middle, times.last()) {
        (Some(least), Some(median), Some(most)) => (*least, median, *most),
        _ => panic!("there are rounds"),
    }
}
