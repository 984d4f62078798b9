// Starts the studio. A file of its own, because the security policy forbids inline scripts.
import { createEditor } from './editor.js';
import { claim, load, save } from './keep.js';
import { canOpenFolder, openFolder } from './open.js';

// What the program calls (src/glue.rs).
globalThis.sanglocStudio = { createEditor, claim, load, save, canOpenFolder, openFolder };

function showFallback(error) {
  console.error(error);
  document.getElementById('app').hidden = true;
  document.getElementById('fallback').hidden = false;
}

// A page whose WebAssembly has stopped answers no click: better to say so.
addEventListener('error', ({ error }) => {
  if (error instanceof globalThis.WebAssembly?.RuntimeError) showFallback(error);
});

try {
  const { js, wasm, worker } = document.getElementById('boot').dataset;
  const { default: start } = await import(new URL(js, document.baseURI));
  await start({ module_or_path: fetch(new URL(wasm, document.baseURI)) });
  // Works without a network from the second visit on; where that is forbidden, it works as before.
  if (worker) navigator.serviceWorker?.register(worker).catch(() => {});
} catch (error) {
  showFallback(error);
}
