// node element.mjs PAGE FOLDER: the element as a part of the npm package: what bundlers and browsers follow from one module.
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SHAPES, bundled, filled, ofPage, read } from './bundle.mjs';

const [page, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const of = (part) => ofPage(page, SHAPES[part]);

const own = { js: 'sangloc-web.js', wasm: 'sangloc-web_bg.wasm', core: 'quang-ninh.core' };
for (const [part, name] of Object.entries(own)) copyFileSync(of(part), join(folder, name));

const words = readdirSync(page).filter((name) => name.endsWith('.words'));
for (const name of words) copyFileSync(join(page, name), join(folder, name));
const listed = words.map((name) => `  '${name}': new URL('./${name}', import.meta.url),\n`).join('');
writeFileSync(join(folder, 'words.js'), `export const WORDS = {\n${listed}};\n`);

const options = {
  alias: { 'page.css': of('style'), 'paper.css': of('paper') },
  external: ['./sangloc-web.js', './signature.js', './words.js'],
};
writeFileSync(join(folder, 'element.js'), bundled(filled(read('screening.js'), "'./release.js'", "'./package.js'"), options));
writeFileSync(join(folder, 'signature.js'), bundled(read('signature.js')));
