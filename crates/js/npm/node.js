// For Node, which reads the program's file from beside this one, once, when this is imported.
import { readFileSync } from 'node:fs';
import { initSync, readRulebook } from './sangloc.js';

export { Rulebook } from './sangloc.js';

initSync({ module: readFileSync(new URL('./sangloc_bg.wasm', import.meta.url)) });

export async function initialize() {}

export async function loadRulebook(bytes, options) {
  return readRulebook(bytes, options);
}
