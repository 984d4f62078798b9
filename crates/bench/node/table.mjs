// The 60 criteria as crates/bench/src/table.rs writes them, and what a host makes of what became of them.

export const [UNMET, MET, NOT_APPLICABLE, OPEN, HARMLESS, GAP, POINTS_OPEN] = [0, 1, 2, 3, 4, 5, -1];

// What became of every criterion, counted together as the host of a rule engine does.
export function count(table, statuses) {
  let [rejected, open, gap, points, pointsOpen] = [false, false, false, 0, false];
  for (let place = 0; place < table.length; place++) {
    const status = statuses[place];
    if (table[place].points) {
      if (status === POINTS_OPEN) pointsOpen = true;
      else points += status;
    } else if (status === UNMET) rejected = true;
    else if (status === OPEN) open = true;
    else if (status === GAP) gap = true;
  }
  const outcome = rejected ? 'rejected' : open ? 'needs_answers' : gap ? 'needs_review' : 'accepted';
  return { statuses, outcome, points, points_open: pointsOpen };
}

// A criterion in two texts, so that hardly any has to ask what is missing.
export function pairs(table, write) {
  return table.map(({ facts, rows }) => ({
    facts,
    answered: write(rows.filter((row) => row.missing.length === 0)),
    open: write(rows),
  }));
}

export function pick({ facts, answered, open }, project) {
  for (const fact of facts) if (project[fact] === undefined) return open;
  return answered;
}

// Expressions as JavaScript and its relatives write them.
export function infix({ fact, nothing, and, or, not, anyOf }) {
  const tests = {
    at_least: (a, limit) => `${fact(a)} >= ${limit}`,
    at_most: (a, limit) => `${fact(a)} <= ${limit}`,
    ratio: (a, b, limit) => `${fact(a)} / ${fact(b)} >= ${limit}`,
    sum: (a, b, c, times) => `${fact(a)} + ${fact(b)} <= ${fact(c)} * ${times}`,
    zero: (a) => `${fact(a)} == 0`,
    yes: (y) => fact(y),
    no: (y) => `${not} ${fact(y)}`,
    any_of: (s, members) => members.map((member) => anyOf(fact(s), `"${member}"`)).join(` ${or} `),
    is_not: (c, member) => `${fact(c)} != "${member}"`,
  };
  const condition = ({ missing, test }) => {
    const all = missing.map((name) => `${fact(name)} == ${nothing}`);
    if (test !== null) all.push(`(${tests[test[0]](...test.slice(1))})`);
    return all.join(` ${and} `);
  };
  return (rows) =>
    rows.reduceRight((rest, row) => {
      const when = condition(row);
      return when === '' ? `${row.gives}` : `(${when}) ? ${row.gives} : (${rest})`;
    }, '');
}
