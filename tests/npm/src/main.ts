// What a portal does: load the rulebook, decide a project, keep the record, check it.
import { type AskOptions, loadRulebook, type Outcome, type Profile, type Sieve } from '@sangloc/screening';
import file from '@sangloc/screening/quang-ninh.rulebook?url';

const profile: Profile = {
  project: {
    track: 'industrial_zone',
    land_area: 32.6,
    capital: { amount: 498_000_000n, unit: 'USD' },
    processes: ['machining'],
  },
  environment: { green_area: null },
};

async function decide() {
  const bytes = await (await fetch(file)).arrayBuffer();
  const rulebook = await loadRulebook(bytes);
  const terms: AskOptions = { asOf: '2026-11-22', lang: 'en' };
  const report = rulebook.decide(profile, terms);
  const outcome: Outcome = report.outcome;
  const next = rulebook.nextQuestion(profile, { ...terms, skipped: ['project.track'] }).next;
  const record = rulebook.record(profile, terms);
  const { holds } = rulebook.verify(record.text);
  const sieve: Sieve = rulebook.sieve({ asOf: '2026-11-22' });
  if (sieve.decide(profile).outcome !== outcome) throw new Error('a sieve comes to another outcome');
  return { outcome, identity: rulebook.identity, next: next?.id, reference: record.reference, holds };
}

const shown = document.querySelector('#decision')!;
decide().then(
  (decided) => (shown.textContent = JSON.stringify(decided)),
  (error) => (shown.textContent = `${error}`),
);
