// What Lighthouse finds on a throttled phone.
import { expect, test } from '@playwright/test';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The scores of one run, of a hundred. */
async function lighthouse(address: string) {
  const report = join(tmpdir(), `sangloc-lighthouse-${process.pid}.json`);
  const flags = ['--headless=new', '--disable-gpu', '--disable-quic', '--no-first-run', ...(process.env.SANGLOC_NO_SANDBOX ? ['--no-sandbox'] : [])];
  await promisify(execFile)(
    here('node_modules/.bin/lighthouse'),
    [address, '--quiet', '--output=json', `--output-path=${report}`, '--only-categories=performance,accessibility,best-practices', `--chrome-flags=${flags.join(' ')}`],
    { env: { ...process.env, CHROME_PATH: process.env.SANGLOC_CHROMIUM ?? '/usr/bin/chromium' } },
  );
  const { categories } = JSON.parse(readFileSync(report, 'utf8'));
  const score = (name: string) => Math.round(categories[name].score * 100);
  return { performance: score('performance'), accessibility: score('accessibility'), practices: score('best-practices') };
}

test('Lighthouse on a throttled phone finds nothing to mend', async ({ baseURL }) => {
  test.setTimeout(240_000);
  // Its throttling scales what it measures: other work on the machine can only lower the score, so the best of three counts.
  let best = 0;
  for (let run = 0; run < 3 && best < 95; run += 1) {
    const scores = await lighthouse(baseURL!);
    console.log(scores);
    expect(scores).toMatchObject({ accessibility: 100, practices: 100 });
    best = Math.max(best, scores.performance);
  }
  expect(best).toBeGreaterThanOrEqual(95);
});
