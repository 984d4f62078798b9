// Usage: main.mjs FOLDER/ with table.json, profiles.jsonl, neutral.rulebook, and our package in package/. Equal answers
// first, then the time each takes, in rounds of which each has every engine.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import * as hand from './peers/hand.mjs';
import * as jsonLogic from './peers/json-logic.mjs';
import * as jsonRulesEngine from './peers/json-rules-engine.mjs';
import * as publicodes from './peers/publicodes.mjs';
import * as screening from './peers/screening.mjs';
import * as sieve from './peers/sieve.mjs';
import * as zenEngine from './peers/zen-engine.mjs';
import { GAP, HARMLESS, OPEN } from './table.mjs';

const ROUNDS = 7;
const TIMED = 1000;
// What an engine decides in one go, at least, and at most if it can, in milliseconds of processor time.
const [ENOUGH, MOST] = [100, 2000];

const folder = pathToFileURL(process.argv[2]);
const read = (name) => readFileSync(new URL(name, folder), 'utf8');
const table = JSON.parse(read('table.json'));
const cases = read('profiles.jsonl').trimEnd().split('\n').map((line) => JSON.parse(line));

const engines = [];
for (const peer of [sieve, screening, hand, jsonLogic, jsonRulesEngine, publicodes, zenEngine]) {
  engines.push({ ...peer, said: (answers) => answers, ...(await peer.make(table, folder)) });
}

// Of an engine that cannot say why it does not know, verdicts are compared: all that is open is unknown.
const verdicts = ({ statuses }) => statuses.map((status) => ([OPEN, HARMLESS, GAP].includes(status) ? 'unknown' : status));

for (const engine of engines) {
  const compared = cases.slice(0, engine.compared);
  const differ = { anything: 0, verdicts: 0, outcome: 0 };
  for (const { profile, ...expected } of compared) {
    const found = engine.said(await engine.decide(engine.input(profile)));
    const same = isDeepStrictEqual(found, expected);
    if (!same && !engine.differs) throw new Error(`${engine.name} differs: ${JSON.stringify({ profile, found, expected })}`);
    differ.anything += !same;
    differ.verdicts += !isDeepStrictEqual(verdicts(found), verdicts(expected));
    differ.outcome += found.outcome !== expected.outcome;
  }
  const { anything, verdicts: other, outcome } = differ;
  const how = anything > 0 ? `, verdicts of ${other}, outcomes of ${outcome}` : '';
  console.log(`- ${engine.name}: ${compared.length} profiles compared, ${anything} differ${how}`);
}

const milliseconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

async function timed({ decide, inputs }, times) {
  const begin = milliseconds();
  for (let time = 0; time < times; time++) for (const input of inputs) await decide(input);
  return milliseconds() - begin;
}

// A promise costs little, but those that give none must not pay for it.
function timedWithout({ decide, inputs }, times) {
  const begin = milliseconds();
  for (let time = 0; time < times; time++) for (const input of inputs) decide(input);
  return milliseconds() - begin;
}

for (const engine of engines) {
  engine.inputs = cases.slice(0, 20).map(({ profile }) => engine.input(profile));
  engine.time = engine.decide(engine.inputs[0]) instanceof Promise ? timed : timedWithout;
  await engine.time(engine, 3);
  const each = (await engine.time(engine, 1)) / engine.inputs.length;
  const count = Math.max(20, Math.min(TIMED, Math.floor(MOST / each)));
  engine.inputs = cases.slice(0, count).map(({ profile }) => engine.input(profile));
  engine.times = Math.max(1, Math.ceil(ENOUGH / (each * count)));
  engine.taken = [];
}
for (let round = 0; round < ROUNDS; round++) {
  for (const engine of engines) {
    const taken = await engine.time(engine, engine.times);
    engine.taken.push((taken * 1000) / (engine.times * engine.inputs.length));
  }
}
const middle = ({ taken }) => taken[(ROUNDS - 1) / 2];
for (const { taken } of engines) taken.sort((one, other) => one - other);
console.log(`\n| One profile, in Node ${process.versions.node} | gives | µs of processor time | ratio to @sangloc/screening |`);
console.log('|---|---|---|---|');
for (const engine of engines) {
  const [least, most] = [engine.taken[0], engine.taken.at(-1)].map((time) => time.toFixed(1));
  const ratio = (middle(engine) / middle(engines[0])).toFixed(2);
  console.log(`| ${engine.name} | ${engine.gives} | ${middle(engine).toFixed(1)} (${least}–${most}) | ${ratio} |`);
}
console.log();
