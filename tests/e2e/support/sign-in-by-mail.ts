import type { Page } from '@playwright/test'
import { openMail } from './outbox.ts'
import { press } from './page.ts'

/** Asks for a link, opens it from the outbox and presses its button, whoever was signed in before. */
export async function signInByMail(page: Page, email: string, next: string) {
  await page.context().clearCookies({ name: 'session' })
  await page.goto(`/sign-in?next=${next}`)
  await page.getByLabel('Your work email address').fill(email)
  await press(page, 'Send me a link')
  await openMail(page, email)
  await page.getByRole('link', { name: /\/sign-in\/[0-9a-f]{64}$/ }).click()
  await press(page, 'Sign in')
}
