//! The rulebooks under test: the province's own, and a small one with one of everything.

use sangloc_authoring::{Authored, SourceSet, author};
use sangloc_rulebook::{Date, Rulebook};
use sangloc_rules::{QUANG_NINH, read_folder};
use sangloc_screening::Profile;
use std::{path::PathBuf, sync::OnceLock};

/// A path from the root of the repository.
pub fn path(relative: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join(relative)
}

/// The text of a file, from the root of the repository.
pub fn text(relative: &str) -> String {
    let found = std::fs::read_to_string(path(relative));
    found.unwrap_or_else(|error| panic!("{relative}: {error}"))
}

/// The files of the small rulebook, without a folder name before them.
pub fn small_sources() -> SourceSet {
    let mut sources = SourceSet::new("");
    let read = read_folder(&path("tests/rulebooks/small")).expect("the small rulebook is there");
    for (path, text) in read.iter() {
        sources.insert(path, text);
    }
    sources
}

/// The small rulebook, with what came of authoring it.
pub fn small_authored() -> Authored {
    author(&small_sources())
}

/// The small rulebook.
pub fn small() -> &'static Rulebook {
    static SMALL: OnceLock<Rulebook> = OnceLock::new();
    SMALL.get_or_init(|| {
        let authored = small_authored();
        let problems = authored.diagnostics;
        authored.rulebook.unwrap_or_else(|| panic!("the small rulebook has errors: {problems:#?}"))
    })
}

/// The province's rulebook, as it is embedded.
pub fn quang_ninh() -> &'static Rulebook {
    static QUANG: OnceLock<Rulebook> = OnceLock::new();
    QUANG.get_or_init(|| {
        let errors = "rules/quang-ninh had errors when this was built: see `sangloc check`";
        let (rulebook, _) = Rulebook::from_file(QUANG_NINH).expect(errors);
        rulebook
    })
}

/// Both rulebooks by name.
pub fn rulebooks() -> [(&'static str, &'static Rulebook); 2] {
    [("small", small()), ("quang-ninh", quang_ninh())]
}

/// The day of these tests.
pub fn today() -> Date {
    day(2026, 11, 22)
}

/// A day that there is.
pub fn day(year: i32, month: u8, day: u8) -> Date {
    Date::new(year, month, day).expect("there is such a day")
}

/// A profile that fits its rulebook.
pub fn profile(rulebook: &Rulebook, json: &str) -> Profile {
    let (profile, errors) = Profile::read(rulebook, json);
    assert!(errors.is_empty(), "{errors:?}");
    profile
}

/// Profiles of projects that nothing rejects: those that random profiles are made from.
pub fn good_profiles(rulebook: &Rulebook) -> &'static [Profile] {
    static SMALL: OnceLock<Vec<Profile>> = OnceLock::new();
    static QUANG: OnceLock<Vec<Profile>> = OnceLock::new();
    if rulebook.id == "small" {
        SMALL.get_or_init(|| unrejected(small(), small_authored()))
    } else {
        QUANG.get_or_init(|| {
            let folder = read_folder(&path("rules/quang-ninh")).expect("the rules are there");
            let cases = unrejected(quang_ninh(), author(&folder));
            let names = ["autoliv", "foxconn-s-vietnam", "lioncore"];
            let read = |name| text(&format!("tests/profiles/{name}-complete.json"));
            let projects = names.map(|name| profile(quang_ninh(), &read(name)));
            projects.into_iter().chain(cases).collect()
        })
    }
}

/// The golden cases that are accepted or sent to a person.
fn unrejected(rulebook: &Rulebook, authored: Authored) -> Vec<Profile> {
    let wanted = [Some("accepted"), Some("needs_review")];
    let cases = authored.cases.into_iter();
    let cases = cases.filter(|case| wanted.contains(&case.expect.outcome.as_deref()));
    cases.map(|case| profile(rulebook, &case.profile.to_string())).collect()
}

/// Whether data files are rewritten to what came out, instead of compared with it.
pub fn update() -> bool {
    std::env::var_os("UPDATE").is_some_and(|value| value == "1")
}
