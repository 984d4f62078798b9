// The program in pages of other people: the element and the frame, in hosts as they are met.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answerPage, outcomes, profile, question, text, watch, withAnswer } from './helpers';
import { release, test } from './portal';

const rejected = withAnswer(profile('autoliv-complete'), 'environment.green_area', 5);

/** Rules as two keys might have signed them, and one did: where their parts are, and both public keys. */
function signedRules() {
  const parts = mkdtempSync(join(tmpdir(), 'sangloc-'));
  const at = (name: string) => join(parts, name);
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const sangloc = (...given: string[]) => execFileSync(join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug/sangloc'), given);
  for (const key of ['ours', 'theirs']) sangloc('keygen', '--no-password', at(key));
  sangloc('pack', join(root, 'rules/quang-ninh'), '-o', at('quang-ninh.rulebook'), '--split', parts, '--sign', at('ours.key'));
  const [ours, theirs] = ['ours', 'theirs'].map((key) => readFileSync(at(`${key}.pub`), 'utf8').trim().split('\n').at(-1)!);
  return { parts, ours: ours!, theirs: theirs! };
}

interface Told {
  name: string;
  id: string;
  detail: Record<string, unknown>;
}

interface Element extends HTMLElement {
  profile: unknown;
  lang: string;
  theme: string;
  share: boolean;
  reset(): void;
  print(): void;
  exportRecord(): string | null | Promise<string | null>;
}

const told = (page: Page, name: string, id = 'one'): Promise<Told['detail'][]> =>
  page.evaluate(
    ([name, id]) => (globalThis as unknown as { told: Told[] }).told.filter((one) => one.name === name && one.id === id).map(({ detail }) => detail),
    [name, id] as const,
  );

const violations = (page: Page) => page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations);

/** Opens a host page; its element is ready when this returns. */
async function host(page: Page, address: string, ids = ['one']) {
  const complaints = await watch(page);
  await page.goto(address);
  for (const id of ids) await expect.poll(() => told(page, 'ready', id)).toHaveLength(1);
  return complaints;
}

/** What a host page does with its element. */
const on = <T>(page: Page, act: (element: Element) => T | Promise<T>, id = 'one') => page.locator(`#${id}`).evaluate(act as (element: Node) => T | Promise<T>);

const guidelines = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What a page has once, whoever made its parts. */
const landmarks = ['no-duplicate-main', 'no-duplicate-banner', 'no-duplicate-contentinfo', 'main-is-top-level', 'unique'];

