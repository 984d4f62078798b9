// What the page shows and keeps, whatever it is given.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { inflateRawSync } from 'node:zlib';
import { changedRules, coreFile, field, go, label, link, open, openFolds, outcomes, profile, question, reasons, result, watch, withAnswer } from './helpers';

const complete = profile('autoliv-complete');
const rejected = withAnswer(complete, 'environment.green_area', 5);
const GREEN = 'environment.green_area';
const CAPITAL = 'project.capital';
const AREA = 'project.land_area';

test.describe('accessibility', () => {
  // Axe looks at every word of every unfolded reason.
  test.setTimeout(120_000);

  for (const lang of ['vi', 'en']) {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const [name, answers] of Object.entries({ empty: undefined, rejected })) {
        test(`axe finds nothing: ${name}, ${lang}, ${colorScheme}`, async ({ page }) => {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await page.addInitScript((tag) => localStorage.setItem('sangloc.language', tag), lang);
          await open(page, answers);
          // What is folded looks the same in every language: once a colour scheme is enough.
          if (lang === 'vi') {
            await openFolds(page);
          }
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
        });
      }
    }
  }

  test('the searchable list and the dialogs pass axe too', async ({ page }) => {
    await open(page, complete);
    await field(page, 'project.zone').click();
    await field(page, 'project.zone').fill('khoai');
    await expect(page.getByRole('option').first()).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Xóa tất cả' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });

  for (const answers of [undefined, rejected]) {
    test(`nothing sticks out at 320 px, ${answers ? 'rejected' : 'empty'}`, async ({ page }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await open(page, answers);
      await openFolds(page);
      const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      expect(wide).toBeLessThanOrEqual(seen!);
    });
  }

  test('at twice the letter size nothing sticks out', async ({ page }) => {
    await page.setViewportSize({ width: 640, height: 800 });
    await open(page, rejected);
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(wide).toBeLessThanOrEqual(seen!);
  });

  test('new questions are announced and leave the focus where it is', async ({ page }) => {
    await open(page);
    const first = question(page, 'project.track').getByRole('radio').first();
    await first.check();
    await expect(page.getByRole('status').filter({ hasText: /Thêm \d+ câu hỏi/ })).toBeAttached();
    await expect(first).toBeFocused();
  });
});

test.describe('numbers', () => {
  for (const [typed, echo] of [
    ['1.000.000', '1.000.000 USD'],
    ['1,000,000', '1.000.000 USD'],
    ['1 000 000', '1.000.000 USD'],
    ['1\u00a0000\u00a0000', '1.000.000 USD'],
    ['498 triệu USD', '498 triệu USD = 498.000.000 USD'],
    ['1,5 tỷ đồng', '1,5 tỷ đồng = 1.500.000.000'],
    ['300 trieu VND', '300 triệu đồng = 300.000.000'],
    ['$ 12,5 million', '12,5 triệu USD = 12.500.000 USD'],
  ] as const) {
    test(`money typed as "${typed}" is read`, async ({ page }) => {
      await open(page, complete);
      await question(page, CAPITAL).getByRole('combobox').selectOption('USD');
      await field(page, CAPITAL).fill(typed);
      await expect(question(page, CAPITAL)).toContainText(spaced(`Đọc là: ${echo}`));
    });
  }

  for (const [typed, echo] of [['32,6', '32,6 ha'], ['32.6', '32,6 ha'], ['30 ha', '30 ha'], ['5.000 m2', '5.000 m²']] as const) {
    test(`land typed as "${typed}" is read`, async ({ page }) => {
      await open(page, complete);
      await field(page, AREA).fill(typed);
      await expect(question(page, AREA)).toContainText(spaced(`Đọc là: ${echo}`));
    });
  }

  test('one mark and three digits: the language decides, the other reading is one click away', async ({ page }) => {
    await open(page, complete);
    await field(page, AREA).fill('1.000');
    await expect(question(page, AREA)).toContainText(spaced('Đọc là: 1.000 ha'));
    await question(page, AREA).getByRole('button', { name: /Ý tôi là 1\s?ha/ }).click();
    await expect(question(page, AREA)).toContainText(spaced('Đọc là: 1 ha'));
    await expect(field(page, AREA)).toBeFocused();
  });

  test('what cannot be read stays as typed, says so, and counts as unknown', async ({ page }) => {
    await open(page, complete);
    await field(page, GREEN).fill('mười lăm');
    await field(page, GREEN).blur();
    await expect(field(page, GREEN)).toHaveValue('mười lăm');
    await expect(field(page, GREEN)).toHaveAttribute('aria-invalid', 'true');
    await expect(field(page, GREEN)).toHaveAccessibleDescription(/Không đọc được số này.*chưa biết/);
    await expect(result(page)).toContainText(outcomes.open);
    await field(page, GREEN).fill('150');
    await field(page, GREEN).blur();
    await expect(question(page, GREEN)).toContainText(/ngoài khoảng cho phép: số từ 0\s?% đến 100\s?%/);
    await field(page, GREEN).fill('15');
    await expect(result(page)).toContainText(outcomes.accepted);
  });
});

