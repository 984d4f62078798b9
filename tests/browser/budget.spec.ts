// Budgets that are counted: bytes of the first screen, and requests after it.
import { expect, test, type Page } from '@playwright/test';
import { field, go, question, result } from './helpers';

/** Bytes after brotli, with headers, of everything that is asked for until the start page is whole. */
const FIRST_SCREEN = 200_000;

/** The same of everything a person needs to answer in one language: program and rulebook among it. */
const WHOLE_PAGE = 507_000;

/** Counts the bytes that come over the network for the page itself; its worker has a session of its own. */
async function countBytes(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const names = new Map<string, string>();
  const bytes: [string, number][] = [];
  session.on('Network.requestWillBeSent', ({ requestId, request }) => names.set(requestId, new URL(request.url).pathname));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (encodedDataLength > 0) bytes.push([names.get(requestId)!, encodedDataLength]);
  });
  return bytes;
}

test('the first screen and the whole page keep to their budgets', async ({ page }) => {
  const bytes = await countBytes(page);
  const sum = (files: [string, number][]) => files.reduce((total, [, size]) => total + size, 0);
  await page.goto('/', { waitUntil: 'load' });
  const first = [...bytes];
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('footer')).toBeVisible();
  await page.waitForLoadState('networkidle');
  console.log(bytes.map(([name, size]) => `${String(size).padStart(8)} ${name}`).join('\n'), `\n${String(sum(first)).padStart(8)} until load, ${sum(bytes)} in all`);
  // That nothing of the program comes before the start page is whole is what makes it quick on a slow line.
  expect(first.filter(([name]) => /\.(wasm|core|words)$/.test(name))).toEqual([]);
  expect(sum(first)).toBeLessThanOrEqual(FIRST_SCREEN);
  expect(bytes.filter(([name]) => name.endsWith('.words'))).toHaveLength(1);
  expect(sum(bytes)).toBeLessThanOrEqual(WHOLE_PAGE);
});

test.describe('with its worker', () => {
  test.use({ serviceWorkers: 'allow' });
  test('after the first screen the page asks for nothing but the worker, and later only whether the rules are the newest', async ({ page }) => {
    const asked: string[] = [];
    await page.goto('/');
    await expect(page.locator('footer')).toBeVisible();
    await page.waitForLoadState('networkidle');
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      // The browser fetches the icon when it pleases.
      if (request.serviceWorker() === null && pathname !== '/icon.svg') asked.push(pathname);
    });
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await go(page, 'form');
    await question(page, 'project.track').getByRole('radio').first().check();
    await field(page, 'project.zone').fill('cai lan');
    expect(asked).toEqual([]);
    asked.length = 0;
    const overNetwork: string[] = [];
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (!response.fromServiceWorker() && pathname !== '/icon.svg') overNetwork.push(pathname);
    });
    await page.reload();
    await expect(result(page)).toBeVisible();
    await expect.poll(() => overNetwork).toEqual(['/quang-ninh.core']);
    await page.waitForLoadState('networkidle');
    expect(overNetwork).toEqual(['/quang-ninh.core']);
  });
});
