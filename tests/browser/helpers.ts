// What the page tests share: the rulebook as data, profiles, a person at the keyboard, a watch for complaints.
import { expect, type Locator, type Page } from '@playwright/test';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export type Profile = Record<string, Record<string, unknown>>;

const dist = process.env.SANGLOC_DIST ?? here('../../dist');

/** The whole rulebook: a line of format, a line of checksum, then JSON. */
const rulebook = JSON.parse(readFileSync(`${dist}/quang-ninh.rulebook`, 'utf8').split('\n').slice(2).join('\n'));

/** The part of it that the page loads first. */
export const coreFile = readFileSync(`${dist}/quang-ninh.core`);

export const version: string = rulebook.version;

/** The rulebook's words for a key. */
export const text = (key: string, lang = 'vi'): string => rulebook.texts[lang][key] ?? rulebook.texts.vi[key];

export const label = (fact: string, lang = 'vi') => text(`facts.${fact}.label`, lang);

type AnswerType = 'yes_no' | 'choice' | 'choices' | 'whole' | 'decimal' | 'money' | 'date' | 'text' | 'code';

function factType(id: string): { kind: AnswerType; list: string[]; listId: string } {
  const fact = rulebook.facts.find((known: { id: string }) => known.id === id);
  const answer = fact.answer;
  if (typeof answer === 'string') return { kind: answer as AnswerType, list: [], listId: '' };
  const [[kind, of]] = Object.entries(answer) as [AnswerType, number][];
  const list = kind === 'choice' || kind === 'choices' ? rulebook.choice_lists[of] : undefined;
  return { kind, list: list?.members ?? [], listId: list?.id ?? '' };
}

export function profile(name: string): Profile {
  return JSON.parse(readFileSync(here(`../profiles/${name}.json`), 'utf8'));
}

/** A copy of a profile with one more answer. */
export function withAnswer(base: Profile, fact: string, answer: unknown): Profile {
  const [namespace, name] = fact.split('.') as [string, string];
  return { ...base, [namespace]: { ...base[namespace], [name]: answer } };
}

/** Answers as the page keeps and sends them. */
export function packet(answers: unknown, extra: Record<string, unknown> = {}): string {
  return JSON.stringify({ rulebook: rulebook.id, version, answers, ...extra });
}

/** A link as a browser makes it that cannot compress. */
export function link(answers: unknown, extra: Record<string, unknown> = {}): string {
  return `/#p=${Buffer.from(packet(answers, extra)).toString('base64url')}`;
}

/** Goes to a place of the page that is open: `form`, `result`, `question/project.capital`. */
export async function go(page: Page, place: string) {
  await page.evaluate((fragment) => (location.hash = fragment), `#/${place}`);
}

