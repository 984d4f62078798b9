//! Slips of the hand tried on the cases, and cases proposed for what no case notices, on all cores.

use crate::output::progress_bar;
use rayon::prelude::*;
use sangloc_authoring::{Place, Places};
use sangloc_rulebook::{Date, Rulebook};
use sangloc_workshop::{
    Bench, Coverage, Example, Missing, Mutant, Proposal, Proposer, Slip, mutants,
};
use serde::Serialize;

/// How much is looked for at a time: a case found for one thing spares the search for others.
const AT_A_TIME: usize = 32;

/// What became of all mutants.
#[derive(Serialize)]
pub(crate) struct Mutation {
    /// How many slips were tried.
    pub(crate) tried: usize,
    /// How many of them some case notices.
    pub(crate) noticed: usize,
    /// Those that no case notices.
    pub(crate) survivors: Vec<Survivor>,
}

/// A slip that no case notices.
#[derive(Serialize)]
pub(crate) struct Survivor {
    /// What kind of slip.
    pub(crate) slip: Slip,
    /// The criterion or the figure.
    pub(crate) id: String,
    /// Where it is written.
    pub(crate) place: Place,
    /// What was written, and what the slip makes of it.
    pub(crate) text: String,
    /// A case that would notice it, as a case file has it; none was found when there is none.
    pub(crate) proposal: Option<String>,
}

impl Mutation {
    /// How many of a hundred slips are noticed, to a tenth, never rounded up.
    pub(crate) fn percent(&self) -> String {
        let thousandths = (self.noticed * 1000).checked_div(self.tried).unwrap_or(1000);
        format!("{}.{}", thousandths / 10, thousandths % 10)
    }
}

/// The slips that none of the examples notices, of these.
fn unnoticed<'m>(
    rulebook: &Rulebook,
    examples: &[Example],
    all: Vec<&'m Mutant>,
) -> Vec<&'m Mutant> {
    let share = all.len().div_ceil(rayon::current_num_threads()).max(1);
    let some = all.par_chunks(share).flat_map(|some| {
        let mut bench = Bench::new(rulebook, examples);
        some.iter().copied().filter(|mutant| !bench.notices(mutant)).collect::<Vec<_>>()
    });
    some.collect()
}

/// Tries every mutant on the examples, and looks for cases that would notice the others. Gives the
/// proposals besides, no more than needed.
pub(crate) fn mutation(
    rulebook: &Rulebook,
    places: &Places,
    examples: &[Example],
    day: Date,
) -> (Mutation, Vec<Proposal>) {
    let all = mutants(rulebook, places);
    let survivors = unnoticed(rulebook, examples, all.iter().collect());
    let proposals = proposals(rulebook, examples, day, &survivors);
    let listed = survivors.iter().map(|mutant| Survivor {
        slip: mutant.slip,
        id: mutant.id.clone(),
        place: mutant.place.clone(),
        text: mutant.text.clone(),
        proposal: proposals
            .iter()
            .find(|proposal| notices(rulebook, proposal, mutant))
            .map(|proposal| proposal.to_toml(rulebook)),
    });
    let mutation = Mutation {
        tried: all.len(),
        noticed: all.len().saturating_sub(survivors.len()),
        survivors: listed.collect(),
    };
    (mutation, proposals)
}

fn notices(rulebook: &Rulebook, proposal: &Proposal, mutant: &Mutant) -> bool {
    Bench::new(rulebook, &[proposal.example(rulebook)]).notices(mutant)
}

