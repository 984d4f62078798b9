// Checking records: the page, the command line, each with what the other wrote; what was changed is told where.
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { go, openAt, outcomes, profile, tabTo, text, watch, withAnswer } from './helpers';

const root = fileURLToPath(new URL('../../', import.meta.url));
const sangloc = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug/sangloc');
const published = join(process.env.SANGLOC_DIST ?? join(root, 'dist'), 'quang-ninh.rulebook');
const SAME = 'Biên bản đúng: xét lại cho kết quả giống hệt từng ký tự.';
const CHANGED = 'Biên bản đã bị sửa sau khi lập: mã kiểm tra (hash) không khớp.';

const folder = () => mkdtempSync(join(tmpdir(), 'sangloc-'));

const choose = (page: Page, record: string, field = 'Tệp biên bản (JSON)') =>
  page.getByLabel(field).setInputFiles({ name: 'record.json', mimeType: '', buffer: Buffer.from(record) });

const told = (page: Page) => page.locator('.verified');

/** The record of a project as the command line writes it. */
function written(rulebook: string, name = 'autoliv-complete'): string {
  const file = join(folder(), 'record.json');
  const answers = join(root, `tests/profiles/${name}.json`);
  // It exits with what it decided.
  spawnSync(sangloc, ['decide', '--profile', answers, '--rulebook', rulebook, '--as-of', '2026-11-22', '--record', file]);
  return readFileSync(file, 'utf8');
}

/** What the command line says of a record. */
function checked(record: string): { status: number | null; said: string } {
  const file = join(folder(), 'record.json');
  writeFileSync(file, record);
  const { status, stdout, stderr } = spawnSync(sangloc, ['verify', file, '--rulebook', published], { encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

const change = (record: string, from: string, to: string) => {
  expect(record).toContain(from);
  return record.replace(from, to);
};

test('what the page writes the command line decides again, and the page itself', async ({ page }) => {
  const complaints = await watch(page);
  await openAt(page, 'result', withAnswer(profile('autoliv-complete'), 'environment.green_area', 5));
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Biên bản kết quả (JSON)', exact: true }).click(),
  ]);
  const record = readFileSync(await download.path(), 'utf8');
  expect(checked(record)).toMatchObject({ status: 0, said: expect.stringContaining('the same, byte by byte') });
  await go(page, 'projects');
  await page.getByRole('link', { name: 'Kiểm tra biên bản' }).click();
  await choose(page, record);
  await expect(told(page)).toContainText(SAME);
  await expect(told(page)).toContainText(outcomes.rejected);
  // One digit of a verdict's consequence, and one of an answer: both tell where.
  const points = change(record, '"points":"', '"points":"1');
  await choose(page, points);
  await expect(told(page)).toContainText(CHANGED);
  await expect(told(page).getByRole('listitem')).toHaveCount(1);
  await expect(told(page).getByRole('listitem')).toContainText('points');
  expect(checked(points)).toMatchObject({ status: 5, said: expect.stringContaining('points: recorded "1') });
  const green = change(record, '"green_area":"5"', '"green_area":"15"');
  await choose(page, green);
  await expect(told(page)).toContainText(CHANGED);
  await expect(told(page)).toContainText(`${text('criteria.green-area.title')} findings.green-area.verdict: biên bản ghi Không đạt, xét lại là Đạt`);
  expect(checked(green).said).toContain('findings.green-area.verdict: recorded "unmet", decided again "met"');
  expect(complaints).toEqual([]);
});

test('what the command line writes the page decides again', async ({ page }) => {
  const complaints = await watch(page);
  await openAt(page, 'verify');
  for (const name of ['autoliv-complete', 'ha-long-cement', 'tal-dyeing']) {
    await choose(page, written(published, name));
    await expect(told(page)).toContainText(SAME);
    await choose(page, '{}');
    await expect(told(page)).toContainText('Tệp này không phải là biên bản đầy đủ');
  }
  expect(complaints).toEqual([]);
});

test('a record of other rules asks for just these', async ({ page }) => {
  const complaints = await watch(page);
  const rules = join(folder(), 'quang-ninh');
  cpSync(join(root, 'rules/quang-ninh'), rules, { recursive: true });
  const figures = join(rules, 'parameters.toml');
  const [before, after] = readFileSync(figures, 'utf8').split('[min_green_area]') as [string, string];
  writeFileSync(figures, `${before}[min_green_area]${change(after, 'amount = 10', 'amount = 12')}`);
  const parts = folder();
  execFileSync(sangloc, ['pack', rules, '-o', join(parts, 'whole.rulebook'), '--split', parts]);
  await openAt(page, 'verify');
  await choose(page, written(rules));
  await expect(told(page)).toContainText('Biên bản theo bộ tiêu chí khác: quang-ninh');
  const RULES = 'Tệp bộ tiêu chí (.core)';
  await choose(page, 'nothing of ours', RULES);
  await expect(told(page)).toContainText('Không dùng được tệp bộ tiêu chí này');
  await page.getByLabel(RULES).setInputFiles(join(parts, 'quang-ninh.core'));
  await expect(told(page)).toContainText(SAME);
  // The next record is checked by the page's own rules again.
  await choose(page, written(published));
  await expect(told(page)).toContainText(SAME);
  expect(complaints).toEqual([]);
});

test('what is no record, or was written anew, is refused in words', async ({ page }) => {
  const complaints = await watch(page);
  await openAt(page, 'verify');
  const record = written(published);
  const cases: [string, string][] = [
    ['', 'Tệp này không phải là biên bản đầy đủ'],
    [record.slice(0, record.length / 2), 'Tệp này không phải là biên bản đầy đủ'],
    [change(record, 'sangloc-record 2', 'sangloc-record 1'), 'Tệp này không phải là biên bản đầy đủ'],
    [JSON.stringify(JSON.parse(record), null, 2), 'sau khi lập, từ byte thứ 2.'],
    [change(record, '"outcome":', '"outcome":"rejected","outcome":'), 'Biên bản đã bị sửa sau khi lập, từ byte thứ'],
    [change(record, '"as_of":"2026-11-22"', '"as_of":"2026-11-32"'), 'nội dung không hợp lệ: as_of'],
    [change(record, '"green_area":"', '"green_area":"-'), text('facts.environment.green_area.label')],
    [' '.repeat(2 * 1024 * 1024 + 1), 'Tệp quá lớn'],
  ];
  for (const [file, words] of cases) {
    await choose(page, file);
    await expect(told(page)).toContainText(words);
    await expect(told(page)).not.toContainText(SAME);
  }
  expect(complaints).toEqual([]);
});

for (const lang of ['vi', 'en', 'zh', 'ko', 'ja']) {
  test(`the page is for keyboards and ears, and narrow: ${lang}`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 900 });
    await openAt(page, 'verify');
    await page.evaluate((tag) => localStorage.setItem('sangloc.language', tag), lang);
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    const field = page.locator('#verify-record');
    await tabTo(page, field);
    const record = written(published);
    for (const file of [record, change(record, '"verdict":"met"', '"verdict":"unmet"'), change(record, '"identity":"', '"identity":"0')]) {
      await field.setInputFiles({ name: 'record.json', mimeType: '', buffer: Buffer.from(file) });
      await expect(told(page)).not.toBeEmpty();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
      const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      expect(wide).toBeLessThanOrEqual(seen!);
    }
  });
}
