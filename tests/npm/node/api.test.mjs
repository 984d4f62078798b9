// The package in Node, as a portal's server uses it.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadRulebook } from '@sangloc/screening';
import { brief } from '../records.mjs';
import * as bad from './bad-input.mjs';

const here = (path) => new URL(path, import.meta.url);
const file = new Uint8Array(readFileSync(new URL(import.meta.resolve('@sangloc/screening/quang-ninh.rulebook'))));
const rulebook = await loadRulebook(file);
const terms = { asOf: '2026-11-22', lang: 'en' };
const profiles = readdirSync(here('../../profiles/'))
  .filter((name) => name !== 'expected.json')
  .map((name) => JSON.parse(readFileSync(here(`../../profiles/${name}`), 'utf8')));
const accepted = JSON.parse(readFileSync(here('../../profiles/autoliv-complete.json'), 'utf8'));
const rejected = JSON.parse(readFileSync(here('../../profiles/tal-dyeing.json'), 'utf8'));

/** What is thrown, which is never a trap of the program. */
function thrown(call) {
  try {
    call();
  } catch (error) {
    return error;
  }
  assert.fail('nothing was thrown');
}

function told(error, code, path, words) {
  assert.ok(error instanceof Error, `${error}`);
  assert.equal(error.name, 'ScreeningError', `${error}`);
  assert.equal(error.code, code, error.message);
  if (path) assert.equal(error.path, path);
  assert.ok(error.message.includes(words), `${error.message} lacks ${words}`);
  assert.ok(error.message.length < 400, error.message);
  assert.deepEqual(error.problems[0], { code: error.code, path: error.path, message: error.message });
}

test('a rulebook says what it is', async () => {
  assert.equal(rulebook.id, 'quang-ninh');
  assert.match(rulebook.identity, /^[0-9a-f]{64}$/);
  assert.deepEqual(rulebook.languages, ['vi', 'en', 'zh', 'ko', 'ja']);
  const again = await loadRulebook(file.slice().buffer);
  assert.equal(again.identity, rulebook.identity);
  again.free();
});

test('where pages are rendered, the element is imported and does nothing', () => import('@sangloc/screening/element'));

test('a decision has its findings in words, and the law of its day', () => {
  const report = rulebook.decide(accepted, terms);
  assert.equal(report.outcome, 'accepted');
  assert.equal(report.as_of, '2026-11-22');
  assert.equal(report.identity, rulebook.identity);
  assert.ok(report.findings.every((finding) => finding.title && finding.citations.length));
  assert.equal(rulebook.decide(rejected, terms).outcome, 'rejected');
  const vietnamese = rulebook.decide(accepted, { asOf: terms.asOf });
  assert.equal(vietnamese.language, 'vi');
  assert.match(rulebook.decide(accepted).as_of, /^\d{4}-\d{2}-\d{2}$/);
});

test('a number is taken bare, with its unit, or as bigint, and null is unknown', () => {
  const one = (land_area) => rulebook.record({ project: { land_area } }, terms).text;
  assert.equal(one(32), one(32n));
  assert.equal(one(32), one({ amount: 32, unit: 'ha' }));
  assert.equal(one(null), one(undefined));
  assert.equal(one(-0), one(0));
  assert.match(rulebook.record({ project: { capital: { amount: 12345678901234567890n, unit: 'VND' } } }, terms).text, /"12345678901234567890"/);
});

test('objects without a prototype are taken', () => {
  const bare = Object.assign(Object.create(null), { project: Object.assign(Object.create(null), { land_area: 32 }) });
  assert.equal(rulebook.record(bare, terms).text, rulebook.record({ project: { land_area: 32 } }, terms).text);
});

