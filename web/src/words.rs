//! The page's own words, in every language it speaks.
//!
//! One typed table: a word that a language lacks does not compile. Words about the criteria are the
//! rulebook's and are not here.

mod embed;
mod en;
mod files;
mod guided;
mod ja;
mod journey;
mod ko;
mod offline;
mod outlook;
mod paper;
mod projects;
mod verify;
mod vi;
mod zh;

pub(crate) use sangloc_rulebook::fill;
use sangloc_rulebook::{Language, Rulebook};

/// A language of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Lang {
    /// Vietnamese, the language of the law.
    #[default]
    Vi,
    /// English.
    En,
    /// Chinese (simplified).
    Zh,
    /// Korean.
    Ko,
    /// Japanese.
    Ja,
}

impl Lang {
    /// All of them, in the order of the switch.
    pub(crate) const ALL: [Self; 5] = [Self::Vi, Self::En, Self::Zh, Self::Ko, Self::Ja];

    /// Those a rulebook is complete in.
    pub(crate) fn of(rulebook: &Rulebook) -> Vec<Self> {
        let known = |lang: &Self| rulebook.languages.contains(&lang.language());
        Self::ALL.into_iter().filter(known).collect()
    }

    /// The tag, for `lang` and the rulebook.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
            Self::Zh => "zh",
            Self::Ko => "ko",
            Self::Ja => "ja",
        }
    }

    /// The language with this tag.
    pub(crate) fn tagged(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.tag() == tag)
    }

    /// Its name in itself.
    pub(crate) fn own_name(self) -> &'static str {
        match self {
            Self::Vi => "Tiếng Việt",
            Self::En => "English",
            Self::Zh => "简体中文",
            Self::Ko => "한국어",
            Self::Ja => "日本語",
        }
    }

    /// Its name on the switch.
    pub(crate) fn short_name(self) -> &'static str {
        match self {
            Self::Vi => "VI",
            Self::En => "EN",
            Self::Zh => "中文",
            Self::Ko => "한국어",
            Self::Ja => "日本語",
        }
    }

    /// Its name in the rulebook.
    pub(crate) fn language(self) -> Language {
        Language(self.tag().to_owned())
    }

    /// Its words.
    pub(crate) fn words(self) -> &'static Words {
        match self {
            Self::Vi => &vi::WORDS,
            Self::En => &en::WORDS,
            Self::Zh => &zh::WORDS,
            Self::Ko => &ko::WORDS,
            Self::Ja => &ja::WORDS,
        }
    }
}

/// The right form for a number of things: English tells one from many.
pub(crate) fn count(one: &str, many: &str, number: usize) -> String {
    if number == 1 { one.to_owned() } else { fill(many, &[&number.to_string()]) }
}

/// How the page writes a unit that the rulebook does not name, because no figure uses it.
pub(crate) fn unit_symbol(lang: Lang, symbol: &str) -> Option<&'static str> {
    let [vi, en, zh, ko, ja] = match symbol {
        "VND" => ["VND"; 5],
        "USD" => ["USD"; 5],
        "million_VND" => ["triệu VND", "million VND", "百万越南盾", "백만 VND", "百万ドン"],
        "billion_VND" => ["tỷ VND", "billion VND", "十亿越南盾", "십억 VND", "十億ドン"],
        "million_USD" => ["triệu USD", "million USD", "百万美元", "백만 USD", "百万米ドル"],
        "m2" => ["m²"; 5],
        "km2" => ["km²"; 5],
        "m3" => ["m³"; 5],
        "m3/day" => ["m³/ngày", "m³/day", "立方米/日", "m³/일", "m³/日"],
        "t" => ["tấn", "t", "吨", "톤", "トン"],
        "person" => ["người", "people", "人", "명", "人"],
        "day" => ["ngày", "days", "天", "일", "日"],
        "month" => ["tháng", "months", "个月", "개월", "か月"],
        "year" => ["năm", "years", "年", "년", "年"],
        _ => return None,
    };
    Some(match lang {
        Lang::Vi => vi,
        Lang::En => en,
        Lang::Zh => zh,
        Lang::Ko => ko,
        Lang::Ja => ja,
    })
}

