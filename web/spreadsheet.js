// The bytes of a workbook from cells, and cells from bytes. Loaded only when somebody opens or saves one: see
// boot.js. What the cells mean is decided in crates/screening/src/workbook.rs.
import './write-excel-file.min.js';
import './read-excel-file.min.js';

// Parts above 160 kB would be packed by a worker made of text. The page's policy forbids those, and browsers then
// answer nothing at all: without this class the packages fail at once, and the page says so.
globalThis.Worker = undefined;

/** The most files in a workbook, and the most bytes that one of them, and all together, may unpack to. */
const MOST_FILES = 200;
const MOST_BYTES = 500_000;
const MOST_BYTES_IN_ALL = 8_000_000;

const HEADING = { fontWeight: 'bold', wrap: true, alignVertical: 'top', backgroundColor: '#e1eff1' };
const PLAIN = { wrap: true, alignVertical: 'top' };

/** The workbook as a Blob, from the JSON of `sangloc_screening::Sheet`s. */
export function write(json) {
  const sheets = JSON.parse(json).map(({ name, widths, headings, rows }) => ({
    sheet: name,
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: headings,
    data: rows.map((row, place) => row.map((cell) => styled(cell, row.length > 1 && place === headings - 1))),
  }));
  return globalThis.writeXlsxFile(sheets).toBlob();
}

/** A text stays a text, also where it begins like a formula. */
function styled(value, heading) {
  if (value === null || value === '') return null;
  return { value, type: value.constructor, ...(heading ? HEADING : PLAIN) };
}

/** The cells of every sheet as JSON: null, true or false, numbers and texts; a day as `2026-11-22`. */
export async function read(bytes) {
  refuseBomb(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const sheets = await globalThis.readXlsxFile(bytes.slice().buffer);
  return JSON.stringify(sheets.map(({ data }) => data.map((row) => row.map(plain))));
}

function plain(cell) {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  if (typeof cell === 'number' && !Number.isFinite(cell)) return '';
  return cell;
}

/**
 * Looks at the sizes that the archive's directory states, before anything is unpacked. The reader unpacks no file
 * further than its stated size, and files as small as these without a worker.
 */
function refuseBomb(view) {
  let end = view.byteLength - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) throw new Error('no archive');
  const files = view.getUint16(end + 10, true);
  let place = view.getUint32(end + 16, true);
  if (files > MOST_FILES) throw new RangeError('too many files');
  let inAll = 0;
  for (let file = 0; file < files; file += 1) {
    if (view.getUint32(place, true) !== 0x02014b50) throw new Error('no directory');
    const size = view.getUint32(place + 24, true);
    inAll += size;
    if (size > MOST_BYTES || inAll > MOST_BYTES_IN_ALL) throw new RangeError('too large');
    const names = [28, 30, 32].map((part) => view.getUint16(place + part, true));
    place += 46 + names.reduce((sum, length) => sum + length, 0);
  }
}
