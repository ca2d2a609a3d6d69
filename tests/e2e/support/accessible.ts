import fs from 'node:fs'
import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import type axe from 'axe-core'
import type { RunOptions } from 'axe-core'
import { journeysFolder } from '../../setup/sites.ts'

/** Half the size of the one that `axe.source` is, and every page has to read it. */
const source = fs.readFileSync('node_modules/axe-core/axe.min.js', 'utf8')

type Look = { width: number; colorScheme: 'light' | 'dark'; asks: RunOptions }

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const narrowRules = [
  'color-contrast',
  'link-in-text-block',
  'target-size',
  'scrollable-region-focusable',
]

/** Both widths and both schemes: the small screen asks only what width and colours can change. */
const looks: Look[] = [
  { width: 1280, colorScheme: 'light', asks: { runOnly: { type: 'tag', values: tags } } },
  {
    width: 390,
    colorScheme: 'dark',
    asks: { runOnly: { type: 'rule', values: narrowRules } },
  },
]

/** Nothing on this page stops somebody, on a large light screen or a small dark one. */
export async function expectAccessible(page: Page) {
  expect(await findBarriers(page)).toEqual([])
  fs.appendFileSync(lookedAt, `${new URL(page.url()).pathname}\n`)
}

/** The addresses that journeys of this run, of all workers, have looked at so far. */
const lookedAt = path.join(journeysFolder, 'looked-at.txt')

export const addressesLookedAt = () =>
  fs.existsSync(lookedAt) ? fs.readFileSync(lookedAt, 'utf8').split('\n').filter(Boolean) : []

/**
 * Pages are made of the same parts in the same colours, and asking about those takes half of the time that asking about a page
 * does: the short form asks it of every third address, in dark ones too.
 */
const asksForColours = (page: Page) =>
  process.env.E2E_FORM !== 'short' || new URL(page.url()).pathname.length % 3 === 0

const withoutColours = { 'color-contrast': { enabled: false } }

/** What stops somebody on this page, and where. */
export async function findBarriers(page: Page) {
  const found: string[] = []
  const inColours = asksForColours(page)
  const before = page.viewportSize()
  await page.evaluate(source)
  for (const { width, colorScheme, asks } of looks) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const where = `${page.url()} at ${width} px, ${colorScheme}`
    if (inColours || colorScheme === 'light') {
      const wanted = inColours ? asks : { ...asks, rules: withoutColours }
      found.push(...(await runAxe(page, wanted)).map((finding) => `${where}: ${finding}`))
    }
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    if (overflow > 0) found.push(`${where}: scrolls sideways by ${overflow} px`)
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null })
  if (before) await page.setViewportSize(before)
  return found
}

const longWord = 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch'
/** Where words of people may stand; what buttons say is ours. */
const typed = 'main :is(h1, h2, h3, p, li, dd, td, a:not(.btn), strong, label, legend)'

/** How far this page can be pushed sideways on a small screen by a word that is longer than it. Its texts are lost. */
export async function overflowOfLongWords(page: Page) {
  await page.setViewportSize({ width: 390, height: 900 })
  return page.evaluate(
    ([where, word]) => {
      for (const place of document.querySelectorAll(where))
        if (place.childElementCount === 0 && /[a-z]{3}/i.test(place.textContent))
          place.textContent += ` ${word}`
      return document.documentElement.scrollWidth - document.documentElement.clientWidth
    },
    [typed, longWord] as const,
  )
}

/** Rows of one table are made of the same parts: after the first ones axe would find the same again, for seconds. */
const repeated = [['tbody tr:nth-child(n + 9)']]

async function runAxe(page: Page, asks: RunOptions) {
  // What passed is counted and not told, and no files of ours have to be fetched again for it.
  const options = { ...asks, resultTypes: ['violations' as const], preload: false }
  const { violations } = await page.evaluate(
    ([exclude, wanted]) => window.axe.run({ exclude }, wanted),
    [repeated, options] as const,
  )
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n    ${nodes.map((node) => node.target.join(' ')).join('\n    ')}`,
  )
}

declare global {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- only an interface can be added to
  interface Window {
    axe: typeof axe
  }
}
