// publicodes leaves a rule open by itself when an answer is missing, but has no way to ask for that: what stands in no
// way, whatever is answered, is open as well, and an answer that comes after a missing one is not looked at.
import Engine from 'publicodes';
import { OPEN, POINTS_OPEN, count } from '../table.mjs';

export const name = 'publicodes';
export const gives = 'status, points';
// So slow that not all are compared, and so different that those that differ are counted.
export const compared = 300;
export const differs = true;

const member = (set, name) => `${set} ${name}`;
const tests = {
  at_least: (a, limit) => `${a} >= ${limit}`,
  at_most: (a, limit) => `${a} <= ${limit}`,
  ratio: (a, b, limit) => `${a} / ${b} >= ${limit}`,
  sum: (a, b, c, times) => ({ valeur: `${a} + ${b} <= ${c} * ${times}` }),
  zero: (a) => `${a} = 0`,
  yes: (y) => y,
  no: (y) => `${y} = non`,
  any_of: (s, members) => ({ 'une de ces conditions': members.map((name) => member(s, name)) }),
  is_not: (c, name) => `${c} != '${name}'`,
};

export function make(table) {
  const rules = {};
  const sets = {};
  for (const [place, { facts, rows }] of table.entries()) {
    for (const fact of facts) if (!fact.startsWith('s')) rules[fact] ??= null;
    const answered = rows.filter(({ missing }) => missing.length === 0);
    rules[`k${place}`] = {
      variations: answered.map(({ test, gives }) => {
        if (test === null) return { sinon: gives };
        if (test[0] === 'any_of') (sets[test[1]] ??= []).push(...test[2]);
        return { si: tests[test[0]](...test.slice(1)), alors: gives };
      }),
    };
  }
  for (const [set, members] of Object.entries(sets)) for (const name of members) rules[member(set, name)] = null;
  const engine = new Engine(rules, { logger: { log() {}, warn() {}, error: console.error } });
  return {
    input: ({ project }) => situation(project, sets),
    decide: (answers) => {
      engine.setSituation(answers);
      return count(
        table,
        table.map(({ points }, place) => {
          const { nodeValue } = engine.evaluate(`k${place}`);
          return typeof nodeValue === 'number' ? nodeValue : points ? POINTS_OPEN : OPEN;
        }),
      );
    },
  };
}

const word = (yes) => (yes ? 'oui' : 'non');

function situation(project, sets) {
  const answers = {};
  for (const [fact, answer] of Object.entries(project)) {
    if (Array.isArray(answer)) {
      for (const name of sets[fact] ?? []) answers[member(fact, name)] = word(answer.includes(name));
    } else if (typeof answer === 'boolean') answers[fact] = word(answer);
    else answers[fact] = typeof answer === 'string' ? `'${answer}'` : answer;
  }
  return answers;
}
