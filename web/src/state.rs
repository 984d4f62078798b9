//! Everything the page knows, and the one way it changes.

use crate::{
    keeping::{Elsewhere, Kept, written_elsewhere},
    library::{Place, Project},
    link::{Opened, Packet, Unopened},
    progress::Progress,
    route::{Route, Way},
    speech::{self, Rules},
    typed_number::{self, Field, Quantity, Unreadable},
    words::Lang,
};
use sangloc_rulebook::{Date, Decimal, FactIndex, Unit};
use sangloc_screening::{Answer, ChangeSet, Problem, Profile, asked, guide};
use std::{collections::BTreeMap, rc::Rc};
use yew::Reducible;

/// What the page knows.
#[derive(Clone, PartialEq)]
pub(crate) struct State {
    /// The rulebook in use.
    pub rules: Rc<Rules>,
    /// The language shown.
    pub lang: Lang,
    /// Where on the page the person is.
    pub route: Route,
    /// How many times the address led to a place.
    pub arrivals: usize,
    /// How far they have come on the guided way.
    pub progress: Progress,
    /// The day by the device's clock when the page was opened.
    pub today: Date,
    /// The day chosen instead; `None`: today.
    pub chosen_day: Option<Date>,
    /// The answers so far.
    pub profile: Profile,
    /// What stands in the number fields, where that is not simply the answer.
    pub typed: BTreeMap<FactIndex, Typed>,
    /// How many times a link was dealt with: each time the address must name the place again.
    pub links: usize,
    /// Answers of a link, waiting until the person says which to keep.
    pub offer: Option<Opened>,
    /// What the person must be told, oldest first.
    pub notices: Vec<Notice>,
    /// Whether the browser keeps the answers.
    pub stored: bool,
    /// The version that is open; `None`: nothing is kept yet.
    pub kept: Option<Kept>,
    /// Whether the page around an element gets the answers.
    pub sharing: Sharing,
}

/// Whether the page around an element gets the answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Sharing {
    /// It does not ask for them.
    #[default]
    No,
    /// It asks, and the person has not agreed.
    Offered,
    /// The person has agreed.
    Agreed,
}

/// A number field as it was typed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Typed {
    /// The text, untouched.
    pub text: String,
    /// The unit beside it.
    pub unit: Unit,
    /// Why it counts as unknown.
    pub trouble: Option<Trouble>,
    /// What else it could mean.
    pub other: Option<Quantity>,
    /// Whether the person has left the field: only then are they corrected.
    pub settled: bool,
}

/// Why a typed number is not an answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Trouble {
    /// It is no number in a unit that fits.
    Unreadable(Unreadable),
    /// The fact does not take it.
    Refused(Problem),
}

/// Something the person must be told.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Notice {
    /// Entries that did not fit the rulebook, by name.
    Dropped {
        /// Their names.
        names: Vec<String>,
        /// Whether they were given under another version of the rulebook.
        older: bool,
    },
    /// A link was opened.
    LinkOpened,
    /// A link could not be opened.
    LinkUnopened(Unopened),
    /// The stored answers could not be read.
    StoredUnreadable,
    /// The link is in the clipboard.
    LinkCopied,
    /// The words of a language could not be had.
    NoWords(Lang),
    /// Another version of the rulebook is in use now.
    NewRules,
    /// The link must be copied by hand.
    LinkByHand(String),
    /// A file is open as a new project.
    FileOpened {
        /// Its name.
        name: String,
        /// How many answers it has.
        answers: usize,
    },
    /// Another version is open.
    VersionOpened(Place),
    /// A version was duplicated; the name of the new one.
    Duplicated(String),
    /// Another tab changed the version that is open.
    ElsewhereChanged,
    /// Another tab removed the version that is open.
    ElsewhereRemoved,
    /// Another tab had changed the version too: what it wrote is kept beside.
    KeptBeside,
    /// No more projects or versions can be kept.
    Full,
    /// The part that makes spreadsheets could not be loaded.
    NoSpreadsheets,
    /// A proposal was applied.
    Applied {
        /// The facts whose answers it changed.
        facts: Vec<FactIndex>,
        /// The answers before.
        before: Profile,
    },
}

