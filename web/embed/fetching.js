// Files from the network, and what is wrong where they cannot be had.

/** Something its host page must put right: a code for programs, words for people; `shown` to whoever reads the page. */
export class Trouble extends Error {
  constructor(code, message, shown = []) {
    super(message);
    this.code = code;
    this.shown = shown;
  }
}

/** The bytes at an address; with `integrity`, only those. */
export async function bytes(address, integrity) {
  const wanted = integrity ? { integrity } : {};
  const response = await fetch(address, { ...wanted, redirect: 'error', referrerPolicy: 'no-referrer' }).catch(async () => {
    const isThere = integrity && (await fetch(address).catch(() => undefined))?.ok;
    throw isThere
      ? new Trouble('integrity', `${address} is not the file that integrity="${integrity}" names: take both from the same release`)
      : new Trouble('network', `${address} cannot be had: look at its address, at the network, and at connect-src of the page's policy`);
  });
  if (!response.ok) throw new Trouble('network', `${address} answers ${response.status}: look at its address`);
  return response.arrayBuffer();
}
