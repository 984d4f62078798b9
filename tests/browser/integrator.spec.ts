// The page for those who embed, and the check that they run on their own page.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { question, text, watch } from './helpers';
import { given, host, release, test } from './portal';

const root = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

const preview = (page: Page) => page.locator('#preview sangloc-screening');
const app = (page: Page) => preview(page).locator('.app');
/** A text to copy, by its heading. */
const snippet = (page: Page, heading: string | RegExp) => page.locator('.snippet').filter({ has: page.getByRole('heading', { name: heading, exact: true }) });

async function expectAccessible(page: Page) {
  const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  expect(found.violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
}

async function open(page: Page, address = '/embed/') {
  const complaints = await watch(page);
  await page.goto(address);
  await expect(app(page).getByRole('heading', { level: 1 })).toBeVisible();
  return complaints;
}

/** Copies a text as a person does; what is in the clipboard then. */
async function copied(page: Page, heading: string | RegExp) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const box = snippet(page, heading);
  await box.getByRole('button', { name: 'Chép' }).click();
  await expect(box.getByRole('status')).toHaveText('Đã chép.');
  return page.evaluate(() => navigator.clipboard.readText());
}

/** A page of the portal with this in it, under a policy, with a style sheet and a script. */
async function paste(page: Page, portal: string, content: string, { sheet = '', script = '', csp = policy, lang = 'vi' } = {}) {
  given.set('/pasted.css', { body: sheet });
  given.set('/pasted.js', { body: script });
  given.set('/pasted.html', {
    policy: csp,
    body: `<!doctype html>
<html lang="${lang}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Cổng thông tin</title>
  <link rel="stylesheet" href="pasted.css">
  <script src="host.js"></script>
</head>
<body>
  <main><h1>Cổng thông tin</h1>${content}</main>
  <script src="pasted.js"></script>
</body>
</html>`,
  });
  await page.goto(`${portal}/pasted.html`);
}

test.afterEach(() => given.clear());

test('what is chosen is shown at once, and what is copied works in a portal as it was shown', async ({ page, portal }) => {
  const complaints = await open(page);
  await page.getByLabel('Bắt đầu ở').selectOption('Cả biểu mẫu');
  await page.getByLabel('Loại dự án đã biết trước').selectOption('Năng lượng');
  await page.getByRole('combobox', { name: 'Ngôn ngữ' }).selectOption('日本語');
  await expect(app(page)).toHaveAttribute('lang', 'ja');
  await expect(question(page, 'project.track').getByRole('radio', { name: text('choices.track.energy', 'ja') })).toBeChecked();
  await page.getByLabel('Dùng màu của cổng').check();
  await page.getByLabel('Màu nhấn', { exact: true }).fill('#8a0f4d');
  await expect(page.locator('#contrast')).toHaveText('Các màu này đủ tương phản để đọc.');
  const accent = () => page.locator('sangloc-screening .menu a[aria-current]').evaluate((link) => getComputedStyle(link).color);
  await expect.poll(accent).toBe('rgb(138, 15, 77)');

  const [tag, sheet, csp] = [await copied(page, 'Trong trang'), await copied(page, /CSS/), await copied(page, /Chính sách bảo mật/)];
  expect(complaints).toEqual([]);
  await paste(page, portal, tag, { sheet, csp: csp.replace('Content-Security-Policy:', "default-src 'none';") });
  await expect(page.locator('sangloc-screening .app')).toHaveAttribute('lang', 'ja');
  await expect(question(page, 'project.track').getByRole('radio', { name: text('choices.track.energy', 'ja') })).toBeChecked();
  await expect.poll(accent).toBe('rgb(138, 15, 77)');
  expect(complaints).toEqual([]);
});