/// What a person or the browser did.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Action {
    /// Answered a question, or took the answer back.
    Answer(FactIndex, Option<Answer>),
    /// Typed in a number field.
    Type(FactIndex, String),
    /// Left a number field.
    Settle(FactIndex),
    /// Said that an answer is not known yet, or took that back.
    Skip(FactIndex, bool),
    /// Wanted to go on from a question that is neither answered nor skipped.
    Complain(FactIndex),
    /// Went to a place.
    Go(Route),
    /// Tried a proposal.
    Apply(ChangeSet),
    /// Took the proposal back.
    Undo,
    /// Chose a unit.
    ChooseUnit(FactIndex, Unit),
    /// Said that the other reading of a number was meant.
    MeanOther(FactIndex),
    /// Switched the language; its words are here.
    Speak(Lang),
    /// More of the same rulebook came, or a newer one.
    Use(Rc<Rules>),
    /// Chose a day; `None`: today.
    ApplyOn(Option<Date>),
    /// Removed all answers.
    Clear,
    /// Answers came from a link or from the device's storage.
    Open(Opened, Origin),
    /// Said whether to take the answers of a link.
    Decide {
        /// Whether they replace the present ones.
        take: bool,
    },
    /// A link cannot be opened.
    Refuse(Unopened),
    /// Something must be told.
    Tell(Notice),
    /// Closed a notice.
    Dismiss(usize),
    /// The browser refused to keep the answers, or kept them.
    Stored(bool),
    /// The device keeps the answers as they are.
    Keep {
        /// As which version; `None` when nothing is left to keep.
        kept: Option<Kept>,
        /// Whether for longer than the page is open.
        on_device: bool,
        /// Whether another tab had changed the version too.
        beside: bool,
    },
    /// Opened a version.
    OpenVersion(Place, Packet),
    /// Opened a file, by its name.
    Import(String, Opened),
    /// Left the answers behind, to begin anew at a place.
    Begin(Route),
    /// Another tab wrote a project, or removed it.
    Elsewhere(u32, Option<Project>),
    /// The page around knows answers: they stand where the person has given none.
    FillIn(Profile),
    /// The page around asks for the answers, or the person agreed, or took that back.
    Share(Sharing),
}

/// Where answers came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// This device's storage.
    Storage,
    /// A link.
    Link,
    /// A file.
    File,
}

impl State {
    /// A page on which nothing is answered.
    pub(crate) fn new(rules: Rc<Rules>, lang: Lang, today: Date) -> Self {
        let profile = Profile::empty(&rules.rulebook);
        Self {
            rules,
            lang,
            route: Route::default(),
            arrivals: 0,
            progress: Progress::default(),
            today,
            chosen_day: None,
            profile,
            typed: BTreeMap::new(),
            links: 0,
            offer: None,
            notices: Vec::new(),
            stored: true,
            kept: None,
            sharing: Sharing::default(),
        }
    }

    /// The day whose rules are applied.
    pub(crate) fn as_of(&self) -> Date {
        self.chosen_day.unwrap_or(self.today)
    }

    /// Whether a person has done anything that would be lost.
    pub(crate) fn is_untouched(&self) -> bool {
        self.profile.answered().next().is_none() && self.typed.is_empty()
    }

    /// The state after an action.
    pub(crate) fn after(mut self, action: Action) -> Self {
        match action {
            Action::Answer(fact, answer) => self.answer(fact, answer),
            Action::Type(fact, text) => self.retype(fact, text),
            Action::Settle(fact) => self.settle(fact),
            Action::Skip(fact, skip) => self.skip(fact, skip),
            Action::Complain(fact) => self.progress.complain(fact),
            Action::Go(route) => self.go(route),
            Action::Apply(set) => self.apply(&set),
            Action::Undo => self.undo(),
            Action::ChooseUnit(fact, unit) => self.choose_unit(fact, unit),
            Action::MeanOther(fact) => self.mean_other(fact),
            Action::Speak(lang) => self.speak(lang),
            Action::Use(rules) => self.use_rules(rules),
            Action::ApplyOn(day) => self.chosen_day = day.filter(|day| *day != self.today),
            Action::Clear => self.clear(),
            Action::Open(opened, origin) => self.open(opened, origin),
            Action::Decide { take } => self.decide(take),
            Action::Refuse(unopened) => {
                self.links += 1;
                self.tell(Notice::LinkUnopened(unopened));
            }
            Action::Tell(notice) => self.tell(notice),
            Action::Dismiss(place) => {
                if place < self.notices.len() {
                    self.notices.remove(place);
                }
            }
            Action::Stored(stored) => self.stored = stored,
            Action::Keep { kept, on_device, beside } => {
                self.kept = kept;
                self.stored = on_device;
                if beside {
                    self.tell(Notice::KeptBeside);
                }
            }
            Action::OpenVersion(place, packet) => self.open_version(place, packet),
            Action::Import(name, opened) => self.import(name, opened),
            Action::Begin(route) => {
                self.clear();
                self.kept = None;
                self.go(route);
            }
            Action::Elsewhere(number, project) => self.follow(number, project.as_ref()),
            Action::FillIn(profile) => self.fill_in(&profile),
            Action::Share(sharing) => self.sharing = sharing,
        }
        self
    }

