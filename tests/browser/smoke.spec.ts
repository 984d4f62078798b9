import { expect, test } from '@playwright/test';

test('the page starts under its security policy with a quiet console', async ({ page }) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  const response = await page.goto('/');
  expect(response?.headers()['content-security-policy']).toContain("script-src 'self' 'wasm-unsafe-eval'");
  await page.waitForLoadState('networkidle');
  await expect(page.locator('#app')).toBeVisible();
  await expect(page.locator('#fallback')).toBeHidden();
  expect(complaints).toEqual([]);
});

test('a browser that cannot run the page is told whom to ask', async ({ page }) => {
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto('/');
  await expect(page.locator('#fallback')).toContainText('Ban Quản lý Khu kinh tế Quảng Ninh');
  await expect(page.locator('#app')).toBeHidden();
});