/** Opens a place of the page with these answers; it is ready when this returns. */
export async function openAt(page: Page, place: string, answers?: Profile) {
  if (answers) {
    await page.goto(link(answers));
    await expect(page).toHaveURL(/#\/result$/);
    await go(page, place);
  } else {
    await page.goto(`/#/${place}`);
  }
  await expect(page.locator('main h1')).toBeVisible();
}

/** Opens the form with these answers; it is ready when this returns. */
export async function open(page: Page, answers?: Profile) {
  await openAt(page, 'form', answers);
  await expect(result(page)).toBeVisible();
}

export const outcomes = {
  accepted: /Đáp ứng tiêu chí|Meets the criteria/,
  rejected: /Không đáp ứng tiêu chí|Does not meet the criteria/,
  open: /Chưa đủ thông tin|Not enough answers/,
};

export const result = (page: Page) => page.getByRole('region', { name: /^(Kết quả sàng lọc|Screening result)$/ });

export const question = (page: Page, fact: string) => page.locator(`[data-fact="${fact}"]`);

/** The number or search field of a question. */
export const field = (page: Page, fact: string) => question(page, fact).locator('input').first();

/** Opens every fold, and those inside; their content is made when they open. */
export async function openFolds(page: Page) {
  await expect(async () => {
    const left = await page.evaluate(() => {
      const shut = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
      for (const fold of shut) fold.open = true;
      return shut.length + document.querySelectorAll('details > summary:only-child').length;
    });
    expect(left).toBe(0);
  }).toPass();
}

/** The group of reasons under a heading. */
export const reasons = (page: Page, heading: RegExp) =>
  result(page).locator('section').filter({ has: page.getByRole('heading', { level: 3, name: heading }) });

const unitWords: Record<string, string> = {
  USD: 'USD',
  million_USD: 'triệu USD',
  VND: 'đồng',
  million_VND: 'triệu đồng',
  billion_VND: 'tỷ đồng',
};

/** A number as a Vietnamese would type it. */
function typedNumber(answer: unknown): string {
  const { amount, unit } = typeof answer === 'object' ? (answer as { amount: number; unit: string }) : { amount: answer, unit: '' };
  const digits = String(amount).replace('.', ',');
  return unit ? `${digits} ${unitWords[unit] ?? unit}` : digits;
}

interface Focus {
  fact: string;
  id: string;
  tag: string;
}

/** Presses Tab, and says where that leads. */
export async function tab(page: Page, key = 'Tab'): Promise<Focus> {
  await page.keyboard.press(key);
  return page.evaluate(() => {
    const focus = document.activeElement;
    const fact = focus?.closest<HTMLElement>('[data-fact]')?.dataset.fact ?? '';
    return { fact, id: focus?.id ?? '', tag: focus?.tagName ?? '' };
  });
}

/** Presses Tab until the focus is on what is wanted. */
export async function tabTo(page: Page, wanted: Locator, most = 400) {
  for (let pressed = 0; pressed < most; pressed += 1) {
    await tab(page);
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`no Tab leads to ${wanted}`);
}

/** Fills in a form as a person without a mouse does: Tab by Tab, with the keys each field takes. */
export async function fillByKeyboard(page: Page, answers: Profile) {
  const waiting = new Map<string, unknown>();
  for (const [namespace, entries] of Object.entries(answers)) {
    for (const [name, answer] of Object.entries(entries)) waiting.set(`${namespace}.${name}`, answer);
  }
  let idle = 0;
  while (waiting.size > 0 && idle < 400) {
    const focus = await tab(page);
    idle += 1;
    if (!waiting.has(focus.fact)) continue;
    if (await answerHere(page, focus, waiting.get(focus.fact))) {
      waiting.delete(focus.fact);
      idle = 0;
    }
  }
  return [...waiting.keys()];
}

/** Answers the question that has the focus, if this is the right place in it; whether it is answered now. */
export async function answerHere(page: Page, focus: Focus, answer: unknown): Promise<boolean> {
  const { kind, list } = factType(focus.fact);
  const part = (key: string | number) => `${focus.fact}-${key}`;
  switch (kind) {
    case 'yes_no':
      return pickRadio(page, part(answer ? 'yes' : 'no'));
    case 'choice':
      return pickRadio(page, part(list.indexOf(answer as string)));
    case 'choices':
      return tickBoxes(page, focus, (answer as string[]).map((name) => part(list.indexOf(name))), part('none'));
    case 'code':
      return pickCode(page, focus, answer as string);
    default:
      if (focus.id !== part('field')) return false;
      await page.keyboard.type(typedNumber(answer));
      return true;
  }
}

/** Arrow keys move through the buttons of a group. */
async function pickRadio(page: Page, id: string): Promise<boolean> {
  for (let pressed = 0; pressed < 30; pressed += 1) {
    if ((await page.evaluate(() => document.activeElement?.id)) === id) {
      // The first of a group has the focus before it is chosen.
      await page.keyboard.press('Space');
      return true;
    }
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`no arrow leads to ${id}`);
}

async function tickBoxes(page: Page, focus: Focus, wanted: string[], none: string): Promise<boolean> {
  const all = wanted.length > 0 ? wanted : [none];
  if (!all.includes(focus.id)) return false;
  await page.keyboard.press('Space');
  return page.evaluate((ids) => ids.every((id) => (document.getElementById(id) as HTMLInputElement).checked), all);
}

async function pickCode(page: Page, focus: Focus, key: string): Promise<boolean> {
  if (focus.id !== `${focus.fact}-field`) return false;
  await page.keyboard.type(key.toLowerCase());
  for (let pressed = 0; pressed < 30; pressed += 1) {
    await page.keyboard.press('ArrowDown');
    const active = await page.evaluate(() => {
      const id = document.activeElement?.getAttribute('aria-activedescendant') ?? '';
      return document.getElementById(id)?.querySelector('.key')?.textContent;
    });
    if (active === key) {
      await page.keyboard.press('Enter');
      return true;
    }
  }
  throw new Error(`no arrow leads to ${key}`);
}

/** A server of its own for a folder, at any free port. */
export async function serve(folder: string): Promise<{ address: string; server: ChildProcess }> {
  const server = spawn('node', [here('server.mjs'), folder, '0', '4'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await new Promise<string>((resolve) => server.stdout!.once('data', (line) => resolve(String(line).trim())));
  return { address, server };
}

/** Collects whatever a page should not do: complain, break its policy, ask anyone else for anything. */
export async function watch(page: Page) {
  const complaints: string[] = [];
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  page.on('console', (message) => {
    const isOwn = message.text() !== 'Service Worker registration blocked by Playwright';
    if (isOwn && ['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (!['data:', 'file:'].includes(protocol) && hostname !== '127.0.0.1') complaints.push(`request to ${request.url()}`);
  });
  return complaints;
}

/** Answers the question of a guided page as a profile does, or says that it is not known yet. */
export async function answerPage(page: Page, fact: string, answers: Profile) {
  const [namespace, name] = fact.split('.') as [string, string];
  const answer = answers[namespace]?.[name];
  const part = (key: string | number) => page.locator(`[id="${fact}-${key}"]`);
  if (answer === undefined || answer === null) return part('unknown').check();
  const { kind, list } = factType(fact);
  switch (kind) {
    case 'yes_no':
      return part(answer ? 'yes' : 'no').check();
    case 'choice':
      return part(list.indexOf(answer as string)).check();
    case 'choices': {
      const wanted = answer as string[];
      for (const choice of wanted) await part(list.indexOf(choice)).check();
      if (wanted.length === 0) await part('none').check();
      return;
    }
    case 'code':
      await part('field').fill(answer as string);
      await page.getByRole('option').filter({ has: page.locator('.key', { hasText: new RegExp(`^${answer}$`) }) }).click();
      return;
    default:
      return part('field').fill(typedNumber(answer));
  }
}

/** Makes rules of which one file is changed; what comes back lets a page get these. */
export function changedRules(file: string, change: (written: string) => string) {
  const root = here('../../');
  const rules = join(mkdtempSync(join(tmpdir(), 'sangloc-')), 'quang-ninh');
  cpSync(join(root, 'rules/quang-ninh'), rules, { recursive: true });
  const written = readFileSync(join(rules, file), 'utf8');
  const changed = change(written);
  expect(changed).not.toBe(written);
  writeFileSync(join(rules, file), changed);
  const parts = mkdtempSync(join(tmpdir(), 'sangloc-'));
  const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
  execFileSync(join(target, 'debug/sangloc'), ['pack', rules, '-o', join(parts, 'changed.rulebook'), '--split', parts]);
  const partOf = (url: string) => join(parts, basename(new URL(url).pathname));
  return (page: Page) => page.route(/\.(core|words)$/, (route) => route.fulfill({ path: partOf(route.request().url()) }));
}
