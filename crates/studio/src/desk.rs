//! The worker's side: the rulebook as opened, the projects, and the judging of drafts of it.

use crate::{
    Broken, Judgement, Publication,
    draft::apply,
    files::Files,
    judgement::{cases, impact, names, problems, rules},
    protocol::{Answer, Draftlike, Request},
    unpack,
};
use sangloc_authoring::{Authored, SourceSet, author};
use sangloc_rulebook::{Date, Identity, Part, Rulebook};
use sangloc_workshop::{
    DiffReport, Docs, Example, Impact, Law, Origin, Row, RuleChanges, Shown, Side, Synthetic,
    analyse, compare, coverage, read_portfolio,
};
use std::{ops::ControlFlow, rc::Rc};

/// The projects a draft is tried on.
#[derive(Clone, Debug)]
pub enum Projects {
    /// Made up: half as the rules were opened, half as the draft has them.
    Synthetic {
        /// What they are made from.
        seed: u64,
        /// How many.
        size: usize,
    },
    /// Of a file.
    File {
        /// Its name.
        name: String,
        /// What is in it.
        bytes: Vec<u8>,
    },
}

/// How many projects are made up.
const SIZE: usize = 200;

/// The worker's side of the studio.
#[derive(Debug)]
pub struct Desk {
    opened: Rc<Files>,
    /// The rulebook as opened; `None`: it has errors.
    before: Option<Rulebook>,
    projects: Projects,
}

impl Default for Desk {
    fn default() -> Self {
        let projects = Projects::Synthetic { seed: 1, size: SIZE };
        Self { opened: Rc::default(), before: None, projects }
    }
}

