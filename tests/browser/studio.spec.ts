// The studio: what a zone manager does there, from opening the rules to what is published.
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, writeFileSync, type Dirent } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { link, profile, tabTo, watch, withAnswer } from './helpers';
import { append, button, download, editor, findings, goTo, judged, openPublished, summary } from './studio';
import { unzip, zip } from './zip';

test.slow();

const root = fileURLToPath(new URL('../../', import.meta.url));
const sangloc = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug/sangloc');

/** Raises the trees of a project in a zone from 10 % to 15 % from 2027 on, in the table. */
async function raiseTrees(page: Page) {
  await page.getByRole('searchbox', { name: 'Tìm mức' }).fill('cay xanh phai vuot');
  await button(page, 'Sửa: Mức cây xanh phải vượt').click();
  await page.getByLabel('Mức mới (%)').fill('15');
  await page.getByLabel('Áp dụng từ ngày').fill('2027-01-01');
  await button(page, 'Ghi vào bản nháp').click();
  await judged(page);
}

test('a raised figure shows whom it turns away, and undo takes it back', async ({ page }) => {
  const complaints = await watch(page);
  await openPublished(page);
  await expect(summary(page)).toContainText('Không có lỗi');
  await expect(summary(page)).toContainText('Không dự án nào trong 200 dự án');
  await raiseTrees(page);
  const changes = findings(page).locator('section', { hasText: 'Đã thay đổi từ khi mở' });
  await expect(changes).toContainText('Mức cây xanh phải vượt: 10% → 15% từ ngày 01/01/2027');
  await expect(findings(page).getByLabel('Xét theo ngày')).toHaveValue('2027-01-01');
  // Made-up projects are said to be so; with projects of one's own the number is known.
  await expect(findings(page)).toContainText('do máy tạo ra');
  const csv = 'project.track,environment.green_area\nindustrial_zone,12\nindustrial_zone,16\nmining,3\n';
  await page.getByLabel('Thử trên danh mục dự án của mình').setInputFiles({ name: 'ours.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await expect(summary(page)).toContainText('1 trên 3 dự án có kết quả khác', { timeout: 30_000 });
  await findings(page).getByText('Từng dự án').click();
  await expect(findings(page).getByText('Dòng 2')).toBeVisible();
  await expect(findings(page)).toContainText('ENV-06');
  await button(page, 'Hoàn tác').click();
  await judged(page);
  await expect(summary(page)).toContainText('Không dự án nào trong 3 dự án');
  await expect(changes).toContainText('Chưa thay đổi gì.');
  await button(page, 'Làm lại').click();
  await judged(page);
  await expect(summary(page)).toContainText('1 trên 3 dự án');
  expect(complaints).toEqual([]);
});

const CRITERION = `
criterion("noise-plan", #{
    code:       "ENV-90",
    kind:       MANDATORY,
    title:      "Có phương án giảm tiếng ồn",
    cites:      "smart-investment-2024",
    confidence: STATED,
    from:       "2027-01-01",
    when:       in_zone,
    require:    environment.noise_plan,
    remedy:     "Lập phương án giảm tiếng ồn.",
});
`;
const FACT = '\n[environment.noise_plan]\ntype = "yes_no"\nsection = "environment"\n';
const words = (label: string, question: string) =>
  `\n[facts.environment.noise_plan]\nlabel = "${label}"\nquestion = "${question}"\nhelp = ""\n`;
const TEXTS = {
  vi: words('Giảm tiếng ồn', 'Dự án có phương án giảm tiếng ồn không?'),
  en: words('Noise', 'Does the project have a plan against noise?'),
  zh: words('降噪', '项目是否有降噪方案？'),
  ko: words('소음', '소음 저감 계획이 있습니까?'),
  ja: words('騒音', '騒音対策の計画がありますか。'),
};
const criterionWords = '\n[criteria.noise-plan]\ntitle = "Noise plan"\nremedy = "Make a plan against noise."\n';
const noise = (title: string, answer: string, verdict: string) =>
  `\n[[case]]\ntitle = "${title}"\nas_of = 2027-02-01\n[case.profile]\nproject = { track = "industrial_zone" }\n${answer}[case.expect]\nfindings = { noise-plan = "${verdict}" }\n`;
const CASES =
  noise('A noise plan', 'environment = { noise_plan = true }\n', 'met') +
  noise('No noise plan', 'environment = { noise_plan = false }\n', 'unmet') +
  noise('Noise not said', '', 'unknown');

test('a new criterion with its question and cases, from the first mistake to the investor and the files', async ({ page, context }) => {
  const complaints = await watch(page);
  await openPublished(page);
  await raiseTrees(page);

  // A criterion about a question that nobody asks yet is marked where it stands.
  await goTo(page, 'Tiêu chí', 'criteria/environment.rhai');
  await append(page, CRITERION);
  await judged(page);
  await expect(summary(page)).toContainText('lỗi');
  const problem = findings(page).locator('li', { hasText: 'Câu hỏi không có' });
  await expect(problem).toContainText(/nhóm environment không có câu hỏi `noise_plan`/);
  await problem.getByRole('button').click();
  await expect(editor(page)).toBeFocused();
  await expect(page.locator('.cm-lintRange-error')).toHaveText('noise_plan');
  await page.locator('.cm-lintRange-error').hover();
  await expect(page.locator('.cm-tooltip')).toContainText('Câu hỏi không có');

  await goTo(page, 'Câu hỏi', 'facts.toml');
  await append(page, FACT);
  for (const [lang, text] of Object.entries(TEXTS)) {
    await goTo(page, 'Câu chữ', `text/${lang}.toml`);
    await append(page, lang === 'vi' ? text : text + criterionWords);
  }
  await judged(page);
  // Everything is there but the cases.
  await expect(findings(page).getByText(/^Thiếu ví dụ mẫu/).first()).toBeVisible();
  await goTo(page, 'Ví dụ mẫu', 'cases/environment.toml');
  await append(page, CASES);
  await judged(page);
  await expect(summary(page).locator('.good', { hasText: /^Không có lỗi$/ })).toBeVisible();
  await expect(summary(page)).toContainText(/ví dụ mẫu đúng/);
  await expect(findings(page)).toContainText('noise-plan');

  // The investor's page decides by it, and says on every screen that it is a draft.
  const [preview] = await Promise.all([context.waitForEvent('page'), button(page, 'Xem thử').click()]);
  await preview.waitForLoadState();
  // Trees enough for the raised figure: only the new question is left.
  const project = withAnswer(profile('autoliv-complete'), 'environment.green_area', 16);
  await preview.goto(`/preview.html${link(project, { as_of: '2027-02-01' }).slice(1)}`);
  await expect(preview.getByRole('note')).toContainText('Bản nháp');
  await expect(preview.locator('main h1')).toContainText('Chưa đủ thông tin');
  await preview.goto('/preview.html#/question/environment.noise_plan');
  await preview.getByText('Dự án có phương án giảm tiếng ồn không?').waitFor();
  await preview.locator('[id="environment.noise_plan-no"]').check();
  await preview.goto('/preview.html#/result');
  await expect(preview.locator('main h1')).toContainText('Không đáp ứng tiêu chí');
  await expect(preview.locator('main')).toContainText('ENV-90');
  await expect(preview.getByRole('note')).toContainText('Bản nháp');
  expect(await preview.evaluate(() => document.querySelector('link[rel="stylesheet"][href*="preview"]') !== null)).toBe(true);
  await preview.close();

  // What is published is what the command line makes of the downloaded files.
  await button(page, 'Công bố').click();
  const panel = page.getByRole('region', { name: 'Công bố bản nháp' });
  await expect(panel).toContainText('Số phiên bản vẫn là');
  const rulebook = await download(page, panel.getByRole('button', { name: /quang-ninh\.rulebook/ }));
  const changed = unzip((await download(page, panel.getByRole('button', { name: /changes\.zip/ }))).bytes);
  const report = (await download(page, panel.getByRole('button', { name: /impact\.html/ }))).bytes.toString();
  const site = unzip((await download(page, panel.getByRole('button', { name: /page\.zip/ }))).bytes);
  expect([...changed.keys()].sort()).toEqual([
    'cases/environment.toml', 'criteria/environment.rhai', 'facts.toml', 'parameters.toml',
    'text/en.toml', 'text/ja.toml', 'text/ko.toml', 'text/vi.toml', 'text/zh.toml',
  ]);
  const folder = join(mkdtempSync(join(tmpdir(), 'sangloc-')), 'quang-ninh');
  cpSync(join(root, 'rules/quang-ninh'), folder, { recursive: true });
  for (const [path, bytes] of changed) writeFileSync(join(folder, path), bytes);
  const packed = join(folder, '../packed.rulebook');
  execFileSync(sangloc, ['pack', folder, '-o', packed]);
  expect(readFileSync(packed).equals(rulebook.bytes)).toBe(true);
  expect(site.get('quang-ninh.rulebook')?.equals(rulebook.bytes)).toBe(true);
  expect(site.has('quang-ninh.core') && site.has('quang-ninh.sources')).toBe(true);
  expect(report).toContain('10% → 15%');
  expect(report).toContain('noise-plan');
  expect(complaints).toEqual([]);
});

test('what was typed is there again after a reload, and can be downloaded and opened again', async ({ page }) => {
  await openPublished(page);
  await goTo(page, 'Tiêu chí', 'criteria/land.rhai');
  await append(page, '// một ghi chú');
  await judged(page);
  await page.reload();
  await judged(page);
  await expect(findings(page)).toContainText('criteria/land.rhai');
  await goTo(page, 'Tiêu chí', 'criteria/land.rhai');
  await editor(page).click();
  await page.keyboard.press('Control+End');
  await expect(editor(page)).toContainText('// một ghi chú');
  const saved = await download(page, button(page, 'Tải bản nháp về'));
  await button(page, 'Mở bộ khác').click();
  await button(page, 'Đóng, bỏ bản nháp').click();
  await page.getByLabel('Tệp nén (.zip)').setInputFiles({ name: 'draft.zip', mimeType: 'application/zip', buffer: saved.bytes });
  await judged(page);
  await expect(page.locator('main h1')).toContainText('draft.zip');
  await goTo(page, 'Tiêu chí', 'criteria/land.rhai');
  await editor(page).click();
  await page.keyboard.press('Control+End');
  await expect(editor(page)).toContainText('// một ghi chú');
});

test('a device that keeps nothing is told of, and the draft can be taken along', async ({ page }) => {
  await page.addInitScript(() => {
    const full = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    IDBObjectStore.prototype.put = full;
    Storage.prototype.setItem = full;
  });
  await openPublished(page);
  await expect(page.getByRole('alert')).toContainText('không lưu được bản nháp');
  await raiseTrees(page);
  const saved = unzip((await download(page, button(page, 'Tải bản nháp về'))).bytes);
  expect(saved.get('parameters.toml')?.toString()).toContain('{ from = 2027-01-01, amount = 15,');
});

test('a script that would run for ever is refused, and named', async ({ page }) => {
  await openPublished(page);
  await goTo(page, 'Tiêu chí', 'criteria/zone.rhai');
  await append(page, '\nlet x = 0; loop { x += 1; }');
  await judged(page);
  await expect(findings(page).locator('li.bad', { hasText: 'criteria/zone.rhai' }).first()).toBeVisible();
  await button(page, 'Hoàn tác').click();
  await judged(page);
  await expect(summary(page)).toContainText('Không có lỗi');
});

test('a worker that never answers is ended, and the draft is whole', async ({ page }) => {
  await page.clock.install();
  let hangs = true;
  await page.route('**/studio/worker.js', (route) =>
    hangs ? route.fulfill({ contentType: 'text/javascript', body: 'onmessage = () => { for (;;); };' }) : route.continue());
  await page.goto('/studio/');
  await button(page, 'Bộ tiêu chí đang công bố').click();
  await page.clock.runFor(1_000);
  await expect(summary(page)).toContainText('Đang xét');
  for (let passed = 0; passed < 3; passed += 1) await page.clock.fastForward(21_000);
  await expect(summary(page)).toContainText('chạy quá lâu nên đã bị dừng');
  hangs = false;
  await button(page, 'Xét lại').click();
  await page.clock.runFor(1_000);
  await expect(summary(page)).toContainText('Không có lỗi', { timeout: 30_000 });
});

test('an analysis that never ends is ended, and that is told', async ({ page }) => {
  await page.clock.install();
  await page.route('**/studio/worker.js', async (route) => {
    const body = await (await route.fetch()).text();
    const hangs = body.replace('await started;', "await started; if (request.includes('analyse')) for (;;);");
    expect(hangs).not.toBe(body);
    await route.fulfill({ contentType: 'text/javascript', body: hangs });
  });
  await page.goto('/studio/');
  await button(page, 'Bộ tiêu chí đang công bố').click();
  await page.clock.runFor(1_000);
  await expect(summary(page)).toContainText('Không có lỗi', { timeout: 30_000 });
  await page.getByRole('tab', { name: 'Rà soát' }).click();
  const look = page.getByRole('tabpanel').getByRole('button', { name: 'Rà soát' });
  await look.click();
  await expect(look).toBeDisabled();
  await page.clock.fastForward(21_000);
  await expect(page.getByRole('status').filter({ hasText: 'đã bị dừng' })).toBeVisible();
  await expect(look).toBeEnabled();
});

test('of two tabs one keeps the draft, and the other says so', async ({ page, context }) => {
  await openPublished(page);
  await raiseTrees(page);
  await expect(page.getByRole('alert').filter({ hasText: 'Một thẻ khác' })).toHaveCount(0);
  const other = await context.newPage();
  await other.goto('/studio/');
  await judged(other);
  await expect(other.getByRole('alert')).toContainText('Một thẻ khác của trình duyệt đang giữ bản nháp');
  await goTo(other, 'Tiêu chí', 'criteria/land.rhai');
  await append(other, '// của thẻ kia');
  await judged(other);
  await expect(findings(other)).toContainText('criteria/land.rhai');
  // Closing it there forgets nothing of what is kept here.
  await button(other, 'Mở bộ khác').click();
  await button(other, 'Đóng, bỏ bản nháp').click();
  await expect(button(other, 'Bộ tiêu chí đang công bố')).toBeVisible();
  await page.close();
  await other.reload();
  await judged(other);
  await expect(other.getByRole('alert').filter({ hasText: 'Một thẻ khác' })).toHaveCount(0);
  await expect(findings(other)).toContainText('10% → 15%');
  await expect(findings(other)).not.toContainText('criteria/land.rhai');
});

/** A folder as the browser's picker gives it; `undefined`: the person picks none. */
type Tree = { [name: string]: string | Tree };

async function pick(page: Page, folder: Tree | undefined) {
  await page.addInitScript((tree) => {
    const handle = (name: string, inside: unknown): unknown =>
      typeof inside === 'string'
        ? { kind: 'file', name, getFile: async () => new File([inside], name) }
        : {
            kind: 'directory',
            name,
            async *entries() {
              for (const [child, content] of Object.entries(inside as object)) yield [child, handle(child, content)];
            },
          };
    const picker = async () => {
      if (!tree) throw new DOMException('none', 'AbortError');
      return handle('bo-tieu-chi', tree);
    };
    Object.assign(globalThis, { showDirectoryPicker: picker });
  }, folder);
}

/** A folder of this project as a tree. */
function tree(path: string): Tree {
  const entry = (file: Dirent) => {
    const inside = join(path, file.name);
    return [file.name, file.isDirectory() ? tree(inside) : readFileSync(inside, 'utf8')];
  };
  return Object.fromEntries(readdirSync(path, { withFileTypes: true }).map(entry));
}

test('a folder is opened, and what rules do not read is left out', async ({ page }) => {
  const small = tree(join(root, 'tests/rulebooks/small'));
  await pick(page, { 'README.md': 'x', '.git': { 'rulebook.toml': 'x' }, rules: { ...small, 'CHANGELOG.md': 'x', old: small } });
  await page.goto('/studio/');
  await button(page, 'Thư mục trên máy').click();
  await judged(page);
  await expect(page.locator('main h1')).toContainText('bo-tieu-chi');
  await expect(summary(page)).toContainText('Không có lỗi');
  await page.getByRole('tab', { name: 'Câu hỏi' }).click();
  const files = page.locator('.file-choice select option');
  await expect(files).toHaveText(['facts.toml', 'rulebook.toml', 'zones.csv']);
});

test('a folder without rules is refused, and picking none changes nothing', async ({ page }) => {
  await pick(page, { 'facts.toml': '' });
  await page.goto('/studio/');
  await button(page, 'Thư mục trên máy').click();
  await expect(page.getByRole('status').filter({ hasText: 'Không mở được' })).toContainText('không tìm thấy rulebook.toml');
  await pick(page, undefined);
  await page.reload();
  await button(page, 'Thư mục trên máy').click();
  await expect(button(page, 'Thư mục trên máy')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Không mở được' })).toHaveCount(0);
});

test('the example is a sound rulebook to practise with', async ({ page }) => {
  await page.goto('/studio/');
  await button(page, 'Bộ tiêu chí ví dụ').click();
  await judged(page);
  await expect(page.locator('main h1')).toContainText('bộ tiêu chí ví dụ');
  await expect(summary(page)).toContainText('Không có lỗi');
  await expect(summary(page)).toContainText(/ví dụ mẫu đúng/);
});

test('the editor completes figures, questions and sources, each with what it means', async ({ page }) => {
  await openPublished(page);
  await goTo(page, 'Tiêu chí', 'criteria/land.rhai');
  await editor(page).click();
  for (const [typed, meaning, whole] of [
    ['params.min_green_a', 'Mức cây xanh phải vượt', 'params.min_green_area'],
    ['environment.green_a', 'Tỷ lệ cây xanh', 'environment.green_area'],
    ['"smart-inv', 'Thu hút đầu tư thông minh', '"smart-investment-2024"'],
  ] as const) {
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Enter');
    await page.keyboard.type(typed);
    const option = page.getByRole('option').filter({ hasText: whole }).filter({ hasText: meaning });
    await option.first().click();
    await expect(editor(page).locator('.cm-line').last()).toHaveText(whole);
  }
});

test.describe('without a network', () => {
  test.use({ serviceWorkers: 'allow' });

  test('the studio opens, judges and keeps the draft', async ({ page, context }) => {
    await openPublished(page);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      if (!navigator.serviceWorker.controller) {
        await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
      }
    });
    // The published rules are kept as they were seen last.
    await page.reload();
    await judged(page);
    await button(page, 'Mở bộ khác').click();
    await button(page, 'Bộ tiêu chí đang công bố').click();
    await judged(page);
    await context.setOffline(true);
    await page.reload();
    await judged(page);
    await raiseTrees(page);
    await expect(findings(page)).toContainText('10% → 15%');
    await page.reload();
    await judged(page);
    await expect(findings(page)).toContainText('10% → 15%');
  });
});

test('at twice the letter size nothing sticks out', async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 800 });
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  const enlarge = () => page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  await page.goto('/studio/');
  await enlarge();
  await expect(page.locator('main h1')).toBeVisible();
  expect(await wide()).toBe(0);
  await button(page, 'Bộ tiêu chí đang công bố').click();
  await judged(page);
  await raiseTrees(page);
  for (const tab of ['Mức', 'Tiêu chí', 'Câu hỏi', 'Câu chữ', 'Ví dụ mẫu', 'Rà soát']) {
    await page.getByRole('tab', { name: tab }).click();
    expect(await wide(), tab).toBe(0);
  }
  await button(page, 'Công bố').click();
  await expect(page.getByRole('button', { name: /page\.zip/ })).toBeVisible({ timeout: 30_000 });
  expect(await wide()).toBe(0);
});