/// Every word of the page; `{}` marks a place for a value.
pub(crate) struct Words {
    /// In an element of somebody else's page.
    pub embed: embed::Embed,
    /// Working without a network, and newer versions.
    pub offline: offline::Offline,
    /// The places and the start page.
    pub journey: journey::Journey,
    /// The guided way and the answers to check.
    pub guided: guided::Guided,
    /// What can still become of the project, and what would have to change.
    pub outlook: outlook::Outlook,
    /// Files.
    pub files: files::Files,
    /// The report on paper.
    pub paper: paper::Paper,
    /// Projects and their comparison.
    pub projects: projects::Projects,
    /// Checking a record.
    pub verify: verify::Verify,
    /// The title of the window; nothing personal.
    pub page_title: &'static str,
    /// The product's name.
    pub product: &'static str,
    /// Whose page it is.
    pub province: &'static str,
    /// The page's heading.
    pub heading: &'static str,
    /// The name of the language switch.
    pub language: &'static str,
    /// The name of the tool bar.
    pub tools: &'static str,
    /// A button.
    pub copy_link: &'static str,
    /// A button.
    pub print: &'static str,
    /// A button.
    pub clear_all: &'static str,
    /// The day whose rules are applied.
    pub as_of: &'static str,
    /// `{}` is the day.
    pub as_of_changed: &'static str,
    /// A button.
    pub as_of_today: &'static str,
    /// Storage is forbidden.
    pub not_stored: &'static str,
    /// The heading of the form.
    pub questions: &'static str,
    /// `{}` answered of `{}` asked.
    pub progress: &'static str,
    /// Why the number can grow.
    pub progress_more: &'static str,
    /// The name of the list of sections.
    pub sections_nav: &'static str,
    /// An answer.
    pub not_known: &'static str,
    /// An answer.
    pub yes: &'static str,
    /// An answer.
    pub no: &'static str,
    /// An answer.
    pub none_of_these: &'static str,
    /// A button.
    pub clear_answer: &'static str,
    /// Its full name; `{}` is the question's label.
    pub clear_answer_of: &'static str,
    /// A mark on a question.
    pub decisive: &'static str,
    /// A hint.
    pub choose_several: &'static str,
    /// The label of a filter; `{}` is the question's label.
    pub filter_choices: &'static str,
    /// The words in an empty filter.
    pub filter_hint: &'static str,
    /// `{}` of `{}` choices.
    pub filter_found: &'static str,
    /// The words in an empty search field.
    pub search_hint: &'static str,
    /// How the search works, for ears.
    pub search_help: &'static str,
    /// `{}` names.
    pub search_found: &'static str,
    /// No name fits.
    pub search_none: &'static str,
    /// The label of the unit list; `{}` is the question's label.
    pub unit: &'static str,
    /// A hint under number fields.
    pub leave_empty: &'static str,
    /// `{}` is a number.
    pub read_as: &'static str,
    /// A button; `{}` is a number.
    pub did_you_mean: &'static str,
    /// A message.
    pub bad_number: &'static str,
    /// A message; `{}` are units.
    pub bad_unit: &'static str,
    /// A message.
    pub bad_length: &'static str,
    /// A message; `{}` is a range.
    pub out_of_range: &'static str,
    /// Part of a range.
    pub range_whole: &'static str,
    /// Part of a range.
    pub range_number: &'static str,
    /// Part of a range; `{}` is a number.
    pub range_from: &'static str,
    /// Part of a range; `{}` is a number.
    pub range_to: &'static str,
    /// After a message.
    pub counts_as_unknown: &'static str,
    /// The heading of the result.
    pub result: &'static str,
    /// An outcome.
    pub accepted: &'static str,
    /// An outcome.
    pub rejected: &'static str,
    /// An outcome.
    pub needs_review: &'static str,
    /// An outcome.
    pub needs_answers: &'static str,
    /// What it means.
    pub accepted_more: &'static str,
    /// What it means.
    pub rejected_more: &'static str,
    /// What it means.
    pub needs_review_more: &'static str,
    /// What it means.
    pub needs_answers_open: &'static str,
    /// What it means.
    pub needs_answers_review: &'static str,
    /// `{}` criteria.
    pub blocking_count: &'static str,
    /// One criterion.
    pub blocking_count_one: &'static str,
    /// `{}` criteria.
    pub review_count: &'static str,
    /// One.
    pub review_count_one: &'static str,
    /// `{}` questions.
    pub missing_count: &'static str,
    /// One question.
    pub missing_count_one: &'static str,
    /// `{}` points.
    pub points_count: &'static str,
    /// `{}` points so far.
    pub points_count_open: &'static str,
    /// A button in the bar.
    pub see_reasons: &'static str,
    /// A link; `{}` is a label.
    pub next_question: &'static str,
    /// Above the notice.
    pub notice_heading: &'static str,
    /// `{}` version, `{}` identity, `{}` day.
    pub by_rules: &'static str,
    /// A link to the page for those who keep the rules.
    pub studio: &'static str,
    /// A group of findings.
    pub blocks: &'static str,
    /// A group of findings.
    pub review: &'static str,
    /// A group of findings.
    pub missing: &'static str,
    /// Above the questions.
    pub missing_lead: &'static str,
    /// A fold; `{}` criteria.
    pub missing_criteria: &'static str,
    /// Where a question is not asked yet.
    pub missing_later: &'static str,
    /// A group of findings.
    pub met: &'static str,
    /// A heading: quantities that are shown, whatever they decide.
    pub indicators: &'static str,
    /// A heading: the zones, tried one by one.
    pub sites: &'static str,
    /// What the list of zones is.
    pub sites_lead: &'static str,
    /// A fold; `{}` zones.
    pub sites_all: &'static str,
    /// A group of findings; `{}` points.
    pub priorities: &'static str,
    /// What points are for.
    pub priorities_note: &'static str,
    /// A group of findings.
    pub incentives: &'static str,
    /// A group of findings.
    pub advice: &'static str,
    /// A group of findings.
    pub not_applicable: &'static str,
    /// A verdict.
    pub v_met: &'static str,
    /// A verdict.
    pub v_unmet: &'static str,
    /// A verdict.
    pub v_unknown: &'static str,
    /// A verdict.
    pub v_not_applicable: &'static str,
    /// A verdict.
    pub v_review: &'static str,
    /// A verdict; `{}` points.
    pub v_points: &'static str,
    /// A verdict.
    pub v_no_points: &'static str,
    /// A verdict of an incentive.
    pub v_qualifies: &'static str,
    /// A verdict of an incentive.
    pub v_not_qualifies: &'static str,
    /// A verdict of an advice.
    pub v_noted: &'static str,
    /// A verdict of an advice.
    pub v_advised: &'static str,
    /// A column.
    pub observed: &'static str,
    /// A column.
    pub required: &'static str,
    /// In place of a value.
    pub not_answered: &'static str,
    /// In place of a limit.
    pub no_limit: &'static str,
    /// Before a remedy.
    pub remedy: &'static str,
    /// A fold: where it is said.
    pub basis: &'static str,
    /// A heading.
    pub figures: &'static str,
    /// `{}` first day.
    pub in_force: &'static str,
    /// `{}` first day, `{}` last day.
    pub in_force_until: &'static str,
    /// How far the source carries it.
    pub stated: &'static str,
    /// How far the source carries it.
    pub stated_derived: &'static str,
    /// How far the source carries it.
    pub derived: &'static str,
    /// A mark on a figure.
    pub overdue: &'static str,
    /// `{}` first day of a criterion.
    pub criterion_since: &'static str,
    /// `{}` last day of a criterion.
    pub criterion_until: &'static str,
    /// A group: context that is not judged.
    pub notes: &'static str,
    /// A mark on a source.
    pub unverified: &'static str,
    /// Before a caveat.
    pub caveat: &'static str,
    /// Before links to questions.
    pub edit_answers: &'static str,
    /// Before links to questions.
    pub needs_answer: &'static str,
    /// A link.
    pub change: &'static str,
    /// A notice.
    pub link_copied: &'static str,
    /// A notice.
    pub link_by_hand: &'static str,
    /// The label of a field.
    pub link_label: &'static str,
    /// A notice.
    pub link_opened: &'static str,
    /// A notice.
    pub link_too_large: &'static str,
    /// A notice.
    pub link_unreadable: &'static str,
    /// A notice.
    pub link_other: &'static str,
    /// A notice.
    pub stored_unreadable: &'static str,
    /// A notice; `{}` are names.
    pub dropped: &'static str,
    /// A notice; `{}` are names.
    pub dropped_same: &'static str,
    /// A button.
    pub dismiss: &'static str,
    /// A dialog.
    pub offer_heading: &'static str,
    /// `{}` own answers, `{}` in the link.
    pub offer_text: &'static str,
    /// A button.
    pub offer_keep: &'static str,
    /// A button.
    pub offer_take: &'static str,
    /// A dialog.
    pub clear_heading: &'static str,
    /// What it does.
    pub clear_text: &'static str,
    /// A button.
    pub clear_yes: &'static str,
    /// A button.
    pub clear_no: &'static str,
    /// `{}` questions, for ears.
    pub questions_added: &'static str,
    /// One question, for ears.
    pub questions_added_one: &'static str,
    /// Before the contact.
    pub contact: &'static str,
    /// A heading: the rulebook cannot be used.
    pub refused: &'static str,
    /// Why.
    pub refused_damaged: &'static str,
    /// Why.
    pub refused_newer: &'static str,
    /// Why.
    pub refused_not_found: &'static str,
    /// Why.
    pub refused_not_rulebook: &'static str,
    /// What of the answers.
    pub refused_kept: &'static str,
    /// Before the technical message.
    pub refused_detail: &'static str,
    /// A button.
    pub reload: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_go_where_they_are_marked() {
        assert_eq!(fill("{} of {}", &["1", "2"]), "1 of 2");
        assert_eq!(fill("{} of {}", &["{}"]), "{} of ");
        assert_eq!(count("one thing", "{} things", 1), "one thing");
        assert_eq!(count("one thing", "{} things", 0), "0 things");
    }
}