impl Desk {
    /// Does what is asked; `bytes` come along with the request, and with the answer.
    pub fn answer(&mut self, request: Request, bytes: Vec<u8>) -> (Answer, Vec<Vec<u8>>) {
        let plain = |answer| (answer, Vec::new());
        match request {
            Request::Open(files) => {
                self.open(files);
                plain(Answer::Done)
            }
            Request::Unpack => plain(unpack(&bytes).map_or_else(Answer::Refused, Answer::Unpacked)),
            Request::Portfolio(name) => plain(self.take_projects(name, bytes)),
            Request::Judge(draft) => plain(Answer::Judged(Box::new(self.judge(&draft)))),
            Request::Analyse(draft) => plain(self.analyse(&draft)),
            Request::Preview(draft) => made(self.preview(&draft)),
            Request::Publish(draft) => made(self.publish(&draft)),
            Request::Pack(files) => {
                let mut made = Publication::default();
                let files = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes()));
                made.add_archive("rules.zip".into(), files);
                (Answer::Made(made.files), made.bytes)
            }
        }
    }

    /// Takes the rulebook that drafts begin with.
    pub fn open(&mut self, files: Rc<Files>) {
        self.before = author(&sources(&files)).rulebook;
        self.opened = files;
    }

    /// Takes the projects that drafts are tried on.
    fn take_projects(&mut self, name: Option<String>, bytes: Vec<u8>) -> Answer {
        let Some(name) = name else {
            self.projects = Self::default().projects;
            return Answer::Done;
        };
        let readable = self.before.as_ref().map(|rulebook| {
            read_portfolio(bytes.as_slice(), &[rulebook], |_| ControlFlow::Continue(()))
        });
        match readable {
            Some(Err(error)) => Answer::NoPortfolio(error.to_string()),
            _ => {
                self.projects = Projects::File { name, bytes };
                Answer::Done
            }
        }
    }

    /// What comes of a draft.
    pub fn judge(&self, draft: &Draftlike) -> Judgement {
        let (authored, sources) = self.author(draft);
        let rulebook = authored.rulebook.as_ref();
        let known = rulebook.or(self.before.as_ref());
        let mut judgement = Judgement {
            problems: problems(&authored, &sources, &draft.language),
            sound: rulebook.is_some(),
            cases: rulebook.map(|rulebook| cases(rulebook, &authored.cases, &draft.language)),
            rules: Vec::new(),
            impact: None,
            names: known.map(|known| names(known, &draft.language)).unwrap_or_default(),
        };
        if let Some((after, before)) = rulebook.zip(self.before.as_ref()) {
            let report = self.report(before, after, draft);
            let rulebooks = [before, after];
            let shown = Shown { report: &report, rulebooks, language: &draft.language };
            judgement.rules = rules(&shown, &report.rules);
            judgement.impact = Some(impact(&shown, &report.impact, report.new.as_of));
        }
        judgement
    }

    /// What the rules cannot do, and what the cases have not seen.
    fn analyse(&self, draft: &Draftlike) -> Answer {
        let (authored, _) = self.author(draft);
        let Some(rulebook) = &authored.rulebook else {
            return Answer::Unsound;
        };
        let faults = analyse(rulebook, &authored.places, draft.as_of.unwrap_or(draft.today));
        let faults = faults.faults.into_iter().map(|fault| Broken {
            title: fault.id,
            file: fault.place.file,
            line: fault.place.line,
            differs: vec![fault.message.in_language(&draft.language.0)],
        });
        let examples = Example::of_cases(rulebook, &authored.cases);
        let found = coverage(rulebook, &authored.places, &examples);
        let missing = found.missing.into_iter().map(|missing| Broken {
            title: missing.criterion,
            file: missing.place.file,
            line: missing.place.line,
            differs: vec![missing.missing],
        });
        Answer::Analysed {
            faults: faults.collect(),
            missing: missing.collect(),
            wanted: found.wanted,
        }
    }

    /// The parts that the investor's page loads.
    fn preview(&self, draft: &Draftlike) -> Option<Publication> {
        let rulebook = self.author(draft).0.rulebook?;
        let mut made = Publication::default();
        for Part { name, bytes } in rulebook.to_parts().ok()? {
            made.add(name, "application/octet-stream", bytes);
        }
        Some(made)
    }

    /// The rulebook, the changed files, what the web server needs, and the report of what it does.
    pub fn publish(&self, draft: &Draftlike) -> Option<Publication> {
        let (authored, sources) = self.author(draft);
        let rulebook = authored.rulebook?;
        let (bytes, identity) = rulebook.to_file().ok()?;
        let name = format!("{}-{}", rulebook.id, rulebook.version);
        let mut made = Publication::default();
        made.add(format!("{}.rulebook", rulebook.id), "application/octet-stream", bytes.clone());
        if let Some(file) = made.files.first_mut() {
            file.identity.clone_from(&identity.0);
        }
        let changed = draft.change.iter();
        let changed =
            changed.filter_map(|(path, text)| Some((path.as_str(), text.as_ref()?.as_bytes())));
        made.add_archive(format!("{name}-changes.zip"), changed);
        let html = self.before.as_ref().map(|before| {
            let report = self.report(before, &rulebook, draft);
            let rulebooks = [before, &rulebook];
            Shown { report: &report, rulebooks, language: &draft.language }.html()
        });
        made.add(format!("{name}-impact.html"), "text/html", html.unwrap_or_default().into_bytes());
        let all = sources.to_json();
        let parts = rulebook.to_parts().ok()?;
        let page = parts.iter().map(|part| (part.name.as_str(), part.bytes.as_slice()));
        let (whole, source_name) =
            (format!("{}.rulebook", rulebook.id), format!("{}.sources", rulebook.id));
        let page = page.chain([(whole.as_str(), bytes.as_slice()), (&source_name, all.as_bytes())]);
        let docs = Docs {
            rulebook: &rulebook,
            identity: &identity,
            cases: &[],
            as_of: draft.today,
            beside_the_page: true,
        };
        let docs = docs.files().into_iter();
        let docs: Vec<_> =
            docs.map(|(name, text)| (format!("{}/{name}", Docs::FOLDER), text)).collect();
        let page = page.chain(docs.iter().map(|(name, text)| (name.as_str(), text.as_bytes())));
        made.add_archive(format!("{name}-page.zip"), page);
        Some(made)
    }

    fn author(&self, draft: &Draftlike) -> (Authored, SourceSet) {
        let mut files = (*self.opened).clone();
        apply(&mut files, &draft.change);
        let sources = sources(&files);
        (author(&sources), sources)
    }

    fn report(&self, before: &Rulebook, after: &Rulebook, draft: &Draftlike) -> DiffReport {
        let rules = compare(before, after, &draft.language);
        let as_of = draft.as_of.unwrap_or_else(|| all_in_force(&rules, after, draft.today));
        let (old, new) = (Law::new(before, as_of), Law::new(after, as_of));
        let (portfolio, impact) = self.try_projects(&old, &new);
        let (old, new) = (side(before, as_of), side(after, as_of));
        DiffReport { old, new, rules, portfolio, impact }
    }

    fn try_projects(&self, old: &Law<'_>, new: &Law<'_>) -> (Origin, Impact) {
        let mut impact = Impact::default();
        match &self.projects {
            Projects::Synthetic { seed, size } => {
                let made = [old, new].map(|law| Synthetic::new(law.rulebook(), law.as_of(), *seed));
                let mut number = 0;
                for (mut synthetic, law) in made.into_iter().zip([old, new]) {
                    for _ in 0..size / 2 {
                        number += 1;
                        let row = Row::of(number, synthetic.project().to_json(law.rulebook()));
                        impact.add(old, new, &row);
                    }
                }
                (Origin::Synthetic { seed: *seed, size: *size }, impact)
            }
            Projects::File { name, bytes } => {
                // Whatever follows a row that ends the file was refused when it was taken.
                let _ =
                    read_portfolio(bytes.as_slice(), &[old.rulebook(), new.rulebook()], |row| {
                        impact.add(old, new, &row);
                        ControlFlow::Continue(())
                    });
                (Origin::File(name.clone()), impact)
            }
        }
    }
}

fn sources(files: &Files) -> SourceSet {
    let mut sources = SourceSet::new("");
    for (path, text) in files {
        sources.insert(path.clone(), &**text);
    }
    sources
}

fn made(publication: Option<Publication>) -> (Answer, Vec<Vec<u8>>) {
    match publication {
        Some(made) => (Answer::Made(made.files), made.bytes),
        None => (Answer::Unsound, Vec::new()),
    }
}

fn side(rulebook: &Rulebook, as_of: Date) -> Side {
    let identity = rulebook.to_file().map(|(_, identity)| identity);
    let (rulebook, version) = (rulebook.id.clone(), rulebook.version.clone());
    Side { rulebook, version, identity: identity.unwrap_or(Identity(String::new())), as_of }
}

/// The first day from today on which every change is in force.
fn all_in_force(rules: &RuleChanges, after: &Rulebook, today: Date) -> Date {
    let figures = rules.figures.iter().filter_map(|figure| figure.from);
    let criteria = after
        .criteria
        .iter()
        .filter(|criterion| rules.items.iter().any(|item| item.id == criterion.id.as_str()));
    let criteria = criteria.filter_map(|criterion| criterion.from);
    figures.chain(criteria).chain([today]).max().unwrap_or(today)
}
