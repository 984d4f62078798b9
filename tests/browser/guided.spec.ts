// The guided way: one question a page, until the outcome is certain.
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { answerPage, field, go, label, open, openAt, outcomes, profile, question, text, watch, withAnswer } from './helpers';

const AREA = 'project.land_area';
const TRACK = 'project.track';
const complete = profile('autoliv-complete');

const heading = (page: Page) => page.locator('main h1');
const goOn = (page: Page) => page.getByRole('button', { name: 'Tiếp tục' });

test('from the start to a certain rejection, asking only what matters', async ({ page }) => {
  test.setTimeout(120_000);
  const complaints = await watch(page);
  const cement = profile('ha-long-cement');
  await page.goto('/');
  await page.getByRole('link', { name: 'Từng câu hỏi một' }).first().click();
  const concluded = page.getByRole('heading', { level: 1, name: 'Đã có kết luận' });
  const asked: string[] = [];
  for (;;) {
    await expect(goOn(page).or(concluded)).toBeVisible();
    if (await concluded.isVisible()) break;
    const fact = (await page.locator('[data-fact]').getAttribute('data-fact'))!;
    expect(asked).not.toContain(fact);
    await expect(page).toHaveURL(new RegExp(`#/question/${fact}$`));
    await expect(heading(page)).toHaveText(text(`facts.${fact}.question`));
    await expect(heading(page)).toBeFocused();
    await expect(page).toHaveTitle(new RegExp(`^${label(fact)} – Sàng Lọc`));
    asked.push(fact);
    await answerPage(page, fact, cement);
    await goOn(page).click();
    await expect(page).not.toHaveURL(new RegExp(`/${fact}$`));
    // The address changes first, what is shown a moment later.
    await expect(page.locator(`[data-fact="${fact}"]`)).toHaveCount(0);
  }
  await expect(page.locator('main')).toContainText(outcomes.rejected);
  await page.getByRole('link', { name: 'Xem kết quả' }).click();
  await expect(page.locator('main')).toContainText('Vì sao bị loại');
  await go(page, 'form');
  await expect(question(page, AREA)).toBeVisible();
  const all = await page.locator('[data-fact]').count();
  console.log(`rejected for certain: asked ${asked.length} of ${all}`);
  expect(asked.length).toBeLessThan(all / 2);
  expect(complaints).toEqual([]);
});

test('going on without an answer: a summary with the focus, the same words at the field, a title that says so', async ({ page }) => {
  await openAt(page, `question/${AREA}`);
  await field(page, AREA).fill('mười lăm');
  await goOn(page).click();
  const summary = page.getByRole('alert').filter({ hasText: 'Cần xem lại câu trả lời' });
  await expect(summary).toBeFocused();
  await expect(page).toHaveTitle(/^Lỗi: /);
  const words = (await summary.getByRole('link').textContent())!;
  await expect(field(page, AREA)).toHaveAccessibleDescription(new RegExp(words.slice(0, 20)));
  await expect(field(page, AREA)).toHaveValue('mười lăm');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await field(page, AREA).focus();
  await goOn(page).click();
  await expect(summary).toBeFocused();
  await summary.getByRole('link').click();
  await expect(field(page, AREA)).toBeFocused();
  await field(page, AREA).fill('20');
  await expect(page).not.toHaveTitle(/^Lỗi: /);
  await goOn(page).click();
  await expect(page).not.toHaveURL(new RegExp(AREA));
});

test('leaving the field is no reason to complain', async ({ page }) => {
  await openAt(page, `question/${AREA}`);
  await field(page, AREA).fill('mười lăm');
  await field(page, AREA).blur();
  await expect(page.locator('.error')).toHaveCount(0);
});