test.describe('answers', () => {
  test('each can be taken back', async ({ page }) => {
    await open(page, complete);
    await question(page, GREEN).getByRole('button', { name: /^Xóa câu trả lời/ }).click();
    await expect(field(page, GREEN)).toHaveValue('');
    await expect(field(page, GREEN)).toBeFocused();
    await question(page, 'investor.legal_entity').getByRole('radio', { name: 'Chưa biết' }).check();
    await expect(result(page)).toContainText('còn 2 câu cần trả lời');
    await result(page).getByRole('link', { name: label(GREEN), exact: true }).first().click();
    await expect(field(page, GREEN)).toBeFocused();
  });

  test('none of these is an answer; taking the last one out is not', async ({ page }) => {
    await open(page, withAnswer(complete, 'project.processes', null));
    const processes = question(page, 'project.processes');
    await expect(processes.getByRole('checkbox', { name: 'Chưa biết' })).toBeChecked();
    await processes.getByRole('checkbox', { name: 'Không có mục nào nêu trên' }).check();
    await expect(processes.getByRole('checkbox', { name: 'Chưa biết' })).not.toBeChecked();
    await processes.getByRole('searchbox').fill('nhuom');
    const dyeing = processes.getByRole('checkbox', { name: 'Nhuộm vải, sợi' });
    await dyeing.check();
    await expect(processes.getByRole('checkbox', { name: 'Không có mục nào nêu trên' })).not.toBeChecked();
    await dyeing.uncheck();
    await expect(processes.getByRole('checkbox', { name: 'Chưa biết' })).toBeChecked();
  });

  test('a place is found without diacritics', async ({ page }) => {
    await open(page, { project: { track: 'industrial_zone' } });
    const zone = field(page, 'project.zone');
    await zone.click();
    await page.keyboard.type('dong mai');
    await expect(page.getByRole('option', { name: /KCN Đông Mai/ }).first()).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(zone).toHaveValue(/Đông Mai/);
    await expect(zone).toHaveAttribute('aria-expanded', 'false');
    await page.keyboard.type('x');
    await page.keyboard.press('Escape');
    await expect(zone).toHaveValue(/Đông Mai/);
  });

  test('clearing asks first', async ({ page }) => {
    await open(page, complete);
    await page.getByRole('button', { name: 'Xóa tất cả' }).click();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(result(page)).toContainText(outcomes.accepted);
    await page.getByRole('button', { name: 'Xóa tất cả' }).click();
    await page.getByRole('button', { name: 'Xóa tất cả câu trả lời' }).click();
    await expect(result(page)).toContainText(outcomes.open);
    await page.reload();
    await expect(result(page)).toContainText(outcomes.open);
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('project')))).toEqual([]);
  });

  test('storage that is forbidden stops nothing', async ({ page }) => {
    const complaints = await watch(page);
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    });
    await open(page, complete);
    await expect(page.getByText('Trình duyệt này không cho lưu dữ liệu')).toBeVisible();
    await field(page, GREEN).fill('5');
    await expect(result(page)).toContainText(outcomes.rejected);
    expect(complaints).toEqual([]);
  });

  test('the day of the rules can be chosen, is said, and travels with the link', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await open(page, complete);
    await page.getByLabel('Quy định tại ngày').fill('2027-03-01');
    await page.getByLabel('Quy định tại ngày').blur();
    await expect(page.getByText('hiệu lực ngày 01/03/2027, không phải hôm nay')).toBeVisible();
    await page.getByRole('button', { name: 'Sao chép liên kết' }).click();
    await expect(page.getByText('Đã sao chép liên kết')).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    await page.getByRole('button', { name: 'Trở về hôm nay' }).click();
    await expect(page.getByText('không phải hôm nay')).toHaveCount(0);
    const inside = inflateRawSync(Buffer.from(new URL(copied).hash.slice(3), 'base64url')).toString();
    expect(inside).toContain('"as_of":"2027-03-01"');
  });
});

