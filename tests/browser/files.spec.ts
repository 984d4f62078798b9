// Files: what is saved of a result, read back; what is opened, and what is refused.
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Download, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { field, go, label, openAt, outcomes, profile, result, version, watch, withAnswer } from './helpers';

const complete = profile('autoliv-complete');
const GREEN = 'environment.green_area';
const AREA = 'project.land_area';

async function save(page: Page, name: string): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name, exact: true }).click()]);
  return download;
}

const bytes = async (download: Download) => readFileSync(await download.path());

/** The cells of a spreadsheet file, as the page's own reader finds them. */
async function cells(page: Page, file: Buffer): Promise<unknown[][][]> {
  const json = await page.evaluate(async (encoded) => {
    const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
    const { read } = await (globalThis as unknown as { sanglocSpreadsheets(): Promise<{ read(bytes: Uint8Array): Promise<string> }> }).sanglocSpreadsheets();
    return read(bytes);
  }, file.toString('base64'));
  return JSON.parse(json);
}

/** A spreadsheet file of these sheets, as the page's own writer makes it. */
async function spreadsheet(page: Page, ...sheets: unknown[][][]): Promise<Buffer> {
  const encoded = await page.evaluate(async (json) => {
    const { write } = await (globalThis as unknown as { sanglocSpreadsheets(): Promise<{ write(json: string): Promise<Blob> }> }).sanglocSpreadsheets();
    const bytes = new Uint8Array(await (await write(json)).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  }, JSON.stringify(sheets.map((rows, place) => ({ name: `s${place}`, widths: [10], headings: 1, rows }))));
  return Buffer.from(encoded, 'base64');
}

const choose = (page: Page, name: string, buffer: Buffer) =>
  page.getByLabel('Mở tệp (Excel hoặc JSON)').setInputFiles({ name, mimeType: '', buffer });

test('the record says what was decided, by which rules, on which answers', async ({ page }) => {
  const complaints = await watch(page);
  await openAt(page, 'result', withAnswer(complete, GREEN, 5));
  const download = await save(page, 'Biên bản kết quả (JSON)');
  const record = JSON.parse((await bytes(download)).toString());
  expect(record).toMatchObject({ format: 'sangloc-record 2', rulebook: 'quang-ninh', version, outcome: 'rejected' });
  expect(record.identity).toMatch(/^[0-9a-f]{64}$/);
  expect(record.profile.environment.green_area).toBe('5');
  expect(Object.values<{ holds: boolean }>(record.findings).filter((finding) => finding.holds === false).length).toBeGreaterThan(0);
  const reference = download.suggestedFilename().match(/^sangloc-([0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4})\.json$/)![1]!;
  await expect(page.getByText(`Mã tham chiếu: ${reference}`)).toBeVisible();
  // And it opens again.
  await go(page, 'projects');
  await choose(page, 'record.json', await bytes(download));
  await expect(page.getByText('Đã mở tệp record.json thành dự án mới')).toBeVisible();
  await go(page, 'form');
  await expect(result(page)).toContainText(outcomes.rejected);
  expect(complaints).toEqual([]);
});

test('the findings are a spreadsheet with what was given, required, and where it is said', async ({ page }) => {
  const complaints = await watch(page);
  await openAt(page, 'result', withAnswer(complete, GREEN, 5));
  const [findings, answers] = await cells(page, await bytes(await save(page, 'Bảng kết quả (Excel)')));
  expect(findings![0]!.slice(0, 2)).toEqual(['Kết luận', 'Không đáp ứng tiêu chí – bị loại']);
  const green = findings!.find((row) => row[0] === 'ENV-06')!;
  expect(green.slice(2, 6)).toEqual(['Không đạt', 'Có', expect.stringMatching(/^5\s?%$/), expect.stringMatching(/trên 10\s?%/)]);
  expect(green[7]).toContain('2024');
  expect(answers!.find((row) => row[0] === GREEN)![2]).toBe(5);
  expect(complaints).toEqual([]);
});

test('a template is filled offline and opened; the answers that were there stay', async ({ page }) => {
  const complaints = await watch(page);
  await openAt(page, 'projects', complete);
  const [sheet, choices] = await cells(page, await bytes(await save(page, 'Tải mẫu Excel để điền')));
  expect(sheet![1]!.slice(0, 5)).toEqual(['id', 'Câu hỏi', 'Trả lời', 'Đơn vị', 'Giá trị cho phép']);
  expect(sheet!.slice(2).every((row) => row[2] === null)).toBe(true);
  const fill = (id: string, answer: unknown, unit?: string) => {
    const row = sheet!.find((row) => row[0] === id)!;
    row[2] = answer;
    if (unit) row[3] = unit;
  };
  fill('project.track', 'Sản xuất công nghiệp');
  fill(AREA, '=1+1');
  fill(AREA, 12.5);
  fill('project.capital', 900, 'tỷ đồng');
  fill('project.processes', 'không có mục nào');
  fill('project.sector', choices!.find((row) => row[0] === 'project.sector' && row[1] === '2930')![3]);
  await choose(page, 'mau.xlsx', await spreadsheet(page, sheet!, choices!));
  await expect(page.getByText('Đã mở tệp mau.xlsx thành dự án mới với 5 câu trả lời.')).toBeVisible();
  await go(page, 'form');
  await expect(field(page, AREA)).toHaveValue('12,5');
  await go(page, 'projects');
  await expect(page.locator('[data-project="1"]')).toContainText('có thể được chấp thuận');
  await expect(page.locator('[data-project="2"] [aria-current]')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('what is saved as answers opens as the same answers, in JSON and as a spreadsheet', async ({ page }) => {
  await openAt(page, 'result', complete);
  const json = await bytes(await save(page, 'Câu trả lời (JSON)'));
  const sheets = await bytes(await save(page, 'Câu trả lời (Excel)'));
  for (const [name, file] of [['a.json', json], ['a.xlsx', sheets]] as const) {
    await go(page, 'projects');
    await choose(page, name, file);
    await expect(page.getByText(`Đã mở tệp ${name} thành dự án mới với 81 câu trả lời.`)).toBeVisible();
    await go(page, 'result');
    expect(await bytes(await save(page, 'Câu trả lời (JSON)'))).toEqual(json);
  }
});

test('wrong rows are named by row, column and question, and nothing is opened unasked', async ({ page }) => {
  await openAt(page, 'projects', complete);
  const rows = [
    ['id', 'q', 'a', 'u'],
    [AREA, '', 'rộng', 'ha'],
    ['project.capital', '', 5, 'mẫu'],
    [GREEN, '', 400],
    ['project.moon', '', 1],
    ['project.track', '', 'moon'],
    ['labour.workers', '', 100],
  ];
  await choose(page, 'sai.xlsx', await spreadsheet(page, rows));
  const alert = page.getByRole('alert');
  await expect(alert.getByRole('heading')).toHaveText(/Có [56] mục trong tệp không dùng được/);
  await expect(alert.getByRole('listitem').first()).toHaveText(`Dòng 2, cột C – ${label(AREA)} – câu trả lời không đúng loại.`);
  await expect(alert).toContainText(`Dòng 3, cột D – ${label('project.capital')} – không dùng được đơn vị “mẫu”.`);
  await expect(alert).toContainText(`Dòng 4, cột C – ${label(GREEN)} – số “400” nằm ngoài khoảng cho phép.`);
  await expect(alert).toContainText('Dòng 5, cột A – project.moon – bộ tiêu chí này không hỏi mục này.');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await alert.getByRole('button', { name: 'Không mở, để sửa tệp' }).click();
  await expect(page.locator('[data-project]')).toHaveCount(1);
  await choose(page, 'phan.json', Buffer.from(JSON.stringify({ project: { track: 'industrial_zone', land_area: 7, jobs: 'x' } })));
  await alert.getByRole('button', { name: 'Mở với 2 câu trả lời đọc được' }).click();
  await go(page, 'form');
  await expect(field(page, AREA)).toHaveValue('7');
});

/** An archive of one file, stored or compressed, whose directory may lie about the size. */
function archive(name: string, content: Buffer, stated = content.length): Buffer {
  const packed = deflateRawSync(content);
  const head = (signature: number, size: number, rest: number[]) => {
    const buffer = Buffer.alloc(size);
    buffer.writeUInt32LE(signature, 0);
    rest.forEach((value, place) => value && buffer.writeUInt32LE(value, place));
    return buffer;
  };
  const local = head(0x04034b50, 30, []);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(stated, 22);
  local.writeUInt16LE(name.length, 26);
  const central = head(0x02014b50, 46, []);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(stated, 24);
  central.writeUInt16LE(name.length, 28);
  const end = head(0x06054b50, 22, []);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + packed.length, 16);
  return Buffer.concat([local, Buffer.from(name), packed, central, Buffer.from(name), end]);
}

test('hostile files are refused in words, and nothing changes', async ({ page }) => {
  test.setTimeout(60_000);
  const complaints = await watch(page);
  await openAt(page, 'projects', complete);
  const good = await spreadsheet(page, [['id', 'q', 'a'], [AREA, '', 5]]);
  const files: [string, Buffer, RegExp][] = [
    ['huge.json', Buffer.alloc(2_000_000, 32), /Tệp quá lớn/],
    ['cut.json', Buffer.from('{"project": {"land_area"'), /Không đọc được tệp/],
    ['other.json', Buffer.from('{"name":"package","version":"1"}'), /không phải là hồ sơ hay mẫu/],
    ['elsewhere.json', Buffer.from('{"rulebook":"x","version":"1","answers":{}}'), /bộ tiêu chí khác/],
    ['picture.png', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), /Không đọc được tệp/],
    ['old.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /Không đọc được tệp/],
    ['cut.xlsx', good.subarray(0, good.length - 40), /Không đọc được tệp/],
    ['half.xlsx', good.subarray(0, good.length / 2), /Không đọc được tệp/],
    ['zip.xlsx', archive('readme.txt', Buffer.from('hello')), /Không đọc được tệp/],
    ['bomb.xlsx', archive('xl/workbook.xml', Buffer.alloc(100_000_000, 32)), /Tệp quá lớn/],
    ['liar.xlsx', archive('xl/workbook.xml', Buffer.alloc(100_000_000, 32), 1_000), /Không đọc được tệp/],
    ['names.xlsx', await spreadsheet(page, [['id', 'name'], ['7', 'bolt']]), /không phải là hồ sơ hay mẫu/],
  ];
  for (const [name, buffer, says] of files) {
    await choose(page, name, buffer);
    await expect(page.getByRole('alert'), name).toContainText(says);
    await expect(page.locator('[data-project]')).toHaveCount(1);
    // The message of the next file is another one.
    await choose(page, 'next.json', Buffer.from('{"rulebook":"x","version":"1","answers":{}}'));
    await expect(page.getByRole('alert')).toContainText('bộ tiêu chí khác');
  }
  expect(complaints).toEqual([]);
});

test('without the part for spreadsheets the page says so, and JSON goes on', async ({ page }) => {
  await page.route('**/*-excel-file.min.js', (route) => route.abort());
  await openAt(page, 'result', complete);
  await page.getByRole('button', { name: 'Bảng kết quả (Excel)' }).click();
  await expect(page.getByText('Chưa tải được phần đọc và ghi Excel')).toBeVisible();
  expect((await bytes(await save(page, 'Câu trả lời (JSON)'))).length).toBeGreaterThan(1_000);
});
