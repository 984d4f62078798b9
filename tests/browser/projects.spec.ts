// Projects kept on the device, their versions side by side, and links that carry them.
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { changedRules, field, go, label, link, open, openAt, outcomes, packet, profile, result, watch, withAnswer } from './helpers';

const complete = profile('autoliv-complete');
const GREEN = 'environment.green_area';
const rejected = withAnswer(complete, GREEN, 5);
const profiles = readdirSync(fileURLToPath(new URL('../profiles', import.meta.url)))
  .filter((name) => name.endsWith('.json') && name !== 'expected.json')
  .map((name) => name.replace('.json', ''));

const project = (page: Page, number: number) => page.locator(`[data-project="${number}"]`);
const version = (page: Page, number: number, id: number) => project(page, number).locator(`[data-version="${id}"]`);
const button = (within: Page | Locator, name: string | RegExp) => within.getByRole('button', { name });
const packed = (answers: unknown) => `/#z=${deflateRawSync(packet(answers)).toString('base64url')}`;

/** Opens two projects: the second is the one that is open. */
async function two(page: Page) {
  await open(page, complete);
  await go(page, 'projects');
  await button(page, 'Dự án mới').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('phù hợp');
  await openAt(page, 'projects', profile('ha-long-cement'));
}

test.describe('projects', () => {
  test('two are kept, named, found again after a reload, and resumed', async ({ page }) => {
    const complaints = await watch(page);
    await two(page);
    await expect(version(page, 1, 1)).toContainText('Đáp ứng tiêu chí – có thể được chấp thuận');
    await expect(version(page, 2, 1)).toContainText('Không đáp ứng tiêu chí – bị loại');
    await button(project(page, 1), /^Đổi tên dự án/).click();
    await expect(page.getByLabel('Tên dự án')).toBeFocused();
    await page.keyboard.type('Nhà máy <b>Amata</b>');
    await page.keyboard.press('Enter');
    await expect(project(page, 1).getByRole('heading', { level: 2 })).toHaveText('Nhà máy <b>Amata</b>');
    await page.reload();
    await expect(version(page, 2, 1)).toHaveAttribute('aria-current', 'true');
    await button(version(page, 1, 1), /^Mở/).click();
    await expect(page).toHaveURL(/#\/result$/);
    await expect(page.getByText('Đang mở: Nhà máy <b>Amata</b> – Phương án 1.')).toBeVisible();
    await go(page, 'form');
    await expect(field(page, GREEN)).toHaveValue('15');
    await page.reload();
    await expect(field(page, GREEN)).toHaveValue('15');
    expect(complaints).toEqual([]);
  });

  test('a version is duplicated, changed, and compared with the first', async ({ page }) => {
    await open(page, complete);
    await go(page, 'projects');
    await button(version(page, 1, 1), /^Nhân bản/).click();
    await expect(page.getByRole('status').filter({ hasText: 'Đã tạo phương án “' })).toBeVisible();
    await button(version(page, 1, 2), /^Đổi tên/).click();
    await page.getByLabel('Tên phương án').fill('ít cây xanh');
    await page.keyboard.press('Enter');
    await button(version(page, 1, 2), /^Mở/).click();
    await go(page, 'form');
    await field(page, GREEN).fill('5');
    await expect(result(page)).toContainText(outcomes.rejected);
    await go(page, 'projects');
    await expect(version(page, 1, 1)).toContainText('có thể được chấp thuận');
    await expect(version(page, 1, 2)).toContainText('bị loại');
    await page.getByRole('link', { name: 'So sánh phương án' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Kết luận khác nhau; số câu trả lời khác nhau: 1;' })).toBeVisible();
    const table = page.getByRole('table');
    await expect(table.getByRole('columnheader')).toHaveText([/Nội dung/, /Phương án 1/, /ít cây xanh/]);
    await expect(table.locator(`[data-row="${GREEN}"]`)).toContainText(/khác.*15\s?%.*5\s?%/s);
    await expect(table.locator('[data-row="outcome"]')).toContainText('bị loại');
    const shown = await table.getByRole('row').count();
    await page.getByLabel('Hiện cả những dòng giống nhau').check();
    await expect.poll(() => table.getByRole('row').count()).toBeGreaterThan(shown + 50);
  });

  test('deleting asks first, and takes nothing else away', async ({ page }) => {
    await two(page);
    await button(project(page, 2), /^Xóa dự án/).click();
    const dialog = page.getByRole('dialog', { name: 'Xóa “Dự án 2”?' });
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(project(page, 2)).toBeVisible();
    await button(project(page, 2), /^Xóa dự án/).click();
    await button(dialog, 'Xóa khỏi thiết bị').click();
    await expect(project(page, 2)).toHaveCount(0);
    await expect(project(page, 1)).toBeVisible();
    await page.reload();
    await expect(project(page, 2)).toHaveCount(0);
    await go(page, 'form');
    await expect(result(page)).toContainText(outcomes.open);
  });

  test('storage that is forbidden: all of it works while the page is open, and that is said', async ({ page }) => {
    const complaints = await watch(page);
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    });
    await two(page);
    await expect(page.getByText('Trình duyệt này không cho lưu dữ liệu').first()).toBeVisible();
    await expect(project(page, 1)).toBeVisible();
    await button(version(page, 1, 1), /^Mở/).click();
    await go(page, 'form');
    await expect(field(page, GREEN)).toHaveValue('15');
    expect(complaints).toEqual([]);
  });

  test('storage that is full keeps what it has, and the page goes on', async ({ page }) => {
    await open(page, complete);
    await page.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await field(page, GREEN).fill('5');
    await expect(page.getByText('Trình duyệt này không cho lưu dữ liệu').first()).toBeVisible();
    await expect(result(page)).toContainText(outcomes.rejected);
    await page.reload();
    await expect(field(page, GREEN)).toHaveValue('15');
  });

  test('answers from before there were projects become one; damaged ones stay and can be saved', async ({ page }) => {
    const single = packet(complete);
    await page.addInitScript((stored) => {
      if (localStorage.length > 0) return;
      localStorage.setItem('sangloc.answers', stored);
      localStorage.setItem('sangloc.project.1.7', '{"damaged');
    }, single);
    await page.goto('/#/projects');
    await expect(version(page, 8, 1)).toHaveAttribute('aria-current', 'true');
    await expect(version(page, 8, 1)).toContainText('có thể được chấp thuận');
    expect(await page.evaluate(() => localStorage.getItem('sangloc.answers'))).toBeNull();
    await expect(project(page, 7)).toContainText('không đọc được');
    const [download] = await Promise.all([page.waitForEvent('download'), button(project(page, 7), 'Tải dữ liệu gốc về').click()]);
    expect(readFileSync(await download.path(), 'utf8')).toBe('{"damaged');
    await page.reload();
    await expect(project(page, 7)).toBeVisible();
  });

  test('two tabs: the other one follows and says so; what comes too late is kept beside', async ({ context }) => {
    const [one, other] = [await context.newPage(), await context.newPage()];
    await open(one, complete);
    await other.goto('/#/form');
    await expect(field(other, GREEN)).toHaveValue('15');
    await field(one, GREEN).fill('5');
    await expect(other.getByText('vừa được sửa ở một thẻ khác')).toBeVisible();
    await expect(field(other, GREEN)).toHaveValue('5');
    // A tab that slept hears of no change.
    await other.evaluate(() => addEventListener('storage', (event) => event.stopImmediatePropagation(), true));
    const deaf = await context.newPage();
    await deaf.addInitScript(() => addEventListener('storage', (event) => event.stopImmediatePropagation(), true));
    await deaf.goto('/#/form');
    await expect(field(deaf, GREEN)).toHaveValue('5');
    const kept = () => deaf.evaluate(() => JSON.stringify(localStorage));
    const before = await kept();
    await field(one, GREEN).fill('7');
    await expect.poll(kept).not.toBe(before);
    await field(deaf, GREEN).fill('9');
    await expect(deaf.getByText('Bản của thẻ đó được giữ thành “Từ thẻ khác”')).toBeVisible();
    await go(deaf, 'projects');
    await expect(project(deaf, 1).locator('[data-version]')).toHaveCount(2);
    await button(version(deaf, 1, 2), /^Mở/).click();
    await go(deaf, 'form');
    await expect(field(deaf, GREEN)).toHaveValue('7');
  });

  for (const lang of ['vi', 'en']) {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [320, 1280]) {
        test(`axe finds nothing and nothing sticks out: ${lang}, ${colorScheme}, ${width} px`, async ({ page }) => {
          test.setTimeout(120_000);
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await page.setViewportSize({ width, height: 900 });
          await two(page);
          await page.evaluate((tag) => localStorage.setItem('sangloc.language', tag), lang);
          await page.reload();
          await expect(page.locator('main h1')).toBeVisible();
          for (const place of ['compare', 'projects']) {
            await go(page, place);
            await expect(page.locator('main h1')).toBeFocused();
            const { violations } = await new AxeBuilder({ page }).analyze();
            expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
            const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
            expect(wide, place).toBeLessThanOrEqual(seen!);
          }
        });
      }
    }
  }
});

