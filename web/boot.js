// Starts the page. A file of its own, because the security policy forbids inline scripts.
// Trunk writes the hashed names of the page's JavaScript and WebAssembly on this script's tag (see Trunk.toml).

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
  const { js, wasm } = document.getElementById('boot').dataset;
  const { default: start } = await import(new URL(js, document.baseURI));
  await start({ module_or_path: new URL(wasm, document.baseURI) });
} catch (error) {
  showFallback(error);
}