    /// Whether a question is neither answered nor skipped.
    pub(crate) fn lacks(&self, fact: FactIndex) -> bool {
        self.profile.answer(fact).is_none() && !self.progress.skipped.contains(&fact)
    }

    /// How often the person wanted to go on from a question that is still neither.
    pub(crate) fn complains_about(&self, fact: FactIndex) -> Option<usize> {
        self.progress.complaints_about(fact).filter(|_| self.lacks(fact))
    }

    fn answer(&mut self, fact: FactIndex, answer: Option<Answer>) {
        self.forget_applied();
        self.progress.skipped.remove(&fact);
        // A refused answer leaves the profile as it was; the fields offer none that is refused.
        if self.profile.set(&self.rules.rulebook, fact, answer).is_ok() {
            self.typed.remove(&fact);
        }
    }

    fn fill_in(&mut self, profile: &Profile) {
        for fact in profile.answered() {
            if self.lacks(fact) && !self.typed.contains_key(&fact) {
                self.set(fact, profile.answer(fact).cloned());
            }
        }
    }

    fn skip(&mut self, fact: FactIndex, skip: bool) {
        self.answer(fact, None);
        if skip {
            self.progress.skipped.insert(fact);
        }
    }

    /// Goes to a place; to the next question, if that is wanted and there is one.
    fn go(&mut self, route: Route) {
        self.arrivals += 1;
        let is_over = |notice: &Notice| matches!(notice, Notice::LinkOpened | Notice::LinkCopied);
        self.notices.retain(|notice| !is_over(notice));
        self.progress.complaint = None;
        let (Route::Next(way) | Route::Question(_, way)) = route else {
            self.route = route;
            return;
        };
        let left = self.look_ahead(way);
        let next = left.first().map(|fact| Route::Question(*fact, way));
        self.progress.look_ahead(left);
        self.route = match route {
            Route::Next(_) => next.unwrap_or(route),
            _ => route,
        };
        if let Route::Question(fact, way) = self.route {
            self.progress.visit(fact, way);
        }
    }

    /// Changes the answers as a proposal says, and keeps the way back.
    fn apply(&mut self, set: &ChangeSet) {
        let before = self.profile.clone();
        self.profile = set.apply(&self.rules.rulebook, &before);
        self.typed.clear();
        let facts = set.changes.iter().chain(&set.answers).map(|change| change.fact).collect();
        self.tell(Notice::Applied { facts, before });
    }

    fn undo(&mut self) {
        let applied = self.notices.iter().find_map(|notice| match notice {
            Notice::Applied { before, .. } => Some(before.clone()),
            _ => None,
        });
        if let Some(before) = applied {
            self.profile = before;
            self.typed.clear();
            self.forget_applied();
        }
    }

    /// After another answer, going back to before a proposal would lose that answer.
    fn forget_applied(&mut self) {
        self.notices.retain(|notice| !matches!(notice, Notice::Applied { .. }));
    }

    /// The questions ahead: all of them, or those that the outcome hangs on.
    fn look_ahead(&mut self, way: Way) -> Vec<FactIndex> {
        let (rulebook, as_of) = (&self.rules.rulebook, self.as_of());
        let guide = guide(rulebook, &self.profile, as_of, &self.progress.skipped);
        self.progress.certain = guide.certain;
        match way {
            Way::Everything => {
                let asked = asked(rulebook, &self.profile, as_of).into_iter();
                asked.filter(|fact| self.lacks(*fact)).collect()
            }
            _ if guide.certain.is_some() => Vec::new(),
            _ => guide.left,
        }
    }

    /// The unit beside a number field.
    pub(crate) fn unit_of(&self, fact: FactIndex) -> Unit {
        if let Some(typed) = self.typed.get(&fact) {
            return typed.unit.clone();
        }
        if let Some(Answer::Number(_, unit)) = self.profile.answer(fact) {
            return unit.clone();
        }
        let known = self.rules.rulebook.fact(fact);
        known.and_then(|fact| fact.answer.unit().cloned()).unwrap_or_default()
    }

