import { expect, type Page } from '@playwright/test'

/**
 * Signs in as a person of the demonstration, whoever was signed in before, by sending what the form of the
 * sign-in page sends. What the page shows stays as it is.
 */
export async function signInAs(page: Page, person: string) {
  await page.context().clearCookies({ name: 'session' })
  const answer = await page.request.post('/sign-in/as-person', {
    form: { person },
    headers: { 'Sec-Fetch-Site': 'same-origin' },
    maxRedirects: 0,
  })
  expect(answer.status(), `signing in as ${person}`).toBe(302)
}
