import { expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { AGAIN, bothWays } from './support/both-ways.ts'
import { signInAs } from './support/sign-in-as.ts'

test('the front page leads to what is live and agrees with it', async ({ page }) => {
  await page.goto('/')
  const link = page.getByRole('link', { name: /^See all \d+ live challenges$/ })
  const live = /\d+/.exec((await link.textContent()) ?? '')?.[0]
  await link.click()

  await expect(page.getByText(`${live} challenges`, { exact: true })).toBeVisible()
})

bothWays(() => {
  test('a challenge is found by words and filters, and each can be taken away', async ({
    page,
  }) => {
    await page.goto('/challenges')
    await page.getByLabel('Search challenges').fill('blue badge')
    await page.getByRole('button', { name: 'Search' }).click()
    await expect(page.getByRole('heading', { level: 2 }).first()).toContainText('Blue Badge')

    await page.getByRole('checkbox', { name: /^Open for pledges/ }).check()
    await page.getByRole('button', { name: 'Apply filters' }).click()
    await expect(page).toHaveURL(/stage=pooling/)
    await page.getByRole('button', { name: 'Dark', exact: true }).click()
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    await expect(page).toHaveURL(/stage=pooling/)
    await page.getByRole('link', { name: 'Remove filter: Open for pledges' }).click()
    await expect(page).toHaveURL(/q=blue\+badge$/)

    await page.goto('/challenges?q=zzzzzz')
    await expect(page.getByText('No challenge fits this search')).toBeVisible()
  })
})

test('the figures of the list and of the page are the same', async ({ page }) => {
  await page.goto('/challenges?q=childcare')
  const result = page.getByRole('article').filter({ hasText: 'what childcare they can get' })
  const sum = await result.locator('strong').first().textContent()
  await result.getByRole('link').first().click()

  await expect(page.locator('.fund__head .sum')).toHaveText(sum ?? '')
})

test('a question goes to the lead council and comes back to all, without the supplier', async ({
  page,
}) => {
  const challenge = '/challenges/childcare-information'
  const question = 'Which address register do the councils use?'
  await signInAs(page, 'ruth-okafor')
  await page.goto(challenge)
  await page.getByRole('link', { name: 'Ask a question' }).click()
  await page.getByLabel('What do you want to know?').fill(question)
  await page.getByRole('button', { name: /^Ask / }).click()
  await expect(page.getByText('Your question has gone to the lead council')).toBeVisible()
  await expect(page.getByText(question)).toHaveCount(0)
  await page.getByRole('button', { name: 'Follow this challenge' }).click()
  await expect(page.getByRole('button', { name: 'Stop following' })).toBeVisible()
})

test('lists that were filtered stop nobody', { tag: AGAIN }, async ({ page }) => {
  for (const path of [
    '/challenges?q=blue+badge&stage=pooling&nation=Wales',
    '/challenges?q=zzzzzz',
    '/map?nation=Wales',
  ]) {
    await page.goto(path)
    await expectAccessible(page)
  }
})
