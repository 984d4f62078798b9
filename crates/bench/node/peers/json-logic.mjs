import jsonLogic from 'json-logic-js';
import { count, pairs, pick } from '../table.mjs';

export const name = 'json-logic-js';
export const gives = 'status, points';

const fact = (name) => ({ var: name });
const tests = {
  at_least: (a, limit) => ({ '>=': [fact(a), limit] }),
  at_most: (a, limit) => ({ '<=': [fact(a), limit] }),
  ratio: (a, b, limit) => ({ '>=': [{ '/': [fact(a), fact(b)] }, limit] }),
  sum: (a, b, c, times) => ({ '<=': [{ '+': [fact(a), fact(b)] }, { '*': [fact(c), times] }] }),
  zero: (a) => ({ '===': [fact(a), 0] }),
  yes: fact,
  no: (y) => ({ '!': [fact(y)] }),
  any_of: (s, members) => ({ or: members.map((member) => ({ in: [member, fact(s)] })) }),
  is_not: (c, member) => ({ '!==': [fact(c), member] }),
};

function write(rows) {
  const branches = rows.flatMap(({ missing, test, gives }) => {
    const all = missing.map((name) => ({ '===': [fact(name), null] }));
    if (test !== null) all.push(tests[test[0]](...test.slice(1)));
    if (all.length === 0) return [gives];
    return [all.length === 1 ? all[0] : { and: all }, gives];
  });
  return branches.length === 1 ? branches[0] : { if: branches };
}

export function make(table) {
  const criteria = pairs(table, write);
  return {
    input: (profile) => profile.project,
    decide: (project) =>
      count(table, criteria.map((criterion) => jsonLogic.apply(pick(criterion, project), project))),
  };
}
