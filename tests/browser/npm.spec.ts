// The npm package in a portal that Vite built (tests/npm), under the policy that such a portal has.
import { expect, test } from '@playwright/test';
import { type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serve, watch } from './helpers';

const made = (path: string) => fileURLToPath(new URL(`../../target/npm/${path}`, import.meta.url));
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
