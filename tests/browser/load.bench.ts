// How long the studio's worker takes from the rule files of the province to the rulebook, as a Markdown table.
import { expect, test } from '@playwright/test';

const ROUNDS = 15;

test('rule files loaded, checked and compiled in the worker of the studio', async ({ page }) => {
  await page.goto('/studio/');
  const times = await page.evaluate(async (rounds) => {
    const files = await (await fetch('../quang-ninh.sources')).json();
    const worker = new Worker('worker.js', { type: 'module' });
    const ask = (id: number, request: unknown) => new Promise<unknown[]>((resolve) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.postMessage([id, JSON.stringify(request), new Uint8Array()]);
    });
    // It is started, and its program compiled, by a request that asks for nothing.
    await ask(0, { pack: {} });
    const times = [];
    for (let round = 1; round <= rounds; round += 1) {
      const begun = performance.now();
      const [, answer] = await ask(round, { open: files });
      times.push(performance.now() - begun);
      if (answer !== '"done"') throw new Error(String(answer));
    }
    worker.terminate();
    return times;
  }, ROUNDS);
  expect(times).toHaveLength(ROUNDS);
  const row = (what: string, all: number[]) => {
    const sorted = [...all].sort((a, b) => a - b);
    return `| ${what} | ${sorted[sorted.length >> 1].toFixed(1)} | ${sorted[0].toFixed(1)} – ${sorted.at(-1)!.toFixed(1)} |`;
  };
  console.log(['\n| in the studio\'s worker, Chromium | median, ms | from – to |', '|---|---|---|', row('the province: rule files loaded, checked, compiled', times), `| the first time, before Chromium has optimised the program | ${times[0].toFixed(1)} | |`, ''].join('\n'));
});
