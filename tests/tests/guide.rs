//! One question at a time: never more of them than the form's own order takes, and always to the same end.

use sangloc_authoring::author;
use sangloc_rulebook::{FactIndex, Rulebook};
use sangloc_rules::read_folder;
use sangloc_screening::{Outcome, Profile, asked, evaluate, guide, prospect};
use sangloc_tests::fixture::{path, profile, quang_ninh, today};
use std::collections::BTreeSet;

/// The profiles of the golden cases and of the real projects, each once.
fn answers(book: &Rulebook) -> Vec<(String, Profile)> {
    let cases = author(&read_folder(&path("rules/quang-ninh")).expect("the rules are there")).cases;
    let cases =
        cases.into_iter().map(|case| (case.title, profile(book, &case.profile.to_string())));
    let files =
        std::fs::read_dir(path("tests/profiles")).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| !path.ends_with("expected.json"));
    let projects = files.map(|path| {
        let text = std::fs::read_to_string(&path).unwrap();
        (path.file_name().unwrap().to_string_lossy().into_owned(), profile(book, &text))
    });
    let mut seen = Vec::new();
    let mut new = |profile: &Profile| {
        let text = profile.to_json(book).to_string();
        let new = !seen.contains(&text);
        seen.push(text);
        new
    };
    cases.chain(projects).filter(|(_, profile)| new(profile)).collect()
}

/// Answers as a person would whose project this is; what the profile does not say is skipped.
struct Interview<'a> {
    book: &'a Rulebook,
    known: &'a Profile,
    given: Profile,
    skipped: BTreeSet<FactIndex>,
    asked: Vec<FactIndex>,
}

impl<'a> Interview<'a> {
    fn new(book: &'a Rulebook, known: &'a Profile) -> Self {
        let given = Profile::empty(book);
        Self { book, known, given, skipped: BTreeSet::new(), asked: Vec::new() }
    }

    fn ask(&mut self, fact: FactIndex) {
        assert!(!self.asked.contains(&fact), "{} is asked twice", self.book.facts[fact.at()].id);
        self.asked.push(fact);
        match self.known.answer(fact) {
            Some(answer) => self.given.set(self.book, fact, Some(answer.clone())).expect("it fits"),
            None => drop(self.skipped.insert(fact)),
        }
    }

    /// One question after the other as the guide says; what is certain then.
    fn guided(&mut self) -> Option<Outcome> {
        let mut most = usize::MAX;
        loop {
            let guide = guide(self.book, &self.given, today(), &self.skipped);
            assert!(guide.left.len() < most, "the questions left become more");
            most = guide.left.len();
            match guide.next {
                Some(fact) => self.ask(fact),
                None => return guide.certain,
            }
        }
    }

    /// The questions of the form from top to bottom, until the outcome is certain.
    fn in_order(&mut self) -> Option<Outcome> {
        let mut states = vec![self.given.clone()];
        loop {
            let open = asked(self.book, &self.given, today()).into_iter();
            let next = open
                .filter(|fact| self.given.answer(*fact).is_none() && !self.skipped.contains(fact));
            let Some(fact) = next.min() else { break };
            self.ask(fact);
            states.push(self.given.clone());
        }
        // What is certain stays so: the first certain state is found by halving.
        let certain = |given: &Profile| prospect(self.book, given, today()).certain();
        let asked = states.partition_point(|given| certain(given).is_none());
        let outcome = states.get(asked).and_then(certain);
        self.asked.truncate(asked);
        outcome
    }
}

/// How many questions one profile takes, guided and in order; an outcome is certain after both or neither.
fn compare(book: &Rulebook, title: &str, known: &Profile) -> (usize, usize) {
    let (mut guided, mut ordered) = (Interview::new(book, known), Interview::new(book, known));
    let (found, expected) = (guided.guided(), ordered.in_order());
    assert_eq!(found, expected, "{title}");
    if let Some(outcome) = found {
        let whole = evaluate(book, known, today()).outcome;
        assert!(whole == outcome || whole == Outcome::NeedsAnswers, "{title}: {outcome:?}");
    }
    (guided.asked.len(), ordered.asked.len())
}

#[test]
fn the_guide_never_asks_more_than_the_form() {
    let book = quang_ninh();
    let all = answers(book);
    let counts: Vec<(usize, usize)> = std::thread::scope(|scope| {
        let parts = all.chunks(all.len().div_ceil(2)).map(|part| {
            scope.spawn(move || -> Vec<(usize, usize)> {
                part.iter().map(|(title, known)| compare(book, title, known)).collect()
            })
        });
        let parts: Vec<_> = parts.collect();
        parts.into_iter().flat_map(|part| part.join().expect("no interview fails")).collect()
    });
    let worse: Vec<String> = all
        .iter()
        .zip(&counts)
        .filter(|(_, (guided, ordered))| guided > ordered)
        .map(|((title, _), (guided, ordered))| format!("{title}: {guided} instead of {ordered}"))
        .collect();
    let (guided, ordered) =
        counts.iter().fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    let mean = |sum: usize| sum as f64 / counts.len() as f64;
    println!(
        "{} profiles: {:.1} questions on average, {:.1} in the form's order; {:.1} saved",
        counts.len(),
        mean(guided),
        mean(ordered),
        mean(ordered - guided)
    );
    assert!(worse.is_empty(), "{} ask more:\n{}", worse.len(), worse.join("\n"));
    assert!(guided < ordered);
}
