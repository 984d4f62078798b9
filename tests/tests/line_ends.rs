//! Editors write files in different ways; the rules in them are the same.

use sangloc_authoring::author;
use sangloc_tests::{corpus::render, fixture::small_sources};

/// The same files with other line ends, or a byte order mark, are the same rulebook.
fn check_same(change: impl Fn(&str) -> String) {
    let sources = small_sources();
    let mut changed = sangloc_authoring::SourceSet::new("");
    for (path, text) in sources.iter() {
        changed.insert(path, change(text));
    }
    let authored = author(&changed);
    assert_eq!(render(&authored.diagnostics), "");
    let (plain, changed) = (author(&sources).rulebook.unwrap(), authored.rulebook.unwrap());
    assert_eq!(plain.to_file().unwrap(), changed.to_file().unwrap());
}

#[test]
fn windows_line_ends_change_nothing() {
    check_same(|text| text.replace('\n', "\r\n"));
}

#[test]
fn a_byte_order_mark_changes_nothing() {
    check_same(|text| format!("\u{feff}{text}"));
}
