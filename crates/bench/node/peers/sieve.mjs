// Our own package: the answers as an object in, a verdict of every criterion out.
import { AS_OF, load, said } from './screening.mjs';

export const name = '@sangloc/screening, sieve';
export const gives = 'verdict, points';

export async function make(table, folder) {
  const sieve = (await load(folder)).sieve(AS_OF);
  return {
    input: (profile) => profile,
    decide: (profile) => sieve.decide(profile),
    said: (summary) => said(table, summary),
  };
}
