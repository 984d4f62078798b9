// The whole way with a keyboard and a screen reader: every step is a key, and what is checked is what the accessibility
// tree tells: role, name, and what is announced.
import { expect, test, type CDPSession, type Page } from '@playwright/test';
import { answerHere, label, openAt, outcomes, profile, tab, tabTo, text, watch, withAnswer } from './helpers';

const GREEN = 'environment.green_area';
const complete = profile('autoliv-complete');
const rejected = withAnswer(complete, GREEN, 5);

interface Heard {
  role: string;
  name: string;
}

interface Node {
  role?: { value: string };
  name?: { value: string };
  ignored: boolean;
  properties?: { name: string; value: { value: unknown } }[];
}

async function tree(session: CDPSession): Promise<Node[]> {
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  return (nodes as Node[]).filter(({ ignored }) => !ignored);
}

/** What a screen reader says of the element that has the focus. */
async function heard(session: CDPSession): Promise<Heard> {
  const focused = (await tree(session)).filter(({ properties }) => properties?.some(({ name, value }) => name === 'focused' && value.value === true));
  const last = focused.at(-1);
  return { role: last?.role?.value ?? '', name: last?.name?.value ?? '' };
}

/** Roles that a person can act on or go on reading from. */
const ROLES = ['link', 'button', 'radio', 'checkbox', 'textbox', 'combobox', 'heading', 'DisclosureTriangle', 'Date', 'spinbutton', 'searchbox'];

test.describe('every stop of Tab is heard by role and name', () => {
  for (const place of ['', 'question', `question/${GREEN}`, 'answers', 'result', 'projects', 'form']) {
    test(`#/${place}`, async ({ page }) => {
      test.setTimeout(120_000);
      const session = await page.context().newCDPSession(page);
      await openAt(page, place, place === '' ? undefined : rejected);
      await expect(page.locator('footer')).toBeVisible();
      const all = await tree(session);
      const count = (role: string) => all.filter((node) => node.role?.value === role).length;
      expect(['banner', 'main', 'contentinfo'].map(count)).toEqual([1, 1, 1]);
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
      let stops = 0;
      // From the heading, where the focus is, to the end, and from the top.
      for (let ends = 0; ends < 2 && stops < 90; ) {
        if ((await tab(page)).tag === 'BODY') {
          ends += 1;
          continue;
        }
        stops += 1;
        const { role, name } = await heard(session);
        expect(ROLES, `${name} is a ${role}`).toContain(role);
        expect(name.trim(), `a ${role} without a name, stop ${stops}`).not.toBe('');
      }
      expect(stops).toBeGreaterThan(10);
    });
  }
});

test('from the first question to two versions side by side: guided, rejected, changed, accepted, compared', async ({ page }) => {
  test.setTimeout(240_000);
  const complaints = await watch(page);
  const session = await page.context().newCDPSession(page);
  const press = async (role: 'link' | 'button', name: string | RegExp) => {
    await tabTo(page, page.getByRole(role, { name }).first());
    await page.keyboard.press('Enter');
  };
  const h1 = page.getByRole('heading', { level: 1 });
  const goOn = page.getByRole('button', { name: 'Tiếp tục' });
  const concluded = page.getByRole('heading', { level: 1, name: 'Đã có kết luận' });

  await page.goto('/');
  await expect(page.locator('footer')).toBeVisible();
  await press('link', 'Từng câu hỏi một');
  let asked = 0;
  for (;;) {
    await expect(goOn.or(concluded)).toBeVisible();
    if (await concluded.isVisible()) break;
    const fact = (await page.locator('[data-fact]').getAttribute('data-fact'))!;
    await expect(h1).toHaveText(text(`facts.${fact}.question`));
    await expect(h1).toBeFocused();
    expect((await heard(session)).name).toContain(text(`facts.${fact}.question`));
    await answerByKeyboard(page, fact);
    await tabTo(page, goOn);
    await page.keyboard.press('Enter');
    await expect(page.locator(`[data-fact="${fact}"]`)).toHaveCount(0);
    asked += 1;
  }
  console.log(`rejected for certain by keyboard: asked ${asked}`);
  await expect(concluded).toBeFocused();
  await press('link', 'Xem kết quả');
  await expect(h1).toHaveText(outcomes.rejected);
  await expect(h1).toBeFocused();

  await press('link', 'Dự án đã lưu');
  await press('button', /^Nhân bản/);
  await expect(page.locator('[data-version="2"]')).toBeVisible();
  await tabTo(page, page.locator('[data-version="2"]').getByRole('button', { name: /^Mở/ }));
  await page.keyboard.press('Enter');
  await expect(h1).toHaveText(outcomes.rejected);
  await press('button', 'Áp dụng thử phương án 1');
  await expect(h1).toHaveText(outcomes.accepted);
  await expect(h1).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: `Đã áp dụng thử thay đổi: ${label(GREEN)}` })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: outcomes.accepted })).toBeAttached();

  await press('link', 'Dự án đã lưu');
  await press('link', 'So sánh phương án');
  await expect(page.getByRole('status').filter({ hasText: 'Kết luận khác nhau' })).toBeVisible();
  await expect(page.getByRole('row', { name: new RegExp(`${label(GREEN)}.*5\\s?%.*10`) })).toBeVisible();
  expect(complaints).toEqual([]);
});

/** Answers the question of a guided page, or says that it is not known yet. */
async function answerByKeyboard(page: Page, fact: string) {
  const [namespace, name] = fact.split('.') as [string, string];
  const answer = rejected[namespace]?.[name] ?? null;
  for (let pressed = 0; pressed < 60; pressed += 1) {
    const focus = await tab(page);
    if (focus.fact !== fact) continue;
    if (answer === null && focus.id === `${fact}-unknown`) return page.keyboard.press('Space');
    if (answer !== null && (await answerHere(page, focus, answer))) return;
  }
  throw new Error(`no key answers ${fact}`);
}
