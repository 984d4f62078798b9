//! A rulebook as pages to read where no program runs: criteria by topic, figures over time, sources and cases, in
//! each of its languages.
//!
//! Every text of a rulebook is escaped; the pages load one style and one script of ours, which searches, and nothing
//! else.

mod cases;
mod contents;
mod criteria;
mod figures;
mod links;
mod phrases;
mod sources;

use crate::DiffPhrases;
use links::{Links, Page};
use maud::{DOCTYPE, Markup, html};
use phrases::DocsPhrases;
use sangloc_authoring::Case;
use sangloc_rulebook::{Date, Identity, Language, Rulebook, fill};
use sangloc_screening::{Profile, Report, evaluate, explain, format_date, say};

const POLICY: &str =
    "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'";
const STYLE: &str = include_str!("docs/docs.css");
const SEARCH: &str = include_str!("docs/search.js");

/// A rulebook to be read.
#[derive(Clone, Copy, Debug)]
pub struct Docs<'a> {
    /// The rulebook.
    pub rulebook: &'a Rulebook,
    /// The sha256 of its file.
    pub identity: &'a Identity,
    /// Its cases; empty: pages without them.
    pub cases: &'a [Case],
    /// The day whose figures stand in the words.
    pub as_of: Date,
    /// Whether the pages lie in [`Docs::FOLDER`] beside the investors' page, and lead there.
    pub beside_the_page: bool,
}

