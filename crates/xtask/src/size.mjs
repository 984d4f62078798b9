// Prints `raw gzip brotli when path` for each file of the page. `first` is what the first screen needs in Vietnamese:
// index.html, the files it names but for other pages, the rulebook's core and one language; `later` is all else that
// the page may ever load. The whole rulebook file is for people, not for the page.
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const dist = process.argv[2];
const all = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(dist, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
  .filter((path) => !path.endsWith('.rulebook'));

const index = readFileSync(join(dist, 'index.html'), 'utf8');
const isFirst = (path) =>
  path === 'index.html' || /\.core$|\.vi\..*words$/.test(path) || (!path.endsWith('.html') && index.includes(path));

for (const path of all.sort()) {
  const bytes = readFileSync(join(dist, path));
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  console.log(bytes.length, gzipSync(bytes, { level: 9 }).length, brotli.length, isFirst(path) ? 'first' : 'later', path);
}
