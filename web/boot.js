// Starts the page. A file of its own, because the security policy forbids inline scripts.
// Trunk writes the hashed names of the page's JavaScript and WebAssembly on this script's tag (see Trunk.toml).

// Spreadsheets are loaded only by whoever opens or saves one (web/src/files.rs).
globalThis.sanglocSpreadsheets = () => import('./spreadsheet.js');

function showFallback(error) {
  console.error(error);
  document.getElementById('app').hidden = true;
  document.getElementById('fallback').hidden = false;
}

// A page whose WebAssembly has stopped answers no click: better to say so.
addEventListener('error', ({ error }) => {
  if (error instanceof globalThis.WebAssembly?.RuntimeError) showFallback(error);
});

// What the page will ask for first, asked for while its code is still on the way (read by browser.rs). Where the
// worker (sw.js) has a rulebook, that is the one to begin with; else the server's newest.
const begun = (globalThis.sangloc = {});
const cache = navigator.serviceWorker?.controller ? 'default' : 'no-cache';
const begin = (name) => (begun[name] = fetch(name, { cache }));

function stored(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

const root = document.documentElement;
const app = document.getElementById('app');

// index.html holds the start page of a person who has not answered yet, in each language.
const startPages = new Map([[root.lang, { title: document.title, nodes: [...app.childNodes] }]]);
for (const { lang, title, content } of document.querySelectorAll('template.start-page')) {
  startPages.set(lang, { title, nodes: [...content.childNodes] });
}

/** The page speaks a language; the program goes on in it (web/src/app.rs). */
function speak(lang) {
  root.lang = lang;
  document.title = startPages.get(lang).title;
}

function showStartPage() {
  app.replaceChildren(...startPages.get(root.lang).nodes);
}

function showLoading() {
  app.replaceChildren(...document.getElementById('loading').content.childNodes);
}

const known = stored('sangloc.language');
const isTranslated = startPages.has(known) && known !== root.lang;
if (isTranslated) speak(known);

const isElsewhere = () => location.hash.length > 2;
const isStart = !isElsewhere() && !stored('sangloc.answers');
if (!isStart) showLoading();
else if (isTranslated) showStartPage();

// Until the program takes the start page's place, its languages and links answer from here.
const isWaiting = () => app.contains(startPages.get(root.lang).nodes[0]);
app.addEventListener('click', ({ target }) => {
  const button = target.closest('.languages button');
  if (!button || !isWaiting()) return;
  speak(button.lang);
  try {
    localStorage.setItem('sangloc.language', button.lang);
  } catch {
    // Then the choice lasts while the page is open.
  }
  showStartPage();
  app.querySelector(`.languages button[lang=${button.lang}]`).focus();
});
addEventListener('hashchange', () => {
  if (isWaiting() && location.hash.startsWith('#/') && isElsewhere()) showLoading();
});

/** Resolves once the start page is whole, or someone lays hands on it: until then the line is for it alone. */
function startPageIsWhole() {
  return new Promise((resolve) => {
    for (const sign of ['pointerdown', 'keydown', 'touchstart']) addEventListener(sign, resolve, { once: true, passive: true });
    const rest = () => (globalThis.requestIdleCallback ?? setTimeout)(resolve);
    if (document.readyState === 'complete') rest();
    else addEventListener('load', rest, { once: true });
  });
}

/** The core; with it come the words that it names in plain lines (crates/rulebook/src/parts.rs). */
async function coreAndWords() {
  const core = await fetch('quang-ninh.core', { cache });
  const sum = (await core.clone().text()).match(new RegExp(`^${root.lang} ([0-9a-f]{12})`, 'm'))?.[1];
  if (sum) begin(`quang-ninh.${root.lang}.${sum}.words`);
  return core;
}

/** Keeps the page for days without a network; where that is forbidden, it works as before. */
function keepOffline() {
  if (navigator.serviceWorker && document.getElementById('boot').dataset.worker) {
    import(new URL('offline.js', document.baseURI)).catch(() => {});
  }
}

try {
  // Once the first decision is on the screen nothing waits for the network any more.
  addEventListener('sangloc-decision', keepOffline, { once: true });
  if (isStart) await startPageIsWhole();
  const { js, wasm } = document.getElementById('boot').dataset;
  const program = fetch(new URL(wasm, document.baseURI));
  begun['quang-ninh.core'] = coreAndWords();
  const { default: start, showPage } = await import(new URL(js, document.baseURI));
  await start({ module_or_path: program });
  showPage();
} catch (error) {
  showFallback(error);
}
