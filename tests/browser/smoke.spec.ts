import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { text, watch } from './helpers';

const languages = ['vi', 'en', 'zh', 'ko', 'ja'];

test('the page starts under its security policy with a quiet console', async ({ page }) => {
  const complaints = await watch(page);
  const response = await page.goto('/');
  expect(response?.headers()['content-security-policy']).toContain("script-src 'self' 'wasm-unsafe-eval'");
  await page.waitForLoadState('networkidle');
  await expect(page.locator('#app')).toBeVisible();
  await expect(page.locator('#fallback')).toBeHidden();
  expect(complaints).toEqual([]);
});

/** Holds the program back until it is let go. */
async function withoutProgram(page: Page) {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  return letGo;
}

for (const lang of languages) {
  test(`the start page is there before the program, and the program changes nothing about it: ${lang}`, async ({ page }) => {
    await page.addInitScript((tag) => localStorage.setItem('sangloc.language', tag), lang);
    const letGo = await withoutProgram(page);
    await page.goto('/');
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    const looks = async () => [await page.title(), ...(await Promise.all(['header.site', '.place'].map((part) => page.locator(part).innerHTML())))];
    const whole = (html: string) => html.replace(/>\s+</g, '><').replace(/\s+/g, ' ').replace(/ ?(<|>) ?/g, '$1');
    const before = await looks();
    letGo();
    await expect(page.locator('footer')).toBeVisible({ timeout: 20_000 });
    expect((await looks()).map(whole)).toEqual(before.map(whole));
  });
}

test('before the program is there, the start page speaks every language, and says that the rest is coming', async ({ page }) => {
  const complaints = await watch(page);
  const letGo = await withoutProgram(page);
  await page.goto('/');
  for (const lang of ['en', 'zh', 'ko', 'ja', 'vi', 'en']) {
    await page.locator(`.languages button[lang=${lang}]`).click();
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await expect(page.locator('.languages [aria-current]')).toHaveAttribute('lang', lang);
    await expect(page.locator('.languages [aria-current]')).toBeFocused();
    await expect(page).toHaveTitle(/^Sàng Lọc – /);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  }
  await page.getByRole('link', { name: 'The whole form' }).click();
  await expect(page.getByRole('status')).toContainText('Loading…');
  letGo();
  await expect(page.getByRole('heading', { level: 2, name: 'Screening result' })).toBeVisible({ timeout: 20_000 });
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.reload();
  await expect(page.getByRole('heading', { level: 2, name: 'Screening result' })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a browser that cannot run the page is told whom to ask', async ({ page }) => {
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto('/');
  await expect(page.locator('#fallback')).toContainText('Ban Quản lý Khu kinh tế Quảng Ninh');
  await expect(page.locator('#app')).toBeHidden();
});

for (const lang of languages) {
  test(`the criteria can be read where no program runs: ${lang}`, async ({ browser }) => {
    const plain = await (await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } })).newPage();
    await plain.goto('/');
    await plain.getByRole('link', { name: lang === 'vi' ? 'Đọc danh mục tiêu chí' : 'Read the list of criteria' }).click();
    if (!['vi', 'en'].includes(lang)) await plain.locator(`nav a[lang=${lang}]`).click();
    await expect(plain.locator('html')).toHaveAttribute('lang', lang);
    await expect(plain.locator('footer')).toContainText(text('rulebook.contact', lang));
    await expect(plain.locator('[id=green-area]')).toContainText('ENV-06');
    await expect(plain.locator('[id=green-area]')).toContainText(/10\s?%/);
    // Text can be read before its style is there.
    await plain.waitForLoadState('load');
    expect(await plain.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await plain.context().close();
  });
}
