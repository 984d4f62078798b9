//! The studio's own words, in the two languages of those who keep the rules. `{}` is filled in order.

mod en;
mod vi;

use sangloc_rulebook::Language;
use sangloc_studio::Refused;

pub(crate) use sangloc_rulebook::fill;

/// The languages of the studio.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// Both.
    pub(crate) const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The language of a tag.
    pub(crate) fn tagged(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.tag() == tag)
    }

    /// Its tag.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// Its own name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Vi => "Tiếng Việt",
            Self::En => "English",
        }
    }

    /// The language as the rulebook names it.
    pub(crate) fn language(self) -> Language {
        Language(self.tag().to_owned())
    }

    /// Its words.
    pub(crate) fn words(self) -> &'static Words {
        match self {
            Self::Vi => &vi::WORDS,
            Self::En => &en::WORDS,
        }
    }
}

/// The words of one language.
pub(crate) struct Words {
    pub(crate) title: &'static str,
    pub(crate) studio: &'static str,
    pub(crate) languages: &'static str,
    pub(crate) skip: &'static str,
    pub(crate) loading: &'static str,
    pub(crate) to_investors: &'static str,
    // The start.
    pub(crate) start_heading: &'static str,
    pub(crate) start_lead: &'static str,
    pub(crate) open_published: &'static str,
    pub(crate) open_published_help: &'static str,
    pub(crate) open_folder: &'static str,
    pub(crate) open_folder_help: &'static str,
    pub(crate) open_zip: &'static str,
    pub(crate) open_zip_help: &'static str,
    pub(crate) open_example: &'static str,
    pub(crate) open_example_help: &'static str,
    pub(crate) published: &'static str,
    pub(crate) example: &'static str,
    // The head of a draft.
    pub(crate) draft_of: &'static str,
    pub(crate) undo: &'static str,
    pub(crate) redo: &'static str,
    pub(crate) preview: &'static str,
    pub(crate) preview_ready: &'static str,
    pub(crate) preview_link: &'static str,
    pub(crate) preview_denied: &'static str,
    pub(crate) publish: &'static str,
    pub(crate) close: &'static str,
    pub(crate) close_sure: &'static str,
    pub(crate) close_yes: &'static str,
    pub(crate) cancel: &'static str,
    pub(crate) save_draft: &'static str,
    pub(crate) kept: &'static str,
    pub(crate) not_kept: &'static str,
    pub(crate) elsewhere: &'static str,
    // The parts.
    pub(crate) parts: &'static str,
    pub(crate) figures: &'static str,
    pub(crate) criteria: &'static str,
    pub(crate) questions: &'static str,
    pub(crate) texts: &'static str,
    pub(crate) cases: &'static str,
    pub(crate) analysis: &'static str,
    // Figures.
    pub(crate) search_figures: &'static str,
    pub(crate) figures_unreadable: &'static str,
    pub(crate) amount: &'static str,
    pub(crate) period: &'static str,
    pub(crate) source: &'static str,
    pub(crate) change: &'static str,
    pub(crate) change_of: &'static str,
    pub(crate) from_day: &'static str,
    pub(crate) days: &'static str,
    pub(crate) stated: &'static str,
    pub(crate) derived: &'static str,
    pub(crate) how: &'static str,
    pub(crate) how_from: &'static str,
    pub(crate) how_correct: &'static str,
    pub(crate) which_line: &'static str,
    pub(crate) new_amount: &'static str,
    pub(crate) first_day: &'static str,
    pub(crate) confidence: &'static str,
    pub(crate) apply: &'static str,
    pub(crate) bad_amount: &'static str,
    pub(crate) bad_day: &'static str,
    pub(crate) same_day: &'static str,
    pub(crate) points_from: &'static str,
    pub(crate) edit_as_text: &'static str,
    pub(crate) no_figure: &'static str,
    // Files.
    pub(crate) file: &'static str,
    pub(crate) editor_of: &'static str,
    pub(crate) add_new: &'static str,
    pub(crate) leave_editor: &'static str,
    pub(crate) no_file: &'static str,
    // What comes of it.
    pub(crate) findings: &'static str,
    pub(crate) judging: &'static str,
    pub(crate) ended: &'static str,
    pub(crate) again: &'static str,
    pub(crate) sound: &'static str,
    pub(crate) errors: &'static str,
    pub(crate) warnings: &'static str,
    pub(crate) problems: &'static str,
    pub(crate) problem_place: &'static str,
    pub(crate) cases_heading: &'static str,
    pub(crate) cases_pass: &'static str,
    pub(crate) cases_fail: &'static str,
    pub(crate) impact: &'static str,
    pub(crate) impact_line: &'static str,
    pub(crate) impact_none: &'static str,
    pub(crate) impact_waits: &'static str,
    pub(crate) as_of: &'static str,
    pub(crate) as_of_own: &'static str,
    pub(crate) by_outcome: &'static str,
    pub(crate) by_criterion: &'static str,
    pub(crate) one_by_one: &'static str,
    pub(crate) row: &'static str,
    pub(crate) points: &'static str,
    pub(crate) skipped: &'static str,
    pub(crate) portfolio: &'static str,
    pub(crate) portfolio_help: &'static str,
    pub(crate) portfolio_of: &'static str,
    pub(crate) portfolio_none: &'static str,
    pub(crate) changes: &'static str,
    pub(crate) changes_none: &'static str,
    pub(crate) changed_files: &'static str,
    // Analysis.
    pub(crate) analyse: &'static str,
    pub(crate) analyse_help: &'static str,
    pub(crate) analysed: &'static str,
    pub(crate) faults: &'static str,
    pub(crate) unsound: &'static str,
    // Publishing.
    pub(crate) publish_heading: &'static str,
    pub(crate) publish_nothing: &'static str,
    pub(crate) publish_version: &'static str,
    pub(crate) publish_rulebook: &'static str,
    pub(crate) publish_changes: &'static str,
    pub(crate) publish_impact: &'static str,
    pub(crate) publish_page: &'static str,
    pub(crate) identity: &'static str,
    pub(crate) download: &'static str,
    pub(crate) done: &'static str,
    // What went wrong.
    pub(crate) dismiss: &'static str,
    pub(crate) not_fetched: &'static str,
    pub(crate) no_portfolio: &'static str,
    pub(crate) refused: &'static str,
    pub(crate) refused_whole: &'static str,
    /// In the order of [`Refused`].
    pub(crate) why: [&'static str; 9],
    /// The names of checks, and what each says.
    pub(crate) lints: &'static [(&'static str, &'static str)],
    /// The words of the editor, as CodeMirror names them.
    pub(crate) editor: &'static [(&'static str, &'static str)],
}

impl Words {
    /// What is wrong with a file.
    pub(crate) fn refused(&self, why: Refused) -> &'static str {
        let [damaged, encrypted, outside, twice, large, much, many, text, none] = self.why;
        match why {
            Refused::Damaged => damaged,
            Refused::Encrypted => encrypted,
            Refused::Outside => outside,
            Refused::Twice => twice,
            Refused::TooLarge => large,
            Refused::TooMuch => much,
            Refused::TooMany => many,
            Refused::NotText => text,
            Refused::NoRulebook => none,
        }
    }

    /// What a check says, in plain words; its name where there are none.
    pub(crate) fn lint<'a>(&self, name: &'a str) -> &'a str {
        let found = self.lints.iter().find(|(known, _)| *known == name);
        found.map_or(name, |(_, words)| words)
    }
}
