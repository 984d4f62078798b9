// The results of the check, to be read: an element of its own, which no style sheet of the page reaches.
import css from './report.css';
import { findings, named } from './checks.js';
import { filled, languageOf } from './words.js';
import en from './words/check.en.json';
import vi from './words/check.vi.json';

const WORDS = { vi, en };
const MARKS = { pass: '✓', fail: '✕', unknown: '?' };

const made = (name, className, ...inside) => {
  const element = document.createElement(name);
  element.className = className;
  element.append(...inside);
  return element;
};

/** In words, what is wrong with two colours that meet, as `sangloc-error` tells it (web/embed/palette.js). */
export function clash(lang, { pair, contrast, least }) {
  const [text, ground] = pair.map((name) => WORDS[lang].colours[name]);
  const [found, wanted] = [contrast, least].map((number) => number.toLocaleString(lang));
  return filled(WORDS[lang].checks.colours.fail, { text, ground, contrast: found, least: wanted });
}

function said(lang, { check, state, reason, values }) {
  const { notStarted, checks } = WORDS[lang];
  const { title, [reason]: sentence = notStarted } = checks[check];
  return { check, state, reason, title, says: values.pair ? clash(lang, values) : filled(sentence, values) };
}

function item(words, { state, says, title }) {
  const mark = made('span', 'mark', MARKS[state]);
  mark.setAttribute('aria-hidden', 'true');
  const head = made('span', 'title', title, ': ', made('span', 'state', words.states[state]));
  return made('li', state, mark, head, made('span', 'says', says));
}

const count = (results, state) => results.filter((result) => result.state === state).length;

class Report extends HTMLElement {
  #section = made('section', '');
  #status = made('p', '');

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    const shadow = this.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = [sheet];
    shadow.append(this.#section);
    this.#status.setAttribute('role', 'status');
  }

  /** Checks elements one after another and shows what was found; the results of each. */
  async show(elements) {
    const lang = languageOf(this);
    const words = WORDS[lang];
    this.#section.lang = lang;
    this.#section.replaceChildren(made('h2', '', words.title), this.#status);
    this.#status.textContent = elements.length > 0 ? words.running : words.nothing;
    const [all, summaries] = [[], []];
    for (const element of elements) {
      const results = (await findings(element)).map((found) => said(lang, found));
      this.#section.append(made('h3', '', named(element)), made('ul', '', ...results.map((result) => item(words, result))));
      const counts = Object.fromEntries(Object.keys(MARKS).map((state) => [state, count(results, state)]));
      summaries.push(filled(words.summary, { element: named(element), ...counts }));
      all.push(results);
    }
    if (elements.length > 0) this.#status.textContent = summaries.join(' ');
    return all;
  }

  /** Offers to do it again. */
  offer(again) {
    const button = made('button', '', WORDS[languageOf(this)].again);
    button.type = 'button';
    button.addEventListener('click', again);
    this.#section.append(button);
  }
}

if (!customElements.get('sangloc-report')) customElements.define('sangloc-report', Report);

/** A report that nobody has filled in yet. */
export const report = () => document.createElement('sangloc-report');
