import fs from 'node:fs'
import path from 'node:path'
import { defineConfig, devices } from '@playwright/test'
import { freePort } from './app/server/postgres/postmaster.ts'
import { findBrowser } from './tests/setup/browser.mjs'

const folder = path.resolve(process.env.DATA_DIR ?? '.data', 'e2e')

// Every worker reads this file again; only the first time may choose a port and clear the data.
if (!process.env.E2E_PORT) {
  process.env.E2E_PORT = String(await freePort(0))
  process.env.E2E_BROWSER = await findBrowser()
  fs.rmSync(folder, { recursive: true, force: true })
}
const site = `http://localhost:${process.env.E2E_PORT}`

export default defineConfig({
  testDir: 'tests/e2e',
  workers: 1,
  // A machine of two cores that is busy otherwise is slow, not wrong.
  timeout: 180_000,
  expect: { timeout: 15_000 },
  // A journey that fails once and then passes is counted as flaky and named in the report.
  retries: 1,
  forbidOnly: true,
  globalTeardown: './tests/setup/after-journeys.ts',
  use: {
    ...devices['Desktop Chrome'],
    baseURL: site,
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    screenshot: 'only-on-failure',
    trace: 'on-first-retry',
    launchOptions: {
      executablePath: process.env.E2E_BROWSER,
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
  webServer: {
    command: 'node --import tsx app/server/index.ts',
    url: `${site}/readyz`,
    // The first answer waits for the demonstration to be told.
    timeout: 300_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    stdout: 'ignore',
    env: {
      PORT: process.env.E2E_PORT,
      DATA_DIR: folder,
      DATABASE_URL: '',
      APP_URL: site,
      DEMONSTRATION: 'on',
      LOG_LEVEL: 'warn',
    },
  },
})
