// What is given wrong, and what is said of it: `call` is made on a rulebook and a good profile, or loads another.
const circle = {};
circle.project = circle;
const deep = JSON.parse('{"a":'.repeat(50) + '1' + '}'.repeat(50));
const hostile = new Proxy({}, { ownKeys: () => { throw new Error('mine'); } });
const getter = { project: Object.defineProperty({}, 'land_area', { enumerable: true, get() { throw new Error('mine'); } }) };
const project = (entries) => ({ project: entries });

/** Profiles; each is given to every call that takes one. */
export const profiles = [
  ['a number', 7, 'wrong-type', 'profile', 'must be an object'],
  ['a list', [], 'wrong-type', 'profile', 'must be an object'],
  ['a text', '{"project":{}}', 'wrong-type', 'profile', 'must be an object'],
  ['null', null, 'wrong-type', 'profile', 'must be an object'],
  ['undefined', undefined, 'wrong-type', 'profile', 'must be an object'],
  ['a function', () => {}, 'wrong-type', 'profile', 'no plain value'],
  ['a symbol', Symbol('x'), 'wrong-type', 'profile', 'no plain value'],
  ['a map', new Map([['project', {}]]), 'wrong-type', 'profile', 'no plain value'],
  ['a day as an object', project({ land_area: new Date(0) }), 'wrong-type', 'profile.project.land_area', 'no plain value'],
  ['an instance of a class', new (class Profile { project = {}; })(), 'wrong-type', 'profile', 'no plain value'],
  ['a circle', circle, 'wrong-type', 'profile.project.project.project.project.project.project.project.project', 'nested too deeply'],
  ['fifty deep', deep, 'wrong-type', 'profile.a.a.a.a.a.a.a.a', 'nested too deeply'],
  ['a proxy that throws', hostile, 'wrong-type', 'profile', 'cannot be read'],
  ['a getter that throws', getter, 'wrong-type', 'profile.project.land_area', 'cannot be read'],
  ['an unknown namespace', { projekt: {} }, 'unknown-fact', 'profile.projekt', 'did you mean `project`?'],
  ['a misspelt fact', project({ land_aera: 1 }), 'unknown-fact', 'profile.project.land_aera', 'did you mean `project.land_area`?'],
  ['__proto__ as a namespace', JSON.parse('{"__proto__":{"land_area":1}}'), 'unknown-fact', 'profile.__proto__', 'not asked'],
  ['__proto__ as a fact', JSON.parse('{"project":{"__proto__":{"polluted":true}}}'), 'unknown-fact', 'profile.project.__proto__', 'not asked'],
  ['__proto__ in braces', { __proto__: { project: {} } }, 'wrong-type', 'profile', 'no plain value'],
  ['constructor', { constructor: { prototype: { polluted: true } } }, 'unknown-fact', 'profile.constructor', 'not asked'],
  ['constructor as a fact', project({ constructor: 1 }), 'unknown-fact', 'profile.project.constructor', 'not asked'],
  ['prototype as a fact', project({ prototype: null }), 'unknown-fact', 'profile.project.prototype', 'not asked'],
  ['a namespace as a text', { project: 'x' }, 'wrong-type', 'profile.project', 'must be an object'],
  ['a text for a number', project({ land_area: '32.6' }), 'wrong-type', 'profile.project.land_area', 'must be a number'],
  ['a list for a number', project({ land_area: [1] }), 'wrong-type', 'profile.project.land_area', 'must be a number'],
  ['NaN', project({ land_area: NaN }), 'wrong-type', 'profile.project.land_area', 'not a finite number'],
  ['infinity', project({ land_area: -Infinity }), 'wrong-type', 'profile.project.land_area', 'not a finite number'],
  ['too large a number', project({ land_area: 1e300 }), 'out-of-range', 'profile.project.land_area', 'allowed: a number'],
  ['too large a bigint', project({ land_area: 10n ** 400n }), 'out-of-range', 'profile.project.land_area', 'allowed: a number'],
  ['below zero', project({ land_area: -1 }), 'out-of-range', 'profile.project.land_area', 'is out of range'],
  ['another unit', project({ land_area: { amount: 1, unit: 'USD' } }), 'wrong-unit', 'profile.project.land_area', 'allowed: ha'],
  ['a member more', project({ land_area: { amount: 1, units: 'ha' } }), 'wrong-type', 'profile.project.land_area', 'must be a number'],
  ['no such choice', project({ track: 'industrial_zones' }), 'unknown-choice', 'profile.project.track', 'did you mean `industrial_zone`?'],
  ['no such code', project({ zone: 'KCN-NOWHERE' }), 'unknown-choice', 'profile.project.zone', 'has no choice'],
  ['a list with a gap', project({ processes: [, 'x'] }), 'wrong-type', 'profile.project.processes', 'list of names'],
  ['half a letter', project({ name: '\ud800' }), 'wrong-type', 'profile.project.name', 'lone surrogate'],
  ['a huge text', project({ name: 'x'.repeat(10_000_000) }), 'too-large', 'profile.project.name', 'larger than'],
  ['a huge list', project({ processes: new Array(2_000_000).fill('x') }), 'too-large', undefined, 'larger than'],
];

