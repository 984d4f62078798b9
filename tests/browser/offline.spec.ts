// After the first visit the page needs no network; what is newer is offered, and taken on the person's word.
import { expect, test, type Page } from '@playwright/test';
import { type ChildProcess, execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { link, outcomes, profile, result, serve, text, version } from './helpers';

const root = fileURLToPath(new URL('../../', import.meta.url));
const dist = process.env.SANGLOC_DIST ?? join(root, 'dist');
const complete = profile('autoliv-complete');

/** A copy of the page on a server of its own, so that a test may publish something newer. */
async function publish(): Promise<{ address: string; folder: string; server: ChildProcess }> {
  const folder = join(mkdtempSync(join(tmpdir(), 'sangloc-')), 'dist');
  cpSync(dist, folder, { recursive: true });
  return { ...(await serve(folder)), folder };
}

/** Packs the rules with a greater figure and a higher version beside the page. */
function publishRules(folder: string) {
  const rules = join(folder, '../quang-ninh');
  cpSync(join(root, 'rules/quang-ninh'), rules, { recursive: true });
  const edit = (file: string, from: RegExp, to: string) => {
    const written = readFileSync(join(rules, file), 'utf8');
    const changed = written.replace(from, to);
    expect(changed).not.toBe(written);
    writeFileSync(join(rules, file), changed);
  };
  edit('parameters.toml', /(\[min_green_area\][^[]*\[[^\]]*amount\s*=\s*)10\b/, '$120');
  edit('rulebook.toml', /version\s*=\s*"[^"]*"/, 'version = "2030.1.1"');
  const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
  execFileSync(join(target, 'debug/sangloc'), ['pack', rules, '-o', join(folder, '../whole.rulebook'), '--split', folder]);
}

/** Whether the worker has everything on the device. */
async function kept(page: Page) {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) {
      await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
    }
  });
}

test.use({ serviceWorkers: 'allow' });

const answers = (page: Page, address: string) => page.goto(address + link(complete).slice(1));

let site: Awaited<ReturnType<typeof publish>>;
test.beforeEach(async () => {
  site = await publish();
});
test.afterEach(() => {
  site.server.kill();
  rmSync(join(site.folder, '..'), { recursive: true, force: true });
});