    fn retype(&mut self, fact: FactIndex, text: String) {
        self.progress.skipped.remove(&fact);
        let unit = self.unit_of(fact);
        self.read_typed(fact, text, unit);
    }

    fn read_typed(&mut self, fact: FactIndex, text: String, unit: Unit) {
        self.forget_applied();
        let units = self.rules.units_of(fact);
        let field = Field { units: &units, chosen: &unit, dot_groups: self.lang == Lang::Vi };
        let reading = typed_number::read(&text, &field);
        let mut typed = Typed { text, unit, trouble: None, other: None, settled: false };
        match reading {
            Ok(None) => self.set(fact, None),
            Err(unreadable) => {
                self.set(fact, None);
                typed.trouble = Some(Trouble::Unreadable(unreadable));
            }
            Ok(Some(reading)) => {
                let readings = [Some(reading.taken), reading.other];
                self.take_first(fact, readings.into_iter().flatten(), &mut typed);
            }
        }
        self.typed.insert(fact, typed);
    }

    /// Takes the first reading that the fact accepts, and keeps the next as the other one.
    fn take_first(
        &mut self,
        fact: FactIndex,
        readings: impl Iterator<Item = Quantity>,
        typed: &mut Typed,
    ) {
        let (mut fitting, mut problem) = (Vec::new(), None);
        for reading in readings {
            match self.rules.refuses(fact, &reading) {
                None => fitting.push(reading),
                Some(why) => problem = problem.or(Some(why)),
            }
        }
        let mut fitting = fitting.into_iter();
        match fitting.next() {
            Some(taken) => {
                typed.unit = taken.unit.clone();
                typed.other = fitting.next();
                self.set(fact, Some(Answer::Number(taken.amount, taken.unit)));
            }
            None => {
                self.set(fact, None);
                typed.trouble = problem.map(Trouble::Refused);
            }
        }
    }

    fn set(&mut self, fact: FactIndex, answer: Option<Answer>) {
        // Checked before: `refuses` asks the profile itself.
        let _ = self.profile.set(&self.rules.rulebook, fact, answer);
    }

    fn settle(&mut self, fact: FactIndex) {
        if let Some(typed) = self.typed.get_mut(&fact) {
            typed.settled = true;
        }
    }

    /// Another unit for the same digits: what was typed with a unit is written anew without it.
    fn choose_unit(&mut self, fact: FactIndex, unit: Unit) {
        let text = match (self.profile.answer(fact), self.typed.get(&fact)) {
            (Some(Answer::Number(amount, _)), _) => speech::plain_number(*amount, self.lang),
            (_, Some(typed)) => typed.text.clone(),
            _ => String::new(),
        };
        self.read_typed(fact, text, unit);
        if let Some(typed) = self.typed.get_mut(&fact) {
            typed.other = None;
            typed.settled = true;
        }
    }

    fn mean_other(&mut self, fact: FactIndex) {
        let Some(other) = self.typed.get(&fact).and_then(|typed| typed.other.clone()) else {
            return;
        };
        self.answer(fact, Some(Answer::Number(other.amount, other.unit)));
    }

    /// Numbers that were read are written anew: `1,5` means something else in the other language.
    fn speak(&mut self, lang: Lang) {
        self.lang = lang;
        self.typed.retain(|_, typed| typed.trouble.is_some());
    }

    /// Under another rulebook place and answers are read anew; what does not fit it is named.
    fn use_rules(&mut self, rules: Rc<Rules>) {
        let old = std::mem::replace(&mut self.rules, rules);
        if old.identity == self.rules.identity {
            return;
        }
        let place = self.route.fragment(&old.rulebook);
        self.route = Route::read(&self.rules.rulebook, &place).unwrap_or_default();
        let now = Packet::new(&old.rulebook, &self.profile, self.chosen_day);
        match (self.kept.take(), now.open(&self.rules.rulebook)) {
            (Some(kept), _) => {
                self.take_version(kept.place, kept.packet);
            }
            (None, Ok(opened)) => self.take(opened, Origin::Storage),
            (None, Err(_)) => self.clear(),
        }
        self.tell(Notice::NewRules);
    }

    fn clear(&mut self) {
        self.profile = Profile::empty(&self.rules.rulebook);
        self.typed.clear();
        self.notices.clear();
        self.progress = Progress::default();
        self.chosen_day = None;
        // Who agreed to give one project away has not agreed for the next.
        if self.sharing == Sharing::Agreed {
            self.sharing = Sharing::Offered;
        }
    }