impl Docs<'_> {
    /// The folder of the pages beside the investors' page.
    pub const FOLDER: &'static str = "rulebook";

    /// The files by path, such as `vi/criteria.html`; `index.html` leads to all languages.
    pub fn files(&self) -> Vec<(String, String)> {
        let links = Links::of(self);
        let mut files = vec![
            ("index.html".to_owned(), self.languages().into_string()),
            ("docs.css".to_owned(), STYLE.to_owned()),
            ("search.js".to_owned(), SEARCH.to_owned()),
        ];
        for language in &self.rulebook.languages {
            let pages = Pages::new(self, &links, language);
            files.extend(links.pages().map(|page| {
                let path = format!("{language}/{}", page.file());
                (path, pages.whole(&page).into_string())
            }));
        }
        files
    }

    fn languages(&self) -> Markup {
        let rulebook = self.rulebook;
        let first = rulebook.languages.first();
        let title = first.map(|language| rulebook.text(language, "rulebook.title"));
        let title = title.unwrap_or(&rulebook.id);
        html! {
            (DOCTYPE)
            html lang=[first] {
                (head(title, ""))
                body {
                    main {
                        h1 { (title) }
                        ul {
                            @for language in &rulebook.languages {
                                li lang=(language) {
                                    a href={ (language) "/" (Page::Contents.file()) } hreflang=(language) {
                                        (DocsPhrases::of(language).own_name) ": " (rulebook.text(language, "rulebook.title"))
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn head(title: &str, up: &str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(POLICY);
            title { (title) }
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            link rel="stylesheet" href={ (up) "docs.css" };
            script src={ (up) "search.js" } defer {}
        }
    }
}

/// The pages in one language.
struct Pages<'a> {
    docs: &'a Docs<'a>,
    links: &'a Links<'a>,
    language: &'a Language,
    words: &'static DocsPhrases,
    /// The words that comparisons have too.
    shared: &'static DiffPhrases,
    /// The criteria in words, with nothing answered.
    report: Report,
}

impl<'a> Pages<'a> {
    fn new(docs: &'a Docs<'a>, links: &'a Links<'a>, language: &'a Language) -> Self {
        let decision = evaluate(docs.rulebook, &Profile::empty(docs.rulebook), docs.as_of);
        Self {
            docs,
            links,
            language,
            words: DocsPhrases::of(language),
            shared: DiffPhrases::of(language),
            report: explain(docs.rulebook, docs.identity, &decision, language),
        }
    }

    fn rulebook(&self) -> &'a Rulebook {
        self.docs.rulebook
    }

    /// The rulebook's words for a key; empty where it has none.
    fn text(&self, key: &str) -> String {
        say(self.rulebook(), self.language, key, self.docs.as_of).unwrap_or_default()
    }

    fn day(&self, day: Date) -> String {
        format_date(day, self.language)
    }

    /// A topic as people call it: the name of its rule file where nobody named it.
    fn topic(&self, topic: &str) -> String {
        Some(self.text(&format!("topics.{topic}")))
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| topic.to_owned())
    }

    fn title(&self, page: &Page) -> String {
        match page {
            Page::Contents => self.text("rulebook.title"),
            Page::Criteria => self.words.criteria.to_owned(),
            Page::Figures => self.words.figures.to_owned(),
            Page::Sources => self.words.sources.to_owned(),
            Page::Cases => self.words.cases.to_owned(),
            Page::CasesOf(file) => format!("{}: {}", self.words.cases, self.topic(file)),
        }
    }

    fn whole(&self, page: &Page) -> Markup {
        let title = self.title(page);
        let of = match page {
            Page::Contents => String::new(),
            _ => format!(" – {}", self.text("rulebook.title")),
        };
        html! {
            (DOCTYPE)
            html lang=(self.language) {
                (head(&format!("{title}{of}"), "../"))
                body {
                    a class="skip" href="#page:content" { (self.words.skip) }
                    header { (self.navigation(page)) }
                    main id="page:content" {
                        h1 { (title) }
                        (self.search())
                        (self.content(page))
                    }
                    footer { (self.imprint()) }
                }
            }
        }
    }

    fn content(&self, page: &Page) -> Markup {
        match page {
            Page::Contents => self.contents(),
            Page::Criteria => self.criteria(),
            Page::Figures => self.figures(),
            Page::Sources => self.sources(),
            Page::Cases => self.case_files(),
            Page::CasesOf(file) => self.cases(file),
        }
    }

    fn navigation(&self, here: &Page) -> Markup {
        let words = self.words;
        let pages = self.links.chapters().map(|page| {
            let name = match page {
                Page::Contents => words.contents.to_owned(),
                _ => self.title(&page),
            };
            (page, name)
        });
        html! {
            nav aria-label=(words.pages) {
                ul {
                    @for (page, name) in pages {
                        li { a href=(page.file()) aria-current=[(page == *here).then_some("page")] { (name) } }
                    }
                    @if self.docs.beside_the_page { li { a href="../../" { (words.screening) } } }
                }
            }
            nav aria-label=(words.languages) {
                ul {
                    @for other in self.rulebook().languages.iter().filter(|other| *other != self.language) {
                        li {
                            a href={ "../" (other) "/" (here.file()) } lang=(other) hreflang=(other) {
                                (DocsPhrases::of(other).own_name)
                            }
                        }
                    }
                }
            }
        }
    }

    /// Hidden until the script is there that searches.
    fn search(&self) -> Markup {
        html! {
            div role="search" hidden {
                label { span { (self.words.search) } " " input type="search" autocomplete="off"; }
                p role="status" data-found=(self.words.found) {}
            }
        }
    }

    fn imprint(&self) -> Markup {
        let (rulebook, words) = (self.rulebook(), self.words);
        let contact = self.text("rulebook.contact");
        html! {
            p { (self.text("rulebook.authority")) ". " (fill(words.contact, &[&contact])) }
            p { (self.text("rulebook.notice")) }
            p { (fill(words.version, &[&rulebook.version, &self.day(self.docs.as_of)])) }
            p { code { "sha256 " (self.docs.identity) } }
        }
    }
}

/// A list, where there is something to list.
fn list(items: impl IntoIterator<Item = Markup>) -> Markup {
    let mut items = items.into_iter().peekable();
    html! {
        @if items.peek().is_some() {
            ul { @for item in items { li { (item) } } }
        }
    }
}

/// A term and what it means, where that is not empty.
fn term(term: &str, meaning: Markup) -> Markup {
    html! {
        @if !meaning.0.is_empty() { div { dt { (term) } dd { (meaning) } } }
    }
}
