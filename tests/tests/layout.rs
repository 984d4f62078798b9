//! The house layout: every rule file is in it, and no layout changes what a file says.

use proptest::prelude::*;
use sangloc_authoring::{SourceSet, author, lay_out};
use sangloc_rules::read_folder;
use sangloc_tests::{
    fixture::{path, small_sources},
    random::tries,
};

#[test]
fn every_rule_file_is_in_the_layout() {
    let province = read_folder(&path("rules/quang-ninh")).unwrap();
    let files: Vec<(&str, &str)> =
        province.iter().filter(|(name, _)| name.ends_with(".rhai")).collect();
    assert!(files.len() > 20);
    for (name, text) in files {
        assert_eq!(lay_out(text), text, "{name}: run `sangloc fmt`");
    }
}

/// A small rulebook whose rule files are written as a person in a hurry does.
fn untidy(seed: usize) -> SourceSet {
    let mut sources = SourceSet::new("");
    for (place, (name, text)) in small_sources().iter().enumerate() {
        let lines = text.lines().enumerate().map(|(number, line)| {
            let turn = seed.wrapping_mul(31) + place * 7 + number * 13;
            let fields = line.starts_with("    ") && line.contains(": ");
            let line = match turn % 4 {
                0 if fields => line.replacen("    ", "\t", 1).replacen(": ", ":\t ", 1),
                1 if line.starts_with("let ") => line.replacen(" = ", "     =  ", 1),
                2 => format!("{line}  "),
                _ => line.to_owned(),
            };
            line + if turn.is_multiple_of(5) { "\r\n" } else { "\n" }
        });
        let untidy: String = lines.collect();
        sources.insert(name, if name.ends_with(".rhai") { untidy } else { text.to_owned() });
    }
    sources
}

proptest! {
    #![proptest_config(tries(32))]

    #[test]
    fn a_layout_is_laid_out_once_and_changes_no_rulebook(seed in 0..10_000usize) {
        let untidy = untidy(seed);
        let mut tidy = untidy.clone();
        for (name, text) in untidy.iter().filter(|(name, _)| name.ends_with(".rhai")) {
            let laid = lay_out(text);
            prop_assert_eq!(&lay_out(&laid), &laid);
            tidy.insert(name, laid);
        }
        let (before, after) = (author(&untidy).rulebook, author(&tidy).rulebook);
        prop_assert!(before.is_some());
        prop_assert_eq!(before, after);
        let laid = |name: &str, text: &str| {
            if name.ends_with(".rhai") { lay_out(text) } else { text.to_owned() }
        };
        let small = small_sources();
        for (name, text) in small.iter() {
            prop_assert_eq!(tidy.text(name).map(str::to_owned), Some(laid(name, text)));
        }
    }

    /// Any text at all: nothing but white space is ever lost.
    #[test]
    fn no_text_loses_a_letter(text in "([a-z:=,\"`/*#{}() \t\r\n\\\\]|let |criterion|    ){0,60}") {
        let laid = lay_out(&text);
        let letters = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
        prop_assert_eq!(letters(&laid), letters(&text));
        prop_assert_eq!(lay_out(&laid), laid);
    }
}
