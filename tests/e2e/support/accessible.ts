import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const widths = [1280, 390]
const schemes = ['light', 'dark'] as const
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Nothing on this page stops somebody, on a large or a small screen, in light or in dark. */
export const expectAccessible = async (page: Page) => expect(await findBarriers(page)).toEqual([])

/** What stops somebody on this page, and where. */
export async function findBarriers(page: Page) {
  const found: string[] = []
  const before = page.viewportSize()
  for (const width of widths)
    for (const colorScheme of schemes) {
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

async function runAxe(page: Page, colorScheme: (typeof schemes)[number]) {
  const axe = new AxeBuilder({ page }).withTags(tags)
  // In the dark only colours are different.
  if (colorScheme === 'dark') axe.withRules(['color-contrast', 'link-in-text-block'])
  const { violations } = await axe.analyze()
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n    ${nodes.map((node) => node.target.join(' ')).join('\n    ')}`,
  )
}
