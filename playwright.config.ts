import { defineConfig, devices } from '@playwright/test'
import { freePort } from './app/server/postgres/postmaster.ts'
import { findBrowser } from './tests/setup/browser.mjs'
import { prepareSites, siteFolder, WORKERS } from './tests/setup/sites.ts'

const EVERY_PAGE = /every-page\.spec/
const LONG = /(whole-journey|who-may|pots-and-workspace|milestone-to-payment|start-and-stop)\.spec/
/** Beside the sites run a real provider of accounts to sign in with and a register of made-up companies. */
const SERVICES = 2

// Every worker reads this file again; only the first time may choose ports and fill the sites.
if (!process.env.E2E_PORTS) {
  const free = new Set<number>()
  while (free.size < WORKERS + SERVICES) free.add(await freePort(0))
  process.env.E2E_PORTS = [...free].join()
  process.env.E2E_BROWSER = await findBrowser()
  // `npm test` has filled them by now, while its other checks ran.
  const isFilled = process.env.E2E_SITES === 'filled'
  if (!isFilled && !process.argv.includes('--list')) prepareSites()
}
const all = process.env.E2E_PORTS.split(',')
const [ports, [providerPort = '', registerPort = '']] = [all.slice(0, WORKERS), all.slice(WORKERS)]
const providerAt = `http://127.0.0.1:${providerPort}`
// Its secret is worth nothing: the provider is there for the journeys only.
const client = { clientId: 'solve-once', clientSecret: 'for-journeys-only' }
const registerAt = `http://127.0.0.1:${registerPort}`
const registerKey = 'for-journeys-only'
const siteOn = (port: string | undefined) => `http://localhost:${port}`

export default defineConfig({
  testDir: 'tests/e2e',
  // Each worker has a site of its own, with its own data and its own day.
  workers: WORKERS,
  // A machine of two cores that is busy otherwise is slow, not wrong.
  timeout: 180_000,
  expect: { timeout: 15_000 },
  // A journey that fails once and then passes is counted as flaky and named in the report.
  retries: 1,
  forbidOnly: true,
  projects: [
    { name: 'journeys', testIgnore: [EVERY_PAGE, LONG] },
    // Late, since it passes over what a journey has looked at, and before the long ones, which end beside it.
    { name: 'every page', testMatch: EVERY_PAGE },
    { name: 'long journeys', testMatch: LONG },
  ],
  globalTeardown: './tests/setup/after-journeys.ts',
  use: {
    ...devices['Desktop Chrome'],
    baseURL: siteOn(ports[Number(process.env.TEST_PARALLEL_INDEX ?? 0)]),
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    // What is not there by then is missing, and says so before the whole test has run out of time.
    actionTimeout: 45_000,
    navigationTimeout: 60_000,
    screenshot: 'only-on-failure',
    trace: 'on-first-retry',
    launchOptions: {
      executablePath: process.env.E2E_BROWSER,
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
  webServer: [
    {
      command: 'node --import tsx tests/fakes/serve-openid-provider.ts',
      url: `${providerAt}/.well-known/openid-configuration`,
      stdout: 'ignore',
      stderr: 'ignore',
      env: { PORT: providerPort, SITES: ports.map((port) => siteOn(port)).join(), ...client },
    },
    {
      command: 'node --import tsx tests/fakes/serve-companies-house.ts',
      port: Number(registerPort),
      stdout: 'ignore',
      stderr: 'ignore',
      env: { PORT: registerPort, KEY: registerKey },
    },
    ...ports.map((port, place) => ({
      command: 'node --import tsx app/server/index.ts',
      url: `${siteOn(port)}/readyz`,
      timeout: 120_000,
      gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 20_000 },
      stdout: 'ignore' as const,
      env: {
        PORT: port,
        DATA_DIR: siteFolder(place),
        DATABASE_URL: '',
        APP_URL: siteOn(port),
        DEMONSTRATION: 'on',
        LOG_LEVEL: 'warn',
        COMPANIES_HOUSE_KEY: registerKey,
        COMPANIES_HOUSE_BASE_URL: registerAt,
        OIDC_PROVIDERS: JSON.stringify([
          {
            ...{ kind: 'other', id: 'test', name: 'Test provider', issuer: providerAt, ...client },
            signature: 'ES256',
          },
        ]),
      },
    })),
  ],
})
