// Keeps the draft on this device: in IndexedDB, which has room; where that is denied or full, in localStorage.

const NAME = 'sangloc-studio';

function database() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('texts');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function within(mode, act) {
  const base = await database();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = base.transaction('texts', mode);
      const request = act(transaction.objectStore('texts'));
      // Only a transaction that has ended is on the disk.
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? request.error);
    });
  } finally {
    base.close();
  }
}

/** The text kept under a key, or undefined. */
export async function load(key) {
  try {
    // Written only when the other place refused: it is the newer one.
    const text = localStorage.getItem(`${NAME}.${key}`);
    if (text !== null) return text;
  } catch {
    // Forbidden.
  }
  return within('readonly', (texts) => texts.get(key)).catch(() => undefined);
}

/** How long another tab may take to let go, in milliseconds: this one, before it was loaded again. */
const PATIENCE = 1000;

/** Whether this tab is the one that keeps the draft; it is until it is closed. */
export function claim() {
  return new Promise((resolve) => {
    if (!navigator.locks) {
      resolve(true);
      return;
    }
    const held = () => {
      resolve(true);
      return new Promise(() => {});
    };
    // Where locks are forbidden, nothing is known of other tabs.
    navigator.locks.request(NAME, { signal: AbortSignal.timeout(PATIENCE) }, held).catch(({ name }) => resolve(name !== 'TimeoutError'));
  });
}

let last = Promise.resolve();

/** Keeps a text, or forgets it, after all before; whether the device took it. */
export function save(key, text) {
  last = last.then(() => store(key, text));
  return last;
}

async function store(key, text) {
  try {
    await within('readwrite', (texts) => (text === undefined ? texts.delete(key) : texts.put(text, key)));
    forget(key);
    return true;
  } catch {
    try {
      if (text === undefined) forget(key);
      else localStorage.setItem(`${NAME}.${key}`, text);
      return true;
    } catch {
      return false;
    }
  }
}

function forget(key) {
  try {
    localStorage.removeItem(`${NAME}.${key}`);
  } catch {
    // Forbidden: then nothing is there.
  }
}
