// The page for those who embed: what is chosen is shown by the element itself, and as texts to copy.
import { clash, report } from './report.js';
import { attributes, checking, properties, snippets } from './snippets.js';
import { filled, languageOf } from './words.js';
import en from './words/page.en.json';
import vi from './words/page.vi.json';

// What belongs together in this build, filled in by crates/xtask/src/embed.mjs.
const RELEASE = {};

const page = languageOf(document.body);
const words = { vi, en }[page];
const at = (id) => document.getElementById(id);
const [wishesForm, wayForm] = [at('wishes'), at('way')];

/** What was chosen, by the names of the fields. */
function chosen() {
  const fields = Object.fromEntries([...new FormData(wishesForm), ...new FormData(wayForm)]);
  const folder = `/${fields.folder.trim()}/`.replace(/\/{2,}/g, '/');
  return { ...fields, folder: /^\s*https?:/.test(fields.folder) ? `${fields.folder.trim().replace(/\/+$/, '')}/` : folder, page, here: document.baseURI };
}

function made(name, given, ...inside) {
  const element = Object.assign(document.createElement(name), given);
  element.append(...inside);
  return element;
}

async function copy(code, status) {
  status.textContent = '';
  try {
    await navigator.clipboard.writeText(code.textContent);
    status.textContent = words.copied;
  } catch {
    getSelection().selectAllChildren(code);
    status.textContent = words.selected;
  }
}

/** A text to copy, with its heading and its button. */
function box([name, text]) {
  const heading = made('h3', { id: `${name}-heading`, textContent: words.snippets[name] });
  const code = made('code', { textContent: text });
  const block = made('pre', { tabIndex: 0 }, code);
  block.setAttribute('role', 'region');
  const status = made('span', {});
  status.setAttribute('role', 'status');
  const button = made('button', { type: 'button', textContent: words.copy });
  button.setAttribute('aria-describedby', heading.id);
  block.setAttribute('aria-labelledby', heading.id);
  button.addEventListener('click', () => copy(code, status));
  return made('div', { className: 'snippet' }, heading, block, made('div', { className: 'copying' }, button, status));
}

let preview;

/** The colours as they are chosen now; the element says if it does not take them. */
function paint() {
  const wishes = chosen();
  at('colours').hidden = !wishes.coloured;
  for (const name of ['accent', 'ink', 'muted', 'surface', 'ground']) preview.style.removeProperty(`--sangloc-${name}`);
  for (const [name, value] of properties(wishes)) preview.style.setProperty(name, value);
  judge(wishes.coloured ? words.colours_right : '', false);
  preview.refresh();
}

function judge(says, isWrong) {
  at('contrast').textContent = says;
  at('contrast').classList.toggle('wrong', isWrong);
}

function hear({ detail }) {
  if (detail.pair) return judge(clash(page, detail), true);
  at('trouble').textContent = filled(words.trouble, detail);
  at('trouble').hidden = false;
}

/** A new element with what was chosen: one that has answers keeps them, whatever its page says later. */
function show() {
  const wishes = chosen();
  at('trouble').hidden = true;
  preview = document.createElement('sangloc-screening');
  for (const [name, value] of attributes(wishes)) preview.setAttribute(name, value);
  preview.addEventListener('sangloc-error', hear);
  at('preview').replaceChildren(preview);
  paint();
}

function write() {
  const wishes = chosen();
  at('snippets').replaceChildren(...snippets(wishes, RELEASE).map(box));
  at('check-snippet').replaceChildren(box(['check', checking(wishes, RELEASE)]));
}

/** Only one check at a time. */
async function check() {
  const results = report();
  at('check').disabled = true;
  at('results').replaceChildren(results);
  await results.show([preview]).finally(() => (at('check').disabled = false));
}

const isColour = (field) => field.type === 'color' || field.name === 'coloured';
wishesForm.addEventListener('input', ({ target }) => {
  const { theme } = wishesForm;
  // Colours that are fixed cannot follow the device.
  const isFixed = target.name === 'coloured' && target.checked && !theme.value;
  if (isFixed) theme.value = 'light';
  if (isColour(target) && !isFixed) paint();
  else show();
  write();
});
wayForm.addEventListener('input', write);
for (const form of [wishesForm, wayForm]) form.addEventListener('submit', (event) => event.preventDefault());
at('check').addEventListener('click', check);

show();
write();
