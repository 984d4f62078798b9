import type { Choices, Day, Keys, Language, Outcome, Profile } from './types.js';

/** Which rules decide. */
export interface RulebookName {
  id: string;
  /** The version its keepers gave it. */
  version: string;
  /** The sha256 of the rulebook file. */
  identity: string;
}

/** What is wrong, in a word that does not change. */
export type TroubleCode =
  | 'attribute'
  | 'profile'
  | 'as-of'
  | 'contrast'
  | 'consent'
  | 'network'
  | 'origin'
  | 'integrity'
  | 'signature'
  | 'rulebook'
  | 'program';

/** What each event tells as its `detail`. */
export interface ScreeningDetails {
  /** From now on the element asks the network for nothing. */
  'sangloc-ready': { version: 1; rulebook: RulebookName; languages: Language[] };
  /** An answer was given, changed or taken back; `answers` only while the person agrees on screen. */
  'sangloc-change': { version: 1; outcome: Outcome; answered: number; asked: number; answers?: Profile };
  /** There is another decision; `record` only while the person agrees on screen. */
  'sangloc-decision': { version: 1; outcome: Outcome; as_of: Day; rulebook: RulebookName; record?: string };
  /** The person goes to another place of the program, such as `#/result`. */
  'sangloc-navigate': { version: 1; place: string };
  /**
   * Something that whoever made the page must put right: what is wrong, and what to do. With `contrast`, also which two
   * colours meet, the contrast they have, and the least they need.
   */
  'sangloc-error': { version: 1; code: TroubleCode; message: string; pair?: [string, string]; contrast?: number; least?: number };
}

/** What the element fires; the events bubble, also out of shadow roots. */
export type ScreeningEvents = { [Name in keyof ScreeningDetails]: CustomEvent<ScreeningDetails[Name]> };

/** `<sangloc-screening>`: the investor's program in an element. Each property is an attribute too (`asOf`: `as-of`). */
export interface SanglocScreening extends HTMLElement {
  /** The address of a `.core` file, its words files beside it; empty: the rulebook of this package. */
  rulebook: string;
  /** `sha384-…` of that file. */
  integrity: string;
  /** The public key (minisign) that must have signed that file, whose signature lies beside it as `.minisig`. */
  get requireSignature(): string;
  set requireSignature(key: string | null);
  /** Where the person begins; empty: at the start page. */
  mode: 'guided' | 'form' | '';
  /** The answer to `project.track`. */
  track: Choices['track'] | '';
  /** The answer to `project.zone`. */
  zone: Keys['zone'] | '';
  /** The day whose rules apply; empty: today. */
  asOf: Day | '';
  theme: 'light' | 'dark' | 'auto' | '';
  /** Other answers. They fill in what is not answered, and never overwrite an answer; read back, they are JSON. */
  get profile(): string;
  set profile(answers: Profile | string | null);
  /** Offers the person to let the page have the answers. */
  share: boolean;
  /** Who gets them then, as the person reads it. */
  recipient: string;

  /** Removes the answers, but for those that the page gave, and begins anew. */
  reset(): void;
  /** Prints the report, and nothing else of the page. */
  print(): void;
  /** The record of the decision; `null` unless the person agreed on screen. */
  exportRecord(): string | null;
  /** Follows the language around the element and the colours of the page, where these changed by a style sheet. */
  refresh(): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'sangloc-screening': SanglocScreening;
  }
  // Those of elements, of documents and of windows are made of it.
  interface GlobalEventHandlersEventMap extends ScreeningEvents {}
}
