// What is copied: for each way, texts by the names of their headings. `release` says which files belong together
// (crates/xtask/src/embed.mjs), `wishes` what was chosen on the page.
import CRITERIA from './words/criteria.json';

const COLOURS = ['accent', 'ink', 'muted', 'surface', 'ground'];
const ENTITIES = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };

const escaped = (text) => text.replace(/[&"<>]/g, (letter) => ENTITIES[letter]);
const script = (folder, { name, integrity }) => `<script type="module" src="${escaped(folder)}embed/${name}" integrity="${integrity}"></script>`;

/** The attributes that were chosen, by name. */
export function attributes({ lang, mode, track, theme, share }) {
  const chosen = Object.entries({ lang, mode, track, theme }).filter(([, value]) => value);
  return share ? [...chosen, ['share', '']] : chosen;
}

const written = (wishes) => attributes(wishes).map(([name, value]) => (value ? ` ${name}="${escaped(value)}"` : ` ${name}`)).join('');

/** The colours that were chosen, by property. */
export const properties = (wishes) => (wishes.coloured ? COLOURS.map((name) => [`--sangloc-${name}`, wishes[name]]) : []);

function element(wishes, release) {
  const lang = wishes.lang || wishes.page;
  const page = `${script(wishes.folder, release.element)}
<sangloc-screening${written(wishes)}>
  <p><a href="${escaped(wishes.folder)}rulebook/${lang}/criteria.html">${CRITERIA[lang]}</a></p>
</sangloc-screening>`;
  const rules = properties(wishes).map(([name, value]) => `  ${name}: ${value};\n`).join('');
  const sheet = rules ? { sheet: `sangloc-screening {\n${rules}}` } : {};
  return { page, ...sheet, policy: "Content-Security-Policy: script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'" };
}

function frame(wishes, release) {
  const address = new URL(release.frame.name, wishes.here);
  return {
    page: `${script(wishes.folder, release.loader)}\n<sangloc-frame src="${escaped(address.href)}"${written(wishes)}></sangloc-frame>`,
    policy: `Content-Security-Policy: script-src 'self'; style-src 'self'; frame-src ${address.origin}`,
    framed: 'Content-Security-Policy: frame-ancestors https://portal.example',
  };
}

const profile = ({ track }) => (track ? { project: { track } } : {});

function npm(wishes) {
  return {
    install: 'npm install ./sangloc-screening-*.tgz',
    code: `import { readFile } from 'node:fs/promises';
import { loadRulebook } from '@sangloc/screening';

const file = new URL(import.meta.resolve('@sangloc/screening/quang-ninh.rulebook'));
const rulebook = await loadRulebook(await readFile(file));
const decision = rulebook.decide(${JSON.stringify(profile(wishes))}, { lang: '${wishes.lang || wishes.page}' });
console.log(decision.outcome);`,
  };
}

function service(wishes) {
  return {
    start: 'sangloc serve --listen 127.0.0.1:8080',
    ask: `curl --fail-with-body --silent 'http://127.0.0.1:8080/v1/decide?lang=${wishes.lang || wishes.page}' \\
  --header 'content-type: application/json' --data '${JSON.stringify(profile(wishes))}'`,
  };
}

const WAYS = { element, frame, package: npm, service };

/** The texts to copy for the way that was chosen, by the names of their headings. */
export const snippets = (wishes, release) => Object.entries(WAYS[wishes.way](wishes, release));

/** The tag that checks a page. */
export const checking = (wishes, release) => script(wishes.folder, release.conformance);
