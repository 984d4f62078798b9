// A rule for each row, whose event names it; the first row of a criterion that came true counts. Quotients and sums
// are facts of their own, which the engine computes.
import { Engine } from 'json-rules-engine';
import { count } from '../table.mjs';

export const name = 'json-rules-engine';
export const gives = 'status, points';

const compare = (fact, operator, value) => ({ fact, operator, value });
const conditions = {
  at_least: (a, limit) => compare(a, 'greaterThanInclusive', limit),
  at_most: (a, limit) => compare(a, 'lessThanInclusive', limit),
  ratio: (a, b, limit) => compare(`${a}/${b}`, 'greaterThanInclusive', limit),
  sum: (a, b, c, times) => compare(`${a}+${b}-${c}*${times}`, 'lessThanInclusive', 0),
  zero: (a) => compare(a, 'equal', 0),
  yes: (y) => compare(y, 'equal', true),
  no: (y) => compare(y, 'equal', false),
  any_of: (s, members) => compare(s, 'anyOf', members),
  is_not: (c, member) => compare(c, 'notEqual', member),
};
const computed = {
  ratio: (a, b) => [`${a}/${b}`, [a, b], ([x, y]) => x / y],
  sum: (a, b, c, times) => [`${a}+${b}-${c}*${times}`, [a, b, c], ([x, y, z]) => x + y - z * times],
};

export function make(table) {
  const engine = new Engine();
  engine.addOperator('anyOf', (set, members) => set !== null && members.some((member) => set.includes(member)));
  const names = [...new Set(table.flatMap(({ facts }) => facts))];
  for (const [place, { rows }] of table.entries()) {
    for (const [row, { missing, test, gives }] of rows.entries()) {
      const all = missing.map((name) => compare(name, 'equal', null));
      if (test !== null) {
        const [shape, ...rest] = test;
        all.push(conditions[shape](...rest));
        if (shape in computed) addFact(engine, ...computed[shape](...rest));
      }
      if (all.length > 0) engine.addRule({ conditions: { all }, event: { type: 'row', params: { place, row, gives } } });
    }
  }
  const otherwise = table.map(({ rows }) => rows.at(-1).gives);
  const none = table.map(({ rows }) => rows.length);
  return {
    input: (profile) => Object.fromEntries(names.map((name) => [name, profile.project[name] ?? null])),
    decide: async (facts) => {
      const { events } = await engine.run(facts);
      const [statuses, first] = [[...otherwise], [...none]];
      for (const { params: { place, row, gives } } of events) {
        if (row < first[place]) [first[place], statuses[place]] = [row, gives];
      }
      return count(table, statuses);
    },
  };
}

function addFact(engine, name, of, compute) {
  engine.addFact(name, async (_, almanac) => {
    const values = await Promise.all(of.map((fact) => almanac.factValue(fact)));
    return values.includes(null) ? null : compute(values);
  });
}
