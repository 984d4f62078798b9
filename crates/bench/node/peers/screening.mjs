// Our own package: the answers as an object in, every finding in words out.
import { readFile } from 'node:fs/promises';
import { GAP, HARMLESS, MET, NOT_APPLICABLE, OPEN, POINTS_OPEN, UNMET } from '../table.mjs';

export const name = '@sangloc/screening';
export const gives = 'all findings, in words';

const verdicts = { met: MET, unmet: UNMET, not_applicable: NOT_APPLICABLE };

export async function make(table, folder) {
  const { loadRulebook } = await import(new URL('package/node.js', folder));
  const rulebook = await loadRulebook(await readFile(new URL('neutral.rulebook', folder)));
  const status = ({ verdict, holds, needs, points }, place) => {
    if (table[place].points) return points === undefined ? POINTS_OPEN : Number(points);
    return verdicts[verdict] ?? (holds ? HARMLESS : needs.length > 0 ? OPEN : GAP);
  };
  return {
    input: (profile) => profile,
    decide: (profile) => rulebook.decide(profile, { asOf: '2026-11-22' }),
    said: ({ findings, outcome, points, points_open }) => ({
      statuses: findings.map(status),
      outcome,
      points: Number(points),
      points_open,
    }),
  };
}