test('not known yet must be said; it is not asked again, and can be answered later', async ({ page }) => {
  await openAt(page, 'question');
  const first = (await page.locator('[data-fact]').getAttribute('data-fact'))!;
  await goOn(page).click();
  await expect(page.getByRole('alert')).toContainText('chọn “Chưa biết”');
  await page.getByLabel(/^Chưa biết/).check();
  await goOn(page).click();
  await expect(page).not.toHaveURL(new RegExp(`/${first}$`));
  await page.reload();
  await page.getByLabel(/^Chưa biết/).check();
  await goOn(page).click();
  await expect(question(page, first)).toHaveCount(0);
  await page.getByRole('link', { name: 'Câu trả lời', exact: true }).click();
  const row = page.locator(`[data-row="${first}"]`);
  await expect(row).toContainText('chưa trả lời');
  await row.getByRole('link', { name: `Thay đổi ${label(first)}` }).click();
  await expect(page).toHaveURL(new RegExp(`#/answers/${first}$`));
  await expect(heading(page)).toBeFocused();
});

test('back, forward and reload keep place and answers', async ({ page }) => {
  await openAt(page, `question/${TRACK}`);
  await page.getByRole('radio').first().check();
  await goOn(page).click();
  await expect(question(page, TRACK)).toHaveCount(0);
  const second = page.url();
  await page.goBack();
  await expect(question(page, TRACK)).toBeVisible();
  await expect(heading(page)).toBeFocused();
  await expect(page.getByRole('radio').first()).toBeChecked();
  await page.goForward();
  await expect(page).toHaveURL(second);
  await page.reload();
  await expect(page).toHaveURL(second);
  await expect(heading(page)).toBeVisible();
  await page.getByRole('link', { name: 'Chuyển sang cả biểu mẫu' }).click();
  await expect(question(page, TRACK).getByRole('radio').first()).toBeChecked();
});

test('the back link is the way that was come', async ({ page }) => {
  await openAt(page, `question/${TRACK}`);
  await page.getByRole('radio').first().check();
  await goOn(page).click();
  await expect(question(page, TRACK)).toHaveCount(0);
  await page.getByRole('link', { name: 'Quay lại' }).click();
  await expect(question(page, TRACK)).toBeVisible();
  await page.getByRole('link', { name: 'Quay lại' }).click();
  await expect(heading(page)).toContainText('Quảng Ninh');
});

test('a changed answer returns to the answers; later ones are kept, and those without use are named', async ({ page }) => {
  await openAt(page, 'answers', complete);
  await page.locator(`[data-row="${TRACK}"]`).getByRole('link').click();
  const choices = page.getByRole('radio');
  const other = choices.and(page.locator(':not(:checked)')).first();
  await other.check();
  await page.getByRole('button', { name: 'Lưu và quay lại' }).click();
  await expect(heading(page)).toHaveText('Kiểm tra câu trả lời');
  await expect(page.locator(`[data-row="${AREA}"]`)).toContainText('9');
  await expect(page.getByRole('region', { name: 'Câu trả lời không còn dùng đến' }).locator('[data-row]').first()).toBeVisible();
});

test('why a question is asked names the criteria', async ({ page }) => {
  await openAt(page, 'question/environment.green_area');
  await page.getByText('Vì sao hỏi câu này?').click();
  await expect(page.locator('.why')).toContainText('ENV-06');
});

test('once the outcome is certain one can go on for the full report', async ({ page }) => {
  const rejected = withAnswer(complete, 'environment.green_area', 5);
  await openAt(page, 'question', withAnswer(rejected, 'investor.legal_entity', null));
  await expect(heading(page)).toHaveText('Đã có kết luận');
  await page.getByRole('link', { name: 'Trả lời tiếp để có báo cáo đầy đủ' }).click();
  await expect(page).toHaveURL(/#\/every-question\/investor\.legal_entity$/);
  await page.getByLabel(/^Chưa biết/).check();
  await goOn(page).click();
  await expect(heading(page)).toHaveText('Đã có kết luận');
  await expect(page.getByText('Mọi câu hỏi áp dụng cho dự án này')).toBeVisible();
});
