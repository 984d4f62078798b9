// Prints `raw gzip brotli path` for each file the page loads: index.html, the rulebook, and whatever a text file
// already counted names. Files of other entries (a studio, say) are thus left out.
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const dist = process.argv[2];
const all = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(dist, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'));

const counted = new Set(['index.html', ...all.filter((path) => path.endsWith('.rulebook'))]);
for (const path of counted) {
  if (!/\.(html|js|css|webmanifest)$/.test(path)) continue;
  const text = readFileSync(join(dist, path), 'utf8');
  for (const other of all) if (text.includes(other)) counted.add(other);
}

for (const path of [...counted].sort()) {
  const bytes = readFileSync(join(dist, path));
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  console.log(bytes.length, gzipSync(bytes, { level: 9 }).length, brotli.length, path);
}
