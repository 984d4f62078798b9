//! The rulebook as pages to read: whole, linked, and with nothing in them that a rule's text could do.

use sangloc_authoring::{Authored, SourceSet, author};
use sangloc_rules::read_folder;
use sangloc_tests::fixture::{path, small_sources, today};
use sangloc_workshop::Docs;
use std::collections::{BTreeMap, BTreeSet};

/// The pages by path.
fn pages(authored: &Authored) -> BTreeMap<String, String> {
    let rulebook = authored.rulebook.as_ref().expect("the rules are sound");
    let (_, identity) = rulebook.to_file().expect("it can be packed");
    let docs = Docs {
        rulebook,
        identity: &identity,
        cases: &authored.cases,
        as_of: today(),
        beside_the_page: false,
    };
    docs.files().into_iter().collect()
}

fn province() -> Authored {
    author(&read_folder(&path("rules/quang-ninh")).expect("the rules are there"))
}

/// The values of an attribute, which our pages always write in double quotes.
fn attribute<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let mark = format!(" {name}=\"");
    html.split(mark.as_str()).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0)).collect()
}

#[test]
fn every_criterion_figure_source_and_case_has_one_entry_in_every_language() {
    let authored = province();
    let pages = pages(&authored);
    let rulebook = authored.rulebook.as_ref().unwrap();
    assert_eq!(rulebook.languages.len(), 5);
    for language in &rulebook.languages {
        let ids = |page: &str| -> Vec<String> {
            let html = &pages[&format!("{language}/{page}.html")];
            attribute(html, "id").into_iter().map(str::to_owned).collect()
        };
        let once = |page: &str, wanted: Vec<String>| {
            let found = ids(page);
            for id in wanted {
                let times = found.iter().filter(|known| **known == id).count();
                assert_eq!(times, 1, "{language}/{page}: {id}");
            }
        };
        once("criteria", rulebook.criteria.iter().map(|found| found.id.to_string()).collect());
        once("criteria", rulebook.notes.iter().map(|found| format!("note:{}", found.id)).collect());
        let indicators = rulebook.indicators.iter();
        once("criteria", indicators.map(|found| format!("indicator:{}", found.id)).collect());
        once("figures", rulebook.parameters.iter().map(|found| found.id.to_string()).collect());
        once("sources", rulebook.citations.iter().map(|found| found.id.to_string()).collect());
        for case in &authored.cases {
            let file = case.place.file.rsplit('/').next().unwrap().trim_end_matches(".toml");
            once(&format!("cases-{file}"), vec![format!("line:{}", case.place.line)]);
        }
        // Every period of every figure is there.
        let periods: usize = rulebook.parameters.iter().map(|found| found.values.len()).sum();
        let figures = &pages[&format!("{language}/figures.html")];
        let shown: usize = figures
            .split("<ol class=\"periods\">")
            .skip(1)
            .map(|rest| rest.split_once("</ol>").unwrap().0.matches("<li><strong>").count())
            .sum();
        assert_eq!(shown, periods, "{language}");
    }
    assert!(authored.cases.len() > 1000, "{}", authored.cases.len());
}

#[test]
fn every_link_leads_somewhere() {
    let pages = pages(&province());
    let targets: BTreeMap<&str, BTreeSet<&str>> = pages
        .iter()
        .map(|(path, html)| (path.as_str(), attribute(html, "id").into_iter().collect()))
        .collect();
    let mut inside = 0;
    for (from, html) in &pages {
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        for href in attribute(html, "href").into_iter().chain(attribute(html, "src")) {
            if href.starts_with("https://") || href.starts_with("http://") {
                continue;
            }
            let (file, id) = href.split_once('#').unwrap_or((href, ""));
            let file = match file.strip_prefix("../") {
                Some(file) => file.to_owned(),
                None if file.is_empty() => from.clone(),
                None if folder.is_empty() => file.to_owned(),
                None => format!("{folder}/{file}"),
            };
            let ids = targets.get(file.as_str());
            let ids = ids.unwrap_or_else(|| panic!("{from}: {href} leads to no file"));
            assert!(id.is_empty() || ids.contains(id), "{from}: {href} leads to no entry");
            inside += 1;
        }
    }
    assert!(inside > 10_000, "{inside}");
}

#[test]
fn a_source_names_what_rests_on_it_through_a_figure_too() {
    let pages = pages(&province());
    let sources = &pages["en/sources.html"];
    let entry = sources.split("<article id=\"smart-investment-2024\"").nth(1).unwrap();
    let entry = entry.split_once("</article>").unwrap().0;
    for link in
        ["criteria.html#green-area", "figures.html#min_green_area", "criteria.html#note:governance"]
    {
        assert!(entry.contains(&format!("href=\"{link}\"")), "{link}: {entry}");
    }
}

#[test]
fn no_text_of_a_rule_is_markup() {
    const EVIL: &str = "\\\"><script>alert()</script><img src=x onerror=alert()>&";
    let mut sources = SourceSet::new("");
    for (path, text) in small_sources().iter() {
        let begin = |mark: &str| text.replace(mark, &format!("{mark}{EVIL}"));
        let text = match path.split_once('/') {
            Some(("criteria", _)) => begin("title:      \""),
            Some(("cases", _)) => begin("title = \""),
            Some(("text", _)) => begin("= \""),
            None if path == "citations.toml" => begin("publisher = \"")
                .replace("https://example.org/", "javascript:alert()//https://example.org/"),
            None if path == "parameters.toml" => {
                text.replace("confidence =", &format!("note = \"{EVIL}\", confidence ="))
            }
            _ => text.to_owned(),
        };
        sources.insert(path, text);
    }
    let authored = author(&sources);
    assert!(authored.rulebook.is_some(), "{:#?}", authored.diagnostics);
    let mut seen = 0;
    for (path, html) in pages(&authored).iter().filter(|(path, _)| path.ends_with(".html")) {
        assert_eq!(html.matches("<script").count(), 1, "{path}");
        assert!(!html.contains("<img") && !html.contains("href=\"javascript:"), "{path}");
        seen += html.matches("&lt;script&gt;alert()").count();
    }
    assert!(seen > 100, "{seen}");
}
