// The npm package in a portal that Vite built (tests/npm), under the policy that such a portal has.
import { expect, test } from '@playwright/test';
import { type ChildProcess, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { none, projects } from '../npm/records.mjs';
import { profile, serve, watch } from './helpers';

const events = ['sangloc-ready', 'sangloc-change', 'sangloc-decision', 'sangloc-navigate', 'sangloc-error'];

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const made = (path: string) => here(`../../target/npm/${path}`);
let portal: { address: string; server: ChildProcess };

test.beforeAll(async () => {
  portal = await serve(made('site'));
});
test.afterAll(() => portal.server.kill());

test('a portal decides, records and checks without asking anybody', async ({ page }) => {
  const complaints = await watch(page);
  await page.goto(portal.address);
  const shown = page.locator('#decision');
  await expect(shown).toContainText('outcome');
  const decided = JSON.parse((await shown.textContent())!);
  const identity = createHash('sha256').update(readFileSync(made('package/quang-ninh.rulebook'))).digest('hex');
  expect(decided).toMatchObject({ outcome: 'needs_answers', identity, holds: true });
  expect(decided.reference).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}$/);
  expect(complaints).toEqual([]);
});

test('the records of 1,000 projects are those of everywhere, and any changed byte is noticed', async ({ page }) => {
  test.slow();
  const complaints = await watch(page);
  const given = projects(readFileSync(made('given/records.jsonl'), 'utf8'));
  expect(given).toHaveLength(1000);
  // As it is, without a bundler.
  await page.route('**/package/**', (route) => {
    const [path] = /package\/.*/.exec(new URL(route.request().url()).pathname)!;
    return route.fulfill({ path: made(path) });
  });
  await page.route('**/records.mjs', (route) => route.fulfill({ path: here('../npm/records.mjs'), contentType: 'text/javascript' }));
  await page.goto(portal.address);
  const found = await page.evaluate(async (given) => {
    const load = (path: string) => import(new URL(path, document.baseURI).href);
    const [{ loadRulebook }, { faults, packaged }] = [await load('package/index.js'), await load('records.mjs')];
    const file = await (await fetch('package/quang-ninh.rulebook')).arrayBuffer();
    return faults(packaged(await loadRulebook(file)), given);
  }, given);
  expect(found).toEqual(none(given));
  expect(complaints).toEqual([]);
});

test('the element comes with the package, and tells what its types say', async ({ page }) => {
  test.slow();
  const complaints = await watch(page);
  const told = new Map<string, unknown[]>(events.map((name) => [name, []]));
  await page.exposeFunction('tell', (name: string, detail: unknown) => told.get(name)!.push(detail));
  await page.addInitScript((events) => {
    const { tell } = globalThis as unknown as { tell(name: string, detail: unknown): void };
    for (const name of events) addEventListener(name, (event) => tell(name, (event as CustomEvent).detail));
  }, events);
  await page.goto(`${portal.address}element.html`);
  await expect.poll(() => told.get('sangloc-ready')).toHaveLength(1);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await expect(page.locator('output')).toContainText('needs_answers');
  const element = page.locator('sangloc-screening');
  await expect(element.getByRole('heading', { level: 1 })).toBeVisible();
  await element.evaluate((element) => (element as HTMLElement & { exportRecord(): unknown }).exportRecord());
  await element.locator('.menu a[href="#/result"]').click();
  await element.getByRole('checkbox', { name: new URL(portal.address).host }).check();
  await element.evaluate((element, profile) => Object.assign(element, { profile }), profile('autoliv-complete'));
  await expect.poll(() => told.get('sangloc-decision')!.at(-1)).toMatchObject({ outcome: 'accepted', record: expect.stringContaining('"accepted"') });
  await expect.poll(() => told.get('sangloc-change')!.at(-1)).toMatchObject({ answers: { project: { track: 'industrial_zone' } } });
  await expect(page.locator('output')).toContainText('accepted');
  await expect.poll(() => [...told.values()].map((details) => details.length > 0)).toEqual(events.map(() => true));
  expect(requests).toEqual([]);
  expect(complaints).toEqual([expect.stringContaining('there is no record')]);

  const written = [...told].map(([name, details]) => `  '${name}': ${JSON.stringify(details)},\n`).join('');
  const typed = `{ [Name in keyof ScreeningDetails]: ScreeningDetails[Name][] }`;
  const file = here('../npm/generated/told.ts');
  writeFileSync(file, `import type { ScreeningDetails } from '@sangloc/screening/element';\nexport const told: ${typed} = {\n${written}};\n`);
  const compiled = spawnSync('node', ['node_modules/typescript/bin/tsc'], { cwd: here('../npm'), encoding: 'utf8' });
  rmSync(file);
  expect(compiled.stdout).toBe('');
});

const refusals: [string, (address: string) => { url: string; status?: number; body?: string; csp?: string }, RegExp][] = [
  ['the program is missing', () => ({ url: '**/*.wasm', status: 404, body: 'not found' }), /`wasm`: the program cannot be started/],
  ['the program is a page', () => ({ url: '**/*.wasm', status: 200, body: '<!doctype html>' }), /`wasm`: the program cannot be started/],
  ['the rulebook is a page', () => ({ url: '**/*.rulebook', status: 200, body: '<!doctype html>' }), /`bytes`: this is not a rulebook file; .* sent a page/],
  ['the policy forbids wasm', (address) => ({ url: address, csp: "script-src 'self'" }), /`wasm`: .* 'wasm-unsafe-eval'/],
];
for (const [name, refusal, words] of refusals) {
  test(`where ${name}, the error says what to do`, async ({ page }) => {
    const { url, status, body, csp } = refusal(portal.address);
    await page.route(url, async (route) => {
      if (!csp) return route.fulfill({ status, body });
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': csp } });
    });
    await page.goto(portal.address);
    await expect(page.locator('#decision')).toContainText(words);
  });
}
