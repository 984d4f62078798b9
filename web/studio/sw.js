// Keeps the studio working without a network from its second visit on. One cache a build, filled whole or not at all;
// `xtask` writes the build's name and files here (crates/xtask/src/studio.rs). The investors' page has a worker of its
// own (web/sw.js), which keeps nothing of the studio.

const BUILD = 'unbuilt';
const FILES = [];

const MINE = 'studio-build-';
const CACHE = MINE + BUILD;
/** The published rules: the newest where there is a network, else those seen last. */
const SOURCES = '.sources';

async function install() {
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(FILES.map(async (name) => {
      const response = await fetch(name, { cache: 'no-cache' });
      if (!response.ok || response.redirected) throw new Error(`${name}: ${response.status}`);
      await cache.put(name, response);
    }));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

async function activate() {
  const old = (await caches.keys()).filter((name) => name.startsWith(MINE) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

async function newest(request) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(request, response.clone());
    return response;
  } catch (error) {
    const kept = await cache.match(request);
    if (kept) return kept;
    throw error;
  }
}

async function answer(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request, { ignoreSearch: request.mode === 'navigate' })) ?? fetch(request);
}

addEventListener('install', (event) => event.waitUntil(install()));
addEventListener('activate', (event) => event.waitUntil(activate()));
addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  event.respondWith(pathname.endsWith(SOURCES) ? newest(request) : answer(request));
});
