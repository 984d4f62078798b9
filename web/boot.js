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

function language() {
  try {
    return localStorage.getItem('sangloc.language') ?? 'vi';
  } catch {
    return 'vi';
  }
}

/** The core names, in plain lines, the words that go with it (crates/rulebook/src/parts.rs). */
async function beginWords(core, lang) {
  const head = await (await core).clone().text();
  const sum = head.match(new RegExp(`^${lang} ([0-9a-f]{12})`, 'm'))?.[1];
  if (sum) await begin(`quang-ninh.${lang}.${sum}.words`);
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
  // A failure is met again, and told, by the page itself.
  beginWords(begin('quang-ninh.core'), language()).catch(() => {});
  const { js, wasm } = document.getElementById('boot').dataset;
  const { default: start } = await import(new URL(js, document.baseURI));
  await start({ module_or_path: new URL(wasm, document.baseURI) });
} catch (error) {
  showFallback(error);
}
