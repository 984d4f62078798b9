import { defineConfig } from '@playwright/test';

// Chromium and dist are set by `cargo xtask test`; another port lets two runs stand side by side.
const chromium = process.env.SANGLOC_CHROMIUM ?? '/usr/bin/chromium';
const dist = process.env.SANGLOC_DIST ?? '../../dist';
const port = process.env.SANGLOC_PORT ?? '4173';
const address = `http://127.0.0.1:${port}/`;

export default defineConfig({
  testDir: '.',
  projects: [
    { name: 'pages', testMatch: '*.spec.ts', testIgnore: ['typing.spec.ts', 'lighthouse.spec.ts'] },
    // What is weighed is weighed alone, after all others (by itself: `playwright test --no-deps typing`).
    { name: 'typing', testMatch: 'typing.spec.ts', fullyParallel: false, dependencies: ['pages'] },
    { name: 'lighthouse', testMatch: 'lighthouse.spec.ts', dependencies: ['typing'] },
    // No test: `cargo xtask bench load` asks for it.
    ...(process.env.SANGLOC_BENCH ? [{ name: 'bench', testMatch: '*.bench.ts', timeout: 300_000, retries: 0 }] : []),
  ],
  fullyParallel: true,
  workers: '100%',
  forbidOnly: true,
  reporter: 'list',
  timeout: 30_000,
  // Two browsers on two cores: what a page shows can be late. Such a test is tried once more, and named as flaky.
  expect: { timeout: 10_000 },
  retries: 1,
  use: {
    baseURL: address,
    locale: 'vi-VN',
    // Else it would depend on the worker's haste which requests a test sees. offline.spec.ts allows it.
    serviceWorkers: 'block',
    launchOptions: {
      executablePath: chromium,
      args: [
        ...(process.env.SANGLOC_NO_SANDBOX ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: `node server.mjs "${dist}" ${port}`,
    url: address,
    reuseExistingServer: false,
  },
});