    fn open(&mut self, opened: Opened, origin: Origin) {
        let same = opened.profile == self.profile && opened.as_of == self.chosen_day;
        if origin == Origin::Link && !self.is_untouched() && !same {
            self.offer = Some(opened);
            return;
        }
        self.take(opened, origin);
    }

    /// Takes the answers of a version; what this rulebook does not know of them stays on the device until
    /// they are changed.
    fn take_version(&mut self, place: Place, packet: Packet) -> bool {
        let Ok(opened) = packet.open(&self.rules.rulebook) else {
            self.tell(Notice::StoredUnreadable);
            return false;
        };
        self.take(opened, Origin::Storage);
        let (profile, chosen_day) = (self.profile.clone(), self.chosen_day);
        self.kept = Some(Kept { place, packet, profile, chosen_day });
        true
    }

    /// Goes on with the version that was open last.
    pub(crate) fn resume(mut self, place: Place, packet: Packet) -> Self {
        self.take_version(place, packet);
        self
    }

    fn open_version(&mut self, place: Place, packet: Packet) {
        if self.take_version(place.clone(), packet) {
            self.tell(Notice::VersionOpened(place));
            self.go(Route::Result);
        }
    }

    fn import(&mut self, name: String, opened: Opened) {
        let answers = opened.profile.answered().count();
        self.take(opened, Origin::File);
        self.tell(Notice::FileOpened { name, answers });
        self.go(Route::Answers);
    }

    /// Shows what another tab did to the version that is open, and says so.
    fn follow(&mut self, number: u32, project: Option<&Project>) {
        let Some(kept) = self.kept.as_ref().filter(|kept| kept.place.project == number) else {
            return;
        };
        let place = kept.place.clone();
        match written_elsewhere(kept, project) {
            Elsewhere::Same => {}
            Elsewhere::Removed => self.tell(Notice::ElsewhereRemoved),
            Elsewhere::Changed(packet) => {
                if self.take_version(place, packet) {
                    self.tell(Notice::ElsewhereChanged);
                }
            }
        }
    }

    fn take(&mut self, opened: Opened, origin: Origin) {
        self.notices.clear();
        self.typed.clear();
        self.profile = opened.profile;
        self.progress = Progress::default();
        self.chosen_day = opened.as_of.filter(|day| *day != self.today);
        if origin != Origin::Storage {
            // A project of its own: what was open stays kept as it is.
            self.kept = None;
        }
        if origin == Origin::Link {
            self.links += 1;
            self.route = Route::Result;
            self.tell(Notice::LinkOpened);
        }
        if !opened.dropped.is_empty() {
            let names = opened.dropped.iter().map(|error| error.key.clone());
            self.tell(Notice::Dropped {
                names: names.collect(),
                older: opened.other_version.is_some(),
            });
        }
    }

    fn decide(&mut self, take: bool) {
        match self.offer.take() {
            Some(offer) if take => self.take(offer, Origin::Link),
            _ => self.links += 1,
        }
    }

    /// Each kind of notice is shown once, the newest.
    pub(crate) fn tell(&mut self, notice: Notice) {
        let kind = std::mem::discriminant(&notice);
        self.notices.retain(|known| std::mem::discriminant(known) != kind);
        self.notices.push(notice);
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(Rc::unwrap_or_clone(self).after(action))
    }
}

