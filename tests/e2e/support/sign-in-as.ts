import { expect, type Page } from '@playwright/test'

/** Signs in as a person of the demonstration on the sign-in page, whoever was signed in before. */
export async function signInAs(page: Page, slug: string) {
  await page.context().clearCookies({ name: 'session' })
  await page.goto('/sign-in?next=/acting-for')
  const button = page.locator(`button[name="person"][value="${slug}"]`)
  if (await button.count()) await button.click()
  else {
    await page.getByLabel('Somebody else').selectOption(slug)
    await page.getByRole('button', { name: 'Sign in as this person' }).click()
  }
  await expect(page.getByRole('heading', { name: 'Who do you act for?' })).toBeVisible()
}
