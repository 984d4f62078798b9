// Where the element finds its files in a release: in the folders they come in, each what its checksum says.
import { bytes, Trouble } from './fetching.js';

/* global FILES: names and checksums of this build, by crates/xtask/src/embed.mjs */

const at = (name) => new URL(name, import.meta.url);
const text = async ({ name, integrity }) => new TextDecoder().decode(await bytes(at(name), integrity));

/** Puts a module into the page's map of modules, so that what is imported is what its checksum says. */
function preload({ name, integrity }) {
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement('link'), { rel: 'modulepreload', href: at(name), integrity });
    link.onload = resolve;
    link.onerror = () => reject(new Trouble('program', `${name} is not the file of this build, or cannot be had`));
    document.head.append(link);
  }).finally(() => document.head.querySelector(`link[href="${at(name)}"]`)?.remove());
}

/** The address of the rulebook's core. */
export const core = at(FILES.core);

/** The address of a words file of the rulebook whose core is at an address. */
export const wordsAt = (name, core) => new URL(name, core);

/** The module that starts the program, and its code. */
export async function program() {
  const { js, wasm } = FILES;
  const [, code] = await Promise.all([preload(js), bytes(at(wasm.name), wasm.integrity)]);
  return [await import(at(js.name)), code];
}

/** What checks signatures; only a host page that requires one loads it. */
export async function signatures() {
  await preload(FILES.signature);
  return import(at(FILES.signature.name));
}

/** The style sheets: the page's, that of paper, the element's own. */
export const styles = () => Promise.all([FILES.style, FILES.paper, FILES.own].map(text));

/** The ways where no program runs: language, address and words of links. */
export const ways = [
  ['vi', at('../rulebook/vi/criteria.html'), 'Đọc danh mục tiêu chí'],
  ['en', at('../rulebook/en/criteria.html'), 'Read the list of criteria'],
];