test('colours that cannot be read are named where they are chosen', async ({ page }) => {
  await open(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByLabel('Dùng màu của cổng').check();
  await expect(page.getByLabel('Nền', { exact: true })).toHaveValue('light');
  await expect(page.locator('#contrast')).toHaveText('Các màu này đủ tương phản để đọc.');
  await page.getByLabel('Màu nhấn', { exact: true }).fill('#ffcc99');
  await expect(page.locator('#contrast')).toContainText('“màu nhấn” trên “nền của ô” chỉ có độ tương phản 1,4, cần ít nhất 4,5');
  await page.getByLabel('Màu nhấn', { exact: true }).fill('#0b5c6b');
  await expect(page.locator('#contrast')).toHaveText('Các màu này đủ tương phản để đọc.');
  await page.getByLabel('Dùng màu của cổng').uncheck();
  await expect(page.getByRole('group', { name: 'Màu của cổng' })).toBeHidden();
  await expect(snippet(page, /CSS/)).toHaveCount(0);
});

test('the frame that is copied works in a portal of another origin', async ({ page, portal, other }) => {
  await open(page, `${other}/sangloc/embed/index.html`);
  await page.getByLabel('Bắt đầu ở').selectOption('Từng câu hỏi một');
  await page.getByLabel('Khung (iframe)').check();
  const [tag, csp] = [await copied(page, 'Trong trang'), await copied(page, /Chính sách bảo mật/)];
  expect(tag).toContain(`src="${other}/sangloc/embed/frame.html"`);
  expect(await copied(page, /Ở máy chủ/)).toContain('frame-ancestors');
  await paste(page, portal, tag, { csp: csp.replace('Content-Security-Policy:', "default-src 'none';") });
  const inside = page.frameLocator('sangloc-frame iframe').locator('.app');
  await expect(inside.getByRole('heading', { level: 1 })).toContainText(text('facts.project.track.question'));
});

test('the package that is copied decides', async ({ page }) => {
  await open(page);
  await page.getByLabel('Loại dự án đã biết trước').selectOption('Năng lượng');
  await page.getByLabel('Gói npm').check();
  expect(await copied(page, /Cài đặt/)).toContain('npm install');
  const code = await copied(page, /Node/);
  const { stdout } = await run('node', ['--input-type=module', '--eval', code], { cwd: `${root}tests/npm` });
  expect(stdout.trim()).toBe('needs_answers');
});

test('the service that is copied decides', async ({ page }) => {
  await open(page);
  await page.getByLabel('Loại dự án đã biết trước').selectOption('Năng lượng');
  await page.getByLabel('Dịch vụ trên máy chủ').check();
  const [start, ask] = [await copied(page, /Khởi động/), await copied(page, /Hỏi kết luận/)];
  const [, ...options] = start.replace(/:8080$/, ':0').split(' ');
  const service = spawn(join(process.env.CARGO_TARGET_DIR ?? `${root}target`, 'debug/sangloc'), options, { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [line] = await once(service.stdout, 'data');
    const [address] = String(line).match(/127\.0\.0\.1:\d+/)!;
    const { stdout } = await run('bash', ['-c', ask.replace('127.0.0.1:8080', address)]);
    expect(JSON.parse(stdout)).toMatchObject({ report: { outcome: 'needs_answers' } });
  } finally {
    service.kill();
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`in ${colorScheme} it is for everybody, on the smallest phone too, in both languages`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 320, height: 640 });
    const complaints = await open(page, '/embed/en.html');
    await page.getByLabel("Use the portal's colours").check();
    for (const way of ['Tag in the page', 'Frame (iframe)', 'npm package', 'Service']) {
      await page.getByLabel(way).check();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    }
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Tiếng Việt' }).click();
    await expect(page).toHaveURL(/\/embed\/$/);
    await expect(page.getByRole('heading', { level: 1 }).first()).toHaveText('Đưa công cụ sàng lọc vào cổng thông tin');
    await page.getByRole('link', { name: 'Đến phần xem trước' }).click();
    await expect(page.getByRole('heading', { name: 'Xem trước' })).toBeInViewport();
    expect(complaints).toEqual([]);
  });
}

