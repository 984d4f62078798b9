// What must not compile. Each line after a mark is wrong; where one compiles, the mark itself is an error.
import type { AskOptions, FactId, Profile, Report, Rulebook, Sieve } from '@sangloc/screening';
import type {} from '@sangloc/screening/element';

export const misspelt: Profile = {
  project: {
    // @ts-expect-error: the fact is called land_area
    land_aera: 32.6,
  },
};
export const misplaced: Profile = {
  // @ts-expect-error: there is no such namespace
  projekt: {},
};
export const unknownChoice: Profile = {
  project: {
    // @ts-expect-error: no such track
    track: 'industrial_zones',
  },
};
export const wrongUnit: Profile = {
  project: {
    // @ts-expect-error: an area is not given in dollars
    land_area: { amount: 1, unit: 'USD' },
  },
};
export const textForNumber: Profile = {
  project: {
    // @ts-expect-error: a number is no text
    land_area: '32.6',
  },
};
// @ts-expect-error: the same for a fact that is named
export const fact: FactId = 'project.land_aera';
// @ts-expect-error: the option is called asOf
export const options: AskOptions = { as_of: '2026-11-22' };
// @ts-expect-error: the rulebook has no words in French
export const french: AskOptions = { lang: 'fr' };
export function wrong(rulebook: Rulebook, report: Report) {
  // @ts-expect-error: no outcome is called so
  if (report.outcome === 'refused') return;
  // @ts-expect-error: a record is text
  rulebook.verify({});
}
export function wrongSieve(sieve: Sieve) {
  // @ts-expect-error: there is no such namespace
  sieve.decide({ projekt: {} });
  // @ts-expect-error: a sieve does not say why
  return sieve.decide({}).findings[0].title;
}
export function wrongElement(element: HTMLElementTagNameMap['sangloc-screening']) {
  // @ts-expect-error: the field is called outcome
  element.addEventListener('sangloc-decision', ({ detail }) => detail.outcom);
  // @ts-expect-error: a decision is no error
  window.addEventListener('sangloc-decision', ({ detail }) => detail.message);
  // @ts-expect-error: no such mode
  element.mode = 'wizard';
  // @ts-expect-error: the property is called asOf
  element['as-of'] = '2026-11-22';
  // @ts-expect-error: the fact is called land_area
  element.profile = { project: { land_aera: 32.6 } };
  // @ts-expect-error: a record is text, or there is none
  const length: number = element.exportRecord().length;
  return length;
}
