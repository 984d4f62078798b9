// What embed.mjs and element.mjs share: the sources of the element, the files of a built page, and the bundler.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const { buildSync } = createRequire(resolve('web/studio/package.json'))('esbuild-wasm');

export const source = resolve('web/embed');
export const read = (name, folder = source) => readFileSync(join(folder, name), 'utf8');

/** The path of a file of a page, found by its shape. */
export function ofPage(page, shape) {
  const found = readdirSync(page).filter((name) => shape.test(name));
  if (found.length !== 1) throw new Error(`${found.length} files look like ${shape}`);
  return resolve(page, found[0]);
}

/** The shapes of what an element needs of a page. */
export const SHAPES = {
  js: /^sangloc-web-[0-9a-f]+\.js$/,
  wasm: /_bg\.wasm$/,
  style: /^main-.*\.css$/,
  paper: /^paper-.*\.css$/,
  core: /\.core$/,
};

/** A module with what it imports, from a folder; style sheets are texts in it. */
export function bundled(contents, { folder = source, ...options } = {}) {
  const stdin = { contents, resolveDir: folder, sourcefile: 'module.js' };
  const loader = { '.css': 'text' };
  const built = buildSync({ stdin, bundle: true, format: 'esm', write: false, target: 'es2022', loader, ...options });
  return built.outputFiles[0].text;
}

export function filled(text, place, content) {
  if (!text.includes(place)) throw new Error(`there is no \`${place}\` to fill in`);
  return text.replace(place, () => content);
}