test.describe('links', () => {
  test('answers travel compressed, and the plain form still opens', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openAt(page, 'result', complete);
    await button(page, 'Sao chép liên kết').click();
    await expect(page.getByText('Đã sao chép liên kết')).toBeVisible();
    const copied = new URL(await page.evaluate(() => navigator.clipboard.readText()));
    expect(copied.hash).toMatch(/^#z=[\w-]+$/);
    const inside = JSON.parse(inflateRawSync(Buffer.from(copied.hash.slice(3), 'base64url')).toString());
    expect(inside.rulebook).toBe('quang-ninh');
    expect(copied.hash.length).toBeLessThan(link(complete).length * 0.6);
    await openAt(page, 'form', undefined);
    await page.goto('about:blank');
    await page.goto(packed(rejected));
    await button(page.getByRole('dialog'), 'Mở câu trả lời trong liên kết').click();
    await expect(page).toHaveURL(/#\/result$/);
    await expect(page.locator('main')).toContainText('bị loại');
    expect(new URL(page.url()).hash).toBe('#/result');
    // The project that was open is still kept.
    await go(page, 'projects');
    await expect(version(page, 1, 1)).toContainText('có thể được chấp thuận');
    await expect(version(page, 2, 1)).toContainText('bị loại');
  });

  test('a browser that cannot compress makes plain links, and names the compressed ones it cannot open', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.addInitScript(() => {
      for (const name of ['CompressionStream', 'DecompressionStream']) delete (globalThis as Record<string, unknown>)[name];
    });
    await openAt(page, 'result', complete);
    await button(page, 'Sao chép liên kết').click();
    await expect(page.getByText('Đã sao chép liên kết')).toBeVisible();
    expect(new URL(await page.evaluate(() => navigator.clipboard.readText())).hash).toMatch(/^#p=/);
    await page.goto(packed(rejected));
    await expect(page.getByText('Không đọc được liên kết')).toBeVisible();
  });

  const bomb = deflateRawSync(Buffer.alloc(30_000_000, 32)).toString('base64url');
  const hostile = {
    'no compressed bytes': '/#z=AAAA',
    'no base64': '/#z=%%%',
    empty: '/#z=',
    'cut off': packed(complete).slice(0, 400),
    'a bomb': `/#z=${bomb}`,
    'too long': `/#z=${'A'.repeat(60_000)}`,
    'another rulebook': `/#z=${deflateRawSync(packet({}, { rulebook: 'elsewhere' })).toString('base64url')}`,
  };
  for (const [name, address] of Object.entries(hostile)) {
    test(`a hostile compressed link is refused in words: ${name}`, async ({ page }) => {
      const complaints = await watch(page);
      await open(page, complete);
      await page.goto(address);
      await expect(page.getByRole('status').filter({ hasText: /liên kết/i }).first()).toContainText(/không được mở|Không đọc được/);
      await expect(result(page)).toContainText(outcomes.accepted);
      expect(complaints).toEqual([]);
    });
  }

  test('lengths of the links of all test profiles', () => {
    const lengths = profiles.map((name) => [name, link(profile(name)).length, packed(profile(name)).length] as const);
    for (const [name, plain, short] of lengths) console.log(`${name}: ${short} letters, plain ${plain}`);
    expect(Math.max(...lengths.map(([, , short]) => short))).toBeLessThan(1_500);
  });

  test('yesterday’s link under a changed rulebook: what was dropped is named', async ({ page }) => {
    const useChanged = changedRules('facts.toml', (written) =>
      written.replace(/(\[environment\.green_area\][^[]*max\s*=\s*)\d+/, '$110'),
    );
    await useChanged(page);
    await page.goto(packed(complete));
    const notice = page.getByRole('status').filter({ hasText: 'Các mục sau' });
    await expect(notice).toContainText(label(GREEN));
    await go(page, 'form');
    await expect(field(page, GREEN)).toHaveValue('');
  });
});