/// Cases that notice the slips: some are looked for at a time, so that one found for a slip spares
/// the search for others that it notices as well.
fn proposals(
    rulebook: &Rulebook,
    examples: &[Example],
    day: Date,
    survivors: &[&Mutant],
) -> Vec<Proposal> {
    let proposer = Proposer::new(rulebook, examples, day);
    let progress = progress_bar(survivors.len());
    let (mut open, mut found) = (survivors.to_vec(), Vec::new());
    while !open.is_empty() {
        let rest = open.split_off(open.len().min(AT_A_TIME));
        let some = open.par_iter().filter_map(|mutant| proposer.for_mutant(mutant));
        let some = needed(rulebook, &mut open.clone(), some.collect());
        let examples: Vec<Example> = some.iter().map(|one| one.example(rulebook)).collect();
        open = unnoticed(rulebook, &examples, rest);
        found.extend(some);
        progress.set_position(u64::try_from(survivors.len() - open.len()).unwrap_or_default());
    }
    progress.finish_and_clear();
    by_day(rulebook, survivors, proposer.usual_day(), found)
}

/// Proposals of one unusual day in one case, as far as the same slips are noticed.
fn by_day(
    rulebook: &Rulebook,
    survivors: &[&Mutant],
    usual: Date,
    found: Vec<Proposal>,
) -> Vec<Proposal> {
    let (own, dated): (Vec<_>, Vec<_>) = found.into_iter().partition(|one| one.as_of == usual);
    let mut all = own;
    all.extend(joined(rulebook, dated.clone()));
    let examples: Vec<Example> = all.iter().map(|one| one.example(rulebook)).collect();
    let mut lost = unnoticed(rulebook, &examples, survivors.to_vec());
    all.extend(needed(rulebook, &mut lost, dated));
    all
}

/// Proposals for what no case has seen.
pub(crate) fn unseen(
    rulebook: &Rulebook,
    coverage: &Coverage,
    examples: &[Example],
    day: Date,
) -> Vec<Proposal> {
    let proposer = Proposer::new(rulebook, examples, day);
    let progress = progress_bar(coverage.missing.len());
    let mut open: Vec<&Missing> = coverage.missing.iter().collect();
    let mut found: Vec<Proposal> = Vec::new();
    while !open.is_empty() {
        let rest = open.split_off(open.len().min(AT_A_TIME));
        let some = open.par_iter().map(|missing| (*missing, proposer.for_goal(&missing.goal)));
        let some: Vec<_> = some.collect();
        let mut examples: Vec<Example> = Vec::new();
        for (missing, proposal) in some {
            let seen = examples.iter().any(|example| missing.goal.is_seen_by(rulebook, example));
            if let Some(proposal) = proposal.filter(|_| !seen) {
                examples.push(proposal.example(rulebook));
                found.push(proposal);
            }
        }
        let seen = |missing: &&Missing| {
            examples.iter().any(|example| missing.goal.is_seen_by(rulebook, example))
        };
        open = rest.into_iter().filter(|missing| !seen(missing)).collect();
        progress.set_position(u64::try_from(found.len()).unwrap_or_default());
    }
    progress.finish_and_clear();
    found
}

/// Proposals of one day in one case, where they do not get in each other's way.
fn joined(rulebook: &Rulebook, all: Vec<Proposal>) -> Vec<Proposal> {
    /// More would be no example any more.
    const MOST: usize = 6;
    all.into_iter().fold(Vec::new(), |mut kept: Vec<Proposal>, one| {
        let room = |other: &Proposal| {
            other.expect.verdicts.len() + other.expect.points.len() + other.expect.readings.len()
                < MOST
        };
        let mut joins = kept.iter_mut().filter(|other| room(other));
        let found = joins.find_map(|other| Some((other.joined(&one, rulebook)?, other)));
        match found {
            Some((both, other)) => *other = both,
            None => kept.push(one),
        }
        kept
    })
}

/// The proposals that notice something the ones before do not; the slips they notice are taken out.
fn needed(
    rulebook: &Rulebook,
    survivors: &mut Vec<&Mutant>,
    proposals: Vec<Proposal>,
) -> Vec<Proposal> {
    let mut notices = |proposal: &Proposal| {
        let before = survivors.len();
        let example = [proposal.example(rulebook)];
        let mut bench = Bench::new(rulebook, &example);
        survivors.retain(|mutant| !bench.notices(mutant));
        survivors.len() < before
    };
    proposals.into_iter().filter(|proposal| notices(proposal)).collect()
}
