import { expect, type Page } from '@playwright/test'

const main = (page: Page) => page.getByRole('main')

/** Presses a button, and waits until what it led to is there: nothing that follows can overtake it. */
export async function press(page: Page, name: string | RegExp) {
  await main(page).getByRole('button', { name, exact: true }).first().click()
  await settled(page)
}

/** Follows a link of the page's own part to where it leads. */
export async function follow(page: Page, name: string | RegExp) {
  await main(page).getByRole('link', { name }).first().click()
  await settled(page)
}

/**
 * Nothing is on its way any more. Scripts send a form and fetch the next page behind the browser's back, so it
 * would go elsewhere, or be signed in as somebody else, before the answer is there.
 */
export const settled = (page: Page) =>
  page.waitForFunction(() => {
    const navigation = window.__remixRouter?.state.navigation
    return !navigation || navigation.state === 'idle'
  })

declare global {
  // Remix keeps its router there.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface Window {
    __remixRouter?: { state: { navigation: { state: string } } }
  }
}

export const heading = (page: Page, name: string | RegExp) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible()

export const expectText = (page: Page, text: string | RegExp) =>
  expect(main(page)).toContainText(text)

/** Answers fields by their labels, as far as the labels begin with these words. */
export async function fill(page: Page, answers: Record<string, string>) {
  for (const [label, answer] of Object.entries(answers))
    await main(page).getByLabel(label).first().fill(answer)
}

/** Chooses an answer, perhaps while the scripts of the page are only starting: it must stay chosen. */
export async function choose(page: Page, label: string) {
  await main(page).getByLabel(label).click()
  await expect(main(page).getByLabel(label)).toBeChecked()
}

/** Goes to the person's own first page and takes up what waits there about this challenge. */
export async function takeUp(page: Page, task: string | RegExp, about: string) {
  await page.goto('/workspace')
  const waiting = main(page).getByRole('listitem').filter({ hasText: about })
  await waiting.getByRole('link', { name: task }).first().click()
}
