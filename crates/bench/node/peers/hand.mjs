// JavaScript as one writes it: a function a criterion, over the answers as they come in.
import { count, infix } from '../table.mjs';

export const name = 'JavaScript by hand';
export const gives = 'status, points';

const write = infix({
  fact: (name) => `project.${name}`,
  nothing: 'undefined',
  and: '&&',
  or: '||',
  not: '!',
  anyOf: (set, member) => `${set}.includes(${member})`,
});

export function make(table) {
  const criteria = table.map(({ rows }) => new Function('project', `return ${write(rows)};`));
  return {
    input: (profile) => profile.project,
    decide: (project) => count(table, criteria.map((criterion) => criterion(project))),
  };
}
