import type { Page } from '@playwright/test'
import { press } from './page.ts'

/** Asks for a link, opens it from the outbox and presses its button. */
export async function signInByMail(page: Page, email: string, next: string) {
  await page.goto(`/sign-in?next=${next}`)
  await page.getByLabel('Your work email address').fill(email)
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await page.goto('/dev/outbox')
  await page.getByRole('row').filter({ hasText: email }).first().getByRole('link').click()
  await page.getByRole('link', { name: /\/sign-in\/[0-9a-f]{64}$/ }).click()
  await press(page, 'Sign in')
}
