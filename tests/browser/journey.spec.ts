// What a person does from the first question to the printed page, by keyboard alone.
import { expect, test } from '@playwright/test';
import { field, fillByKeyboard, go, label, outcomes, profile, question, reasons, result, tabTo, watch } from './helpers';

const GREEN = 'environment.green_area';

for (const width of [360, 1280]) {
  test(`a project, from the first question to the printed page, at ${width} px`, async ({ page, context, browser }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width, height: 800 });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const complaints = await watch(page);
    await page.goto('/#/form');
    await expect(result(page)).toContainText(outcomes.open);

    await test.step('fill in the project and read that it is accepted', async () => {
      const left = await fillByKeyboard(page, profile('autoliv-complete'));
      for (const fact of left) await expect(question(page, fact)).toHaveCount(0);
      await expect(result(page)).toContainText('Đáp ứng tiêu chí – có thể được chấp thuận');
      await expect(page.getByRole('status').filter({ hasText: outcomes.accepted })).toBeAttached();
    });

    await test.step('change one answer and read why it is rejected', async () => {
      await tabTo(page, field(page, GREEN));
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type('5 %');
      await expect(question(page, GREEN)).toContainText('Đọc là: 5');
      await expect(result(page)).toContainText('Không đáp ứng tiêu chí – bị loại');
      const blocks = reasons(page, /^Vì sao bị loại/);
      await expect(blocks).toContainText('ENV-06');
      await expect(blocks).toContainText(/Dự án: 5\s?%/);
      await expect(blocks).toContainText(/Yêu cầu:.*10\s?%/);
      await expect(blocks).toContainText('Hướng khắc phục:');
      await expect(blocks).toContainText('Văn bản nêu rõ');
    });

    await test.step('the verdict stays in sight, and its reason leads back to the question', async () => {
      if (width < 1024) {
        const bar = page.getByRole('button', { name: /Xem lý do/ });
        await expect(bar).toBeInViewport({ ratio: 1 });
        await tabTo(page, bar);
        await page.keyboard.press('Enter');
        await expect(page.getByRole('heading', { level: 2, name: 'Kết quả sàng lọc' })).toBeFocused();
      } else {
        await expect(result(page).getByText('Không đáp ứng tiêu chí – bị loại')).toBeInViewport();
      }
      await tabTo(page, reasons(page, /^Vì sao bị loại/).getByRole('link', { name: label(GREEN), exact: true }));
      await page.keyboard.press('Enter');
      await expect(field(page, GREEN)).toBeFocused();
      await expect(field(page, GREEN)).toBeInViewport();
    });

    await test.step('switch to English and back', async () => {
      await tabTo(page, page.getByRole('button', { name: 'English' }));
      await page.keyboard.press('Enter');
      await expect(result(page)).toContainText('Does not meet the criteria – rejected');
      await expect(page.locator('html')).toHaveAttribute('lang', 'en');
      await expect(page).toHaveTitle(/Investment project screening/);
      await expect(field(page, GREEN)).toHaveValue('5');
      await expect(page.getByRole('button', { name: 'English' })).toHaveAttribute('aria-current', 'true');
      await tabTo(page, page.getByRole('button', { name: 'Tiếng Việt' }));
      await page.keyboard.press('Enter');
      await expect(result(page)).toContainText('Không đáp ứng tiêu chí – bị loại');
      await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
    });

    await test.step('reload', async () => {
      await page.reload();
      await expect(result(page)).toContainText('Không đáp ứng tiêu chí – bị loại');
      await expect(field(page, GREEN)).toHaveValue('5');
    });

    await test.step('open the link elsewhere', async () => {
      await tabTo(page, page.getByRole('button', { name: 'Sao chép liên kết' }));
      await page.keyboard.press('Enter');
      await expect(page.getByText('Đã sao chép liên kết')).toBeVisible();
      const link = await page.evaluate(() => navigator.clipboard.readText());
      const elsewhere = await browser.newContext({ locale: 'vi-VN' });
      const second = await elsewhere.newPage();
      await second.goto(link);
      await expect(result(second)).toContainText('Không đáp ứng tiêu chí – bị loại');
      await expect(second).toHaveURL(/#\/result$/);
      await go(second, 'form');
      await expect(field(second, GREEN)).toHaveValue('5');
      await elsewhere.close();
    });

    await test.step('print', async () => {
      await page.emulateMedia({ media: 'print' });
      const paper = page.locator('.paper');
      await expect(paper.getByText('Không đáp ứng tiêu chí – bị loại')).toBeVisible();
      await expect(paper.locator('section').filter({ hasText: 'Vì sao bị loại' })).toContainText(/ENV-06.*5%.*phải trên 10%/);
      await expect(paper.locator('section').filter({ hasText: 'Cần thay đổi gì' })).toContainText('ENV-06');
      await expect(field(page, GREEN)).toBeHidden();
      await expect(page.getByRole('button', { name: 'In kết quả' })).toBeHidden();
    });

    expect(complaints).toEqual([]);
  });
}