test('with the keyboard alone: choose, copy, and get past the preview', async ({ page }) => {
  // It checks a whole page, after many keys.
  test.slow();
  await open(page);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const onto = async (name: RegExp) => {
    for (let pressed = 0; pressed < 60; pressed += 1) {
      await page.keyboard.press('Tab');
      const focus = await page.evaluate(() => {
        const element = document.activeElement as HTMLInputElement;
        return element.labels?.[0]?.textContent ?? element.textContent ?? '';
      });
      if (name.test(focus.trim())) return;
    }
    throw new Error(`no Tab leads to ${name}`);
  };
  await onto(/^Bắt đầu ở/);
  await page.keyboard.press('ArrowDown');
  await expect(app(page).getByRole('heading', { level: 1 })).toContainText(text('facts.project.track.question'));
  await expect(page.getByLabel('Bắt đầu ở')).toBeFocused();
  await onto(/^Chép$/);
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('mode="guided"');
  await onto(/^Kiểm tra phần xem trước$/);
  await page.keyboard.press('Enter');
  const report = page.locator('sangloc-report');
  await expect(report.getByRole('status')).toContainText('12 mục đạt, 0 mục chưa đạt, 0 mục chưa kiểm tra được', { timeout: 25_000 });
  await expect(page.getByRole('button', { name: 'Kiểm tra phần xem trước' })).toBeEnabled();
  await expectAccessible(page);
});

