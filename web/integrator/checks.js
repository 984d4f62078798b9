// What a portal team wants to know of its own page: each check looks at an element where it stands, in that page, and says
// what was found. Attributes, focus and place in the page are put back; answers stay.

const VERSION = 1;
const LANGUAGES = ['vi', 'en', 'zh', 'ko', 'ja'];
const EVENTS = ['sangloc-ready', 'sangloc-change', 'sangloc-navigate', 'sangloc-error'];
/** After these the program does not start; the others it can live with. */
const FATAL = ['network', 'origin', 'integrity', 'rulebook', 'program', 'frame'];
const COLOURS = ['accent', 'ink', 'muted', 'surface', 'ground'];
/** The files of the program, by their names. */
const FILE = /\/(sangloc-[^/]+|(main|paper|screening)-[0-9a-f]{16}\.css|[^/]+\.(core|words))$/;
const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
const START = 22_000;
const SOON = 5_000;
const NARROW = 320;
const VOID_MODULE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

const violations = [];
addEventListener('securitypolicyviolation', (violation) => violations.push(violation));

const finding = (state) => (reason = state, values = {}) => ({ state, reason, values });
const [pass, fail, unknown] = ['pass', 'fail', 'unknown'].map(finding);

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What `look` gives as soon as that is something; `undefined` when it takes too long. */
async function until(look, patience = SOON) {
  for (const end = performance.now() + patience; performance.now() < end; await pause(50)) {
    const found = look();
    if (found) return found;
  }
  return undefined;
}

/** What is measured, once it stays the same for a while. */
async function settled(measure) {
  const end = performance.now() + SOON;
  let [last, since] = [measure(), performance.now()];
  while (performance.now() - since < 300 && performance.now() < end) {
    await pause(50);
    const now = measure();
    if (now !== last) [last, since] = [now, performance.now()];
  }
  return last;
}

