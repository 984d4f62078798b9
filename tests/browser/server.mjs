// Serves the built page on this machine only, with the headers and the compression of a careful host.
// node server.mjs [DIST] [PORT, 0 for any] [BROTLI QUALITY]
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const dist = resolve(process.argv[2] ?? fileURLToPath(new URL('../../dist', import.meta.url)));
const port = Number(process.argv[3] ?? 4173);
const quality = Number(process.argv[4] ?? 11);

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

// One policy, written in index.html; the header adds the part that a meta element cannot say.
const [, policy] = readFileSync(join(dist, 'index.html'), 'utf8').match(/"Content-Security-Policy" content="([^"]+)"/);

const compressed = new Map();

/** The file compressed, with its tag; made anew when the file was changed. */
function brotli(file) {
  const { mtimeMs, size } = statSync(file);
  const known = compressed.get(file);
  if (known?.mtimeMs === mtimeMs && known.size === size) return known;
  const bytes = readFileSync(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: size };
  const tag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"`;
  const made = { mtimeMs, size, tag, body: brotliCompressSync(bytes, { params }) };
  compressed.set(file, made);
  return made;
}

for (const name of readdirSync(dist)) if (statSync(join(dist, name)).isFile()) brotli(join(dist, name));

const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  const file = join(dist, normalize(path.endsWith('/') ? `${path}index.html` : path));
  const isFile = file.startsWith(dist) && statSync(file, { throwIfNoEntry: false })?.isFile();
  if (!isFile) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
    return;
  }
  const { tag, body } = brotli(file);
  const headers = {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': `${policy}; frame-ancestors 'self'`,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-cache',
    vary: 'accept-encoding',
    etag: tag,
  };
  if (request.headers['if-none-match'] === tag) {
    response.writeHead(304, headers).end();
  } else if (/\bbr\b/.test(request.headers['accept-encoding'] ?? '')) {
    response.writeHead(200, { ...headers, 'content-encoding': 'br', 'content-length': body.length }).end(body);
  } else {
    response.writeHead(200, headers).end(readFileSync(file));
  }
});
server.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/`));