test.describe('the check on a page of a portal', () => {
  const loading = '<script type="module" src="/sangloc/embed/%element%" integrity="%integrity%"></script>';
  const tag = '<sangloc-screening></sangloc-screening>';
  const report = (page: Page) => page.locator('sangloc-report');

  /** Once everything is checked: what did not pass, with what it says, by check. */
  async function notPassed(page: Page) {
    await expect(report(page).getByRole('button', { name: /Kiểm tra lại|Check again/ })).toBeVisible({ timeout: 40_000 });
    const items = report(page).getByRole('listitem');
    return items.evaluateAll((items) =>
      items.filter((item) => item.className !== 'pass').map((item) => [item.querySelector('.title')!.textContent, item.querySelector('.says')!.textContent] as [string, string]),
    );
  }

  /** A host of hosts/ with the check on it. */
  async function checked(page: Page, portal: string, name: string, change = (html: string) => html) {
    given.set(`/${name}`, { body: change(host(name)).replace('</body>', '%check%</body>') });
    await page.goto(`${portal}/${name}`);
  }

  for (const name of ['plain.html', 'hostile.html', 'korean.html', 'table.html', 'swap.html', 'two.html']) {
    test(`all is well: ${name}`, async ({ page, portal }) => {
      await checked(page, portal, name);
      expect(await notPassed(page)).toEqual([]);
      expect(await page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations.filter((one) => !/ (inline|eval)$/.test(one)))).toEqual([]);
    });
  }

  test('all is well with one colour of the portal, from the start', async ({ page, portal }) => {
    await paste(page, portal, `${loading}${tag}%check%`, { sheet: 'sangloc-screening { --sangloc-accent: #8a0f4d }' });
    expect(await notPassed(page)).toEqual([]);
    expect(await page.evaluate(() => (globalThis as unknown as { told: { name: string }[] }).told.filter(({ name }) => name === 'error'))).toEqual([]);
  });

  test('all is well with a frame; what another origin hides is said to be unknown', async ({ page, portal }) => {
    await checked(page, portal, 'frame.html');
    expect(await notPassed(page)).toEqual([['Language: Could not be checked', expect.stringContaining("speaks en; the frame's title is “Investment project screening”")]]);
  });

  test('everything is put back as it was, and it can be asked for by a script', async ({ page, portal }) => {
    // Two checks of a whole page.
    test.slow();
    await checked(page, portal, 'plain.html');
    await notPassed(page);
    const state = () => page.locator('#one').evaluate((element) => ({ html: element.cloneNode() && (element.cloneNode() as HTMLElement).outerHTML, focus: document.activeElement?.localName, top: scrollY }));
    expect(await state()).toEqual({ html: '<sangloc-screening id="one" mode="form"></sangloc-screening>', focus: 'body', top: 0 });
    const results = await page.evaluate(async (name) => {
      const { check } = await import(`/sangloc/embed/${name}`);
      return check(document.querySelector('#one'));
    }, release().conformance.name);
    expect(results).toHaveLength(12);
    expect(results[0]).toEqual({ check: 'start', state: 'pass', reason: 'pass', title: 'Công cụ khởi động', says: expect.any(String) });
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page);
  });

  test('where nothing may run, what is forbidden is named, and the rest not guessed at', async ({ page, portal }) => {
    await checked(page, portal, 'no-wasm.html', (html) => html.replace(/<sangloc-screening id="two">.*/, ''));
    const found = await notPassed(page);
    expect(found.slice(0, 3)).toEqual([
      ['Công cụ khởi động: Chưa đạt', expect.stringContaining('wasm-unsafe-eval')],
      ['WebAssembly được phép chạy: Chưa đạt', expect.stringContaining("'wasm-unsafe-eval' vào script-src")],
      ['Chính sách bảo mật không chặn công cụ: Chưa kiểm tra được', expect.any(String)],
    ]);
    expect(found.slice(3).map(([title]) => title.split(': ')[1])).toEqual(Array(6).fill('Chưa kiểm tra được'));
  });

  test('a policy that blocks files', async ({ page, portal }) => {
    await paste(page, portal, `${loading}${tag}%check%`, { csp: policy.replace("connect-src 'self'", "connect-src 'none'") });
    const found = Object.fromEntries(await notPassed(page));
    expect(found['Công cụ khởi động: Chưa đạt']).toContain('Chính sách bảo mật của trang chặn');
    expect(found['Chính sách bảo mật không chặn công cụ: Chưa đạt']).toMatch(/\.core theo connect-src/);
  });

  test('a frame that the policy or the style sheet of its page spoils', async ({ page, portal }) => {
    const frame = '<script type="module" src="/sangloc/embed/%loader%" integrity="%loader-integrity%"></script><sangloc-frame src="%other%/sangloc/embed/frame.html"></sangloc-frame>%check%';
    await paste(page, portal, frame);
    const found = Object.fromEntries(await notPassed(page));
    expect(found['Công cụ khởi động: Chưa đạt']).toContain('Chính sách bảo mật của trang chặn');
    expect(found['Chính sách bảo mật không chặn công cụ: Chưa đạt']).toContain('theo frame-src');
    const sheet = 'sangloc-frame { --sangloc-accent: #036 } iframe { height: 300px !important; min-width: 700px }';
    await paste(page, portal, frame, { sheet, csp: `${policy}; frame-src http://127.0.0.1:*` });
    expect(await notPassed(page)).toEqual([
      ['Ngôn ngữ: Chưa kiểm tra được', expect.stringContaining('ngôn ngữ vi')],
      ['Màu sắc: Chưa đạt', expect.stringContaining('--sangloc-accent')],
      ['Chiều cao theo nội dung: Chưa đạt', expect.stringContaining('luôn cao 300 px')],
      ['Vừa màn hình 320 px: Chưa đạt', expect.stringContaining('vẫn rộng 700 px')],
    ]);
  });

  test('without a script, with a wrong checksum, and without an element', async ({ page, portal }) => {
    // The check is patient with what may still come.
    test.slow();
    await paste(page, portal, `${tag}%check%`);
    expect((await notPassed(page))[0]).toEqual(['Công cụ khởi động: Chưa đạt', expect.stringContaining('không có thẻ <script>')]);
    await paste(page, portal, `${loading.replace('%integrity%', `sha384-${'A'.repeat(64)}`)}${tag}%check%`);
    expect((await notPassed(page))[0]).toEqual(['Công cụ khởi động: Chưa đạt', expect.stringMatching(/sangloc-screening-\w+\.js không chạy.*integrity/)]);
    await paste(page, portal, `${loading}%check%`, { lang: 'en' });
    await expect(report(page).getByRole('status')).toContainText('There is no <sangloc-screening>', { timeout: 20_000 });
  });

  test('one thing wrong beside the other: each is named, with what to do', async ({ page, portal }) => {
    const sheet = 'main { overflow: hidden } sangloc-screening { height: 400px; min-width: 900px; --sangloc-accent: #fc9 } html { font: 16px sans-serif }';
    const content = '<script type="module" src="/sangloc/embed/sangloc-screening.js"></script><sangloc-screening theme="pink" tabindex="-1"></sangloc-screening>%check%';
    const script = "document.querySelector('main').addEventListener('sangloc-change', (event) => event.stopPropagation());";
    await paste(page, portal, content, { sheet, script, lang: 'fr', csp: policy.replace("'self' 'wasm-unsafe-eval'", "'self' 'unsafe-eval' 'unsafe-inline'") });
    expect(await notPassed(page)).toEqual([
      ['Mã kiểm tra tệp (integrity): Chưa đạt', expect.stringContaining('sangloc-screening.js')],
      ['Chính sách bảo mật không rộng hơn mức cần: Chưa đạt', expect.stringMatching(/'unsafe-eval' \(script-src\), 'unsafe-inline' \(script-src\)\./)],
      ['Thuộc tính của thẻ: Chưa đạt', expect.stringContaining('theme="pink"')],
      ['Sự kiện đến được trang: Chưa đạt', expect.stringContaining('sangloc-change bị chặn')],
      ['Ngôn ngữ: Chưa đạt', expect.stringContaining('vi, en, zh, ko, ja')],
      ['Màu sắc: Chưa đạt', expect.stringContaining('“màu nhấn” trên “nền của ô” chỉ có độ tương phản 1,4')],
      ['Chiều cao theo nội dung: Chưa đạt', expect.stringContaining('luôn cao 400 px')],
      ['Vừa màn hình 320 px: Chưa đạt', expect.stringContaining('vẫn rộng 900 px')],
      ['Bàn phím đi vào và đi ra được: Chưa đạt', expect.stringContaining('tabindex âm')],
    ]);
  });

  const wrongs: [string, string, string, string, string][] = [
    ['a part that cuts off', 'main { height: 300px; overflow: hidden }', '', 'Chiều cao theo nội dung', '<main>'],
    ['a head that covers', 'h1 { position: fixed; inset: 0 0 auto; height: 200px; margin: 0; z-index: 9; background: white }', '', 'Bàn phím', '<h1> che mất'],
    ['a page that keeps Tab', '', "addEventListener('keydown', (event) => event.key === 'Tab' && event.preventDefault());", 'Bàn phím', 'giữ lại phím Tab'],
    ['a page that takes the focus away', '', "addEventListener('focusin', (event) => event.target.blur());", 'Bàn phím', 'kéo con trỏ bàn phím'],
    ['a part that is inert', '', "document.querySelector('main').inert = true;", 'Bàn phím', '<main> có thuộc tính inert'],
    ['a part that is hidden from ears', '', "document.querySelector('main').ariaHidden = 'true';", 'Bàn phím', 'aria-hidden="true"'],
    ['letters that do not fit', 'sangloc-screening { --sangloc-size: 90px }', '', 'Vừa màn hình', 'giảm --sangloc-size'],
    ['a page that sets the language back', '', "new MutationObserver(() => document.querySelector('sangloc-screening').removeAttribute('lang')).observe(document, { subtree: true, attributeFilter: ['lang'] });", 'Ngôn ngữ', 'đặt lại thuộc tính lang'],
    ['events of another version', '', "addEventListener('sangloc-ready', ({ target }) => target.dispatchEvent(new CustomEvent('sangloc-change', { detail: { version: 2 }, bubbles: true })), { capture: true });", 'Sự kiện', 'phiên bản 2'],
    ['a page wider than its window', 'main { width: 2000px }', '', 'Vừa màn hình', 'tràn ra ngoài cửa sổ'],
  ];
  for (const [name, sheet, script, check, says] of wrongs) {
    test(name, async ({ page, portal }) => {
      await paste(page, portal, `${loading}${tag}%check%`, { sheet, script });
      const found = await notPassed(page);
      expect(found).toHaveLength(1);
      expect(found[0]![0]).toContain(check);
      expect(found[0]![1]).toContain(says);
    });
  }
});