test('after one visit the page works without a network, in every language and from any address', async ({ page, context }) => {
  await page.goto(site.address);
  await kept(page);
  site.server.kill();
  await context.setOffline(true);
  await page.reload();
  const offline = page.getByRole('status').filter({ hasText: 'Đang không có mạng' });
  await expect(offline).toContainText(version);
  await answers(page, site.address);
  await expect(result(page)).toContainText(outcomes.accepted);
  for (const [name, lang] of [['English', 'en'], ['简体中文', 'zh'], ['한국어', 'ko'], ['日本語', 'ja'], ['Tiếng Việt', 'vi']] as const) {
    await page.getByRole('button', { name }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await expect(page.locator('footer')).toContainText(text('rulebook.authority', lang));
  }
  await page.goto(`${site.address}?from=mail#/form`);
  await page.reload();
  await expect(result(page)).toContainText(outcomes.accepted);
});

test('everything the build has is on the device, and nothing of it is the whole rulebook', async ({ page }) => {
  await page.goto(site.address);
  await kept(page);
  const names = await page.evaluate(async () => {
    const [cache] = (await caches.keys()).filter((name) => name.startsWith('sangloc-'));
    const requests = await (await caches.open(cache!)).keys();
    return requests.map(({ url }) => new URL(url).pathname.slice(1));
  });
  const files = readdirSync(site.folder).filter((name) => !/\.(rulebook|sources)$|^rulebook$|^sw\.js$|^studio$|^embed$|^preview\.html$/.test(name));
  expect(names.sort()).toEqual(files.map((name) => (name === 'index.html' ? '' : name)).sort());
});

test('newer criteria are offered, taken on the person’s word, and kept for days without a network', async ({ page, context }) => {
  await answers(page, site.address);
  await expect(result(page)).toContainText(outcomes.accepted);
  await kept(page);
  publishRules(site.folder);
  await page.reload();
  const offer = page.getByRole('status').filter({ hasText: 'Có bộ tiêu chí mới: phiên bản 2030.1.1' });
  await expect(offer).toBeVisible();
  // Until then the old ones judge.
  await expect(result(page)).toContainText(outcomes.accepted);
  await offer.getByRole('button', { name: 'Dùng bản mới' }).click();
  await expect(result(page)).toContainText(outcomes.rejected);
  await expect(page.getByRole('status').filter({ hasText: 'Đã chuyển sang bộ tiêu chí phiên bản 2030.1.1' })).toBeVisible();
  await expect(offer).toHaveCount(0);
  await expect.poll(() => page.evaluate(async () => {
    const core = await caches.match('quang-ninh.core');
    return (await core!.text()).includes('2030.1.1');
  })).toBe(true);
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('status').filter({ hasText: 'Đang không có mạng' })).toContainText('2030.1.1');
  await expect(result(page)).toContainText(outcomes.rejected);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('a broken newer rulebook is refused and the old one kept', async ({ page, context }) => {
  await answers(page, site.address);
  await kept(page);
  publishRules(site.folder);
  const core = join(site.folder, 'quang-ninh.core');
  const whole = readFileSync(core);
  writeFileSync(core, whole.subarray(0, whole.length - 100));
  const checked = page.waitForResponse((response) => response.url().endsWith('.core') && !response.fromServiceWorker());
  await page.reload();
  await checked;
  await expect(result(page)).toContainText(outcomes.accepted);
  await expect(page.getByText('2030.1.1')).toHaveCount(0);
  await context.setOffline(true);
  await page.reload();
  await expect(result(page)).toContainText(outcomes.accepted);
});

test('a new build of the page waits for the person’s word, and never mixes with the old one', async ({ page, context }) => {
  await answers(page, site.address);
  await kept(page);
  const worker = join(site.folder, 'sw.js');
  const index = join(site.folder, 'index.html');
  writeFileSync(worker, readFileSync(worker, 'utf8').replace(/const BUILD = '[^']*'/, "const BUILD = 'another'"));
  writeFileSync(index, readFileSync(index, 'utf8').replace('<html lang="vi">', '<html lang="vi" data-build="another">'));
  await page.reload();
  const offer = page.getByRole('status').filter({ hasText: 'Trang này có bản mới' });
  await expect(offer).toBeVisible();
  await expect(page.locator('html[data-build]')).toHaveCount(0);
  await Promise.all([page.waitForEvent('load'), offer.getByRole('button', { name: 'Dùng bản mới' }).click()]);
  await expect(page.locator('html[data-build=another]')).toHaveCount(1);
  await expect(result(page)).toContainText(outcomes.accepted);
  expect(await page.evaluate(() => caches.keys())).toEqual(['sangloc-another']);
  await context.setOffline(true);
  await page.reload();
  await expect(result(page)).toContainText(outcomes.accepted);
});

test('a build that cannot be kept whole is not kept, and the page works all the same', async ({ page }) => {
  const worker = join(site.folder, 'sw.js');
  writeFileSync(worker, readFileSync(worker, 'utf8').replace('const FILES = [', 'const FILES = ["not-there.js", '));
  await answers(page, site.address);
  await expect(result(page)).toContainText(outcomes.accepted);
  const end = await page.evaluate(async () => {
    const { installing } = await navigator.serviceWorker.register('sw.js');
    return new Promise((resolve) => installing!.addEventListener('statechange', () => resolve(installing!.state)));
  });
  expect(end).toBe('redundant');
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
});

test.describe('where workers are forbidden', () => {
  test.use({ serviceWorkers: 'block' });
  test('the page works as before', async ({ page }) => {
    await answers(page, site.address);
    await expect(result(page)).toContainText(outcomes.accepted);
    await page.getByRole('button', { name: 'English' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  });
});

test('the page can be installed', async ({ page }) => {
  await page.goto(site.address);
  const manifest = JSON.parse(readFileSync(join(site.folder, 'manifest.webmanifest'), 'utf8'));
  expect(await page.locator('link[rel=manifest]').getAttribute('href')).toBe('manifest.webmanifest');
  for (const icon of manifest.icons) {
    expect((await page.request.get(site.address + icon.src)).headers()['content-type']).toBe(icon.type);
  }
  await kept(page);
  const session = await page.context().newCDPSession(page);
  const { installabilityErrors } = (await session.send('Page.getInstallabilityErrors')) as { installabilityErrors: { errorId: string }[] };
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
});
