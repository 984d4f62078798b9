import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { text, watch } from './helpers';

test('the page starts under its security policy with a quiet console', async ({ page }) => {
  const complaints = await watch(page);
  const response = await page.goto('/');
  expect(response?.headers()['content-security-policy']).toContain("script-src 'self' 'wasm-unsafe-eval'");
  await page.waitForLoadState('networkidle');
  await expect(page.locator('#app')).toBeVisible();
  await expect(page.locator('#fallback')).toBeHidden();
  expect(complaints).toEqual([]);
});

test('the start page is there before the program, and the program changes nothing about it', async ({ page }) => {
  await page.route('**/*.wasm', () => {});
  await page.goto('/');
  const parts = ['header.site', '.place'];
  const looks = () => Promise.all(parts.map((part) => page.locator(part).innerHTML()));
  const whole = (html: string) => html.replace(/>\s+</g, '><').replace(/\s+/g, ' ').replace(/ ?(<|>) ?/g, '$1');
  const before = await looks();
  await page.unroute('**/*.wasm');
  await page.reload();
  await expect(page.locator('footer')).toBeVisible({ timeout: 20_000 });
  expect((await looks()).map(whole)).toEqual(before.map(whole));
});

test('a browser that cannot run the page is told whom to ask', async ({ page }) => {
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto('/');
  await expect(page.locator('#fallback')).toContainText('Ban Quản lý Khu kinh tế Quảng Ninh');
  await expect(page.locator('#app')).toBeHidden();
});

for (const lang of ['vi', 'en', 'zh', 'ko', 'ja']) {
  test(`the criteria can be read where no program runs: ${lang}`, async ({ browser, page }) => {
    const plain = await (await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } })).newPage();
    await plain.goto('/');
    await plain.getByRole('link', { name: lang === 'vi' ? 'Đọc danh mục tiêu chí' : 'Read the list of criteria' }).click();
    if (!['vi', 'en'].includes(lang)) await plain.locator(`nav a[lang=${lang}]`).click();
    await expect(plain.locator('html')).toHaveAttribute('lang', lang);
    await expect(plain.locator('main')).toContainText(text('rulebook.contact', lang));
    await expect(plain.locator('[id=green-area]')).toContainText('ENV-06');
    await expect(plain.locator('[id=green-area]')).toContainText(/10\s?%/);
    // Text can be read before its style is there.
    await plain.waitForLoadState('load');
    expect(await plain.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await plain.context().close();
    await page.goto(`/criteria.${lang}.html`);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });
}
