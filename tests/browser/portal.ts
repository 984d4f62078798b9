// Portals that carry the program: the pages of hosts/, with the built page beside them under /sangloc/. Two of them,
// each of another origin than the page that the other tests use.
import { test as base } from '@playwright/test';
import { readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Rollup } from 'vite';

const dist = process.env.SANGLOC_DIST ?? fileURLToPath(new URL('../../dist', import.meta.url));
const hosts = fileURLToPath(new URL('hosts', import.meta.url));

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** What a release says of its files. */
export const release = () => JSON.parse(readFileSync(join(dist, 'embed/embed.json'), 'utf8'));

function fill(page: string, other: string): string {
  const { element, loader, conformance } = release();
  const values: Record<string, string> = {
    '%element%': element.name,
    '%integrity%': element.integrity,
    '%loader%': loader.name,
    '%loader-integrity%': loader.integrity,
    '%check%': `<script type="module" src="/sangloc/embed/${conformance.name}" integrity="${conformance.integrity}"></script>`,
    '%other%': other,
  };
  return page.replace(/%[a-z-]+%/g, (place) => values[place] ?? place);
}

/** What a test has its portals serve besides, by path: places in it are filled in as in the pages of hosts/. */
export const given = new Map<string, { body: string; policy?: string }>();

/** A page of hosts/ as it is written. */
export const host = (name: string) => readFileSync(join(hosts, name), 'utf8');

/** The portals that are built, by the address of their script. */
const sources: Record<string, string> = { '/react/main.js': 'react/main.jsx', '/vue/main.js': 'vue/main.js' };

/** The script of a portal as Vite builds it. */
async function bundled(source: string): Promise<string> {
  const built = await build({
    root: hosts,
    configFile: false,
    logLevel: 'warn',
    esbuild: { jsx: 'automatic' },
    build: { write: false, minify: false, rollupOptions: { input: join(hosts, source) } },
  });
  const [chunk] = (built as Rollup.RollupOutput).output;
  return chunk.code;
}

function listen(other: string): Promise<Server> {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url!, 'http://localhost').pathname));
    const page = given.get(path);
    const policy = page?.policy ? { 'content-security-policy': page.policy } : {};
    if (page) return response.writeHead(200, { 'content-type': types[extname(path)], ...policy }).end(fill(page.body, other));
    const source = sources[path];
    if (source) return response.writeHead(200, { 'content-type': types['.js'] }).end(await bundled(source));
    const file = path.startsWith('/sangloc/') ? join(dist, path.slice('/sangloc'.length)) : join(hosts, path);
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
    const type = types[extname(file)] ?? 'application/octet-stream';
    const content = readFileSync(file);
    const isHost = file.startsWith(hosts) && extname(file) === '.html';
    // Immutable under their names; the browser keeps them from test to test.
    response.writeHead(200, { 'content-type': type, 'cache-control': isHost ? 'no-cache' : 'max-age=60', 'x-content-type-options': 'nosniff' });
    response.end(isHost ? fill(content.toString(), other) : content);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

const origin = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

export const test = base.extend<object, { other: string; portal: string }>({
  /** Where the program's own pages are, for portals that frame it. */
  other: [
    async ({}, use) => {
      const server = await listen('');
      await use(origin(server));
      server.close();
    },
    { scope: 'worker' },
  ],
  portal: [
    async ({ other }, use) => {
      const server = await listen(other);
      await use(origin(server));
      server.close();
    },
    { scope: 'worker' },
  ],
});
