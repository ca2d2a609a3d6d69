import fs from 'node:fs'

// The shell draws no windows of a browser around its pages, which is a third of the work.
const known = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** The browser for the journeys: the one CHROMIUM_PATH names, the machine's, or Playwright's own. */
export async function findBrowser() {
  const { chromium } = await import('@playwright/test')
  const places = [process.env.CHROMIUM_PATH, ...known, chromium.executablePath()]
  return places.find((place) => place && fs.existsSync(place))
}
