import type { Rulebook } from './sangloc.js';
import type { LoadOptions } from './types.js';

export { Rulebook } from './sangloc.js';
export type * from './types.js';

/**
 * Starts the program, which `loadRulebook` does by itself. Call it first only to say where `sangloc_bg.wasm` is, or to
 * give its bytes; in Node it does nothing.
 */
export function initialize(wasm?: URL | Uint8Array | ArrayBuffer): Promise<void>;

/**
 * Reads a rulebook file. With `requireSignature`, only one that this key signed.
 *
 * @throws ScreeningError when it is no rulebook file, not whole, or not signed as required.
 */
export function loadRulebook(bytes: Uint8Array | ArrayBuffer, options?: LoadOptions): Promise<Rulebook>;