test.describe('links', () => {
  test('an older link is opened as far as it fits, and what is dropped is named', async ({ page }) => {
    const older = withAnswer(withAnswer(complete, 'project.moon_phase', 3), AREA, 'a lot');
    await page.goto(link(older, { version: '2019.1.1' }));
    const notice = page.getByRole('status').filter({ hasText: 'Bộ tiêu chí đã thay đổi' });
    await expect(notice).toContainText('project.moon_phase');
    await expect(notice).toContainText(label(AREA));
    await go(page, 'form');
    await expect(field(page, AREA)).toHaveValue('');
    await expect(field(page, GREEN)).toHaveValue('15');
    await page.getByRole('button', { name: 'Đóng thông báo' }).last().click();
    await expect(notice).toHaveCount(0);
  });

  test('stored answers of an older rulebook are kept as far as they fit', async ({ page }) => {
    const stored = { rulebook: 'quang-ninh', version: '2019.1.1', answers: withAnswer(complete, 'labour.robots', 1) };
    await page.addInitScript((text) => {
      if (!localStorage.getItem('sangloc.answers')) localStorage.setItem('sangloc.answers', text);
    }, JSON.stringify(stored));
    await open(page);
    await expect(page.getByText(/Bộ tiêu chí đã thay đổi.*labour\.robots/)).toBeVisible();
    await expect(result(page)).toContainText(outcomes.accepted);
  });

  test('a link never replaces other answers unasked', async ({ page }) => {
    await open(page, complete);
    await page.goto(link(rejected));
    const dialog = page.getByRole('dialog', { name: 'Mở câu trả lời từ liên kết?' });
    await expect(dialog).toBeVisible();
    await dialog.getByRole('button', { name: 'Giữ câu trả lời hiện có' }).click();
    await expect(result(page)).toContainText(outcomes.accepted);
    await page.goto(link(rejected));
    await dialog.getByRole('button', { name: 'Mở câu trả lời trong liên kết' }).click();
    await expect(result(page)).toContainText('Không đáp ứng tiêu chí');
    await expect(page).toHaveURL(/#\/result$/);
  });

  const hostile = {
    garbage: '/#p=%%%%',
    empty: '/#p=',
    'script text': `/#p=${encodeURIComponent('<img src=x onerror=alert(1)>')}`,
    huge: `/#p=${'A'.repeat(300_000)}`,
    'another rulebook': link({}, { rulebook: 'elsewhere' }),
  };
  for (const [name, address] of Object.entries(hostile)) {
    test(`a hostile link is refused in words: ${name}`, async ({ page }) => {
      const complaints = await watch(page);
      await open(page, complete);
      await page.goto(address);
      await expect(page.getByRole('status').filter({ hasText: /liên kết/i }).first()).toContainText(/không được mở|Không đọc được/);
      await expect(result(page)).toContainText(outcomes.accepted);
      expect(complaints).toEqual([]);
    });
  }

  test('names and texts in a link are only text', async ({ page }) => {
    const complaints = await watch(page);
    const script = '<img src=x onerror=alert(1)>';
    const answers = JSON.parse(JSON.stringify(complete).replace('{', `{"__proto__":{"polluted":1},"${script}":1,`));
    await page.goto(link(answers));
    await expect(page.getByText('Các mục sau không hợp lệ')).toContainText(script);
    expect(await page.evaluate(() => ({}) as { polluted?: number }).then((object) => object.polluted)).toBeUndefined();
    await expect(page.locator('img')).toHaveCount(0);
    expect(complaints).toEqual([]);
  });
});

test.describe('the rulebook file', () => {
  const newer = Buffer.from(coreFile.toString('latin1').replace(/^sangloc-core \d+/, 'sangloc-core 999'), 'latin1');
  const changed = Buffer.from(coreFile);
  changed[changed.length - 100] = changed[changed.length - 100]! ^ 1;
  const refused = {
    truncated: { body: coreFile.subarray(0, coreFile.length / 2), says: 'bị hỏng hoặc chưa tải đủ' },
    'changed by one bit': { body: changed, says: 'bị hỏng' },
    'of a newer format': { body: newer, says: 'phiên bản mới hơn trang này' },
    'something else': { body: Buffer.from('<!doctype html>'), says: 'không phải là bộ tiêu chí' },
    missing: { status: 404, body: Buffer.from(''), says: 'Không tải được' },
  };
  for (const [name, { says, ...answer }] of Object.entries(refused)) {
    test(`${name}: the page says so, offers to reload, and keeps the answers`, async ({ page }) => {
      await open(page, rejected);
      await page.route('**/*.core', (route) => route.fulfill(answer));
      await page.reload();
      await expect(page.getByRole('alert').filter({ hasText: 'Chưa mở được bộ tiêu chí' })).toContainText(says);
      await expect(page.getByText('Các câu trả lời đã lưu vẫn được giữ')).toBeVisible();
      await page.getByRole('button', { name: 'English' }).click();
      await expect(page.getByRole('heading', { name: 'The criteria could not be opened' })).toBeVisible();
      await page.unroute('**/*.core');
      await page.getByRole('button', { name: 'Reload the page' }).click();
      await expect(result(page)).toContainText(outcomes.rejected);
    });
  }

  test('another figure in the file is another decision, with the same page', async ({ page }) => {
    const useChanged = changedRules('parameters.toml', (written) =>
      written.replace(/(\[min_green_area\][^[]*\[[^\]]*amount\s*=\s*)10\b/, '$120'),
    );
    await open(page, complete);
    await expect(result(page)).toContainText('Đáp ứng tiêu chí – có thể được chấp thuận');
    await useChanged(page);
    await page.reload();
    await expect(result(page)).toContainText('Không đáp ứng tiêu chí – bị loại');
    await expect(reasons(page, /^Vì sao bị loại/)).toContainText(/Yêu cầu:.*20\s?%/);
  });
});

test('after loading, the page asks the network for nothing but the words of another language', async ({ page }) => {
  await open(page);
  await page.waitForLoadState('networkidle');
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await question(page, 'project.track').getByRole('radio').first().check();
  await field(page, 'project.zone').fill('cai lan');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(result(page)).toContainText(outcomes.open);
  expect(requests).toHaveLength(1);
  expect(requests[0]).toMatch(/\/quang-ninh\.en\.[0-9a-f]{12}\.words$/);
});

test('a host page is told the outcome and the rules, and no answer', async ({ page }) => {
  await page.addInitScript(() => {
    const told: unknown[] = ((window as unknown as { told: unknown[] }).told = []);
    addEventListener('sangloc-decision', (event) => told.push((event as CustomEvent).detail));
  });
  await open(page, rejected);
  const told = await page.evaluate(() => (window as unknown as { told: Record<string, object>[] }).told);
  expect(told.at(-1)).toMatchObject({ version: 1, outcome: 'rejected', rulebook: { id: 'quang-ninh' } });
  expect(Object.keys(told.at(-1)!).sort()).toEqual(['as_of', 'outcome', 'rulebook', 'version']);
  expect(Object.keys(told.at(-1)!.rulebook!).sort()).toEqual(['id', 'identity', 'version']);
});

/** Spaces in numbers may be of the kind that does not break. */
function spaced(words: string): RegExp {
  const escaped = words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(escaped.replace(/ /g, '\\s'));
}
