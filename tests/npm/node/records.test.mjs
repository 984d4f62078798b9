// The same 1,000 projects give the same records, byte by byte, by the package in Node, on the command line and from the
// service; each verifies everywhere, and any changed byte is noticed. The browser is asked in tests/browser/npm.spec.ts.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { loadRulebook } from '@sangloc/screening';
import { brief, faults, none, packaged, projects } from '../records.mjs';

const { SANGLOC_PROGRAM: sangloc, SANGLOC_RECORDS: written } = process.env;
const given = projects(readFileSync(written, 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'sangloc-'));
after(() => rmSync(folder, { recursive: true }));

const hasNone = async (surface) => assert.deepEqual(await faults(surface, given), none(given));

test('there are a thousand', () => assert.equal(given.length, 1000));

test('the package in Node', async () => {
  const file = readFileSync(new URL(import.meta.resolve('@sangloc/screening/quang-ninh.rulebook')));
  await hasNone(packaged(await loadRulebook(file)));
});

test('its sieve, in brief', async () => {
  const rulebook = await loadRulebook(readFileSync(new URL(import.meta.resolve('@sangloc/screening/quang-ninh.rulebook'))));
  for (const day of new Set(given.map((project) => project.as_of))) {
    const sieve = rulebook.sieve({ asOf: day });
    for (const { profile } of given.filter((project) => project.as_of === day)) {
      assert.deepEqual(sieve.decide(profile), brief(rulebook.decide(profile, { asOf: day, lang: 'en' })));
    }
  }
});

const run = (...args) => spawnSync(sangloc, args, { encoding: 'utf8', maxBuffer: 1 << 28 });

/** One run a day that is asked for. */
function batches(given) {
  const [portfolio, lines, records] = ['projects.jsonl', 'decisions.jsonl', 'records.jsonl'].map((name) => join(folder, name));
  const written = [];
  for (const day of new Set(given.map((project) => project.as_of))) {
    const places = given.flatMap((project, place) => (project.as_of === day ? [place] : []));
    writeFileSync(portfolio, places.map((place) => `${JSON.stringify(given[place].profile)}\n`).join(''));
    const { status, stderr } = run('batch', '--portfolio', portfolio, '-o', lines, '--records', records, '--as-of', day);
    assert.equal(status, 0, stderr);
    const texts = readFileSync(records, 'utf8').split(/(?<=\n)/);
    assert.equal(texts.length, places.length);
    places.forEach((place, row) => (written[place] = { text: texts[row] }));
  }
  return written;
}

function checked(records) {
  const file = join(folder, 'kept.jsonl');
  writeFileSync(file, Buffer.concat(records));
  const { status, stdout, stderr } = run('verify', file);
  const wrong = new Set(Array.from(stdout.matchAll(/^line (\d+): /gm), ([, line]) => Number(line)));
  assert.equal(status, wrong.size > 0 ? 5 : 0, stderr);
  return records.map((_, place) => !wrong.has(place + 1));
}

test('the command line', () => hasNone({ record: batches, verify: checked }));

async function asked(address, path, body) {
  const response = await fetch(`${address}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return { status: response.status, answer: await response.json() };
}

/** Some at a time, as portals ask. */
async function each(list, ask) {
  const answers = [];
  for (let place = 0; place < list.length; place += 8) answers.push(...(await Promise.all(list.slice(place, place + 8).map(ask))));
  return answers;
}

test('the service', async (t) => {
  const service = spawn(sangloc, ['serve', '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => service.kill());
  const log = createInterface(service.stdout);
  const [, address] = /"address":"([^"]+)"/.exec(await new Promise((resolve) => log.once('line', resolve)));
  const record = async ({ profile, as_of: day }) => {
    const { status, answer } = await asked(address, `/v1/decide?as_of=${day}`, JSON.stringify(profile));
    assert.equal(status, 200, JSON.stringify(answer));
    return { text: answer.record, reference: answer.reference };
  };
  const verify = async (bytes) => {
    const { status, answer } = await asked(address, '/v1/verify', bytes);
    assert.ok([200, 400, 422].includes(status), JSON.stringify(answer));
    return status === 200 && answer.holds;
  };
  await hasNone({ record: (given) => each(given, record), verify: (records) => each(records, verify) });
});
