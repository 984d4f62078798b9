// For browsers and bundlers: both find the program's file by this URL.
import start, { readRulebook } from './sangloc.js';

export { Rulebook } from './sangloc.js';

let started;

export function initialize(wasm = new URL('./sangloc_bg.wasm', import.meta.url)) {
  started ??= start({ module_or_path: wasm }).then(
    () => undefined,
    (cause) => {
      // Whoever tries again may have a network again.
      started = undefined;
      throw noProgram(cause);
    },
  );
  return started;
}

export async function loadRulebook(bytes, options) {
  await initialize();
  return readRulebook(bytes, options);
}

function noProgram(cause) {
  const message =
    '`wasm`: the program cannot be started; see that sangloc_bg.wasm is there, is sent as application/wasm, ' +
    `and that the page's policy allows 'wasm-unsafe-eval' (${cause})`;
  const problem = { code: 'no-program', path: 'wasm', message };
  return Object.assign(new Error(message, { cause }), { name: 'ScreeningError', ...problem, problems: [problem] });
}
