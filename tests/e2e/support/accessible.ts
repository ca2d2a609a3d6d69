import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

type Look = { width: number; colorScheme: 'light' | 'dark'; asks: (axe: AxeBuilder) => AxeBuilder }

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const everything = (axe: AxeBuilder) => axe.withTags(tags)
/** Colours take most of the time, and a small screen has those of a large one or those of the dark. */
const build = (axe: AxeBuilder) => axe.withTags(tags).disableRules('color-contrast')
const colours = (axe: AxeBuilder) =>
  axe.withRules(['color-contrast', 'link-in-text-block', 'target-size'])

const looks: Look[] = [
  { width: 1280, colorScheme: 'light', asks: everything },
  { width: 1280, colorScheme: 'dark', asks: colours },
  { width: 390, colorScheme: 'light', asks: build },
  { width: 390, colorScheme: 'dark', asks: colours },
]

/** Both widths and both schemes in half the time: for the many pages that others look at more closely. */
export const briefLooks = looks.filter((_, place) => place === 0 || place === 3)

/** Nothing on this page stops somebody, on a large or a small screen, in light or in dark. */
export const expectAccessible = async (page: Page) => expect(await findBarriers(page)).toEqual([])

/** What stops somebody on this page, and where. */
export async function findBarriers(page: Page, wanted = looks) {
  const found: string[] = []
  const before = page.viewportSize()
  for (const { width, colorScheme, asks } of wanted) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const where = `${page.url()} at ${width} px, ${colorScheme}`
    found.push(...(await runAxe(page, asks)).map((finding) => `${where}: ${finding}`))
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    if (overflow > 0) found.push(`${where}: scrolls sideways by ${overflow} px`)
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null })
  if (before) await page.setViewportSize(before)
  return found
}

async function runAxe(page: Page, asks: Look['asks']) {
  // Its other mode is for frames of other sites, which we have none of, and takes twice as long.
  const axe = new AxeBuilder({ page }).setLegacyMode()
  // What passed is counted and not told, and no files of ours have to be fetched again for it.
  axe.options({ resultTypes: ['violations'], preload: false, elementRef: false })
  const { violations } = await asks(axe).analyze()
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n    ${nodes.map((node) => node.target.join(' ')).join('\n    ')}`,
  )
}
