// Whether a surface gives the records that the native program wrote of made-up projects (tests/src/bin/records.rs), takes
// them for what they are, and notices any changed byte. It runs in Node and in the browser alike.

/** The projects of a text: each a `profile`, a day `as_of`, and the `text` of its record. */
export const projects = (written) => written.trim().split('\n').map((line) => JSON.parse(line));

const LINE_FEED = 10;

/** Each record with one byte changed, for every surface the same; no line becomes two. */
function changed(records) {
  let seed = 1;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  return records.map((record) => {
    const bytes = record.slice();
    const place = random(bytes.length - 1);
    do bytes[place] = random(256);
    while (bytes[place] === record[place] || bytes[place] === LINE_FEED);
    return bytes;
  });
}

/** The places in a list of what is otherwise than wanted. */
const wrong = (found, isRight) => found.flatMap((one, place) => (isRight(one, place) ? [] : [place]));

/**
 * What a surface does wrong, by the numbers of projects. `record` gives the `text` of each project's record and, where the
 * surface has it, the `reference`; `verify` says of the bytes of records whether they hold. Each is asked for all at once.
 */
export async function faults({ record, verify }, given) {
  const records = given.map(({ text }) => new TextEncoder().encode(text));
  const [written, held, believed] = [await record(given), await verify(records), await verify(changed(records))];
  const isRight = ({ text, reference }, { text: wanted, reference: code }) => text === wanted && [code, undefined].includes(reference);
  const counts = [written, held, believed].map((answers) => answers.length);
  return {
    counts,
    otherwise: wrong(written, (made, place) => isRight(made, given[place])),
    refused: wrong(held, (holds) => holds === true),
    unnoticed: wrong(believed, (holds) => holds === false),
  };
}

/** What a surface does wrong that does nothing wrong. */
export const none = (given) => ({ counts: Array(3).fill(given.length), otherwise: [], refused: [], unnoticed: [] });

/** The npm package, whatever it runs in. */
export const packaged = (rulebook) => ({
  record: async (given) => given.map(({ profile, as_of: asOf }) => rulebook.record(profile, { asOf })),
  verify: async (records) => records.map((record) => holds(rulebook, record)),
});

function holds(rulebook, record) {
  try {
    return rulebook.verify(record).holds;
  } catch (error) {
    if (error.name === 'ScreeningError') return false;
    throw error;
  }
}

/** What a sieve says of a project that was decided, in English. */
export function brief({ outcome, points, points_open, findings }) {
  // Reports have words for people: −1 and 1,000.
  const number = (points) => (points === undefined ? null : Number(points.replace('−', '-').replaceAll(',', '')));
  return {
    outcome,
    points: number(points),
    points_open,
    findings: findings.map(({ id, verdict, holds, points, needs }) =>
      ({ id, verdict, holds, points: number(points), needs_answers: needs.length > 0 })),
  };
}
