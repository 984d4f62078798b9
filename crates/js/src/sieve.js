// Lays answers out as numbers, and makes findings in brief of numbers. What is not as answers mostly are is left to the
// program, which reads any profile and says where it is wrong.

export function makeSieve(program, layout) {
  return new Sieve(program, layout);
}

class Sieve {
  #program;
  #namespaces;
  #results;
  #numbers;
  #outcomes;
  #findings;

  constructor(program, { as_of, criteria, namespaces, lanes, results, outcomes, verdicts }) {
    this.as_of = as_of;
    this.criteria = Object.freeze(criteria);
    this.#program = program;
    this.#namespaces = new Map(namespaces.map(({ name, facts }) => [name, readers(facts)]));
    this.#results = results;
    this.#numbers = new Float64Array(lanes);
    this.#outcomes = outcomes;
    // By code; only those that give points are made anew.
    this.#findings = criteria.map((id) =>
      [false, true].flatMap((needs_answers) =>
        [false, true, null].flatMap((holds) =>
          verdicts.map((verdict) => Object.freeze({ id, verdict, holds, points: null, needs_answers })),
        ),
      ),
    );
  }

  decide(profile) {
    const numbers = this.#numbers;
    if (!this.#reads(profile) || !this.#program.judge(numbers)) this.#program.read(profile, numbers);
    let place = this.#results;
    const outcome = this.#outcomes[numbers[place++]];
    const points = numbers[place++];
    const points_open = numbers[place++] === 1;
    const findings = this.#findings.map((byCode) => {
      const finding = byCode[numbers[place++]];
      const points = numbers[place++];
      if (Number.isNaN(points)) return finding;
      const { id, verdict, holds, needs_answers } = finding;
      return { id, verdict, holds, points, needs_answers };
    });
    return { outcome, points, points_open, findings };
  }

  free() {
    this.#program.free();
  }

  #reads(profile) {
    try {
      return isPlain(profile) && reads(this.#namespaces, profile, this.#numbers);
    } catch {
      // A getter or a proxy has thrown.
      return false;
    }
  }
}

/** Whether every answer could be laid out, and nothing else is there. */
function reads(namespaces, profile, numbers) {
  numbers.fill(NaN);
  for (const name of Object.keys(profile)) {
    const facts = namespaces.get(name);
    const answers = profile[name];
    if (facts === undefined) return false;
    if (answers === undefined || answers === null) continue;
    if (!isPlain(answers) || !readsAnswers(facts, answers, numbers)) return false;
  }
  return true;
}

function readsAnswers(facts, answers, numbers) {
  const names = Object.keys(answers);
  // One after the other they are read faster so than by their names.
  const values = Object.values(answers);
  let next;
  for (let at = 0; at < names.length; at++) {
    const name = names[at];
    const answer = values[at];
    // Answers mostly stand in the order of the rulebook.
    const fact = next !== undefined && next.name === name ? next : facts.get(name);
    if (fact === undefined) return false;
    next = fact.next;
    if (answer !== undefined && answer !== null && !fact.read(answer, numbers, fact)) return false;
  }
  return true;
}

/** What reads the answers to the facts of a namespace, by name. */
function readers(facts) {
  const readers = facts.map(({ name, lane, kind, choices }) => {
    const places = new Map();
    choices.forEach((choice, place) => places.has(choice) || places.set(choice, place));
    // As a key, a text is compared at once with other keys.
    const [key] = Object.keys({ [name]: null });
    return { name: key, lane, read: READ[kind], places, next: undefined };
  });
  readers.forEach((reader, at) => (reader.next = readers[at + 1]));
  return new Map(readers.map((reader) => [reader.name, reader]));
}

/** Writes one answer; false where it is none, or has to be read with more care. */
const READ = {
  yes_no(answer, numbers, { lane }) {
    numbers[lane] = answer === true ? 1 : 0;
    return typeof answer === 'boolean';
  },

  number(answer, numbers, { lane, places }) {
    let amount = answer;
    let unit = 0;
    if (typeof answer === 'object') {
      if (!isPlain(answer)) return false;
      amount = answer.amount;
      if (answer.unit !== undefined) unit = places.get(answer.unit);
      if (Object.keys(answer).length !== (answer.unit === undefined ? 1 : 2)) return false;
    }
    numbers[lane] = amount;
    numbers[lane + 1] = unit;
    return Number.isFinite(amount) && unit !== undefined;
  },

  choice(answer, numbers, { lane, places }) {
    const place = places.get(answer);
    numbers[lane] = place;
    return place !== undefined;
  },

  choices(answer, numbers, { lane, places }) {
    if (!Array.isArray(answer) || answer.length > places.size) return false;
    const end = lane + 1 + Math.ceil(places.size / 32);
    for (let at = lane; at < end; at++) numbers[at] = 0;
    for (const choice of answer) {
      const place = places.get(choice);
      if (place === undefined) return false;
      const word = lane + 1 + (place >> 5);
      numbers[word] = (numbers[word] | (1 << (place & 31))) >>> 0;
    }
    return true;
  },

  date(answer, numbers, { lane }) {
    if (typeof answer !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(answer)) return false;
    numbers[lane] = Number(answer.replaceAll('-', ''));
    return true;
  },

  text(answer, numbers, { lane }) {
    numbers[lane] = 0;
    return typeof answer === 'string' && answer.length <= 200 && (answer.isWellFormed?.() ?? false);
  },
};

/** Whether it is an object made by braces, or one without any prototype. */
function isPlain(value) {
  if (typeof value !== 'object' || value === null) return false;
  const above = Object.getPrototypeOf(value);
  return above === Object.prototype || above === null;
}
