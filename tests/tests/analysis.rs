//! What is wrong with well-formed rules: planted faults are found, each witness shows what is claimed, and
//! on small rulebooks trying everything comes to the same.

use sangloc_authoring::{SourceSet, author};
use sangloc_rulebook::{CriterionIndex, Kind, OnUnmet, Rulebook};
use sangloc_rules::read_folder;
use sangloc_screening::{Outcome, Profile, Verdict, evaluate};
use sangloc_tests::{
    corpus::{difference, pages},
    fixture::{path, small, small_authored, small_sources, today, update},
    tiny,
};
use sangloc_workshop::{Analysis, Fault, FaultKind, analyse, differences};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

fn analysed(sources: &SourceSet) -> (Rulebook, Analysis) {
    let authored = author(sources);
    let rulebook = authored.rulebook.unwrap_or_else(|| panic!("{:#?}", authored.diagnostics));
    let analysis = analyse(&rulebook, &authored.places, today());
    (rulebook, analysis)
}

/// Faults as they stand in the corpus: the line, and the witness as a case.
fn render(rulebook: &Rulebook, analysis: &Analysis) -> String {
    let faults = analysis.faults.iter().map(|fault| {
        let (place, kind) = (&fault.place, fault.kind.name());
        let case = fault.witness.to_toml(rulebook);
        format!("{}:{}: {kind}: {}\n{}", place.file, place.line, fault.message, case.trim_end())
    });
    let open = analysis.unsettled.iter().map(|question| format!("not settled: {question}"));
    faults.chain(open).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn every_planted_fault_is_found_with_a_witness() {
    let base = small_sources();
    let (mut different, mut kinds, mut planted) = (Vec::new(), BTreeSet::new(), 0);
    for page in pages("tests/analysis") {
        let mut all = Vec::new();
        for example in &page.examples {
            let sources = example.apply(&base);
            let (rulebook, analysis) = analysed(&sources);
            for fault in &analysis.faults {
                shows(&rulebook, fault);
                decides_as_written(&sources, &rulebook, fault);
                kinds.insert(fault.kind);
            }
            planted += usize::from(!analysis.faults.is_empty());
            all.push(render(&rulebook, &analysis));
        }
        if update() {
            let file = path(&format!("tests/analysis/{}.md", page.name));
            fs::write(file, page.with_diagnostics(&all)).unwrap();
            continue;
        }
        let pairs = page.examples.iter().zip(&all);
        different.extend(pairs.filter(|(example, found)| example.expected != **found).map(
            |(example, found)| {
                let difference = difference(&example.expected, found);
                format!("{}.md: {}\n{difference}", page.name, example.title)
            },
        ));
    }
    assert!(different.is_empty(), "UPDATE=1 accepts what came out\n\n{}", different.join("\n\n"));
    assert!(planted >= 10, "{planted}");
    assert_eq!(kinds.len(), 10, "a kind of fault without an example: {kinds:?}");
}

/// The witness is a case: written into the case files, it is decided like any other.
fn decides_as_written(sources: &SourceSet, rulebook: &Rulebook, fault: &Fault) {
    let mut sources = sources.clone();
    sources.insert("cases/witness.toml", fault.witness.to_toml(rulebook));
    let authored = author(&sources);
    let case = authored.cases.iter().find(|case| case.place.file == "cases/witness.toml");
    let differs = differences(rulebook, case.expect("the witness is a case"));
    assert!(differs.is_empty(), "{fault:#?}\n{differs:?}");
}

/// That a witness shows what its fault claims, by the ordinary decision.
fn shows(rulebook: &Rulebook, fault: &Fault) {
    use Verdict::{Met, NotApplicable, Unmet};
    let decision = evaluate(rulebook, &fault.witness.profile, today());
    let verdict = |index: &CriterionIndex| decision.findings[index.at()].verdict;
    let told = &fault.witness.expect.verdicts;
    assert!(told.iter().all(|(index, expected)| verdict(index) == *expected), "{fault:#?}");
    let of = |wanted: Verdict| told.values().filter(|found| **found == wanted).count();
    let all = told.len();
    let shown = match fault.kind {
        FaultKind::NeverMet => of(Unmet) == 1 && all == 1,
        FaultKind::NeverUnmet => of(Met) == 1 && all == 1,
        FaultKind::NeverDecided => of(Met) + of(Unmet) == 0 && all == 1,
        FaultKind::Implied => of(Unmet) == 2 && all == 2,
        FaultKind::Conflict => of(Met) == 1 && of(Unmet) == 1 && all == 2,
        FaultKind::Impassable => {
            let fails = of(Unmet) == 1 && of(Met) + of(NotApplicable) == all - 1;
            fails
                && matches!(
                    decision.outcome,
                    Outcome::Rejected | Outcome::NeedsReview | Outcome::NeedsAnswers
                )
        }
        FaultKind::BandGap if fault.witness.expect.points.is_empty() => of(NotApplicable) == all,
        FaultKind::BandGap => fault.witness.expect.points.values().all(|points| points.is_zero()),
        FaultKind::BandOverlap if fault.witness.expect.points.is_empty() => {
            of(Met) == all || of(Unmet) == all
        }
        FaultKind::BandOverlap | FaultKind::BandUnreached => all == 1,
        FaultKind::Words => {
            let passes = fault.message.to_string().ends_with("project passes");
            (if passes { of(Met) + of(NotApplicable) } else { of(Unmet) }) == 1
        }
    };
    assert!(shown, "{fault:#?}");
}

#[test]
fn nothing_is_wrong_with_the_rules_of_the_province() {
    let folder = read_folder(&path("rules/quang-ninh")).unwrap();
    let (rulebook, analysis) = analysed(&folder);
    assert_eq!(render(&rulebook, &analysis), "");
    assert!(analysis.in_force > 100, "{}", analysis.in_force);
    let small = analyse(small(), &small_authored().places, today());
    assert_eq!(render(self::small(), &small), "");
}

/// What is known of every project there is.
struct World {
    rulebook: Rulebook,
    /// The verdicts on each complete profile.
    verdicts: Vec<Vec<Verdict>>,
    outcomes: Vec<Outcome>,
}

/// A fault without its words: its kind, the criterion it is about, and those its witness shows.
type Claim = (FaultKind, String, BTreeSet<u16>);

impl World {
    fn new(seed: u64, two_sided: bool) -> Self {
        let rulebook = tiny::rulebook(seed, two_sided);
        let judge = |profile: &Profile| {
            let decision = evaluate(&rulebook, profile, today());
            let verdicts = decision.findings.iter().map(|finding| finding.verdict).collect();
            (verdicts, decision.outcome)
        };
        let (verdicts, outcomes) = tiny::all_profiles(&rulebook).iter().map(judge).unzip();
        Self { rulebook, verdicts, outcomes }
    }

    fn any(&self, test: impl Fn(&[Verdict]) -> bool) -> bool {
        self.verdicts.iter().any(|verdicts| test(verdicts))
    }

    fn weight(&self, place: usize) -> u8 {
        let criterion = &self.rulebook.criteria[place];
        match (criterion.kind, criterion.on_unmet) {
            (Kind::Exclusion | Kind::Mandatory, OnUnmet::Reject) => 2,
            (Kind::Exclusion | Kind::Mandatory, OnUnmet::Review) => 1,
            _ => 0,
        }
    }

    /// The faults that trying everything finds, but for that of the whole and those of tiers.
    fn faults(&self) -> BTreeSet<Claim> {
        use Verdict::{Met, Unmet};
        let id = |place: usize| self.rulebook.criteria[place].id.to_string();
        let holds = |verdict: Verdict| matches!(verdict, Met | Verdict::NotApplicable);
        let mut found = BTreeSet::new();
        let mut turning = Vec::new();
        for place in 0..self.rulebook.criteria.len() {
            let is = |wanted| self.any(|verdicts| verdicts[place] == wanted);
            let kind = match (is(Met), is(Unmet)) {
                (true, true) => {
                    turning.push(place);
                    continue;
                }
                (false, true) => FaultKind::NeverMet,
                (true, false) => FaultKind::NeverUnmet,
                (false, false) => FaultKind::NeverDecided,
            };
            found.insert((kind, id(place), BTreeSet::from([place as u16])));
        }
        for (turn, a) in turning.iter().copied().enumerate() {
            for b in turning.iter().copied().skip(turn + 1) {
                let both = BTreeSet::from([a as u16, b as u16]);
                let excludes = |one: usize, other: usize| {
                    self.weight(other) == 2
                        && !self.any(|all| all[one] == Met && holds(all[other]))
                        && self.any(|all| all[one] == Met && all[other] == Unmet)
                };
                if excludes(a, b) || excludes(b, a) {
                    found.insert((FaultKind::Conflict, id(b), both.clone()));
                }
                let covers = |less: usize, more: usize| {
                    self.weight(more) >= self.weight(less).max(1)
                        && !self.any(|all| holds(all[more]) && all[less] == Unmet)
                        && self.any(|all| all[more] == Unmet && all[less] == Unmet)
                };
                let about = match (covers(a, b), covers(b, a)) {
                    (true, false) => a,
                    (_, true) => b,
                    (false, false) => continue,
                };
                found.insert((FaultKind::Implied, id(about), both));
            }
        }
        found
    }

    fn analysis(&self) -> Analysis {
        analyse(&self.rulebook, &Default::default(), today())
    }
}

fn claim(fault: &Fault) -> Claim {
    let shown = fault.witness.expect.verdicts.keys().map(|index| index.0).collect();
    (fault.kind, fault.id.clone(), shown)
}

#[test]
fn an_analysis_comes_to_what_trying_everything_comes_to() {
    let mut counted: BTreeMap<FaultKind, usize> = BTreeMap::new();
    for seed in 0..150 {
        let world = World::new(seed, false);
        let analysis = world.analysis();
        assert!(analysis.unsettled.is_empty(), "seed {seed}: {:?}", analysis.unsettled);
        let mut found = BTreeSet::new();
        let mut impassable = false;
        for fault in &analysis.faults {
            shows(&world.rulebook, fault);
            *counted.entry(fault.kind).or_default() += 1;
            match fault.kind {
                FaultKind::Impassable => impassable = is_core(&world, fault),
                FaultKind::BandGap | FaultKind::BandOverlap => {}
                _ => drop(found.insert(claim(fault))),
            }
        }
        assert_eq!(found, world.faults(), "seed {seed}");
        let accepted = world.outcomes.contains(&Outcome::Accepted);
        assert_eq!(impassable, !accepted, "seed {seed}");
    }
    println!("{counted:?}");
    assert!(counted.len() >= 6 && counted.values().all(|count| *count > 5), "{counted:?}");
}

/// Whether no project passes all the criteria named, and some project all but any one of them.
fn is_core(world: &World, fault: &Fault) -> bool {
    let core: Vec<usize> = fault.witness.expect.verdicts.keys().map(|index| index.at()).collect();
    let passes = |left_out: Option<usize>| {
        world.any(|all| {
            core.iter()
                .filter(|place| Some(**place) != left_out)
                .all(|place| matches!(all[*place], Verdict::Met | Verdict::NotApplicable))
        })
    };
    !passes(None) && core.iter().all(|place| passes(Some(*place)))
}

#[test]
fn an_analysis_of_two_open_amounts_never_says_too_much() {
    let mut open = 0;
    for seed in 0..150 {
        let world = World::new(seed, true);
        let analysis = world.analysis();
        let real = world.faults();
        for fault in &analysis.faults {
            match fault.kind {
                FaultKind::Impassable => {
                    assert!(!world.outcomes.contains(&Outcome::Accepted), "seed {seed}: {fault:#?}")
                }
                FaultKind::BandGap | FaultKind::BandOverlap => {}
                _ => assert!(real.contains(&claim(fault)), "seed {seed}: {fault:#?}"),
            }
        }
        open += analysis.unsettled.len();
    }
    println!("{open} questions left open");
}
