import { expect, type Page } from '@playwright/test'

const main = (page: Page) => page.getByRole('main')

/** What a press leads to is a page of its own (decision 008), so Playwright itself waits until it is there. */
export const press = (page: Page, name: string | RegExp) =>
  main(page).getByRole('button', { name, exact: true }).first().click()

export const follow = (page: Page, name: string | RegExp) =>
  main(page).getByRole('link', { name }).first().click()

export const heading = (page: Page, name: string | RegExp) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible()

export const expectText = (page: Page, text: string | RegExp) =>
  expect(main(page)).toContainText(text)

/** Answers fields by their labels, as far as the labels begin with these words. */
export async function fill(page: Page, answers: Record<string, string>) {
  for (const [label, answer] of Object.entries(answers))
    await main(page).getByLabel(label).first().fill(answer)
}

/** Goes to the person's own first page and takes up what waits there about this challenge. */
export async function takeUp(page: Page, task: string | RegExp, about: string) {
  await page.goto('/workspace')
  const waiting = main(page).getByRole('listitem').filter({ hasText: about })
  await waiting.getByRole('link', { name: task }).first().click()
}
