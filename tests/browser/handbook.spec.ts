// The handbook for zone managers (rules/README.md), followed as it stands: by files and command line, and in the studio.
import { expect, test, type Browser, type Page } from '@playwright/test';
import { cpSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { apply, gap, run, steps, type Edit } from './handbook';
import { go, link, profile, watch, withAnswer, type Profile } from './helpers';
import { button, download, editor, findings, goTo, judged, openPublished, summary } from './studio';
import { unzip } from './zip';

const root = fileURLToPath(new URL('../../', import.meta.url));
const programs = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug');
const written = (name: string) => readFileSync(join(root, 'rules', name), 'utf8');
const handbook = steps(written('README.md'));

/** A folder as a manager has it. */
function workplace() {
  const folder = mkdtempSync(join(tmpdir(), 'sangloc-'));
  cpSync(join(root, 'rules/quang-ninh'), join(folder, 'rules/quang-ninh'), { recursive: true });
  cpSync(join(root, 'tests/profiles'), join(folder, 'tests/profiles'), { recursive: true });
  return folder;
}

/** The published parts of a site, by name. */
type Site = Map<string, Buffer>;

const siteOf = (folder: string): Site =>
  new Map(readdirSync(folder).filter((name) => /\.(core|words)$/.test(name)).map((name) => [name, readFileSync(join(folder, name))]));

/** The investors' page with what was published, for an investor who has not been there before. */
async function decided(browser: Browser, site: Site, answers: Profile, day: string) {
  const page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
  await page.route(/\.(core|words)$/, (route) => {
    const body = site.get(basename(new URL(route.request().url()).pathname));
    return body ? route.fulfill({ body }) : route.fulfill({ status: 404 });
  });
  await page.goto(link(answers, { as_of: day }));
  await expect(page).toHaveURL(/#\/result$/);
  return { page, heading: page.locator('main h1') };
}

/** The investors' page decides by what was published: by the share of trees in a park, and by the new question. */
async function expectDecisions(browser: Browser, site: Site) {
  const project = profile('autoliv-complete');
  // Trees on 15 % of the plot: enough everywhere but in an industrial park.
  const park = await decided(browser, site, project, '2027-01-01');
  await expect(park.heading).toContainText('Không đáp ứng tiêu chí');
  await expect(park.page.locator('main')).toContainText('ENV-06B');
  const dayBefore = await decided(browser, site, project, '2026-12-31');
  await expect(dayBefore.heading).toContainText(/^Đáp ứng tiêu chí/);
  // More trees: only the new question is left, and its answer decides.
  const green = await decided(browser, site, withAnswer(project, 'environment.green_area', 15.5), '2027-01-01');
  await expect(green.heading).toContainText('Chưa đủ thông tin');
  await go(green.page, 'question/environment.noise_plan');
  await green.page.getByText('Dự án có phương án giảm tiếng ồn không?').waitFor();
  await green.page.locator('[id="environment.noise_plan-yes"]').check();
  await go(green.page, 'result');
  await expect(green.heading).toContainText(/^Đáp ứng tiêu chí/);
  for (const { page } of [park, dayBefore, green]) await page.context().close();
}

test('both languages of the handbook do the same', () => {
  const plain = (name: string) => steps(written(name)).map(({ edit, command }) => edit ?? command);
  expect(plain('README.en.md')).toEqual(plain('README.md'));
});

for (const name of ['README.md', 'README.en.md']) {
  test(`each change of a file is introduced by its name: ${name}`, () => {
    const changes = steps(written(name)).filter(({ edit }) => edit);
    expect(changes.length).toBeGreaterThan(20);
    for (const { said, edit } of changes) expect(said).toContain(`\`${edit!.file}\``);
  });
}

test('by files and command line the handbook leads to what it says, and the investors\' page decides by it', async ({ browser }) => {
  test.setTimeout(300_000);
  const folder = workplace();
  let published: Site | undefined;
  for (const { edit, command } of handbook) {
    if (edit) apply(folder, edit);
    if (command) expect(run(folder, programs, command), command.run).toBe('');
    // What is on the web server before the way back is taken.
    if (command?.run.includes('2027-01/page/. site')) published = siteOf(join(folder, 'site'));
  }
  await expectDecisions(browser, published!);
  // And back: the core is again the one before.
  const before = siteOf(join(folder, 'published/2026-11/page'));
  expect(siteOf(join(folder, 'site')).get('quang-ninh.core')).toEqual(before.get('quang-ninh.core'));
});

const RULES = 'rules/quang-ninh/';

/** Shows a file of the rules in the editor, where the handbook says it is. */
async function show(page: Page, file: string) {
  if (file === 'parameters.toml') {
    await page.getByRole('tab', { name: 'Mức' }).click();
    if (await button(page, 'Sửa trong tệp').isVisible()) await button(page, 'Sửa trong tệp').click();
    return expect(page.getByRole('textbox', { name: `Nội dung tệp ${file}` })).toBeVisible();
  }
  const [folder] = file.split('/');
  const tabs: Record<string, string> = { criteria: 'Tiêu chí', text: 'Câu chữ', cases: 'Ví dụ mẫu', 'citations.toml': 'Tiêu chí' };
  return goTo(page, tabs[folder!] ?? 'Câu hỏi', file);
}

/** Makes an edit in the editor: at the end of a file, or in place of a line that is sought. */
async function type(page: Page, { kind, file, find, text }: Edit) {
  await show(page, file.slice(RULES.length));
  await editor(page).click();
  if (kind === 'append') {
    await page.keyboard.press('Control+End');
    // A line end that text begins with is lost in Chromium.
    if (gap(file)) await page.keyboard.press('Enter');
    await page.keyboard.insertText(`${text}\n`);
    return;
  }
  await page.keyboard.press('Control+f');
  await expect(page.getByRole('textbox', { name: 'Tìm' })).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(find);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  // Chromium would give what is typed over other text that text's looks, inline, which the policy forbids.
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(text);
}

/** Raises a figure from a day on, in the table. */
async function raiseInTable(page: Page) {
  await judged(page);
  await page.getByRole('tab', { name: 'Mức' }).click();
  await page.getByRole('searchbox', { name: 'Tìm mức' }).fill('cay xanh phai vuot');
  await button(page, 'Sửa: Mức cây xanh phải vượt').click();
  await page.getByLabel('Mức mới (%)').fill('12');
  await page.getByLabel('Áp dụng từ ngày').fill('2027-01-01');
  await page.getByLabel(/^Nguồn/).selectOption('handbook-decision');
  await button(page, 'Ghi vào bản nháp').click();
}

test('in the studio the handbook leads to the same rulebook, and the investors\' page decides by it', async ({ browser, page }) => {
  test.setTimeout(300_000);
  const complaints = await watch(page);
  const folder = workplace();
  await openPublished(page);
  for (const { edit } of handbook) {
    if (!edit) continue;
    apply(folder, edit);
    // What is for people beside the rules is no part of them.
    if (!edit.file.startsWith(RULES) || edit.file.endsWith('.md')) continue;
    if (edit.kind === 'line' && edit.file.endsWith('parameters.toml')) await raiseInTable(page);
    else await type(page, edit);
  }
  await judged(page);
  await expect(summary(page).locator('.good', { hasText: /^Không có lỗi$/ })).toBeVisible();
  await expect(summary(page)).toContainText(/ví dụ mẫu đúng/);
  await expect(summary(page)).not.toContainText(/ví dụ mẫu sai/);
  const name = 'projects.csv';
  await page.getByLabel('Thử trên danh mục dự án của mình').setInputFiles({ name, mimeType: 'text/csv', buffer: readFileSync(join(folder, name)) });
  await expect(summary(page)).toContainText('1 trên 3 dự án có kết quả khác', { timeout: 30_000 });
  await findings(page).getByText('Từng dự án').click();
  await expect(findings(page)).toContainText('ENV-06B Tỷ lệ cây xanh trong khu công nghiệp');

  await button(page, 'Công bố').click();
  const panel = page.getByRole('region', { name: 'Công bố bản nháp' });
  const rulebook = await download(page, panel.getByRole('button', { name: /quang-ninh\.rulebook/ }));
  const site = unzip((await download(page, panel.getByRole('button', { name: /page\.zip/ }))).bytes);
  const pack = { run: `sangloc pack ${RULES} -o packed.rulebook`, says: ['quang-ninh 2027.1.1'] };
  expect(run(folder, programs, pack)).toBe('');
  expect(readFileSync(join(folder, 'packed.rulebook')).equals(rulebook.bytes)).toBe(true);
  await expectDecisions(browser, site);
  // CodeMirror says so when it jumps through a long file on a busy machine; it shows the right lines all the same.
  expect(complaints.filter((text) => text !== 'Viewport failed to stabilize')).toEqual([]);
});