const settings = Buffer.from('id = "x"');

for (const [what, archive, message] of [
  ['no archive', Buffer.from('hello'), 'bị hỏng hoặc không phải tệp nén'],
  ['a path that leads out', zip([['rulebook.toml', settings], ['../facts.toml', settings]]), '“../facts.toml” có tên dẫn ra ngoài thư mục'],
  ['a bomb', zip([['rulebook.toml', settings], ['facts.toml', Buffer.alloc(80_000_000)]]), '“facts.toml” quá lớn'],
  ['another encoding', zip([['rulebook.toml', Buffer.from([0x74, 0xea, 0x6e])]]), '“rulebook.toml” không phải văn bản UTF-8'],
  ['no rules', zip([['readme.txt', settings]]), 'không tìm thấy rulebook.toml'],
] as const) {
  test(`an archive that is refused: ${what}`, async ({ page }) => {
    await page.goto('/studio/');
    await page.getByLabel('Tệp nén (.zip)').setInputFiles({ name: 'rules.zip', mimeType: 'application/zip', buffer: archive });
    await expect(page.getByRole('status').filter({ hasText: 'Không mở được' })).toContainText(message);
    await expect(button(page, 'Bộ tiêu chí đang công bố')).toBeVisible();
  });
}

test('a figure is changed by keyboard alone', async ({ page }) => {
  await page.goto('/studio/');
  await tabTo(page, button(page, 'Bộ tiêu chí đang công bố'));
  await page.keyboard.press('Enter');
  await judged(page);
  await tabTo(page, page.getByRole('tab', { name: 'Mức' }));
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Tiêu chí' })).toBeFocused();
  await page.keyboard.press('Home');
  await tabTo(page, page.getByRole('searchbox', { name: 'Tìm mức' }));
  await page.keyboard.type('min_green_area');
  await tabTo(page, button(page, 'Sửa: Mức cây xanh phải vượt'));
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Mức mới (%)')).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('1.500');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Hãy nhập một số, không có dấu phân cách hàng nghìn')).toBeVisible();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('12,5');
  await page.keyboard.press('Enter');
  await judged(page);
  await expect(findings(page)).toContainText('10% → 12,5%');
  await expect(button(page, 'Sửa: Mức cây xanh phải vượt')).toBeFocused();
});

