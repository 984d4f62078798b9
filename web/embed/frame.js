// <sangloc-frame>: the program in a frame, for host pages that want none of its code (docs/embedding.md). It takes the
// attributes of <sangloc-screening> and fires its events. Messages go to and come from one window and one origin only.
const VERSION = 1;
const ATTRIBUTES = ['lang', 'rulebook', 'integrity', 'require-signature', 'mode', 'track', 'zone', 'as-of', 'theme', 'profile', 'share'];
const EVENTS = ['sangloc-ready', 'sangloc-change', 'sangloc-decision', 'sangloc-error', 'sangloc-navigate'];
const TITLES = { vi: 'Sàng lọc dự án đầu tư', en: 'Investment project screening', zh: '投资项目筛选', ko: '투자사업 사전심사', ja: '投資案件スクリーニング' };
const LEAST = 200;
const MOST = 30_000;
const MOST_LETTERS = 500_000;
const MOST_A_SECOND = 50;
const PATIENCE = 20_000;

class SanglocFrame extends HTMLElement {
  static observedAttributes = ATTRIBUTES;

  #frame;
  #origin;
  #welcome = false;
  #waiting = new Map();
  #count = 0;
  #second = 0;
  #patience;
  #listen = (event) => this.#hear(event);

  connectedCallback() {
    const address = new URL(this.getAttribute('src') ?? new URL('frame.html', import.meta.url), document.baseURI);
    this.#origin = address.origin;
    this.#welcome = false;
    this.#frame = document.createElement('iframe');
    this.#frame.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-downloads allow-popups allow-modals');
    Object.assign(this.#frame, { src: address, referrerPolicy: 'no-referrer', allow: 'clipboard-write' });
    Object.assign(this.#frame.style, { display: 'block', width: '100%', height: `${LEAST}px`, border: '0' });
    this.#frame.addEventListener('load', () => this.#say({ type: 'hello', attributes: this.#attributes() }));
    addEventListener('message', this.#listen);
    this.#patience = setTimeout(() => this.#complain('frame', `${address} does not answer: look at its address, at frame-src here, and at frame-ancestors there`), PATIENCE);
    this.#entitle();
    this.append(this.#frame);
  }

  disconnectedCallback() {
    removeEventListener('message', this.#listen);
    clearTimeout(this.#patience);
    this.#frame.remove();
  }

  attributeChangedCallback(name) {
    if (!this.#frame) return;
    if (name === 'lang') this.#entitle();
    if (this.#welcome) this.#say({ type: 'attributes', attributes: this.#attributes() });
  }

  reset() {
    this.#say({ type: 'reset' });
  }

  print() {
    this.#say({ type: 'print' });
  }

  /** The decision as it is kept, as text; `null` unless the person agreed on screen. */
  async exportRecord() {
    if (!this.#welcome) return null;
    const id = crypto.randomUUID?.() ?? String(Math.random());
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#say({ type: 'record', id });
    });
  }

  #entitle() {
    const near = this.lang || this.parentElement?.closest('[lang]')?.lang || '';
    this.#frame.title = TITLES[near.split('-')[0]] ?? TITLES.vi;
  }

  #attributes() {
    const near = this.lang || this.parentElement?.closest('[lang]')?.lang || 'vi';
    const given = ATTRIBUTES.filter((name) => this.hasAttribute(name)).map((name) => [name, this.getAttribute(name)]);
    return [['lang', near], ...given];
  }

  #say(message) {
    this.#frame?.contentWindow?.postMessage({ sangloc: VERSION, ...message }, this.#origin);
  }

  #hear({ source, origin, data }) {
    if (source !== this.#frame.contentWindow || origin !== this.#origin) return;
    if (data?.sangloc !== VERSION || this.#isFlood()) return;
    if (data.type === 'welcome') {
      this.#welcome = true;
      clearTimeout(this.#patience);
    } else if (data.type === 'height' && Number.isFinite(data.height)) {
      this.#frame.style.height = `${Math.min(Math.max(Math.ceil(data.height), LEAST), MOST)}px`;
    } else if (data.type === 'sight' && Number.isFinite(data.top)) {
      this.#bringIntoSight(data.top);
    } else if (data.type === 'record') {
      this.#waiting.get(data.id)?.(this.#isText(data.record) ? data.record : null);
      this.#waiting.delete(data.id);
    } else if (data.type === 'event' && EVENTS.includes(data.name) && this.#isText(data.detail)) {
      this.#tell(data.name, detailOf(data.detail));
    }
  }

  /** Only who is at work in the frame is taken to another place in it, and only where that is out of sight. */
  #bringIntoSight(inside) {
    const top = this.#frame.getBoundingClientRect().top + inside;
    const isAtWork = this.getRootNode().activeElement === this.#frame;
    if (isAtWork && (top < 0 || top > innerHeight - 100)) scrollTo({ top: scrollY + top - 16 });
  }

  #isText(value) {
    return typeof value === 'string' && value.length <= MOST_LETTERS;
  }

  #isFlood() {
    const second = Math.floor(performance.now() / 1000);
    if (second !== this.#second) [this.#second, this.#count] = [second, 0];
    this.#count += 1;
    if (this.#count === MOST_A_SECOND + 1) this.#complain('flood', 'the frame sends too many messages: those above 50 a second are left out');
    return this.#count > MOST_A_SECOND;
  }

  #tell(name, detail) {
    if (detail) this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }

  #complain(code, message) {
    this.#tell('sangloc-error', { version: VERSION, code, message });
  }
}

/** What a frame tells of an event; nothing, where that is no detail of this version. */
function detailOf(text) {
  try {
    const detail = JSON.parse(text);
    return detail?.version === VERSION ? detail : undefined;
  } catch {
    return undefined;
  }
}

if (!customElements.get('sangloc-frame')) customElements.define('sangloc-frame', SanglocFrame);
