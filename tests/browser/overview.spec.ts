// The project at a glance: five languages, the five reals, and which zones take the project.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { open, profile, text, watch } from './helpers';

const electronics = profile('electronics');
const cement = profile('ha-long-cement');

const languages = { vi: 'Tiếng Việt', en: 'English', zh: '简体中文', ko: '한국어', ja: '日本語' };

/** The verdict's colour class: the same decision in every language. */
const verdict = (page: import('@playwright/test').Page) => page.locator('.result .is-yes, .result .is-no').first();

test.describe('five languages', () => {
  test.setTimeout(120_000);

  test('each is one button away, tells the same verdict in its own words, and axe finds nothing', async ({ page }) => {
    const complaints = await watch(page);
    await open(page, electronics);
    for (const [tag, name] of Object.entries(languages)) {
      await page.getByRole('button', { name }).click();
      await expect(page.locator('html')).toHaveAttribute('lang', tag);
      await expect(page.getByText(text('facts.project.track.question', tag), { exact: true })).toBeVisible();
      await expect(page.getByRole('heading', { name: text('views.five_reals.title', tag) })).toBeVisible();
      await expect(verdict(page)).toHaveClass(/is-yes/);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${tag} ${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
    }
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    expect(complaints).toEqual([]);
  });
});

test('the five reals say aloud which of them stand', async ({ page }) => {
  await open(page, cement);
  const planning = page.locator('[data-view="five_reals"] li').filter({ hasText: text('views.five_reals.planning') });
  await expect(planning).toContainText('Không đạt');
});

test('the zones are ranked once somebody asks, with what stands in the way', async ({ page }) => {
  await open(page, electronics);
  const zones = page.locator('[data-site]');
  await expect(zones).toHaveCount(0);
  await page.getByRole('heading', { name: 'Khu nào tiếp nhận dự án này?' }).click();
  await expect(zones).toHaveCount(62);
  const order = await zones.evaluateAll((all) => all.map((zone) => (zone as HTMLElement).dataset.site));
  expect(order.indexOf('KCN-SONGKHOAI')).toBeLessThan(order.indexOf('KCN-VIETHUNG'));
  await expect(page.locator('[data-site="OUTSIDE"]')).toContainText('ZONE-01');
});