/// An amount of money in its plain currency, so that `1,5 tỷ` can be shown digit by digit.
pub(crate) fn in_plain_currency(amount: Decimal, unit: &Unit) -> Option<(Decimal, Unit)> {
    let symbol = unit.to_string();
    let plain = symbol.strip_prefix("million_").or_else(|| symbol.strip_prefix("billion_"))?;
    let plain: Unit = plain.parse().ok()?;
    let conversion = unit.conversion_to(&plain)?;
    let digits = amount.checked_mul(conversion.multiply)?.checked_div(conversion.divide)?;
    Some((digits.normalize(), plain))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        link,
        sample::{fact, rules},
    };

    fn empty() -> State {
        let today = Date::new(2026, 11, 22).expect("a day");
        State::new(rules(), Lang::Vi, today)
    }

    fn after(actions: impl IntoIterator<Item = Action>) -> State {
        actions.into_iter().fold(empty(), State::after)
    }

    fn typed(fact: FactIndex, text: &str) -> State {
        after([Action::Type(fact, text.to_owned())])
    }

    /// The answer as `amount unit`.
    fn answer(state: &State, fact: FactIndex) -> String {
        match state.profile.answer(fact) {
            Some(Answer::Number(amount, unit)) => format!("{amount} {unit}"),
            Some(other) => format!("{other:?}"),
            None => "unknown".to_owned(),
        }
    }

    fn trouble(state: &State, fact: FactIndex) -> Option<Trouble> {
        state.typed.get(&fact)?.trouble.clone()
    }

    fn packet(answers: &str) -> Opened {
        let text = format!(r#"{{"rulebook":"sample","version":"1","answers":{answers}}}"#);
        link::read(&rules().rulebook, &text).expect("readable")
    }

    #[test]
    fn a_newer_rulebook_keeps_the_answers_that_fit_and_names_the_others() {
        let state = after([
            Action::Answer(fact::NEW, Some(Answer::YesNo(true))),
            Action::Type(fact::AREA, "7".into()),
        ]);
        let mut newer = (*rules()).clone();
        newer.identity = sangloc_rulebook::Identity("1".repeat(64));
        newer.rulebook.version = "3".into();
        newer.rulebook.facts.remove(0);
        let state = state.after(Action::Use(Rc::new(newer)));
        let shifted = FactIndex(fact::NEW.0 - 1);
        assert_eq!(state.profile.answer(shifted), Some(&Answer::YesNo(true)));
        let dropped = Notice::Dropped { names: vec!["project.area".into()], older: true };
        assert_eq!(state.notices, [dropped, Notice::NewRules]);
    }

    #[test]
    fn one_language_more_leaves_everything_as_it_is() {
        let state = typed(fact::AREA, "7");
        let more = state.clone().after(Action::Use(rules()));
        assert!(more == state);
    }

    #[test]
    fn what_is_typed_is_answered_and_stays_as_typed() {
        let state = typed(fact::AREA, " 32,6 ha");
        assert_eq!(answer(&state, fact::AREA), "32.6 ha");
        assert_eq!(state.typed.get(&fact::AREA).map(|typed| typed.text.as_str()), Some(" 32,6 ha"));
    }

    #[test]
    fn what_cannot_be_read_counts_as_unknown() {
        let state = after([
            Action::Type(fact::AREA, "30".into()),
            Action::Type(fact::AREA, "30 mẫu".into()),
        ]);
        assert_eq!(answer(&state, fact::AREA), "unknown");
        assert_eq!(trouble(&state, fact::AREA), Some(Trouble::Unreadable(Unreadable::Unit)));
    }

    #[test]
    fn what_the_fact_refuses_counts_as_unknown() {
        for text in ["-1", "501", "600.000.000 m2"] {
            let state = typed(fact::AREA, text);
            assert_eq!(answer(&state, fact::AREA), "unknown", "{text}");
            assert!(matches!(trouble(&state, fact::AREA), Some(Trouble::Refused(_))), "{text}");
        }
    }

    #[test]
    fn the_other_reading_is_offered_only_where_the_fact_takes_it() {
        // 1000 ha is out of range, so only 1 ha can be meant.
        let state = typed(fact::AREA, "1.000");
        assert_eq!(answer(&state, fact::AREA), "1 ha");
        assert_eq!(state.typed.get(&fact::AREA).and_then(|typed| typed.other.clone()), None);
        // 1.234 people are no people.
        assert_eq!(answer(&typed(fact::JOBS, "1,234"), fact::JOBS), "1234 person");
        let state = typed(fact::JOBS, "1.000");
        assert_eq!(answer(&state, fact::JOBS), "1000 person");
        let state = state.after(Action::MeanOther(fact::JOBS));
        assert_eq!(answer(&state, fact::JOBS), "1 person");
        assert!(state.typed.is_empty());
    }

    #[test]
    fn a_typed_unit_moves_the_list_and_the_list_moves_the_answer() {
        let state = typed(fact::CAPITAL, "1,5 tỷ đồng");
        assert_eq!(answer(&state, fact::CAPITAL), "1.5 billion_VND");
        assert_eq!(state.unit_of(fact::CAPITAL).to_string(), "billion_VND");
        let dollars: Unit = "million_USD".parse().expect("a unit");
        let state = state.after(Action::ChooseUnit(fact::CAPITAL, dollars));
        assert_eq!(answer(&state, fact::CAPITAL), "1.5 million_USD");
        assert_eq!(state.typed.get(&fact::CAPITAL).map(|typed| typed.text.as_str()), Some("1,5"));
    }

    #[test]
    fn another_unit_keeps_thousands() {
        let metres: Unit = "m2".parse().expect("a unit");
        let state = after([
            Action::ChooseUnit(fact::AREA, metres.clone()),
            Action::Type(fact::AREA, "5.000".into()),
        ]);
        assert_eq!(answer(&state, fact::AREA), "5000 m2");
        let state = state.after(Action::ChooseUnit(fact::AREA, "ha".parse().expect("a unit")));
        assert_eq!(answer(&state, fact::AREA), "unknown");
        let state = state.after(Action::ChooseUnit(fact::AREA, metres));
        assert_eq!(answer(&state, fact::AREA), "5000 m2");
    }

    #[test]
    fn a_language_changes_no_answer() {
        let state = after([
            Action::Type(fact::JOBS, "1.000".into()),
            Action::Type(fact::AREA, "??".into()),
            Action::Speak(Lang::En),
        ]);
        assert_eq!(answer(&state, fact::JOBS), "1000 person");
        assert!(state.typed.contains_key(&fact::AREA) && !state.typed.contains_key(&fact::JOBS));
    }

    #[test]
    fn a_link_over_other_answers_waits_for_a_choice() {
        let own = typed(fact::AREA, "3");
        let offered = own.after(Action::Open(packet(r#"{"project":{"area":7}}"#), Origin::Link));
        assert_eq!(answer(&offered, fact::AREA), "3 ha");
        let kept = offered.clone().after(Action::Decide { take: false });
        assert_eq!((answer(&kept, fact::AREA).as_str(), kept.offer), ("3 ha", None));
        let taken = offered.after(Action::Decide { take: true });
        assert_eq!((answer(&taken, fact::AREA).as_str(), taken.offer), ("7 ha", None));
    }

    #[test]
    fn a_link_on_an_empty_page_opens_and_names_what_it_drops() {
        let packet = packet(r#"{"project":{"area":7,"moon":1,"new":"maybe"}}"#);
        let state = after([Action::Open(packet, Origin::Link)]);
        assert_eq!(answer(&state, fact::AREA), "7 ha");
        let dropped = Notice::Dropped {
            names: vec!["project.moon".into(), "project.new".into()],
            older: true,
        };
        assert_eq!(state.notices, [Notice::LinkOpened, dropped]);
    }

    #[test]
    fn clearing_leaves_nothing() {
        let state = after([
            Action::Type(fact::AREA, "3".into()),
            Action::Type(fact::JOBS, "?".into()),
            Action::Answer(fact::NEW, Some(Answer::YesNo(true))),
            Action::ApplyOn(Date::new(2025, 1, 1)),
            Action::Clear,
        ]);
        assert!(state.is_untouched());
        assert_eq!(state.as_of(), state.today);
    }

    #[test]
    fn an_answer_the_rulebook_refuses_changes_nothing() {
        let state = after([
            Action::Answer(fact::NEW, Some(Answer::YesNo(true))),
            Action::Answer(fact::NEW, Some(Answer::Choice(7))),
        ]);
        assert_eq!(answer(&state, fact::NEW), "YesNo(true)");
    }

    fn packet_of(answers: &str) -> Packet {
        let text = format!(r#"{{"rulebook":"sample","version":"1","answers":{answers}}}"#);
        serde_json::from_str(&text).expect("a packet")
    }

    fn at(project: u32, version: u32) -> Place {
        Place { project, version }
    }

    #[test]
    fn a_version_opens_as_the_device_holds_it_and_what_is_dropped_stays_there() {
        let packet = packet_of(r#"{"project":{"area":7,"moon":1}}"#);
        let state = after([Action::OpenVersion(at(3, 2), packet.clone())]);
        assert_eq!((answer(&state, fact::AREA).as_str(), state.route), ("7 ha", Route::Result));
        let dropped = Notice::Dropped { names: vec!["project.moon".into()], older: true };
        assert_eq!(state.notices, [dropped, Notice::VersionOpened(at(3, 2))]);
        let kept = state.kept.expect("kept");
        assert_eq!((kept.place, kept.packet, kept.profile), (at(3, 2), packet, state.profile));
    }

    #[test]
    fn a_link_or_a_file_leaves_the_version_that_was_open_as_it_is() {
        let opened = packet(r#"{"project":{"area":7}}"#);
        let state = after([
            Action::OpenVersion(at(1, 1), packet_of(r#"{"project":{"area":3}}"#)),
            Action::Open(opened.clone(), Origin::Link),
            Action::Decide { take: true },
        ]);
        assert_eq!((answer(&state, fact::AREA).as_str(), state.kept), ("7 ha", None));
        let state = after([
            Action::OpenVersion(at(1, 1), packet_of(r#"{"project":{"area":3}}"#)),
            Action::Import("a.xlsx".into(), opened),
        ]);
        assert_eq!((answer(&state, fact::AREA).as_str(), state.kept), ("7 ha", None));
        assert_eq!(state.notices, [Notice::FileOpened { name: "a.xlsx".into(), answers: 1 }]);
    }

    #[test]
    fn what_another_tab_does_to_the_open_version_is_followed_and_told() {
        let open = after([Action::OpenVersion(at(1, 1), packet_of(r#"{"project":{"area":3}}"#))]);
        let written = |area: u32| Project {
            name: String::new(),
            versions: vec![crate::library::Version {
                id: 1,
                name: String::new(),
                changed: None,
                packet: packet_of(&format!(r#"{{"project":{{"area":{area}}}}}"#)),
            }],
        };
        let other = open.clone().after(Action::Elsewhere(2, Some(written(9))));
        assert_eq!(answer(&other, fact::AREA), "3 ha");
        let same = open.clone().after(Action::Elsewhere(1, Some(written(3))));
        assert_eq!(same.notices, open.notices);
        let changed = open.clone().after(Action::Elsewhere(1, Some(written(9))));
        assert_eq!(answer(&changed, fact::AREA), "9 ha");
        assert!(changed.notices.contains(&Notice::ElsewhereChanged));
        let removed = open.after(Action::Elsewhere(1, None));
        assert_eq!(answer(&removed, fact::AREA), "3 ha");
        assert!(removed.notices.contains(&Notice::ElsewhereRemoved) && removed.kept.is_some());
    }

    #[test]
    fn beginning_anew_leaves_the_open_version() {
        let open = Action::OpenVersion(at(1, 1), packet_of(r#"{"project":{"area":3}}"#));
        let state = after([open, Action::Begin(Route::Start)]);
        assert!(state.is_untouched());
        assert_eq!((state.kept, state.route), (None, Route::Start));
    }

    #[test]
    fn a_day_like_today_is_no_other_day() {
        let state = empty();
        let today = state.today;
        assert_eq!(state.after(Action::ApplyOn(Some(today))).chosen_day, None);
    }

    #[test]
    fn the_guided_way_leads_to_what_matters_and_past_what_is_not_known() {
        let asked = after([Action::Go(Route::Next(Way::Outcome))]);
        assert_eq!(asked.route, Route::Question(fact::AREA, Way::Outcome));
        assert_eq!(asked.progress.left(), 1);
        let skipped = asked
            .after(Action::Skip(fact::AREA, true))
            .after(Action::Go(Route::Next(Way::Outcome)));
        assert_eq!(skipped.route, Route::Next(Way::Outcome));
        assert_eq!(skipped.progress.certain, None);
        let small = typed(fact::AREA, "5").after(Action::Go(Route::Next(Way::Outcome)));
        assert_eq!(small.progress.certain, Some(sangloc_screening::Outcome::Accepted));
    }

    #[test]
    fn a_question_is_left_once_it_is_answered_or_skipped() {
        let tried = typed(fact::AREA, "much").after(Action::Complain(fact::AREA));
        assert_eq!(tried.complains_about(fact::AREA), Some(1));
        let skipped = tried.clone().after(Action::Skip(fact::AREA, true));
        assert_eq!(skipped.complains_about(fact::AREA), None);
        assert!(skipped.typed.is_empty());
        let typed = tried.after(Action::Type(fact::AREA, "7".to_owned()));
        assert_eq!(typed.complains_about(fact::AREA), None);
    }

    #[test]
    fn a_proposal_is_tried_and_taken_back_until_another_answer_is_given() {
        let large = typed(fact::AREA, "20");
        let found =
            sangloc_screening::changes(&large.rules.rulebook, &large.profile, large.as_of());
        let set = found.sets.first().cloned().expect("less land would do");
        let tried = large.clone().after(Action::Apply(set));
        assert_ne!(tried.profile, large.profile);
        let back = tried.clone().after(Action::Undo);
        assert_eq!((&back.profile, back.notices.len()), (&large.profile, 0));
        let later = tried.after(Action::Answer(fact::NEW, Some(Answer::YesNo(true))));
        assert_eq!(later.clone().after(Action::Undo).profile, later.profile);
    }
}