for (const lang of ['vi', 'en'] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [320, 1280]) {
      test(`axe finds nothing and nothing sticks out: ${lang}, ${colorScheme}, ${width} px`, async ({ page }) => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        await page.goto('/studio/');
        await expect(page.locator('main h1')).toBeVisible();
        if (lang === 'en') await button(page, 'English').click();
        await looksRight(page);
        await page.getByRole('button', { name: /^(Bộ tiêu chí đang công bố|The published rules)$/ }).click();
        const aside = page.locator('.findings');
        await expect(aside).toHaveAttribute('aria-busy', 'false', { timeout: 30_000 });
        await page.getByRole('searchbox').fill('min_green');
        await page.getByRole('button', { name: /^(Sửa|Change): / }).first().click();
        await looksRight(page);
        await page.getByRole('button', { name: /^(Ghi vào bản nháp|Put into the draft)$/ }).click();
        await page.getByRole('tab', { name: /^(Tiêu chí|Criteria)$/ }).click();
        await page.getByRole('textbox', { name: /^(Nội dung tệp|Content of)/ }).click();
        await page.keyboard.press('Control+End');
        await page.keyboard.insertText('let wrong = params.nothing;');
        await expect(aside.locator('.bad').first()).toBeVisible({ timeout: 30_000 });
        await looksRight(page);
        await page.getByRole('tab', { name: /^(Rà soát|Analysis)$/ }).click();
        await looksRight(page);
      });
    }
  }
}

async function looksRight(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' ')}`)).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBe(0);
}
