//! Every sentence about rule files can be said in Vietnamese.

use sangloc_authoring::Said;
use std::{fs, path::Path};

/// The words of every sentence in a folder of sources, which only `said!` and `Words` can make.
fn sentences(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("it is a folder") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            sentences(&path, found);
            continue;
        }
        let text = fs::read_to_string(&path).expect("it is text");
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let code = code.collect::<Vec<_>>().join("\n");
        for opening in ["said!(", "Words("] {
            let begun = code.split(opening).skip(1).map(str::trim_start);
            found.extend(begun.filter_map(|rest| rest.strip_prefix('"')).map(literal));
        }
    }
}

fn literal(rest: &str) -> String {
    let mut words = String::new();
    let mut letters = rest.chars();
    while let Some(letter) = letters.next().filter(|letter| *letter != '"') {
        words.push(if letter == '\\' { letters.next().unwrap_or(letter) } else { letter });
    }
    words
}

#[test]
fn every_sentence_is_known_in_vietnamese_with_all_its_parts() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
    let mut found = Vec::new();
    for own in ["authoring/src", "workshop/src"] {
        sentences(&crates.join(own), &mut found);
    }
    assert!(found.len() > 170, "{}", found.len());
    for words in found {
        let parts = words.matches("{}").count();
        let part = || Said::Text("§".to_owned());
        let leaked: &'static str = words.clone().leak();
        let said = Said::Words(leaked, std::iter::repeat_with(part).take(parts).collect());
        let vietnamese = said.in_language("vi");
        assert_eq!(vietnamese.matches('§').count(), parts, "{words}");
        let has_words = words.chars().any(char::is_alphabetic);
        assert!(!has_words || vietnamese != said.to_string(), "not in said/vi.rs: {words}");
    }
}
