// Where the element finds its files in the npm package, in place of release.js: beside it, or where a bundler puts them, which
// looks for just this form of address. Checksums are the bundler's, as it gives files other names; style sheets are texts.
import own from './screening.css';
import { bytes } from './fetching.js';
import page from 'page.css';
import paper from 'paper.css';
// Each words file by its name, made by crates/xtask/src/element.mjs.
import { WORDS } from './words.js';

export const core = new URL('./quang-ninh.core', import.meta.url);
export const wordsAt = (name, address) => (address.href === core.href && WORDS[name]) || new URL(name, address);
export const program = () => Promise.all([import('./sangloc-web.js'), bytes(new URL('./sangloc-web_bg.wasm', import.meta.url))]);
export const signatures = () => import('./signature.js');
export const styles = async () => [page, paper, own];
// Only the portal knows where the criteria can be read; it says so between the element's tags.
export const ways = [];
