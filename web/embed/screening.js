// The custom element <sangloc-screening>: the investor's program in an element of any page (docs/embedding.md).
// One program for all elements of a page; each has its own answers. It needs no more of its host page than
// `script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'`, and after `sangloc-ready` no network.
import { bytes, Trouble } from './fetching.js';
import { palette } from './palette.js';
import { core, program, signatures, styles, ways, wordsAt } from './release.js';

const VERSION = 1;
const LANGUAGES = ['vi', 'en', 'zh', 'ko', 'ja'];
const CHOICES = { mode: ['guided', 'form'], theme: ['light', 'dark', 'auto'] };
const ATTRIBUTES = ['lang', 'rulebook', 'integrity', 'require-signature', 'mode', 'track', 'zone', 'as-of', 'theme', 'profile', 'share'];
const MOST_PROFILE = 100_000;

const dark = matchMedia('(prefers-color-scheme: dark)');
const live = new Set();

async function loadProgram() {
  const [{ default: start, Screening }, code] = await program();
  await start({ module_or_path: code }).catch((error) => {
    throw new Trouble('program', `WebAssembly cannot run here (${error.message}): the page's policy needs script-src 'wasm-unsafe-eval'`);
  });
  return Screening;
}

/** The page's style sheet in an element: its root is the element, and its widths are those of the element. */
function inElement(css) {
  return css
    .replace(/@media \(prefers-color-scheme: ?dark\) \{\s*:root/, '@media all {\n  .app.is-dark')
    .replace(/^(\s*)(:root|html|body)\b/gm, '$1.app')
    .replace(/@media \((min|max)-width: ?([\d.]+)rem\)/g, (_, side, width) => `@container (${side}-width: ${width * 16}px)`)
    .replace(/(-?[\d.]+)rem\b/g, 'calc($1 * var(--sangloc-rem))');
}

async function loadStyles() {
  // The length that stands for a page's `rem`, whatever the host page makes of that.
  const rem = { name: '--sangloc-rem', syntax: '<length>', inherits: true, initialValue: '16px' };
  try {
    CSS.registerProperty(rem);
  } catch {
    // Another copy of this module has done so.
  }
  const [page, paper, own] = await styles();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${inElement(page)}\n${own}`);
  return { sheet, printed: `${page}\n${paper}` };
}

let loading;
/** Program and styles, once for all elements. */
const loaded = () => (loading ??= Promise.all([loadProgram(), loadStyles()]));

const rulebooks = new Map();
/** The files of a rulebook by name, each a promise of its bytes; once the core is there, the words it names. */
function rulebook(address, integrity, requireSignature) {
  const key = [address, integrity, requireSignature].join(' ');
  if (rulebooks.has(key)) return rulebooks.get(key);
  const files = {};
  const head = (core) => new TextDecoder().decode(core.slice(0, 2048)).split('\n\n')[0];
  const isWanted = async (core) => (requireSignature === null ? core : (await signatures()).signed(core, address, requireSignature));
  files.core = bytes(address, integrity).then(isWanted).then((core) => {
    const [, id] = new TextDecoder().decode(core.slice(0, 4096)).match(/\n([\w-]+)\t/) ?? [];
    for (const [, lang, sum] of head(core).matchAll(/^([a-z]{2}) ([0-9a-f]{12})/gm)) {
      const name = `${id}.${lang}.${sum}.words`;
      files[name] = bytes(wordsAt(name, address));
      files[name].catch(() => {});
    }
    return core;
  });
  // What could not be had may be there next time.
  files.core.catch(() => rulebooks.delete(key));
  rulebooks.set(key, files);
  return files;
}

/** What stands between the element's tags; where nothing does, this. */
function slot(...otherwise) {
  const made = document.createElement('slot');
  made.append(...otherwise);
  return made;
}

class SanglocScreening extends HTMLElement {
  static observedAttributes = ATTRIBUTES;

  #app;
  #screening;
  #source;
  #asked = false;
  #printed = '';
  /** Who gets the answers that are shared; the page in a frame says whose frame it is. */
  recipient = location.host;

  connectedCallback() {
    live.add(this);
    for (const name of ATTRIBUTES) {
      const property = camel(name);
      if (!Object.hasOwn(this, property)) continue;
      const value = this[property];
      delete this[property];
      this[property] = value;
    }
    this.#ask();
  }

  // An element that is only moved is back before the task ends, and nobody notices.
  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return;
      live.delete(this);
      this.#source = undefined;
      this.#screening?.hide();
    });
  }

  attributeChangedCallback() {
    this.#ask();
  }

  /** Removes the answers, but for those that the host page gave, and begins anew. */
  reset() {
    this.#screening?.reset();
  }

  /** Prints the report. */
  print() {
    this.#screening?.print();
  }

  /** The decision as it is kept, as text; `null` unless the person agreed on screen. */
  exportRecord() {
    const record = this.#screening?.record();
    if (record === undefined) this.#complain('consent', 'there is no record: it needs the attribute share, and the person agreeing on screen');
    return record ?? null;
  }

  /** Follows the language around it and the colours of the host page. */
  refresh() {
    this.#ask();
  }

  /** However many attributes change in a task, they are looked at once. */
  #ask() {
    if (this.#asked || !this.isConnected) return;
    this.#asked = true;
    queueMicrotask(() => {
      this.#asked = false;
      if (this.isConnected) this.#follow().catch((error) => this.#fail(error));
    });
  }

  async #follow() {
    this.#app ??= this.#root();
    const settings = this.#settings();
    const address = new URL(this.getAttribute('rulebook') ?? core, document.baseURI);
    const [integrity, requireSignature] = ['integrity', 'require-signature'].map((name) => this.getAttribute(name));
    const source = [address, integrity, requireSignature].join(' ');
    if (source === this.#source) {
      this.#screening?.update(settings);
      if (this.#screening) this.#paint();
      return;
    }
    this.#source = source;
    if (![location.origin, core.origin].includes(address.origin)) {
      throw new Trouble('origin', `rulebook="${address}" is of another origin: lay the file beside the page or the program`);
    }
    const files = rulebook(address, integrity ?? '', requireSignature);
    const [Screening, { sheet, printed }] = await loaded();
    await files.core.catch((error) => {
      // The program says itself that a rulebook cannot be had, and not that one is not trusted.
      if (error.code === 'signature') throw error;
      this.#tell(error);
    });
    if (source !== this.#source) return;
    this.shadowRoot.adoptedStyleSheets = [sheet];
    this.#printed = printed;
    this.#screening ??= new Screening(this, this.#app);
    this.shadowRoot.replaceChildren(this.#app);
    // Only what stands in the page has colours of its own to hold the host page's against.
    this.#paint();
    this.#screening.show(files, this.#settings());
  }

  /** The root of the program's tree. Until it is there, what stands between the element's tags is shown. */
  #root() {
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    // A section, so that its head and foot are not those of the page.
    const app = Object.assign(document.createElement('section'), { id: 'app', className: 'app' });
    app.addEventListener('sangloc-reload', () => {
      this.#source = undefined;
      this.#ask();
    });
    app.addEventListener('sangloc-paper', () => this.#print(app.querySelector('.paper')));
    shadow.replaceChildren(slot('Đang tải… · Loading…'));
    return app;
  }

  #language() {
    const wanted = [this.lang, this.parentElement?.closest('[lang]')?.lang, document.documentElement.lang];
    const known = wanted.map((tag) => (tag ?? '').toLowerCase().split('-')[0]);
    if (this.lang && !LANGUAGES.includes(known[0])) this.#complain('attribute', `lang="${this.lang}" is none of ${LANGUAGES.join(', ')}`);
    return known.find((tag) => LANGUAGES.includes(tag)) ?? 'vi';
  }

  #choice(name) {
    const value = this.getAttribute(name) ?? '';
    if (!value || CHOICES[name].includes(value)) return value;
    this.#complain('attribute', `${name}="${value}" is none of ${CHOICES[name].join(', ')}`);
    return '';
  }

  #profile() {
    const written = this.getAttribute('profile');
    if (!written) return {};
    try {
      if (written.length > MOST_PROFILE) throw new Error(`longer than ${MOST_PROFILE} letters`);
      const read = JSON.parse(written);
      if (read === null || typeof read !== 'object' || Array.isArray(read)) throw new Error('no object of answers by name');
      return read;
    } catch (error) {
      this.#complain('profile', `the attribute profile is left out: ${error.message}; write it as {"project":{"land_area":5}}`);
      return {};
    }
  }

  /** What the host page knows of the project; the attributes `track` and `zone` answer two questions by their own. */
  #answers() {
    const answers = this.#profile();
    const own = ['track', 'zone'].filter((name) => this.hasAttribute(name)).map((name) => [name, this.getAttribute(name)]);
    return own.length > 0 ? { ...answers, project: { ...answers.project, ...Object.fromEntries(own) } } : answers;
  }

  /** The attributes as the program reads them (web/src/embed.rs). */
  #settings() {
    return JSON.stringify({
      lang: this.#language(),
      mode: this.#choice('mode'),
      asOf: this.getAttribute('as-of') ?? '',
      answers: this.#answers(),
      share: this.hasAttribute('share'),
      recipient: this.recipient,
    });
  }

  /** Light or dark, and the host page's colours where they can be read. */
  #paint() {
    const theme = this.#choice('theme');
    this.#app.classList.toggle('is-dark', theme === 'dark' || (theme !== 'light' && dark.matches));
    const refused = palette(this, this.#app);
    if (refused) this.#complain('contrast', refused.message, refused);
  }

  /** The report on a sheet of its own: the host page is not printed. */
  #print(paper) {
    const frame = Object.assign(document.createElement('iframe'), { title: 'Sàng Lọc' });
    Object.assign(frame.style, { position: 'fixed', width: '0', height: '0', border: '0', visibility: 'hidden' });
    document.body.append(frame);
    const sheet = frame.contentWindow;
    const style = new sheet.CSSStyleSheet();
    style.replaceSync(this.#printed);
    sheet.document.adoptedStyleSheets = [style];
    sheet.document.documentElement.lang = this.#app.lang;
    const app = Object.assign(sheet.document.createElement('div'), { id: 'app' });
    app.append(sheet.document.importNode(paper, true));
    sheet.document.body.append(app);
    sheet.addEventListener('afterprint', () => frame.remove());
    sheet.print();
  }

  /** What cannot start shows what stands between its tags: the way without a program. */
  #fail(error) {
    const links = ways.flatMap(([lang, href, textContent]) => [Object.assign(document.createElement('a'), { href, lang, textContent }), ' · ']);
    const said = (error.shown ?? []).map(([lang, textContent]) => Object.assign(document.createElement('p'), { lang, role: 'alert', textContent }));
    this.shadowRoot?.replaceChildren(...said, slot(...links, 'Ban Quản lý Khu kinh tế Quảng Ninh'));
    this.#source = undefined;
    this.#tell(error);
  }

  #tell(error) {
    this.#complain(error.code ?? 'program', error.message);
  }

  #complain(code, message, more = {}) {
    console.warn(`sangloc-screening: ${message}`);
    this.dispatchEvent(new CustomEvent('sangloc-error', { bubbles: true, composed: true, detail: { ...more, version: VERSION, code, message } }));
  }

  /** The program has stopped for good, and with it every element. */
  static stopped() {
    for (const element of live) element.#fail(new Trouble('program', 'the program has stopped: load the page anew'));
  }
}

const camel = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

for (const name of ATTRIBUTES.filter((name) => name !== 'lang')) {
  const isFlag = name === 'share';
  Object.defineProperty(SanglocScreening.prototype, camel(name), {
    configurable: true,
    enumerable: true,
    get() {
      return isFlag ? this.hasAttribute(name) : (this.getAttribute(name) ?? '');
    },
    set(value) {
      const written = typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
      if (written === null || written === undefined || written === false) this.removeAttribute(name);
      else this.setAttribute(name, isFlag ? '' : String(written));
    },
  });
}

addEventListener('sangloc-stopped', SanglocScreening.stopped);
const refreshAll = () => live.forEach((element) => element.refresh());
dark.addEventListener('change', refreshAll);
new MutationObserver(refreshAll).observe(document.documentElement, { attributes: true, attributeFilter: ['lang'], subtree: true });

if (!customElements.get('sangloc-screening')) customElements.define('sangloc-screening', SanglocScreening);
