//! Everything the studio knows, changed in one place.

use crate::{sources::tab_of, words::Lang};
use sangloc_rulebook::Date;
use sangloc_studio::{Draft, Files, Judgement, Refusal};
use std::{collections::BTreeMap, rc::Rc};
use yew::prelude::*;

/// The parts of a rulebook, and of the studio.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tab {
    /// Figures.
    #[default]
    Figures,
    /// Criteria and sources.
    Criteria,
    /// Questions, choices and tables.
    Questions,
    /// Words by language.
    Texts,
    /// Cases.
    Cases,
    /// What the cases leave out.
    Analysis,
}

impl Tab {
    /// All, in their order.
    pub(crate) const ALL: [Self; 6] =
        [Self::Figures, Self::Criteria, Self::Questions, Self::Texts, Self::Cases, Self::Analysis];
}

/// What was judged, or is to be: another value means judging again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// Which state of the draft.
    pub(crate) revision: u32,
    /// The day; `None`: the one on which all changes are in force.
    pub(crate) as_of: Option<Date>,
    /// Which projects, by count of choices.
    pub(crate) projects: u32,
    /// The language of words.
    pub(crate) lang: Lang,
}

/// A place in a file to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The file.
    pub(crate) file: String,
    /// The line, from 1.
    pub(crate) line: usize,
    /// Where in the line, from 0.
    pub(crate) column: usize,
    /// How much of it.
    pub(crate) length: usize,
}

/// Something a person must be told.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Told {
    /// Files that were not opened.
    Refused(Refusal),
    /// Projects that were not taken, and why.
    NoPortfolio(String),
    /// The published rules cannot be had.
    NotFetched,
    /// The preview cannot be kept.
    NoPreview,
    /// The preview is ready.
    Preview,
    /// The draft has errors.
    Unsound,
    /// What was asked took too long and was ended.
    Ended,
}

/// Everything the studio knows.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct State {
    /// The draft; `None`: nothing is open.
    pub(crate) draft: Option<Draft>,
    /// What the draft was made from.
    pub(crate) name: String,
    /// Whether a draft kept earlier has been looked for.
    pub(crate) started: bool,
    /// What is to be judged.
    pub(crate) wanted: Wanted,
    /// What was judged last; it may have been ended.
    pub(crate) judged: Option<Wanted>,
    /// What came of it; `None`: nothing yet, or it was ended.
    pub(crate) judgement: Option<Rc<Judgement>>,
    /// Whether the worker judges.
    pub(crate) busy: bool,
    /// Whether the device does not keep the draft.
    pub(crate) lost: bool,
    /// Whether another tab keeps its draft on the device; this one then keeps nothing.
    pub(crate) elsewhere: bool,
    /// The part that is shown.
    pub(crate) tab: Tab,
    /// The file that is shown in each part.
    pub(crate) files: BTreeMap<Tab, String>,
    /// The place to look at, and how often one was asked for.
    pub(crate) place: Option<(u32, Place)>,
    /// The file of projects.
    pub(crate) portfolio: Option<String>,
    /// What a person must be told.
    pub(crate) told: Option<Told>,
}

/// A change of the state.
pub(crate) enum Action {
    /// A draft kept earlier, or none; the language; whether another tab keeps its draft.
    Start(Option<(String, Draft)>, Option<Lang>, bool),
    /// Opens files under a name.
    Open(String, Files),
    /// Closes the draft.
    Close,
    /// A file gets another text, as it is typed.
    Write(String, String),
    /// A file gets another text by one act.
    Put(String, String),
    /// Takes a step back.
    Undo,
    /// Does a step again.
    Redo,
    /// Shows a part.
    Show(Tab),
    /// Shows a file.
    Choose(String),
    /// Shows the figures as a table.
    Table,
    /// Shows a place in a file.
    Reveal(Place),
    /// The worker judges.
    Asked,
    /// The worker has judged; `None`: it was ended.
    Judged(Wanted, Option<Box<Judgement>>),
    /// Judges once more.
    Again,
    /// Whether the device has kept the draft.
    Kept(bool),
    /// Speaks a language.
    Speak(Lang),
    /// Judges by a day.
    AsOf(Option<Date>),
    /// Tries other projects.
    Projects(Option<String>),
    /// Tells something, or nothing more.
    Tell(Option<Told>),
}

impl State {
    /// The language.
    pub(crate) fn lang(&self) -> Lang {
        self.wanted.lang
    }

    fn opened(self, name: String, draft: Draft) -> Self {
        let wanted = Wanted { revision: self.wanted.revision + 1, as_of: None, ..self.wanted };
        let elsewhere = self.elsewhere;
        Self { draft: Some(draft), name, started: true, wanted, elsewhere, ..Self::default() }
    }

    fn edit(mut self, edit: impl FnOnce(&mut Draft) -> Option<String>) -> Self {
        if let Some(draft) = &mut self.draft
            && let Some(file) = edit(draft)
        {
            self.wanted.revision += 1;
            // The figures stay a table.
            if tab_of(&file) != Tab::Figures {
                self.files.insert(tab_of(&file), file);
            }
        }
        self
    }

    fn after(mut self, action: Action) -> Self {
        match action {
            Action::Start(kept, lang, elsewhere) => {
                self.started = true;
                self.elsewhere = elsewhere;
                self.wanted.lang = lang.unwrap_or_default();
                match kept {
                    Some((name, draft)) => return self.opened(name, draft),
                    None => return self,
                }
            }
            Action::Open(name, files) => return self.opened(name, Draft::new(files)),
            Action::Close => {
                let (wanted, elsewhere) = (self.wanted, self.elsewhere);
                return Self { started: true, wanted, elsewhere, ..Self::default() };
            }
            Action::Write(file, text) => {
                return self.edit(|draft| {
                    draft.write(&file, &text);
                    Some(file)
                });
            }
            Action::Put(file, text) => {
                return self.edit(|draft| {
                    draft.settle();
                    draft.write(&file, &text);
                    draft.settle();
                    Some(file)
                });
            }
            Action::Undo => return self.edit(Draft::undo),
            Action::Redo => return self.edit(Draft::redo),
            Action::Show(tab) => self.tab = tab,
            Action::Choose(file) => {
                self.files.insert(tab_of(&file), file);
            }
            Action::Table => {
                self.files.remove(&Tab::Figures);
            }
            Action::Reveal(place) => {
                self.tab = tab_of(&place.file);
                self.files.insert(self.tab, place.file.clone());
                let count = self.place.map_or(0, |(count, _)| count) + 1;
                self.place = Some((count, place));
            }
            Action::Asked => {
                self.busy = true;
                if let Some(draft) = &mut self.draft {
                    draft.settle();
                }
            }
            Action::Judged(wanted, judgement) => {
                self.busy = false;
                self.judged = Some(wanted);
                self.judgement = judgement.map(Rc::from);
            }
            Action::Again => self.judged = None,
            Action::Kept(kept) => self.lost = !kept,
            Action::Speak(lang) => self.wanted.lang = lang,
            Action::AsOf(day) => self.wanted.as_of = day,
            Action::Projects(portfolio) => {
                self.wanted.projects += 1;
                self.portfolio = portfolio;
            }
            Action::Tell(told) => self.told = told,
        }
        self
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(Rc::unwrap_or_clone(self).after(action))
    }
}