/** Options of a call that takes a profile. */
export const options = [
  ['a text', 'en', 'invalid-options', 'options', 'must be an object'],
  ['a list', [], 'invalid-options', 'options', 'must be an object'],
  ['another spelling', { as_of: '2026-11-22' }, 'invalid-options', 'options', 'asOf'],
  ['__proto__', JSON.parse('{"__proto__":1}'), 'invalid-options', 'options', '__proto__'],
  ['a day that is none', { asOf: '2026-02-30' }, 'invalid-date', 'options.asOf', 'is not a date; write it as'],
  ['a day of the clock', { asOf: '2026-11-22T00:00:00Z' }, 'invalid-date', 'options.asOf', 'is not a date; write it as'],
  ['a day as an object', { asOf: new Date(0) }, 'wrong-type', 'options.asOf', 'no plain value'],
  ['a day as a number', { asOf: 20261122 }, 'invalid-options', 'options', 'expected a string'],
  ['no such language', { lang: 'fr' }, 'unknown-language', 'options.lang', 'must be one of vi, en'],
];

/** Bytes and options of `loadRulebook`; `file` are the bytes of a good one. */
export const files = (file) => [
  ['nothing', undefined, undefined, 'not-bytes', 'bytes', 'Uint8Array or ArrayBuffer'],
  ['a text', 'sangloc-rulebook 1', undefined, 'not-bytes', 'bytes', 'Uint8Array or ArrayBuffer'],
  ['a list of numbers', [...file.subarray(0, 20)], undefined, 'not-bytes', 'bytes', 'Uint8Array or ArrayBuffer'],
  ['no bytes', new Uint8Array(), undefined, 'not-a-rulebook', 'bytes', 'not a rulebook file'],
  ['a page', new TextEncoder().encode('<!doctype html>'), undefined, 'not-a-rulebook', 'bytes', 'whether the server sent a page'],
  ['cut off', file.subarray(0, file.length / 2), undefined, 'damaged', 'bytes', 'load the file again'],
  ['cut off early', file.subarray(0, 10), undefined, 'not-a-rulebook', 'bytes', 'not a rulebook file'],
  ['changed', file.with(file.length - 100, 0x20), undefined, 'damaged', 'bytes', 'load the file again'],
  ['of a later program', file.with('sangloc-rulebook '.length, 0x39), undefined, 'other-format', 'bytes', 'use a newer version'],
  ['too large', new Uint8Array(33 * 1024 * 1024), undefined, 'too-large', 'bytes', 'larger than'],
  ['handed away', handedAway(), undefined, 'not-a-rulebook', 'bytes', 'not a rulebook file'],
  ['an unknown option', file, { requiresignature: 'x' }, 'invalid-options', 'options', 'requireSignature'],
  ['another type', file, { requireSignature: true }, 'invalid-options', 'options', 'expected a string'],
];

function handedAway() {
  const buffer = new ArrayBuffer(8);
  structuredClone(buffer, { transfer: [buffer] });
  return buffer;
}

/** Records; `text` is a good one. */
export const records = (text) => [
  ['an object', JSON.parse(text), 'not-a-record', 'record', 'as it was kept'],
  ['nothing', undefined, 'not-a-record', 'record', 'as it was kept'],
  ['no text', '', 'damaged', 'record', 'letter by letter'],
  ['cut off', text.slice(0, 200), 'damaged', 'record', 'letter by letter'],
  ['another kind', '{}', 'not-a-record', 'record', 'record()'],
  ['written anew', JSON.stringify(JSON.parse(text), null, 2), 'damaged', 'record', 'letter by letter'],
  ['another format', text.replace('sangloc-record 2', 'sangloc-record 9'), 'other-format', 'record', 'this program reads'],
  ['other rules', text.replace(/"identity":"./, '"identity":"g'), 'other-rulebook', 'record', 'load the rulebook file'],
  ['no day', text.replace('"as_of":"2026-11-22"', '"as_of":"2026-11-32"'), 'invalid-date', 'record', 'not a day'],
  ['a fact that is none', text.replace('"land_area":', '"land_aera":'), 'unknown-fact', 'record.profile.project.land_aera', 'not asked'],
  ['too large', ' '.repeat(3_000_000), 'too-large', 'record', 'larger than'],
];