function setAttribute(element, name, value) {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/** Looks while an attribute has another value. */
async function having(element, name, value, look) {
  const before = element.getAttribute(name);
  setAttribute(element, name, value);
  try {
    return await look();
  } finally {
    setAttribute(element, name, before);
  }
}

/** An element as its page writes it, as short as it can be told from others. */
export function named(element) {
  const names = ['id', 'class'].filter((name) => element.getAttribute(name)).map((name) => ` ${name}="${element.getAttribute(name)}"`);
  return `<${element.localName}${names.join('')}>`;
}

/** An element, what it says, and what of that arrives at its page. */
class Subject {
  said = [];
  arrived = [];
  #deaf = new AbortController();

  constructor(element) {
    this.element = element;
    this.isFrame = element.localName === 'sangloc-frame';
    const { signal } = this.#deaf;
    for (const name of EVENTS) {
      element.addEventListener(name, ({ detail }) => this.said.push({ name, detail }), { signal });
      addEventListener(name, (event) => event.composedPath().includes(element) && this.arrived.push({ name, detail: event.detail }), { signal });
    }
  }

  release() {
    this.#deaf.abort();
  }

  get frame() {
    return this.element.querySelector('iframe');
  }

  /** The root of the program's tree; `undefined` where another origin hides it. */
  get app() {
    const inner = this.isFrame ? this.frame?.contentDocument?.querySelector('sangloc-screening') : this.element;
    return inner?.shadowRoot?.querySelector('.app') ?? undefined;
  }

  /** What takes up room in the page. */
  get box() {
    return (this.frame ?? this.element).getBoundingClientRect();
  }

  get isReady() {
    return this.said.some(({ name }) => name === 'sangloc-ready');
  }

  complaints(codes) {
    return this.said.filter(({ name, detail }) => name === 'sangloc-error' && codes.includes(detail.code)).map(({ detail }) => detail);
  }

  /** The tag by which the page loads the element. */
  get tag() {
    const name = new RegExp(`/${this.element.localName}(-[0-9a-f]+)?\\.js$`);
    return [...document.querySelectorAll('script[src]')].find(({ src }) => name.test(new URL(src).pathname));
  }

  /** What the page's policy has kept from the program, whatever else it keeps from others. */
  get blocked() {
    const site = this.isFrame && new URL(this.frame?.src ?? import.meta.url).origin;
    return violations.find(({ blockedURI: address }) => FILE.test(address) || (site && address.startsWith(site)));
  }
}

/** Begins anew, so that nothing is missed of what an element says when it starts. */
async function start(subject) {
  const { element } = subject;
  const isKnown = await until(() => customElements.get(element.localName));
  if (!isKnown) return subject.tag ? fail('blocked', { file: subject.tag.src }) : fail('missing');
  const [parent, next] = [element.parentNode, element.nextSibling];
  element.remove();
  await pause(50);
  parent.insertBefore(element, next);
  await until(() => subject.isReady || subject.blocked || subject.complaints(FATAL).length > 0, START);
  if (subject.isReady) return pass();
  const [trouble] = subject.complaints(FATAL);
  // What the policy keeps away looks to the program as if there were no network.
  if (trouble?.code === 'network' && (await until(() => subject.blocked, 200))) return fail('policy');
  if (trouble) return fail('told', trouble);
  return fail(subject.blocked ? 'policy' : 'silent');
}

function integrity({ tag, element }) {
  if (!tag) return unknown('bundled');
  const [, hash] = tag.src.match(/-([0-9a-f]+)\.js$/) ?? [];
  if (!hash) return fail('newest', { name: `${element.localName}.js` });
  if (!/\bsha(256|384|512)-[\w+/]{40,}={0,2}/.test(tag.integrity)) return fail('none');
  return pass();
}

function wasm({ isFrame }) {
  if (isFrame) return pass('frame');
  try {
    return new WebAssembly.Module(VOID_MODULE) && pass();
  } catch {
    return fail();
  }
}

/** That wasm may not run has a check of its own. */
function policy({ blocked, isReady }) {
  if (blocked) return fail('fail', { directive: blocked.effectiveDirective, file: blocked.blockedURI });
  return isReady ? pass() : unknown('start');
}

/** Whether code in texts runs. */
function runsTexts() {
  try {
    return new Function('return true')();
  } catch {
    return false;
  }
}

/** Whether a script that stands in the page runs. */
function runsInline() {
  const script = document.createElement('script');
  try {
    script.textContent = 'document.currentScript.dataset.ran = "";';
    document.head.append(script);
  } catch {
    // Trusted types forbid even to write it.
  }
  script.remove();
  return 'ran' in script.dataset;
}

/** Whether a style that stands in the page applies. */
function stylesInline() {
  const probe = document.createElement('div');
  probe.setAttribute('style', 'display: none');
  document.head.append(probe);
  const applies = probe.style.display === 'none';
  probe.remove();
  return applies;
}

/** Whether the page allows more than the program needs. */
function narrow() {
  const probes = [["'unsafe-eval' (script-src)", runsTexts], ["'unsafe-inline' (script-src)", runsInline], ["'unsafe-inline' (style-src)", stylesInline]];
  const open = probes.filter(([, isOpen]) => isOpen()).map(([what]) => what);
  return open.length > 0 ? fail('fail', { what: open.join(', ') }) : pass();
}

/** A day that makes another profile of the same answers. */
function anotherDay(element) {
  const day = (ahead) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
  return [2, 3].map(day).find((other) => other !== element.getAttribute('as-of'));
}

async function events({ element, said, arrived }) {
  const isTold = (told, wanted) => told.some(({ name }) => name === wanted);
  await having(element, 'as-of', anotherDay(element), () => until(() => isTold(said, 'sangloc-change')));
  for (const name of ['sangloc-ready', 'sangloc-change']) {
    if (!isTold(said, name)) return fail('silent', { name });
    if (!isTold(arrived, name)) return fail('stopped', { name });
  }
  const other = said.find(({ detail }) => detail?.version !== VERSION);
  return other ? fail('version', { name: other.name, version: String(other.detail?.version) }) : pass();
}

function attributes(subject) {
  const [trouble] = subject.complaints(['attribute', 'profile', 'as-of']);
  return trouble ? fail('fail', trouble) : pass();
}

const short = (tag) => (tag ?? '').toLowerCase().split('-')[0];

async function language({ element, app, frame }) {
  const tags = [element.lang, element.parentElement?.closest('[lang]')?.lang, document.documentElement.lang];
  const wanted = tags.map(short).find((tag) => LANGUAGES.includes(tag));
  if (!wanted) return fail('none', { languages: LANGUAGES.join(', ') });
  if (!app) return unknown('frame', { language: wanted, title: frame.title });
  const speaks = (tag) => until(() => short(app.lang) === tag);
  if (!(await speaks(wanted))) return fail('other', { wanted, found: app.lang });
  const other = LANGUAGES.find((tag) => tag !== wanted);
  const follows = await having(element, 'lang', other, () => speaks(other));
  return follows && (await speaks(wanted)) ? pass('pass', { language: wanted }) : fail('deaf', { wanted: other, found: app.lang });
}

async function colours(subject) {
  const { element, isFrame } = subject;
  const style = getComputedStyle(element);
  const wished = COLOURS.map((name) => `--sangloc-${name}`).filter((name) => style.getPropertyValue(name).trim());
  if (wished.length === 0) return pass('own');
  if (isFrame) return fail('frame', { names: wished.join(', ') });
  const before = subject.complaints(['contrast']).length;
  element.refresh();
  await pause(100);
  const [refused] = subject.complaints(['contrast']).slice(before);
  if (refused) return fail(refused.pair ? 'fail' : 'told', refused);
  return pass('pass', { names: wished.join(', ') });
}

/** What around an element cuts it off. */
function clipping(element) {
  for (let around = element.parentElement; around && around !== document.body; around = around.parentElement) {
    const { overflowY } = getComputedStyle(around);
    if (['hidden', 'clip'].includes(overflowY) && around.scrollHeight > around.clientHeight + 1) return around;
  }
  return undefined;
}

/** Takes the program to where a mode begins; how high it is there. */
async function heightIn(mode, subject) {
  const count = () => subject.said.filter(({ name }) => name === 'sangloc-navigate').length;
  const before = count();
  setAttribute(subject.element, 'mode', mode);
  // Where it is there already, it does not say so.
  await until(() => count() > before, 1_000);
  return Math.round(await settled(() => subject.box.height));
}

/** The form is much longer than one question: what stands in the page has to be so too. */
async function height(subject) {
  const { element } = subject;
  const before = element.getAttribute('mode');
  const guided = await heightIn('guided', subject);
  const form = await heightIn('form', subject);
  const around = clipping(element);
  await heightIn(before, subject);
  if (Math.abs(form - guided) < 50) return fail('fixed', { height: form });
  return around ? fail('clipped', { around: named(around) }) : pass('pass', { guided, form });
}

/** What of the program stands out to the sides of its element. */
function outside(app, box) {
  const shown = [...app.querySelectorAll('*')].filter((inner) => inner.checkVisibility() && getComputedStyle(inner).clipPath === 'none');
  return shown.some((inner) => inner.getBoundingClientRect().right > box.right + 1 || inner.getBoundingClientRect().left < box.left - 1);
}

/** A policy may forbid to write the attribute, never to write the style. */
function putBackStyle(element, before) {
  element.style.cssText = before ?? '';
  // Asked for first: else Chromium leaves an empty one.
  if (before === null && element.hasAttribute('style')) element.removeAttribute('style');
}

/** At the width of the window, and at that of the smallest phone. */
async function width(subject) {
  const { element, app, isFrame } = subject;
  const page = document.documentElement.clientWidth;
  if (subject.box.right > page + 1 || subject.box.left < -1) return fail('page', { page, right: Math.round(subject.box.right) });
  const before = element.getAttribute('style');
  // A frame's tag is no block by itself.
  element.style.setProperty('display', 'block', 'important');
  element.style.setProperty('width', `${NARROW}px`, 'important');
  try {
    const found = Math.round(await settled(() => subject.box.width));
    if (found > NARROW + 1) return fail('wide', { found, narrow: NARROW });
    if (!isFrame && outside(app, subject.box)) return fail('inside', { narrow: NARROW });
    return pass('pass', { page, narrow: NARROW });
  } finally {
    putBackStyle(element, before);
  }
}

/** Why the keyboard does not come to an element at all. */
function unreachable(element, target) {
  if (element.closest('[inert]')) return fail('inert', { around: named(element.closest('[inert]')) });
  if (element.closest('[aria-hidden="true"]')) return fail('hidden', { around: named(element.closest('[aria-hidden="true"]')) });
  return [element, target].some((one) => Number(one.getAttribute('tabindex') ?? 0) < 0 && one.localName.match(/^(sangloc-.*|iframe)$/)) ? fail('tabindex') : undefined;
}

/** Whether somebody on the way keeps Tab for itself. */
function isTrapped(target) {
  return !target.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', code: 'Tab', bubbles: true, composed: true, cancelable: true }));
}

/** What is wrong with the focus on one control: it does not stay, is not seen, or does not get away. */
async function wrongAt(target, subject) {
  const { element, frame } = subject;
  target.focus({ focusVisible: true });
  await settled(() => target.getBoundingClientRect().top);
  if (element.getRootNode().activeElement !== (frame ?? element)) return fail('taken');
  if (isTrapped(target)) return fail('trap');
  if (frame) return undefined;
  const { left, top, width, height } = target.getBoundingClientRect();
  const above = element.getRootNode().elementFromPoint(left + width / 2, top + height / 2);
  return above && above !== element ? fail('covered', { above: named(above) }) : undefined;
}

/** As far as a script can tell: what the Tab key does in the end, only pressing it shows. */
async function focus(subject) {
  const { element, app, frame } = subject;
  const shown = frame ? [frame] : [...app.querySelectorAll(FOCUSABLE)].filter((control) => control.checkVisibility() && !control.disabled);
  const unreached = unreachable(element, shown[0]);
  if (unreached) return unreached;
  // The last one first: on the way back up, what sticks to the top of the page may cover it.
  for (const target of [shown.at(-1), shown[0]]) {
    const wrong = await wrongAt(target, subject);
    if (wrong) return wrong;
  }
  return pass();
}

/** In the order in which they are done and shown; those that need a program that runs come with `true`. */
const CHECKS = [
  ['start', start],
  ['integrity', integrity],
  ['wasm', wasm],
  ['policy', policy],
  ['narrow', narrow],
  ['attributes', attributes],
  ['events', events, true],
  ['language', language, true],
  ['colours', colours, true],
  ['height', height, true],
  ['width', width, true],
  ['focus', focus, true],
];

/** What has the focus, within whatever shadow. */
function deepActive() {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** Checks an element where it stands: `check`, `state` (`pass`, `fail`, `unknown`), `reason` and `values` of each. */
export async function findings(element) {
  const subject = new Subject(element);
  const [before, left, top] = [document.activeElement, scrollX, scrollY];
  const found = [];
  try {
    for (const [check, look, needsProgram] of CHECKS) {
      found.push({ check, ...(needsProgram && !subject.isReady ? unknown('start') : await look(subject)) });
    }
  } finally {
    subject.release();
    deepActive()?.blur();
    before.focus({ preventScroll: true });
    scrollTo({ left, top, behavior: 'instant' });
  }
  return found;
}
