// Our own package: the answers as an object in, every finding in words out.
import { readFile } from 'node:fs/promises';
import { GAP, HARMLESS, MET, NOT_APPLICABLE, OPEN, POINTS_OPEN, UNMET } from '../table.mjs';

export const name = '@sangloc/screening';
export const gives = 'all findings, in words';

export const AS_OF = { asOf: '2026-11-22' };
const verdicts = { met: MET, unmet: UNMET, not_applicable: NOT_APPLICABLE };

export const load = async (folder) => {
  const { loadRulebook } = await import(new URL('package/node.js', folder));
  return loadRulebook(await readFile(new URL('neutral.rulebook', folder)));
};

// A report or a summary as the host of any engine counts it together.
export function said(table, { findings, outcome, points, points_open }) {
  const status = ({ verdict, holds, needs, needs_answers, points }, place) => {
    if (table[place].points) return points === undefined || points === null ? POINTS_OPEN : Number(points);
    return verdicts[verdict] ?? (holds ? HARMLESS : (needs_answers ?? needs.length > 0) ? OPEN : GAP);
  };
  return { statuses: findings.map(status), outcome, points: Number(points), points_open };
}

export async function make(table, folder) {
  const rulebook = await load(folder);
  return {
    input: (profile) => profile,
    decide: (profile) => rulebook.decide(profile, AS_OF),
    said: (report) => said(table, report),
  };
}
