// Signatures of published files, as the program minisign makes them: Ed25519, which browsers have, over BLAKE2b, which they
// have not. Loaded only where a host page requires a signature.
import { blake2b } from '@noble/hashes/blake2.js';
import { bytes, Trouble } from './fetching.js';

const KEY = 42;
const SIGNATURE = 74;
const TRUSTED = 'trusted comment: ';

const SHOWN = [
  ['vi', 'Không mở được công cụ sàng lọc: bộ tiêu chí không có chữ ký mà trang này yêu cầu nên không được sử dụng. Vui lòng báo cho đơn vị quản lý trang này.'],
  ['en', 'The screening cannot start: its criteria do not carry the signature that this page requires, so they are not used. Please tell whoever runs this page.'],
];
const untrusted = (message) => new Trouble('signature', message, SHOWN);

/** The bytes of base64; none where it is not that. */
function decoded(base64) {
  try {
    return Uint8Array.from(atob(base64.trim()), (letter) => letter.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

const starts = (bytes, letters) => letters === String.fromCharCode(...bytes.subarray(0, letters.length));
const same = (one, other) => one.every((byte, place) => byte === other[place]);

/** The number and the key of a public key: of the text of its file, or of the second line alone. */
function publicKey(text) {
  const read = decoded(text.trim().split('\n').at(-1));
  return read.length === KEY && starts(read, 'Ed') ? { id: read.subarray(2, 10), key: read.subarray(10) } : undefined;
}

/** What a `.minisig` file says: whose signature of the file, and of that together with its comment. */
function signatureOf(text) {
  const [, first = '', comment = '', last = ''] = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const [read, whole] = [decoded(first), decoded(last)];
  const isOne = read.length === SIGNATURE && starts(read, 'ED') && comment.startsWith(TRUSTED) && whole.length === 64;
  if (!isOne) return undefined;
  const own = read.subarray(10);
  return { id: read.subarray(2, 10), own, commented: Uint8Array.of(...own, ...new TextEncoder().encode(comment.slice(TRUSTED.length))), whole };
}

/** Whether the owner of the key signed just this. */
async function verify(key, signature, signed) {
  const known = await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', known, signature, signed);
}

/** The bytes of a file, if its signature, which lies beside it, is of this key. */
export async function signed(file, address, required) {
  const refused = (why) => untrusted(`${address} ${why}`);
  const key = publicKey(required);
  if (!key) throw untrusted(`require-signature="${required.slice(0, 100)}" is not a public key of minisign: give the second line of the .pub file`);
  const beside = `${address}.minisig`;
  const text = await bytes(beside).then((read) => new TextDecoder().decode(read), () => undefined);
  if (text === undefined) throw refused(`is not signed: there is no ${beside}; \`sangloc pack --sign --split\` writes it`);
  const signature = signatureOf(text);
  if (!signature) throw refused(`is not signed: ${beside} is not a signature of minisign`);
  if (!same(signature.id, key.id)) throw refused('was signed by another key: look whether the rulebook or the key was replaced');
  const held = await Promise.all([
    verify(key.key, signature.own, blake2b(new Uint8Array(file))),
    verify(key.key, signature.whole, signature.commented),
  ]).catch((error) => {
    throw refused(`cannot be checked: signatures need a page served over https, and a browser that knows Ed25519 (${error})`);
  });
  if (held.includes(false)) throw refused('was changed after it was signed: load file and signature again, from the publisher');
  return file;
}
