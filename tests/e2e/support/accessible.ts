import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

type Look = { width: number; colorScheme: 'light' | 'dark' }

const looks: Look[] = [
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
  { width: 390, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
]

/** Both widths and both schemes in half the time: for the many pages that others look at more closely. */
export const briefLooks = looks.filter((_, place) => place === 0 || place === 3)
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Nothing on this page stops somebody, on a large or a small screen, in light or in dark. */
export const expectAccessible = async (page: Page) => expect(await findBarriers(page)).toEqual([])

/** What stops somebody on this page, and where. */
export async function findBarriers(page: Page, wanted = looks) {
  const found: string[] = []
  const before = page.viewportSize()
  for (const { width, colorScheme } of wanted) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const where = `${page.url()} at ${width} px, ${colorScheme}`
    found.push(...(await runAxe(page, colorScheme)).map((finding) => `${where}: ${finding}`))
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    if (overflow > 0) found.push(`${where}: scrolls sideways by ${overflow} px`)
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null })
  if (before) await page.setViewportSize(before)
  return found
}

async function runAxe(page: Page, colorScheme: Look['colorScheme']) {
  // Its other mode is for frames of other sites, which we have none of, and takes twice as long.
  const axe = new AxeBuilder({ page }).withTags(tags).setLegacyMode()
  // In the dark only colours are different, and on a small screen the room to press.
  if (colorScheme === 'dark') axe.withRules(['color-contrast', 'link-in-text-block', 'target-size'])
  const { violations } = await axe.analyze()
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n    ${nodes.map((node) => node.target.join(' ')).join('\n    ')}`,
  )
}