test('a sieve comes to what decide finds, in brief', () => {
  const sieve = rulebook.sieve({ asOf: terms.asOf });
  assert.equal(sieve.as_of, terms.asOf);
  const odd = [
    {}, { project: undefined }, { project: null }, { project: { land_area: undefined, zone: null } },
    ...[-0, 32n, 0.1, 1 / 3, 1e-7, 0.12345678, 12345.678901, { amount: 32 }, { amount: 320_000, unit: 'm2' }, { amount: 7n, unit: 'ha' }].map(
      (land_area) => ({ project: { ...accepted.project, land_area } })),
    { project: { ...accepted.project, processes: [] } },
    { project: { ...accepted.project, capital: { unit: 'VND', amount: 12345678901234567890n } } },
    Object.assign(Object.create(null), accepted),
  ];
  for (const profile of [...profiles, ...odd]) {
    const report = rulebook.decide(profile, terms);
    assert.deepEqual(sieve.criteria, report.findings.map((finding) => finding.id));
    assert.deepEqual(sieve.decide(profile), brief(report));
  }
  for (const [, profile, code, path, words] of bad.profiles) {
    told(thrown(() => sieve.decide(profile)), code, path, words);
    assert.equal(sieve.decide(accepted).outcome, 'accepted');
  }
  for (const [, options, code, path, words] of bad.options.filter(([, { lang }]) => !lang)) {
    told(thrown(() => rulebook.sieve(options)), code, path, words);
  }
  sieve.free();
});

test('a rejected project is told what would have to change, an accepted one what it has to spare', () => {
  const ways = rulebook.changes(rejected, terms);
  assert.ok(ways.changes.sets.length + ways.changes.out_of_reach.length > 0);
  assert.ok(rulebook.changes(accepted, terms).improvements.slack.length > 0);
});

test('the next question leads on, and a skipped one is not asked again', () => {
  const first = rulebook.nextQuestion({}, terms);
  assert.ok(first.next.question && first.left.some((fact) => fact.id === first.next.id));
  const second = rulebook.nextQuestion({}, { ...terms, skipped: [first.next.id] });
  assert.notEqual(second.next?.id, first.next.id);
  assert.equal(rulebook.nextQuestion(rejected, terms).certain, 'rejected');
  told(thrown(() => rulebook.nextQuestion({}, { skipped: ['project.land_aera'] })), 'unknown-fact', 'options.skipped[0]', 'facts()');
});

test('facts are listed with what they take', () => {
  const facts = rulebook.facts({ lang: 'en' });
  const area = facts.find((fact) => fact.id === 'project.land_area');
  assert.equal(area.type, 'decimal');
  assert.equal(area.units[0], 'ha');
  const label = (facts, fact, choice) => facts.find(({ id }) => id === fact).choices.find(({ id }) => id === choice).label;
  assert.equal(label(facts, 'project.track', 'industrial_zone'), 'Manufacturing');
  assert.equal(label(rulebook.facts(), 'project.track', 'industrial_zone'), 'Sản xuất công nghiệp');
  assert.equal(label(facts, 'project.zone', 'KCN-CAILAN'), 'Cai Lan Industrial Park');
});

test('a record verifies as text and as bytes, and what is changed in it is told', () => {
  const { text, reference } = rulebook.record(accepted, terms);
  assert.match(reference, /^[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}$/);
  for (const kept of [text, new TextEncoder().encode(text), new TextEncoder().encode(text).buffer]) {
    assert.deepEqual(rulebook.verify(kept), {
      holds: true, intact: true, outcome: 'accepted', as_of: '2026-11-22', differences: [],
    });
  }
  const forged = rulebook.verify(text.replace('"outcome":"accepted"', '"outcome":"rejected"'));
  assert.deepEqual([forged.holds, forged.intact], [false, false]);
  assert.deepEqual(forged.differences, [{ path: 'outcome', recorded: '"rejected"', decided: '"accepted"' }]);
});

test('bad profiles are refused by every call, in words', () => {
  for (const call of ['decide', 'changes', 'nextQuestion', 'record']) {
    for (const [name, profile, code, path, words] of bad.profiles) {
      told(thrown(() => rulebook[call](profile, terms), name), code, path, words);
    }
  }
  assert.equal({}.polluted, undefined);
});

test('every fault of a profile is named, at most a hundred', () => {
  const error = thrown(() => rulebook.decide({ project: { land_aera: 1, track: 7 }, x: {} }, terms));
  assert.deepEqual(error.problems.map((problem) => problem.code), ['unknown-fact', 'wrong-type', 'unknown-fact']);
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, place) => [`x${place}`, {}]));
  assert.equal(thrown(() => rulebook.decide(many, terms)).problems.length, 100);
});

test('bad options are refused by every call, in words', () => {
  for (const call of ['decide', 'changes', 'nextQuestion', 'record']) {
    for (const [, options, code, path, words] of bad.options) {
      told(thrown(() => rulebook[call]({}, options)), code, path, words);
    }
  }
  told(thrown(() => rulebook.facts({ asOf: '2026-11-22' })), 'invalid-options', 'options', 'asOf');
});