async function expectAccessible(page: Page) {
  const rules = Object.fromEntries(landmarks.map((rule) => [`landmark-${rule}`, { enabled: true }]));
  const found = await new AxeBuilder({ page }).options({ runOnly: guidelines, rules }).analyze();
  expect(found.violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
}

const app = (page: Page, id = 'one') => page.locator(`#${id} .app`);

test('under a strict policy: filled in and told, and no request after it is ready', async ({ page, portal }) => {
  const complaints = await host(page, `${portal}/plain.html`);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  expect(await told(page, 'ready')).toMatchObject([{ version: 1, languages: expect.arrayContaining(['vi', 'en', 'zh', 'ko', 'ja']), rulebook: { id: 'quang-ninh' } }]);
  await answerPage(page, 'project.track', rejected);
  await expect.poll(() => told(page, 'change')).toHaveLength(1);
  await on(page, (element) => (element.profile = { project: { land_area: 5 } }));
  await expect.poll(async () => (await told(page, 'change')).at(-1)).toMatchObject({ version: 1, answered: 2 });

  await page.locator('#one').evaluate((element, answers) => ((element as Element).profile = answers), rejected);
  await expect.poll(async () => (await told(page, 'decision')).at(-1)).toMatchObject({ version: 1, outcome: 'rejected', rulebook: { id: 'quang-ninh' } });
  await expect(app(page)).toContainText(outcomes.rejected);
  // Nothing that the person answered is told without consent.
  for (const name of ['change', 'decision', 'navigate']) {
    for (const detail of await told(page, name)) expect(JSON.stringify(detail)).not.toMatch(/"answers"|"record"|land_area/);
  }

  await on(page, (element) => (element.lang = 'ja'));
  await expect(question(page, 'project.track')).toContainText(text('facts.project.track.question', 'ja'));
  await app(page).locator('.menu a[href="#/result"]').click();
  await expect.poll(async () => (await told(page, 'navigate')).at(-1)).toEqual({ version: 1, place: '#/result' });
  expect(await page.evaluate(() => ({ title: document.title, hash: location.hash, kept: localStorage.length }))).toEqual({ title: 'Cổng thông tin', hash: '', kept: 0 });
  expect(requests).toEqual([]);
  expect(await violations(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('it speaks and is coloured as its host wants, as far as that can be read', async ({ page, portal }) => {
  await host(page, `${portal}/plain.html`);
  await on(page, (element) => (element.lang = 'ja'));
  await expect(app(page)).toHaveAttribute('lang', 'ja');
  await expect(question(page, 'project.track')).toContainText(text('facts.project.track.question', 'ja'));
  await on(page, (element) => element.removeAttribute('lang'));
  await page.evaluate(() => (document.documentElement.lang = 'en-GB'));
  await expect(app(page)).toHaveAttribute('lang', 'en');

  const accent = () => app(page).locator('.menu a[aria-current]').evaluate((link) => getComputedStyle(link).color);
  await on(page, (element) => {
    element.style.setProperty('--sangloc-accent', 'hsl(330 80% 30%)');
    element.theme = 'light';
  });
  await expect.poll(accent).toBe('rgb(138, 15, 77)');
  await expectAccessible(page);
  await on(page, (element) => {
    element.style.setProperty('--sangloc-accent', '#fc9');
    element.theme = 'auto';
  });
  await expect.poll(async () => (await told(page, 'error')).at(-1)).toMatchObject({ code: 'contrast', message: expect.stringContaining('accent on surface') });
  await expect.poll(accent).toBe('rgb(11, 92, 107)');
  await on(page, (element) => (element.theme = 'dark'));
  await expect.poll(accent).toBe('rgb(255, 204, 153)');
  await expectAccessible(page);
  expect(await violations(page)).toEqual([]);
});

test('letters, corners and parts are styled from outside', async ({ page, portal }) => {
  await host(page, `${portal}/plain.html`);
  const looks = () => app(page).evaluate((root) => {
    const [main, button] = [root.querySelector('#content')!, root.querySelector('.tools button')!].map((element) => getComputedStyle(element));
    return { font: main!.fontFamily, size: main!.fontSize, corners: button!.borderRadius, foot: getComputedStyle(root.querySelector('footer')!).backgroundColor };
  });
  expect(await looks()).toMatchObject({ size: '16px', corners: '8px', foot: 'rgba(0, 0, 0, 0)' });
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      sangloc-screening { --sangloc-font: monospace; --sangloc-size: 20px; --sangloc-round: 0px; }
      sangloc-screening::part(foot) { background: rgb(1 2 3); }
      footer { background: rgb(9 9 9); }`);
    document.adoptedStyleSheets = [sheet];
  });
  expect(await looks()).toEqual({ font: 'monospace', size: '20px', corners: '0px', foot: 'rgb(1, 2, 3)' });
  expect(await app(page).evaluate((root) => [...root.querySelectorAll('[part]')].map((element) => element.part.value))).toEqual(['head', 'menu', 'main', 'foot']);
});

test('what the host knows is answered, for the day it names, and the person has the last word', async ({ page, portal }) => {
  const complaints = await host(page, `${portal}/plain.html`);
  const { track, zone } = rejected.project as Record<string, string>;
  await page.locator('#one').evaluate((element, [track, zone]) => Object.assign(element, { track, zone, asOf: '2026-12-24' }), [track, zone]);
  await expect.poll(async () => (await told(page, 'change')).at(-1)).toMatchObject({ answered: 2 });
  await expect(app(page).locator('.as-of input')).toHaveValue('2026-12-24');
  expect(await page.locator('#one').evaluate((element) => [element.getAttribute('track'), element.getAttribute('zone'), element.getAttribute('as-of')])).toEqual([track, zone, '2026-12-24']);
  const chosen = question(page, 'project.track').getByRole('radio', { checked: true });
  const before = await chosen.getAttribute('id');
  await question(page, 'project.track').getByRole('radio', { checked: false }).first().check();
  const after = await chosen.getAttribute('id');
  expect(after).not.toBe(before);
  await page.locator('#one').evaluate((element, land) => ((element as Element).profile = { project: { land_area: land } }), rejected.project!.land_area);
  await expect(chosen).toHaveAttribute('id', after!);
  await app(page).getByRole('button', { name: 'Xóa tất cả' }).click();
  await app(page).getByRole('dialog').getByRole('button').last().click();
  await expect(chosen).toHaveAttribute('id', 'project.track-unknown');
  expect(complaints).toEqual([]);
});

/** Every page of hosts/ that carries one element. */
const hosts = ['plain.html', 'hostile.html', 'korean.html', 'table.html', 'swap.html', 'wasm.html', 'react/index.html', 'vue/index.html'];
for (const address of hosts) {
  test(`in ${address}: filled in, decided and told, in the language and the colours that the host changes to`, async ({ page, portal }) => {
    // Vite builds some of them first.
    test.slow();
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== new URL(portal).origin) foreign.push(request.url());
    });
    const complaints = await host(page, `${portal}/${address}`);
    await app(page).locator('.menu a[href="#/form"]').click();
    await question(page, 'project.track').locator('input').first().check();
    await expect.poll(async () => (await told(page, 'change')).at(-1)).toMatchObject({ version: 1, answered: 1 });
    await page.locator('#one').evaluate((element, answers) => ((element as Element).profile = answers), rejected);
    await expect.poll(async () => (await told(page, 'decision')).at(-1)).toMatchObject({ version: 1, outcome: 'rejected' });

    await on(page, (element) => (element.lang = 'en'));
    await expect(question(page, 'project.track')).toContainText(text('facts.project.track.question', 'en'));
    await on(page, (element) => {
      element.theme = 'light';
      element.style.setProperty('--sangloc-accent', 'hsl(330 80% 30%)');
    });
    const link = app(page).locator('.menu a[aria-current]');
    await expect(link).toHaveCSS('color', 'rgb(138, 15, 77)');
    await app(page).locator('.menu a[href="#/result"]').click();
    await expect(app(page)).toContainText(outcomes.rejected);
    await expectAccessible(page);
    expect(await violations(page)).toEqual([]);
    expect(foreign).toEqual([]);
    expect(complaints).toEqual([]);
  });
}

test('a hostile style sheet changes nothing in the element', async ({ page, portal }) => {
  const looks = async (host: string) => {
    await page.goto(`${portal}/${host}`);
    await expect.poll(() => told(page, 'ready')).toHaveLength(1);
    return app(page).evaluate((root) =>
      ['.app', 'header', '.brand-name', '#content', 'h1', '.question', 'input', 'button', '.option', 'footer'].map((selector) => {
        const element = selector === '.app' ? root : root.querySelector(selector)!;
        const style = getComputedStyle(element);
        const { width, height } = element.getBoundingClientRect();
        const names = ['color', 'background-color', 'font', 'display', 'padding', 'border', 'letter-spacing', 'word-spacing', 'text-align', 'text-transform', 'direction', 'box-sizing'];
        return [selector, Math.round(width), Math.round(height), ...names.map((name) => style.getPropertyValue(name))];
      }),
    );
  };
  const plain = await looks('plain.html');
  const hostile = await looks('hostile.html');
  // The host's own margins may differ, and with them the width.
  const strip = (looks: (string | number)[][]) => looks.map(([selector, , , ...rest]) => [selector, ...rest]);
  expect(strip(hostile)).toEqual(strip(plain));
  await expectAccessible(page);
});

test('two beside each other know nothing of each other; moved, removed and put back they keep their answers', async ({ page, portal }) => {
  // Two whole forms are looked through.
  test.slow();
  const complaints = await host(page, `${portal}/two.html`, ['one', 'two']);
  const [one, two] = [page.locator('#one'), page.locator('#two')];
  const track = (place: typeof one) => place.locator('[data-fact="project.track"] input').first();
  await track(one).check();
  await expect(two.getByRole('heading', { level: 1 })).toBeVisible();
  await two.getByRole('link', { name: 'Form' }).first().click();
  await expect(track(two)).not.toBeChecked();
  await expect.poll(() => told(page, 'change', 'one')).toHaveLength(1);
  expect(await told(page, 'change', 'two')).toEqual([]);
  await expect(app(page, 'one')).toHaveAttribute('lang', 'vi');
  await expect(app(page, 'two')).toHaveAttribute('lang', 'en');
  await expectAccessible(page);

  await page.evaluate(() => document.querySelector('#shelf')!.append(document.querySelector('#one')!));
  await expect(track(one)).toBeChecked();
  await page.evaluate(async () => {
    const element = document.querySelector('#one')!;
    element.remove();
    await new Promise((resolve) => setTimeout(resolve, 50));
    (globalThis as unknown as { left: string }).left = element.shadowRoot!.querySelector('.app')!.innerHTML;
    document.querySelector('#left')!.append(element);
  });
  expect(await page.evaluate(() => (globalThis as unknown as { left: string }).left)).toBe('');
  await expect(track(one)).toBeChecked();
  await expect.poll(() => told(page, 'ready', 'one')).toHaveLength(2);
  await on(page, (element) => element.reset());
  await expect(track(one)).not.toBeChecked();
  expect(await violations(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('a page in Korean is answered in Korean', async ({ page, portal }) => {
  const complaints = await host(page, `${portal}/korean.html`);
  await expect(app(page)).toHaveAttribute('lang', 'ko');
  await app(page).getByRole('link', { name: '한 문항씩', exact: true }).click();
  await expect(app(page).getByRole('heading', { level: 1 })).toBeFocused();
  await expect(app(page)).toContainText(text('facts.project.track.question', 'ko'));
  await expectAccessible(page);
  expect(complaints).toEqual([]);
});

test('in a table 320 pixels wide everything fits, though the window is wide', async ({ page, portal }) => {
  const complaints = await host(page, `${portal}/table.html`);
  for (const place of ['form', 'question', 'answers', 'result']) {
    await app(page).locator(`.menu a[href="#/${place}"]`).click();
    await expect(app(page).locator('#content h1')).toBeVisible();
    const outside = await page.locator('#one').evaluate((element) => {
      const box = element.getBoundingClientRect();
      const isOutside = ({ left, right, top, bottom }: DOMRect) => left < box.left - 1 || right > box.right + 1 || top < box.top - 1 || bottom > box.bottom + 1;
      const shown = [...element.shadowRoot!.querySelectorAll('.app *')].filter((inner) => inner.checkVisibility() && getComputedStyle(inner).clipPath === 'none');
      return shown.filter((inner) => isOutside(inner.getBoundingClientRect())).map((inner) => inner.outerHTML.slice(0, 80));
    });
    expect(outside, place).toEqual([]);
  }
  expect(await app(page).locator('#content p').first().evaluate((element) => parseFloat(getComputedStyle(element).fontSize))).toBeGreaterThanOrEqual(14);
  await expectAccessible(page);
  expect(complaints).toEqual([]);
});

for (const framework of ['react', 'vue']) {
  test(`in ${framework} it takes state and gives events, and is put away and brought back`, async ({ page, portal }) => {
    // Vite builds it first.
    test.slow();
    const complaints = await host(page, `${portal}/${framework}/index.html`);
    const press = (name: string) => page.locator('#root > button', { hasText: name }).click();
    await expect(page.locator('output')).toHaveText('needs_answers');
    await press('English');
    await expect(app(page)).toHaveAttribute('lang', 'en');
    await expectAccessible(page);
    await press('Energy');
    const chosen = question(page, 'project.track').getByRole('radio', { checked: true });
    await expect(chosen).not.toHaveAttribute('id', 'project.track-unknown');
    await press('Show or hide');
    await expect(page.locator('sangloc-screening')).toHaveCount(0);
    await press('Show or hide');
    await expect(chosen).not.toHaveAttribute('id', 'project.track-unknown');
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
}

test('where a page swaps its content, the old element is gone and the new one works', async ({ page, portal }) => {
  const complaints = await host(page, `${portal}/swap.html`);
  await answerPage(page, 'project.track', rejected);
  for (let turn = 2; turn < 5; turn += 1) {
    await page.evaluate(() => (globalThis as unknown as { swap(address: string): Promise<void> }).swap('plain.html'));
    await expect.poll(() => told(page, 'ready')).toHaveLength(turn);
  }
  await expect(page.locator('sangloc-screening')).toHaveCount(1);
  await answerPage(page, 'project.track', rejected);
  await expect.poll(async () => (await told(page, 'change')).length).toBe(2);
  expect(complaints).toEqual([]);
});

test('beside another wasm program both work, and each stops alone', async ({ page, portal }) => {
  const complaints = await host(page, `${portal}/wasm.html`);
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await press('Đếm');
  await answerPage(page, 'project.track', rejected);
  await press('Đếm');
  await expect(page.locator('output')).toHaveText('2');
  await expect.poll(() => told(page, 'change')).toHaveLength(1);
  expect(complaints).toEqual([]);
  await press('Dừng');
  await expect.poll(() => complaints).toEqual([expect.stringContaining('RuntimeError')]);
  await on(page, (element) => (element.profile = { project: { land_area: 5 } }));
  await expect.poll(() => told(page, 'change')).toHaveLength(2);
  expect(await told(page, 'error')).toEqual([]);
  // As the program itself says it.
  await page.evaluate(() => dispatchEvent(new CustomEvent('sangloc-stopped')));
  await expect.poll(() => told(page, 'error')).toMatchObject([{ code: 'program', message: expect.stringContaining('load the page anew') }]);
  await expect(page.locator('#one').getByRole('link', { name: 'Đọc danh mục tiêu chí' })).toBeVisible();
  await press('Đếm');
  await expect(page.locator('output')).toHaveText('3');
  expect(await violations(page)).toEqual([]);
});

test('without WebAssembly the way without a program is shown, and told', async ({ page, portal }) => {
  await page.goto(`${portal}/no-wasm.html`);
  await expect.poll(async () => (await told(page, 'error')).at(0)).toMatchObject({ version: 1, code: 'program', message: expect.stringContaining('wasm-unsafe-eval') });
  await expect(page.locator('#one').getByRole('link', { name: 'Đọc danh mục tiêu chí' })).toBeVisible();
  const ways = page.locator('#two').getByRole('link');
  await expect(ways).toHaveText(['Đọc danh mục tiêu chí', 'Read the list of criteria']);
  await expect(page.locator('#two')).toContainText('Ban Quản lý Khu kinh tế Quảng Ninh');
  await ways.first().click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('what stands between the tags is shown', async ({ page, portal }) => {
    await page.goto(`${portal}/plain.html`);
    await page.getByRole('link', { name: 'Đọc danh mục tiêu chí' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });
});

test.describe('a rulebook that cannot be used', () => {
  const core = 'sangloc/quang-ninh.core';
  const html = { contentType: 'text/html', body: '<!doctype html><title>Not found</title>' };
  const cases: [string, Record<string, string>, string, RegExp][] = [
    ['404', { rulebook: 'sangloc/none.core' }, 'network', /answers 404/],
    ['HTML', { rulebook: 'html.core' }, 'rulebook', /cannot be used/],
    ['truncated', { rulebook: 'short.core' }, 'rulebook', /cannot be used/],
    ['another origin', { rulebook: 'https://example.com/quang-ninh.core' }, 'origin', /another origin/],
    ['a wrong hash', { rulebook: core, integrity: `sha384-${'A'.repeat(64)}` }, 'integrity', /is not the file that integrity/],
  ];
  for (const [name, attributes, code, message] of cases) {
    test(name, async ({ page, portal }) => {
      const foreign: string[] = [];
      page.on('request', (request) => !request.url().startsWith(portal) && foreign.push(request.url()));
      await page.route('**/html.core', (route) => route.fulfill(html));
      await page.route('**/short.core', async (route) => {
        const whole = await (await route.fetch({ url: `${portal}/${core}` })).body();
        return route.fulfill({ body: whole.subarray(0, whole.length / 2) });
      });
      await page.goto(`${portal}/two.html`);
      await page.locator('#one').evaluate((element, attributes) => Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value)), attributes);
      await expect.poll(async () => (await told(page, 'error')).find((detail) => detail.code === code)?.message ?? '').toMatch(message);
      // The other one goes on, and this one too once it is put right.
      await expect(page.locator('#two').getByRole('heading', { level: 1 })).toBeVisible();
      await on(page, (element) => {
        element.removeAttribute('integrity');
        element.removeAttribute('rulebook');
      });
      await expect(page.locator('#one #content h1')).toBeVisible();
      await expect(question(page, 'project.track').first()).toBeVisible();
      expect(foreign).toEqual([]);
    });
  }
});

test('where a signature is required, only what that key signed is used', async ({ page, portal }) => {
  test.slow();
  const { parts, ours, theirs } = signedRules();
  await page.route('**/{signed,changed}/*', (route) => {
    const [folder, name] = new URL(route.request().url()).pathname.split('/').slice(-2) as [string, string];
    if (!existsSync(join(parts, name))) return route.fulfill({ status: 404 });
    const body = readFileSync(join(parts, name));
    if (folder === 'changed' && name.endsWith('.core')) body[body.length - 1]! ^= 1;
    return route.fulfill({ body });
  });
  await page.goto(`${portal}/two.html`);
  const one = page.locator('#one');
  const ask = (rulebook: string, key: string) =>
    one.evaluate((element, asked) => Object.assign(element, asked), { rulebook, requireSignature: key });
  const signed = 'signed/quang-ninh.core';
  const cases: [string, string, RegExp][] = [
    [signed, theirs, /was signed by another key/],
    [signed, '', /not a public key/],
    ['changed/quang-ninh.core', ours, /was changed after it was signed/],
    ['sangloc/quang-ninh.core', ours, /is not signed: there is no/],
  ];
  for (const [rulebook, key, message] of cases) {
    await ask(rulebook, key);
    await expect.poll(async () => (await told(page, 'error')).at(-1)).toMatchObject({ code: 'signature', message: expect.stringMatching(message) });
    await expect(one.getByRole('alert').first()).toContainText('không có chữ ký mà trang này yêu cầu');
    await expect(one.locator('.app')).toHaveCount(0);
  }
  await expect(page.locator('#two').getByRole('heading', { level: 1 })).toBeVisible();
  await ask(signed, ours);
  await expect(question(page, 'project.track').first()).toBeVisible();
  await expect(one.getByRole('alert')).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
});

test('attributes that make no sense are told, and never throw', async ({ page, portal }) => {
  await host(page, `${portal}/plain.html`);
  await answerPage(page, 'project.track', rejected);
  const chosen = question(page, 'project.track').getByRole('radio', { checked: true });
  const answered = await chosen.getAttribute('id');
  expect(answered).not.toBe('project.track-unknown');
  const nonsense: [string, string, string, RegExp][] = [
    ['profile', '{"project":', 'profile', /left out/],
    ['profile', '[1]', 'profile', /no object of answers/],
    ['profile', '{"project":{"moon":1}}', 'profile', /project\.moon/],
    ['profile', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}', 'profile', /is not asked by this rulebook|must be/],
    ['profile', JSON.stringify({ project: { name: 'x'.repeat(10_000_000) } }), 'profile', /longer than/],
    ['as-of', '31.12.2026', 'as-of', /no day/],
    ['mode', 'wizard', 'attribute', /guided, form/],
    ['theme', 'pink', 'attribute', /light, dark, auto/],
    ['lang', 'xx', 'attribute', /vi, en/],
    ['zone', 'ATLANTIS', 'profile', /project\.zone/],
  ];
  for (const [name, value, code, message] of nonsense) {
    await page.locator('#one').evaluate((element, [name, value]) => element.setAttribute(name!, value!), [name, value]);
    await expect.poll(async () => (await told(page, 'error')).filter((detail) => detail.code === code).map((detail) => detail.message).join('\n'), { message: `${name}=${value.slice(0, 40)}` }).toMatch(message);
    await page.locator('#one').evaluate((element, name) => element.removeAttribute(name), name);
  }
  await on(page, (element) => element.setAttribute('mode', 'form'));
  expect(await page.evaluate(() => ({} as Record<string, unknown>).polluted)).toBeUndefined();
  await expect(chosen).toHaveAttribute('id', answered!);
});

test('answers leave only while the person agrees on screen', async ({ page, portal }) => {
  await host(page, `${portal}/plain.html`);
  await page.locator('#one').evaluate((element, answers) => ((element as Element).profile = answers), rejected);
  await expect.poll(async () => (await told(page, 'decision')).at(-1)).toMatchObject({ outcome: 'rejected' });
  expect(await on(page, (element) => element.exportRecord())).toBeNull();
  await expect(page.locator('#share')).toHaveCount(0);
  await on(page, (element) => (element.share = true));
  expect(await on(page, (element) => element.exportRecord())).toBeNull();
  const consent = app(page).getByRole('checkbox', { name: `Tôi đồng ý gửi câu trả lời và kết quả cho ${new URL(portal).host}` });
  await consent.check();
  await expect.poll(async () => (await told(page, 'decision')).at(-1)).toMatchObject({ record: expect.stringContaining('"rejected"') });
  const record = await on(page, (element) => element.exportRecord());
  expect(JSON.parse(record as string)).toMatchObject({ profile: expect.anything() });
  await expect.poll(async () => (await told(page, 'change')).at(-1)).toMatchObject({ answers: { project: expect.anything() } });
  await consent.uncheck();
  await expect.poll(async () => Object.keys((await told(page, 'decision')).at(-1)!)).not.toContain('record');
  expect(await on(page, (element) => element.exportRecord())).toBeNull();
  // Who agreed for one project has not agreed for the next.
  await consent.check();
  await on(page, (element) => element.reset());
  await expect(consent).not.toBeChecked();
});

test('the report is printed alone, and the host page is not touched', async ({ page, portal }) => {
  await host(page, `${portal}/plain.html`);
  await page.evaluate(() => {
    const append = document.body.append.bind(document.body);
    document.body.append = (...nodes) => {
      append(...nodes);
      for (const node of nodes) if (node instanceof HTMLIFrameElement) node.contentWindow!.print = () => (globalThis as unknown as { sheet: Document }).sheet = node.contentDocument!;
    };
  });
  await on(page, (element) => element.print());
  const printed = () => page.evaluate(() => {
    const sheet = (globalThis as unknown as { sheet?: Document }).sheet;
    const report = sheet?.querySelector('#app > .paper');
    return report && { heading: report.querySelector('h1')!.textContent, shown: sheet!.defaultView!.getComputedStyle(report).display, lang: sheet!.documentElement.lang };
  });
  await expect.poll(printed).toMatchObject({ shown: 'block', lang: 'vi' });
  await expect(app(page).locator('.paper')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Cổng thông tin' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test.describe('in a frame of another origin', () => {
  test('it is as high as its content, speaks and tells as the element does', async ({ page, portal }) => {
    const complaints = await host(page, `${portal}/frame.html`);
    const frame = page.frameLocator('#one iframe');
    await expect(frame.locator('.app')).toHaveAttribute('lang', 'en');
    const height = () => page.locator('#one iframe').evaluate((element) => element.getBoundingClientRect().height);
    const fits = () => frame.locator('html').evaluate((root) => Math.abs(root.scrollHeight - innerHeight) < 3);
    await expect.poll(fits).toBe(true);
    const form = await height();
    expect(form).toBeGreaterThan(1000);
    // It has come to rest, and does not grow by itself.
    await page.waitForTimeout(300);
    expect(await height()).toBe(form);
    await page.locator('#one').evaluate((element, answers) => element.setAttribute('profile', JSON.stringify(answers)), rejected);
    await expect.poll(async () => (await told(page, 'decision')).at(-1)).toMatchObject({ version: 1, outcome: 'rejected' });
    await on(page, (element) => element.setAttribute('lang', 'zh'));
    await expect(frame.locator('.app')).toHaveAttribute('lang', 'zh');
    await expect(page.locator('#one iframe')).toHaveAttribute('title', '投资项目筛选');
    await on(page, (element) => element.setAttribute('share', ''));
    expect(await on(page, (element) => element.exportRecord())).toBeNull();
    const consent = frame.getByRole('checkbox', { name: new URL(portal).host });
    await consent.check();
    await expect.poll(async () => (await told(page, 'decision')).at(-1)).toHaveProperty('record');
    expect(JSON.parse((await on(page, (element) => element.exportRecord()))!)).toHaveProperty('profile');
    // From far below, the heading of the next place comes into sight.
    await frame.locator('footer').scrollIntoViewIfNeeded();
    await frame.locator('.share').scrollIntoViewIfNeeded();
    await frame.locator('.menu a[href="#/result"]').focus();
    await page.keyboard.press('Enter');
    await expect(frame.getByRole('heading', { level: 1 }).first()).toBeInViewport();
    await expect.poll(fits).toBe(true);
    await expectAccessible(page);
    expect(await violations(page)).toEqual([]);
    expect(complaints.filter((complaint) => !complaint.includes('there is no record'))).toEqual([]);
  });

  test('messages of others, of other versions, too many and too large are left alone', async ({ page, portal, other }) => {
    const complaints = await host(page, `${portal}/frame.html`);
    const frame = page.frames().find((frame) => frame.url().startsWith(other))!;
    const before = (await told(page, 'decision')).length;
    // To the host: from its own window, and from the frame in forms that nobody knows.
    await page.evaluate(() => postMessage({ sangloc: 1, type: 'event', name: 'sangloc-decision', detail: '{"version":1,"outcome":"accepted"}' }));
    await frame.evaluate((portal) => {
      const detail = '{"version":1,"outcome":"accepted"}';
      for (const message of [
        null,
        'text',
        [],
        { sangloc: 2, type: 'event', name: 'sangloc-decision', detail },
        { sangloc: 1, type: 'event', name: 'click', detail },
        { sangloc: 1, type: 'event', name: 'sangloc-decision', detail: { outcome: 'accepted' } },
        { sangloc: 1, type: 'event', name: 'sangloc-decision', detail: '{"outcome":' },
        { sangloc: 1, type: 'event', name: 'sangloc-decision', detail: 'null' },
        { sangloc: 1, type: 'event', name: 'sangloc-decision', detail: `"${'x'.repeat(10_000_000)}"` },
        { sangloc: 1, type: 'height', height: '999999' },
        JSON.parse('{"__proto__":{"polluted":1},"sangloc":1,"type":"constructor"}'),
      ]) {
        parent.postMessage(message, portal);
      }
      parent.postMessage({ sangloc: 1, type: 'height', height: 1e9 }, portal);
    }, portal);
    // And from another frame of the same origin.
    await page.evaluate((address) => document.body.append(Object.assign(document.createElement('iframe'), { id: 'stranger', src: address })), `${other}/sangloc/embed/frame.html`);
    const stranger = await (await page.locator('#stranger').elementHandle())!.contentFrame();
    await stranger!.waitForLoadState();
    await stranger!.evaluate((portal) => parent.postMessage({ sangloc: 1, type: 'event', name: 'sangloc-decision', detail: '{"version":1,"outcome":"accepted"}' }, portal), portal);
    await expect.poll(() => page.locator('#one iframe').evaluate((element) => (element as HTMLIFrameElement).style.height)).toBe('30000px');
    expect((await told(page, 'decision')).length).toBe(before);
    expect(await page.evaluate(() => ({} as Record<string, unknown>).polluted)).toBeUndefined();

    // To the frame: a greeting of a second window at another origin, and orders in forms that nobody knows.
    await page.evaluate(
      ([other]) => {
        const frame = document.querySelector<HTMLIFrameElement>('#one iframe')!.contentWindow!;
        for (const message of [
          { sangloc: 0, type: 'reset' },
          { sangloc: 1, type: '__proto__' },
          { sangloc: 1, type: 'attributes', attributes: [['onclick', 'alert(1)'], ['profile', 'x'.repeat(10_000_000)], ['lang', 'ko'], ['__proto__', 'x']] },
        ]) {
          frame.postMessage(message, other!);
        }
      },
      [other],
    );
    await expect(page.frameLocator('#one iframe').locator('.app')).toHaveAttribute('lang', 'ko');
    await expect.poll(async () => (await told(page, 'error')).map((detail) => detail.code)).toContain('attribute');
    expect(await frame.evaluate(() => document.querySelector('sangloc-screening')!.getAttributeNames())).toEqual(['lang']);
    await frame.evaluate((portal) => {
      // Another window of another origin: nobody that the frame obeys.
      const stranger = document.createElement('iframe');
      document.body.append(stranger);
      for (let sent = 0; sent < 2000; sent += 1) parent.postMessage({ sangloc: 1, type: 'event', name: 'sangloc-change', detail: '{"version":1}' }, portal);
      dispatchEvent(new MessageEvent('message', { data: { sangloc: 1, type: 'attributes', attributes: [['lang', 'ja']] }, origin: 'https://example.com', source: parent }));
      dispatchEvent(new MessageEvent('message', { data: { sangloc: 1, type: 'attributes', attributes: [['lang', 'ja']] }, origin: portal, source: stranger.contentWindow }));
    }, portal);
    await expect.poll(async () => (await told(page, 'error')).map((detail) => detail.code)).toContain('flood');
    expect((await told(page, 'change')).length).toBeLessThanOrEqual(150);
    await expect(page.frameLocator('#one iframe').locator('.app')).toHaveAttribute('lang', 'ko');
    await expect(page.frameLocator('#one iframe').locator('#content h1')).toBeVisible();
    expect(complaints).toEqual([]);
  });
});

test('a release says which files belong together, and by which checksums', async ({ page, portal }) => {
  const { element, loader, files, rulebook } = release();
  const all = [element, loader, rulebook, ...files];
  await page.goto(`${portal}/plain.html`);
  const right = await page.evaluate(
    (files) => Promise.all(files.map(({ name, integrity }: { name: string; integrity: string }) => fetch(`sangloc/embed/${name}`, { integrity }).then((response) => response.ok, () => false))),
    all,
  );
  expect(right).toEqual(all.map(() => true));
});
