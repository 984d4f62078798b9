// The report on paper: everything in two pages, and a picture that opens the answers again.
import { expect, test, type Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { go, open, openAt, outcomes, profile, result, version, withAnswer } from './helpers';

type Reader = (data: Uint8ClampedArray, width: number, height: number) => { data: string } | null;

interface Printed {
  pages: number;
  text: string;
  smallest: number;
}

/** Prints once the page has come to rest, as a person would, and reads what stands on the pages. */
async function print(page: Page, name: string): Promise<Printed> {
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  const bytes = await page.pdf({ preferCSSPageSize: true });
  writeFileSync(test.info().outputPath(`${name}.pdf`), bytes);
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  let [text, smallest] = ['', Infinity];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    for (const item of items) {
      if (!('str' in item)) continue;
      text += `${item.str}${item.hasEOL ? ' ' : ''}`;
      if (item.str.trim()) smallest = Math.min(smallest, item.height);
    }
  }
  return { pages: document.numPages, text: text.replace(/\s+/g, ' '), smallest };
}

for (const [name, outcome] of [['autoliv-complete', 'Đáp ứng tiêu chí – có thể được chấp thuận'], ['ha-long-cement', 'Không đáp ứng tiêu chí – bị loại']] as const) {
  test(`two pages of A4 hold it all: ${name}`, async ({ page }) => {
    await openAt(page, 'result', profile(name));
    const { pages, text, smallest } = await print(page, name);
    expect(pages).toBe(2);
    expect(smallest).toBeGreaterThanOrEqual(8.4);
    const today = new Date();
    const day = [today.getDate(), today.getMonth() + 1].map((part) => String(part).padStart(2, '0')).join('/');
    for (const wanted of [outcome, version, `Ngày chạy: ${day}/${today.getFullYear()}`, 'Mã tham chiếu:', 'Dự án 1', 'Ban Quản lý Khu kinh tế', 'Lưu ý:', 'Các câu trả lời đã khai', 'Văn bản được dẫn']) {
      expect(text).toContain(wanted);
    }
    expect(text).toMatch(/mã [0-9a-f]{12}/);
    if (name === 'ha-long-cement') {
      for (const wanted of ['Vì sao bị loại (', 'ZONE-02', 'Cần thay đổi gì', 'Còn thiếu thông tin (', 'Sản xuất clinker', 'áp dụng từ']) {
        expect(text).toContain(wanted);
      }
    } else {
      expect(text).toMatch(/ENV-06 Tỷ lệ cây xanh trên mức tối thiểu – 15% \(phải trên 10%\) – áp dụng từ/);
    }
  });
}

test('paper speaks the language of the page, from any place', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('sangloc.language', 'en'));
  await openAt(page, 'form', profile('ha-long-cement'));
  const { text } = await print(page, 'english');
  expect(text).toContain('Does not meet the criteria – rejected');
  expect(text).toContain('Report of the investment screening');
  expect(text).not.toContain('Saved projects');
});

test('paper tells the changes that would do, as the page does, even where they are not shown', async ({ page }) => {
  const rejected = withAnswer(profile('autoliv-complete'), 'environment.green_area', 5);
  await openAt(page, 'result', rejected);
  for (const place of ['result', 'answers']) {
    await go(page, place);
    expect((await print(page, place)).text).toMatch(/Cần thay đổi gì Phương án 1: Tỷ lệ cây xanh[^:]*: tăng từ 5% lên trên 10%/);
  }
});

test('paper says where no change would do', async ({ page }) => {
  await openAt(page, 'result', withAnswer(profile('autoliv-complete'), 'technology.on_prohibited_list', true));
  expect((await print(page, 'no-way')).text).toMatch(/Không có thay đổi nào trong khả năng của nhà đầu tư[^:]*: EXC-10\. Nên trao đổi/);
});

test('a change after printing is in the next print', async ({ page }) => {
  await open(page, profile('autoliv-complete'));
  await print(page, 'before');
  await page.getByRole('button', { name: 'Xóa tất cả' }).click();
  await page.getByRole('button', { name: 'Xóa tất cả câu trả lời' }).click();
  await expect(result(page)).toContainText(outcomes.open);
  expect((await print(page, 'after')).text).toContain('Chưa đủ thông tin để kết luận');
});

test('the picture of the link is read by a reader, and opens the same answers', async ({ browser, baseURL }) => {
  // As sharp as the screen of a phone.
  const context = await browser.newContext({ baseURL: baseURL!, deviceScaleFactor: 2, locale: 'vi-VN' });
  const page = await context.newPage();
  await openAt(page, 'result', profile('autoliv-complete'));
  await page.getByText('Mã QR của liên kết').click();
  const picture = page.getByRole('img', { name: /Mã QR/ });
  await expect(picture).toBeVisible();
  const shot = (await picture.screenshot()).toString('base64');
  // On a page of its own, where the policy of the page under test does not forbid the reader's script.
  const desk = await context.newPage();
  await desk.addScriptTag({ path: fileURLToPath(import.meta.resolve('jsqr')) });
  const found = await desk.evaluate(async (png) => {
    const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes]));
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data, width, height } = context.getImageData(0, 0, image.width, image.height);
    return (globalThis as unknown as { jsQR: Reader }).jsQR(data, width, height)?.data;
  }, shot);
  expect(found).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#z=/);
  const elsewhere = await (await browser.newContext({ locale: 'vi-VN' })).newPage();
  await elsewhere.goto(found!);
  await expect(elsewhere).toHaveURL(/#\/result$/);
  await go(elsewhere, 'form');
  await expect(result(elsewhere)).toContainText('có thể được chấp thuận');
});