test('bad files are refused, in words', async () => {
  for (const [name, bytes, options, code, path, words] of bad.files(file)) {
    const error = await loadRulebook(bytes, options).then(() => assert.fail(name), (error) => error);
    told(error, code, path, words);
  }
});

test('bad records are refused, in words', () => {
  const { text } = rulebook.record(accepted, terms);
  for (const [, record, code, path, words] of bad.records(text)) {
    told(thrown(() => rulebook.verify(record)), code, path, words);
  }
});

test('only what our key signed is taken where a signature is required', async () => {
  const signed = (name) => readFileSync(new URL(name, `file://${process.env.SANGLOC_SIGNED}/`));
  const text = (name) => signed(name).toString('utf8');
  const bytes = signed('signed.rulebook');
  const [ours, theirs, signature] = [text('ours.pub'), text('theirs.pub'), text('signed.rulebook.minisig')];
  const load = (bytes, options) => loadRulebook(bytes, options).catch((error) => error);
  for (const key of [ours, ours.trim().split('\n').at(-1)]) {
    assert.equal((await load(bytes, { requireSignature: key, signature })).id, 'quang-ninh');
  }
  const changed = new Uint8Array(bytes).with(bytes.length - 1, 0x20);
  const cases = [
    [bytes, { requireSignature: ours }, 'no-signature', 'options.signature', 'a signature is required'],
    [bytes, { signature }, 'no-signature', 'options.requireSignature', 'public key'],
    [bytes, { requireSignature: theirs, signature }, 'signature-does-not-fit', 'options.signature', 'a different key'],
    [changed, { requireSignature: ours, signature }, 'signature-does-not-fit', 'options.signature', 'do not use this rulebook'],
    [bytes, { requireSignature: 'x', signature }, 'not-a-key', 'options.requireSignature', 'not a public key'],
    [bytes, { requireSignature: '', signature }, 'not-a-key', 'options.requireSignature', 'not a public key'],
    [bytes, { requireSignature: ours, signature: '' }, 'not-a-signature', 'options.signature', 'not a signature'],
  ];
  for (const [bytes, options, code, path, words] of cases) told(await load(bytes, options), code, path, words);
  for (let end = 0; end < signature.trimEnd().length; end += 7) {
    const error = await load(bytes, { requireSignature: ours, signature: signature.slice(0, end) });
    assert.equal(error.name, 'ScreeningError', `cut at ${end}: ${error}`);
  }
  // The first line of a signature says nothing that is signed.
  const signs = signature.indexOf('\n') + 1;
  for (let place = signs; place < signature.trimEnd().length; place += 5) {
    const other = signature[place] === 'A' ? 'B' : 'A';
    const changed = signature.slice(0, place) + other + signature.slice(place + 1);
    const error = await load(bytes, { requireSignature: ours, signature: changed });
    assert.equal(error.name, 'ScreeningError', `changed at ${place}: ${changed}`);
  }
});

// What the calls really give, for the compiler to hold against their types.
test('results are written down for the compiler', () => {
  const calls = {
    decide: ['Report', (profile) => rulebook.decide(profile, terms)],
    changes: ['WaysReport', (profile) => rulebook.changes(profile, terms)],
    nextQuestion: ['GuideReport', (profile) => rulebook.nextQuestion(profile, terms)],
    record: ['DecisionRecord', (profile) => rulebook.record(profile, terms)],
    verify: ['Verified', (profile) => rulebook.verify(rulebook.record(profile, terms).text.replace('"holds":true', '"holds":false'))],
    sieve: ['Summary', (profile) => rulebook.sieve({ asOf: terms.asOf }).decide(profile)],
    given: ['Profile', (profile) => profile],
    thrown: ['ScreeningProblem[]', () => thrown(() => rulebook.decide({ project: { land_aera: 1, track: 7 } })).problems],
  };
  const written = Object.entries(calls).map(([name, [type, call]]) =>
    `export const ${name}: types.${type}[] = ${JSON.stringify(profiles.map(call), null, 1)};\n`);
  const facts = `export const facts: types.QuestionReport[] = ${JSON.stringify(rulebook.facts(), null, 1)};\n`;
  mkdirSync(here('../generated/'), { recursive: true });
  const head = "import type * as types from '@sangloc/screening';\n";
  writeFileSync(here('../generated/results.ts'), [head, facts, ...written].join('\n'));
});
