// Keeps the page working without a network: after the first visit every file is on the device, in every language.
//
// One cache a build, filled whole or not at all, so that files of different builds never mix. `xtask` writes the
// build's name and files here (crates/xtask/src/offline.rs): another build is another worker, which waits beside the
// old one until the person takes it. The rulebook is kept in the same cache and can be replaced alone: it lives by
// its own rules (crates/rulebook/src/parts.rs).

const BUILD = 'unbuilt';
const FILES = [];

const MINE = 'sangloc-';
const CACHE = MINE + BUILD;
const CORE = 'quang-ninh.core';

/** The file as the server has it now; an error when it cannot be had. */
async function newest(name) {
  const response = await fetch(name, { cache: 'no-cache' });
  if (!response.ok || response.redirected) throw new Error(`${name}: ${response.status}`);
  return response;
}

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The words files that a core names; an error when the core is not whole. */
async function wordsOf(core) {
  const bytes = new Uint8Array(core);
  const head = new TextDecoder().decode(bytes.subarray(0, 4096)).split('\n');
  const sealed = bytes.subarray(head[0].length + 1 + head[1].length + 1);
  if (!head[0].startsWith('sangloc-core ') || (await sha256(sealed)) !== head[1]) throw new Error('damaged core');
  const entries = head.slice(3, head.indexOf('', 3)).map((line) => line.split(' '));
  return entries.map(([lang, sum]) => ({ sum, name: CORE.replace('core', `${lang}.${sum.slice(0, 12)}.words`) }));
}

/** Keeps a rulebook: the words of all languages first and the core last, so that what is kept is always whole. */
async function keepRulebook(cache, core) {
  const words = await wordsOf(core);
  for (const { name, sum } of words) {
    if (await cache.match(name)) continue;
    const bytes = await (await newest(name)).arrayBuffer();
    if ((await sha256(bytes)) !== sum) throw new Error(`${name} is damaged`);
    await cache.put(name, new Response(bytes));
  }
  await cache.put(CORE, new Response(core));
  for (const { url } of await cache.keys()) {
    if (url.endsWith('.words') && !words.some(({ name }) => url.endsWith(`/${name}`))) await cache.delete(url);
  }
}

async function install() {
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(FILES.map(async (name) => cache.put(name, await newest(name))));
    await keepRulebook(cache, await (await newest(CORE)).arrayBuffer());
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

/** Only now nobody needs the build before. */
async function activate() {
  const old = (await caches.keys()).filter((name) => name.startsWith(MINE) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
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
  // This is how the page looks whether there are newer rules.
  if (pathname.endsWith(`/${CORE}`) && request.cache === 'no-cache') return;
  event.respondWith(answer(request));
});

// From the page: a person takes the new build, or a new rulebook, whose core comes along.
addEventListener('message', (event) => {
  if (event.data === 'take') skipWaiting();
  if (event.data instanceof ArrayBuffer) {
    event.waitUntil(caches.open(CACHE).then((cache) => keepRulebook(cache, event.data)));
  }
});
