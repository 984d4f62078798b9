// Prints `raw gzip brotli when path` for each file of the page. `start` is what the start page is made of, `use` what
// comes next so that a person can answer in Vietnamese, `later` all else that the page may ever load, `embed` what host
// pages load besides, `signed` what those load that require a signature. The whole rulebook file and the rulebook as plain pages are for people, not for the page; nor are
// the studio, and the page and the check for those who embed.
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const dist = process.argv[2];
const all = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(dist, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
  .filter((path) => !/\.(rulebook|sources)$|^rulebook\/|^studio\/|^preview\.html$|^embed\/(index\.html|en\.html|integrator-|sangloc-conformance)/.test(path));

const index = readFileSync(join(dist, 'index.html'), 'utf8');
const isNamed = (path) => index.includes(path) && !/\.html$|^icon-|^sw\.js$/.test(path);
const isUse = (path) => /\.core$|\.vi\..*words$|_bg\.wasm$|^sangloc-web.*\.js$/.test(path);
const isSigned = (path) => path.startsWith('embed/signature-');
const when = (path) => (isSigned(path) ? 'signed' : path.startsWith('embed/') ? 'embed' : isUse(path) ? 'use' : path === 'index.html' || isNamed(path) ? 'start' : 'later');

for (const path of all.sort()) {
  const bytes = readFileSync(join(dist, path));
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  console.log(bytes.length, gzipSync(bytes, { level: 9 }).length, brotli.length, when(path), path);
}
