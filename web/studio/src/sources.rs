//! Which file belongs to which part of the studio, and the beginnings of new things.

use crate::state::Tab;
use sangloc_studio::Files;

/// The part of the studio where a file is edited.
pub(crate) fn tab_of(path: &str) -> Tab {
    match path.split_once('/') {
        Some(("criteria", _)) => Tab::Criteria,
        Some(("text", _)) => Tab::Texts,
        Some(("cases", _)) => Tab::Cases,
        _ if path == "parameters.toml" => Tab::Figures,
        _ if path == "citations.toml" || path == "coverage.toml" => Tab::Criteria,
        _ => Tab::Questions,
    }
}

/// The files of a part of the studio.
pub(crate) fn files_of(files: &Files, tab: Tab) -> Vec<String> {
    let mut paths: Vec<String> = files.keys().filter(|path| tab_of(path) == tab).cloned().collect();
    // Those in folders first: they are what the tab is about.
    paths.sort_by_key(|path| (!path.contains('/'), rank(path)));
    paths
}

fn rank(path: &str) -> u8 {
    match path {
        "facts.toml" | "text/vi.toml" => 0,
        _ => 1,
    }
}

/// How a file is coloured.
pub(crate) fn kind_of(path: &str) -> &'static str {
    match path.rsplit_once('.') {
        Some((_, "rhai")) => "rhai",
        Some((_, "toml")) => "toml",
        _ => "",
    }
}

/// The beginning of something new, for the end of a file; `None`: nothing begins there.
pub(crate) fn beginning(path: &str) -> Option<&'static str> {
    match (path.split_once('/'), path) {
        (Some(("criteria", _)), _) => Some(CRITERION),
        (Some(("cases", _)), _) => Some(CASE),
        (Some(("text", _)), _) => Some(TEXT),
        (_, "facts.toml") => Some(FACT),
        (_, "citations.toml") => Some(SOURCE),
        (_, "parameters.toml") => Some(FIGURE),
        _ => None,
    }
}

const CRITERION: &str = r#"
criterion("new-criterion", #{
    code:       "NEW-01",
    kind:       ADVISORY,
    title:      "",
    cites:      "",
    confidence: DERIVED,
    require:    ,
    remedy:     "",
});
"#;

const CASE: &str = r#"
[[case]]
title = ""
as_of = 2026-11-22
[case.profile]
project = { track = "industrial_zone" }
[case.expect]
findings = { new-criterion = "met" }
"#;

const TEXT: &str = r#"
[facts.project.new_fact]
label    = ""
question = ""
help     = ""
"#;

const FACT: &str = r#"
[project.new_fact]
type    = "yes_no"
section = "project"
"#;

const SOURCE: &str = r#"
[new-source]
title     = ""
publisher = ""
date      = 2026-11-22
"#;

const FIGURE: &str = r#"
[new_figure]
unit   = "%"
values = [ { from = 2027-01-01, amount = 0, cites = "", confidence = "derived" } ]
"#;
