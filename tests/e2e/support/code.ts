import { expect, type Page } from '@playwright/test'
import { heading, press } from './page.ts'

/** What the page says that the person's authenticator would show: it does so in the demonstration alone. */
export const shownCode = (page: Page) => page.locator('.one-time-code').innerText()

/** Reads what is about to be signed, and signs it with the code of the second factor. */
export async function sign(page: Page, says: (string | RegExp)[] = []) {
  await heading(page, 'Sign with your second factor')
  for (const words of says) await expect(page.locator('.summary')).toContainText(words)
  await page.getByLabel('Code from your authenticator').fill(await shownCode(page))
  await press(page, 'Sign')
}
