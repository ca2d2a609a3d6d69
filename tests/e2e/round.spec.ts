import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { AGAIN } from './support/both-ways.ts'
import { publicFunding } from './support/public-funding.ts'
import { signInAs } from './support/sign-in-as.ts'
import { sterling } from './support/sterling.ts'

const main = (page: Page) => page.getByRole('main')
const heading = (page: Page, name: string) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible()

/** What a script would send past the page, from the site's own address. */
async function post(page: Page, path: string, form: Record<string, string> = {}) {
  const origin = new URL(page.url()).origin
  return page.request.post(path, { form, headers: { origin }, maxRedirects: 0 })
}

const terms = {
  operationKey: '01980000-0000-7000-8000-000000000001',
  target: '90,000',
  minimumCouncils: '5',
  smallestPledge: '1,000',
  closesOn: '2099-01-29',
}

test('the pages that open a round leave nobody out', { tag: AGAIN }, async ({ page }) => {
  test.setTimeout(120_000)
  await signInAs(page, 'rosa-upton-glasgow')
  await page.goto('/challenges/air-outside-schools/round/new')
  await expectAccessible(page)
  await page.getByLabel('Target', { exact: true }).fill('90,000')
  await page.getByLabel('Closing day').fill('2099-01-29')
  await page.getByRole('button', { name: 'Continue' }).click()
  await heading(page, 'Check the round before you open it')
  await expectAccessible(page)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test.setTimeout(120_000)

  test('the lead council checks the terms and opens pledging', async ({ page }) => {
    await signInAs(page, 'olive-gibbs-wandsworth')
    await page.goto('/challenges/early-help-data')
    await page.getByRole('link', { name: 'Open pledging' }).click()
    await heading(page, 'Open pledging')
    await page.getByLabel('Target', { exact: true }).fill('90,000')
    await page.getByLabel(/Stretch target/).fill('80,000')
    await page.getByLabel('Closing day').fill('2099-01-29')
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page.getByRole('alert')).toContainText('Enter more than the target, £90,000')
    await expect(page.getByLabel('Target', { exact: true })).toHaveValue('90,000')
    await page.getByLabel(/Stretch target/).fill('120,000')
    await page.getByRole('button', { name: 'Continue' }).click()

    await heading(page, 'Check the round before you open it')
    await expect(main(page)).toContainText('£120,000')
    await page.getByRole('link', { name: 'Change target' }).click()
    await expect(page.getByLabel('Target', { exact: true })).toHaveValue('90,000')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('button', { name: 'Open pledging to £90,000' }).click()

    await expect(page.getByText('Pledging is open.')).toBeVisible()
    await expect(main(page)).toContainText('£0 of £90,000')
    expect(await publicFunding(page, 'early-help-data')).toMatchObject({ pledgedPence: 0 })
    await page.goto('/challenges/early-help-data/round/new')
    await expect(page.getByText('Pledging cannot open yet.')).toBeVisible()
  })
})

test('too few councils share the problem, so pledging stays shut', async ({ page }) => {
  await signInAs(page, 'elin-prys')
  await page.goto('/challenges/respite-beds')
  await expect(page.getByRole('link', { name: 'Open pledging' })).toHaveCount(0)
  await page.goto('/challenges/respite-beds/round/new')
  await expect(page.getByText('Pledging cannot open yet.')).toBeVisible()
  await expect(main(page)).toContainText('So far 3 have.')
  await expectAccessible(page)

  const answer = await post(page, '/challenges/respite-beds/round/check', terms)
  expect(answer.headers().location).toContain('/challenges/respite-beds/round/new')
  expect((await page.request.get('/challenges/respite-beds/round')).status()).toBe(404)
})

test('only the lead council opens pledging, or closes it', async ({ page }) => {
  await signInAs(page, 'priya-nair')
  const opened = await post(page, '/challenges/voice-for-care/round/check', terms)
  expect([403, 404]).toContain(opened.status())
  await page.goto('/challenges/housing-repairs-online/round')
  await expect(page.getByRole('button', { name: /^Close pledging/ })).toHaveCount(0)
  expect((await post(page, '/challenges/housing-repairs-online/round')).status()).toBe(403)
})

test('the lead council closes early once the terms are met, and not before', async ({ page }) => {
  test.setTimeout(120_000)
  await signInAs(page, 'denise-boateng')
  await page.goto('/challenges/families-placed-out-of-area/round')
  await expect(page.getByText('You can close early once the terms are met.')).toBeVisible()
  const tooSoon = await post(page, '/challenges/families-placed-out-of-area/round')
  expect(tooSoon.status()).toBe(409)

  const { pledgedPence, matchedPence } = await publicFunding(page, 'housing-repairs-online')
  const sum = sterling(pledgedPence + matchedPence)
  await signInAs(page, 'grace-abbott-lincoln')
  await page.goto('/challenges/housing-repairs-online/round')
  await expectAccessible(page)
  await page.getByRole('button', { name: `Close pledging at ${sum}` }).click()
  await expect(page.getByText('Pledging is closed.')).toBeVisible()
  await expect(main(page)).toContainText('Every pledge that counted is called')
  await expectAccessible(page)

  await signInAs(page, 'priya-nair')
  expect((await page.request.get('/challenges/housing-repairs-online/pledge')).status()).toBe(409)
})
