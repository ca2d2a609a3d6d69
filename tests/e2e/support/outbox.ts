import { expect, type Page } from '@playwright/test'

/** A job may still be writing it: after a day has passed it has much else to do. */
const patience = { timeout: 90_000 }

/**
 * Opens the newest message that has these words in its subject or in whom it is for, as its reader does; an
 * address is enough mostly. `place` 1 is the one before the newest.
 */
export async function openMail(page: Page, words: string, place = 0) {
  const row = page
    .getByRole('row')
    .filter({ has: page.getByRole('link') })
    .nth(place)
  await expect(async () => {
    await page.goto(`/dev/outbox?${new URLSearchParams({ q: words }).toString()}`)
    await expect(row).toBeVisible({ timeout: 1_000 })
  }).toPass(patience)
  await row.getByRole('link').click()
  await expect(page.getByRole('heading', { name: 'As plain text' })).toBeVisible()
}
