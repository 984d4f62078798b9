// The result page: is it certain, why, what would have to change, and one click that tries it.
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { field, go, label, openAt, openFolds, outcomes, profile, watch, withAnswer } from './helpers';

const GREEN = 'environment.green_area';
const complete = profile('autoliv-complete');
const rejected = withAnswer(complete, GREEN, 5);

const heading = (page: Page) => page.locator('main h1');
const proposals = (page: Page) => page.getByRole('region', { name: /^Cần thay đổi gì/ });

test('a rejected project is told the change that would do, tries it with one click, and takes it back', async ({ page }) => {
  const complaints = await watch(page);
  await openAt(page, 'result', rejected);
  await expect(heading(page)).toHaveText(outcomes.rejected);
  await expect(page.getByText('Kết luận này không đổi dù trả lời thêm')).toBeVisible();
  await expect(proposals(page)).toContainText(/tăng từ 5\s?% lên trên 10\s?%/);
  await proposals(page).getByRole('button', { name: 'Áp dụng thử phương án 1' }).click();
  await expect(heading(page)).toHaveText('Đáp ứng tiêu chí – có thể được chấp thuận');
  await expect(page.getByRole('status').filter({ hasText: `Đã áp dụng thử thay đổi: ${label(GREEN)}` })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: outcomes.accepted })).toBeAttached();
  await expect(proposals(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(heading(page)).toHaveText('Không đáp ứng tiêu chí – bị loại');
  await expect(page.getByRole('button', { name: 'Hoàn tác' })).toHaveCount(0);
  expect(complaints).toEqual([]);
});

test('where nothing the investor can change would do, that is said, with the criterion and whom to ask', async ({ page }) => {
  await openAt(page, 'result', withAnswer(complete, 'technology.on_prohibited_list', true));
  await expect(heading(page)).toHaveText(outcomes.rejected);
  await expect(proposals(page)).toContainText('Không có thay đổi nào trong khả năng của nhà đầu tư');
  await expect(proposals(page).getByRole('listitem')).toHaveText([/^EXC-10 /]);
  await expect(proposals(page)).toContainText('Nên trao đổi với cơ quan đầu mối');
  await expect(proposals(page).getByRole('button')).toHaveCount(0);
});

test('many missing answers of a proposal are folded below its changes', async ({ page }) => {
  await openAt(page, 'result', profile('tal-dyeing'));
  const first = proposals(page).getByRole('listitem').filter({ hasText: 'Phương án 1' }).first();
  await expect(first.getByRole('link', { name: /Địa điểm: đổi từ/ })).toBeVisible();
  await expect(first.getByRole('link')).toHaveCount(1);
  await first.getByText(/các câu còn thiếu cần được trả lời như sau.*\(\d\d\)/).click();
  await expect(first.getByRole('link', { name: /Tỷ lệ cây xanh: trả lời: trên 10\s?%/ })).toBeVisible();
});

test('a proposal that was tried cannot be taken back over a later answer', async ({ page }) => {
  await openAt(page, 'form', rejected);
  await proposals(page).getByRole('button', { name: 'Áp dụng thử phương án 1' }).click();
  await expect(page.getByRole('button', { name: 'Hoàn tác' })).toBeVisible();
  await field(page, 'project.land_area').fill('8');
  await expect(page.getByRole('button', { name: 'Hoàn tác' })).toHaveCount(0);
});

test('an open project is told that it can still be accepted, and what can still change that', async ({ page }) => {
  await openAt(page, 'result', withAnswer(complete, GREEN, null));
  await expect(heading(page)).toHaveText(outcomes.open);
  await expect(page.locator('.certainty')).toHaveText('Vẫn có thể được chấp thuận.');
  const risks = page.locator('.risks');
  await risks.getByText('Điều gì còn có thể đổi kết luận').click();
  await expect(risks).toContainText('ENV-06');
  await risks.locator('[data-criterion]', { hasText: 'ENV-06' }).locator('summary').click();
  await risks.getByRole('link', { name: label(GREEN), exact: true }).first().click();
  await expect(page).toHaveURL(new RegExp(`#/result/${GREEN}$`));
  await field(page, GREEN).fill('15');
  await page.getByRole('button', { name: 'Lưu và quay lại' }).click();
  await expect(heading(page)).toHaveText('Đáp ứng tiêu chí – có thể được chấp thuận');
});

test('bands are drawn, and told in words', async ({ page }) => {
  await openAt(page, 'result', complete);
  await openFolds(page);
  const scales = page.getByRole('img', { name: /điểm/ });
  await expect.poll(() => scales.count()).toBeGreaterThan(5);
  await expect(scales.first().locator('.scale-mark')).toBeAttached();
});

test.describe('every place', () => {
  test.setTimeout(180_000);
  const places = ['', 'question', `question/${GREEN}`, 'form', 'answers', 'result', 'projects', 'compare'];

  for (const lang of ['vi', 'en']) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`axe finds nothing, nothing sticks out: ${lang}, ${colorScheme}`, async ({ page }) => {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.addInitScript((tag) => localStorage.setItem('sangloc.language', tag), lang);
        await openAt(page, 'result', rejected);
        for (const place of places) {
          await go(page, place);
          await expect(heading(page)).toBeFocused();
          for (const [width, letters] of [[1280, '100%'], [320, '100%'], [640, '200%']] as const) {
            await page.setViewportSize({ width, height: 800 });
            await page.evaluate((size) => document.documentElement.style.setProperty('font-size', size), letters);
            const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
            expect(wide, `${place} at ${width} px`).toBeLessThanOrEqual(seen!);
          }
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.map(({ id, nodes }) => `${place} ${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
        }
      });
    }
  }
});

test('an accepted project is told what it could gain, tries it, and stays accepted', async ({ page }) => {
  await openAt(page, 'result', complete);
  const points = async () => Number(/(\d+) điểm ưu tiên/.exec((await page.locator('.verdict-counts').innerText()))![1]);
  const before = await points();
  const gains = page.getByRole('region', { name: 'Có thể được thêm điểm hoặc ưu đãi' });
  const best = gains.getByRole('listitem').filter({ hasText: /Thêm \d+ điểm/ }).first();
  await best.getByRole('button', { name: /^Áp dụng thử/ }).click();
  await expect(page.getByRole('button', { name: 'Hoàn tác' })).toBeVisible();
  await expect(heading(page)).toHaveText('Đáp ứng tiêu chí – có thể được chấp thuận');
  await expect.poll(points).toBeGreaterThan(before);
  await expect(gains.locator('.slack')).toContainText('Còn dư');
});
