// The rulebook as pages to read, opened from a folder: no server, no program.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { tabTo, watch } from './helpers';

const root = fileURLToPath(new URL('../../', import.meta.url));
const sangloc = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug/sangloc');

/** Makes the pages of a rulebook; the folder they are in. */
function make(rules: string) {
  const folder = mkdtempSync(join(tmpdir(), 'sangloc-'));
  execFileSync(sangloc, ['docs', join(root, rules), '-o', folder, '--as-of', '2026-11-22']);
  return folder;
}

const docs = make('rules/quang-ninh');
const address = (page: string) => pathToFileURL(join(docs, page)).href;

test('what is sought without marks is found on every page, and a link leads to what was hidden', async ({ page }) => {
  const complaints = await watch(page);
  await page.goto(address('index.html'));
  await page.getByRole('link', { name: /^Tiếng Việt/ }).click();
  const field = page.getByRole('searchbox', { name: 'Tìm trong trang này' });
  await field.fill('cay xanh phai vuot');
  await expect(page.getByRole('status')).toHaveText('Số mục tìm thấy: 1');
  await page.getByRole('link', { name: 'Mức cây xanh phải vượt' }).click();
  const figure = page.locator('[id="min_green_area"]');
  await expect(figure).toContainText('10% từ ngày 01/12/2024');
  await expect(figure).toContainText('Văn bản nêu rõ');
  await figure.getByRole('link', { name: /^ENV-06/ }).click();
  await expect(page).toHaveURL(/criteria\.html#green-area$/);
  const criterion = page.locator('[id="green-area"]');
  await expect(criterion).toContainText('environment.green_area > params.min_green_area');
  await page.getByRole('searchbox').fill('rung ngap man');
  await expect(criterion).toBeHidden();
  await expect(page.locator('[id="land-mangrove"]')).toBeVisible();
  await page.getByRole('navigation', { name: 'Chủ đề' }).getByRole('link', { name: 'Môi trường', exact: true }).click();
  await expect(criterion).toBeVisible();
  await expect(page.getByRole('searchbox')).toHaveValue('');
  await criterion.getByRole('link', { name: 'Exactly ten percent trees is not above ten percent' }).click();
  await expect(page.locator(':target')).toContainText('không đáp ứng');
  expect(complaints).toEqual([]);
});

test('a keyboard alone finds a source and what rests on it', async ({ page }) => {
  await page.goto(address('en/index.html'));
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('luat dat dai: thoi han');
  await expect(page.getByRole('status')).toHaveText('Entries found: 1');
  await tabTo(page, page.getByRole('link', { name: /Luật Đất đai: thời hạn/ }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/sources\.html#land-law-grace-period$/);
  await tabTo(page, page.locator(':target').getByRole('link', { name: /^LAND-08/ }));
  await page.keyboard.press('Enter');
  await expect(page.locator(':target')).toContainText('LAND-08');
});

test('without script everything is there, and on paper nothing else', async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(address('vi/criteria.html'));
  await expect(page.getByRole('searchbox')).toBeHidden();
  await expect(page.locator('article')).not.toHaveCount(0);
  await expect(page.locator('[id="land-mangrove"]')).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation').first()).toBeHidden();
  await expect(page.locator('[id="land-mangrove"]')).toBeVisible();
  await page.context().close();
});

for (const file of ['index', 'criteria', 'figures', 'sources', 'cases', 'cases-land']) {
  test(`nothing sticks out at 320 px: ${file}`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    for (const language of ['vi', 'en', 'zh', 'ko', 'ja']) {
      await page.goto(address(`${language}/${file}.html`));
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    }
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  // The small rulebook has one of everything; axe looks at every word.
  test(`axe finds nothing on any page: ${colorScheme}`, async ({ page }) => {
    test.slow();
    const small = make('tests/rulebooks/small');
    await page.emulateMedia({ colorScheme });
    for (const file of ['../index', 'index', 'criteria', 'figures', 'sources', 'cases', 'cases-all']) {
      await page.goto(pathToFileURL(join(small, 'vi', `${file}.html`)).href);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${file} ${id}: ${nodes[0]?.html}`)).toEqual([]);
    }
  });
}
