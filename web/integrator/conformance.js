// The check that a portal team loads on its own test page, with one tag: it checks every element there and shows what it
// found at the end of the page (docs/embedding.md).
import { report } from './report.js';

const PATIENCE = 10_000;
const WANTED = 'sangloc-screening, sangloc-frame';

const shown = report();

/** Elements may come late, as where a framework writes the page. */
async function elements() {
  for (const end = performance.now() + PATIENCE; performance.now() < end; ) {
    const found = [...document.querySelectorAll(WANTED)];
    if (found.length > 0) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return [];
}

let last = Promise.resolve();
/** One check at a time: each moves the focus and asks the element for other things. */
const inTurn = (act) => (last = last.catch(() => {}).then(act));

/**
 * Checks an element where it stands and shows the results; they are given too: of each check its name, `state` (`pass`,
 * `fail` or `unknown`), `reason` in a word, `title`, and in `says` what was found and what to do.
 */
export const check = (element) =>
  inTurn(async () => {
    document.body.append(shown);
    const [results] = await shown.show([element]);
    return results;
  });

const checkAll = () =>
  inTurn(async () => {
    document.body.append(shown);
    await shown.show(await elements());
    shown.offer(checkAll);
  });

checkAll();
