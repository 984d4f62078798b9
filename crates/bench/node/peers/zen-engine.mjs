// gorules' engine as its native add-on: one graph, whose expressions are the criteria.
import { ZenEngine } from '@gorules/zen-engine';
import { count, infix } from '../table.mjs';

export const name = '@gorules/zen-engine';
export const gives = 'status, points';

const write = infix({
  fact: (name) => name,
  nothing: 'null',
  and: 'and',
  or: 'or',
  not: 'not',
  anyOf: (set, member) => `${member} in ${set}`,
});

export function make(table) {
  const expressions = table.map(({ rows }, place) => ({ id: `e${place}`, key: `k${place}`, value: write(rows) }));
  const nodes = [
    { id: 'in', name: 'in', type: 'inputNode' },
    { id: 'criteria', name: 'criteria', type: 'expressionNode', content: { expressions } },
    { id: 'out', name: 'out', type: 'outputNode' },
  ];
  const edges = [
    { id: 'first', type: 'edge', sourceId: 'in', targetId: 'criteria' },
    { id: 'second', type: 'edge', sourceId: 'criteria', targetId: 'out' },
  ];
  const decision = new ZenEngine().createDecision(Buffer.from(JSON.stringify({ nodes, edges })));
  return {
    input: (profile) => profile.project,
    decide: async (project) => {
      const { result } = await decision.evaluate(project);
      return count(table, table.map((_, place) => result[`k${place}`]));
    },
  };
}
