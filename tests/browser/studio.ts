// What the tests of the studio share: where things are, and how one goes there.
import { expect, type Locator, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';

export const summary = (page: Page) => page.locator('.summary');
export const findings = (page: Page) => page.getByRole('complementary', { name: 'Tình trạng bản nháp' });
export const editor = (page: Page) => page.getByRole('textbox', { name: /^Nội dung tệp/ });
export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });

/** Waits until the draft as it is now has been judged. */
export const judged = (page: Page) => expect(findings(page)).toHaveAttribute('aria-busy', 'false', { timeout: 30_000 });

export async function openPublished(page: Page) {
  await page.goto('/studio/');
  await button(page, 'Bộ tiêu chí đang công bố').click();
  await judged(page);
}

/** Goes to a file in the editor. */
export async function goTo(page: Page, tab: string, file: string) {
  await page.getByRole('tab', { name: tab }).click();
  await page.locator('.file-choice select').selectOption(file);
  await expect(page.getByRole('textbox', { name: `Nội dung tệp ${file}` })).toBeVisible();
}

/** Writes at the end of the file in the editor. */
export async function append(page: Page, text: string) {
  await editor(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText(text);
}

export async function download(page: Page, trigger: Locator) {
  const [file] = await Promise.all([page.waitForEvent('download'), trigger.click()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}
