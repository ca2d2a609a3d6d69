import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { bothWays } from './support/both-ways.ts'
import { publicFunding } from './support/public-funding.ts'
import { heading } from './support/page.ts'
import { signInAs } from './support/sign-in-as.ts'

const pounds = (sum: number) => sum * 100

/** A pledge within the officer's own limit; its page stays open. */
async function pledge(page: Page, slug: string, amount: string) {
  await page.goto(`/challenges/${slug}/pledge`)
  await page.getByLabel('How much do you want to pledge?').fill(amount)
  await page.getByRole('button', { name: 'Continue' }).click()
  const chosen = page.getByRole('checkbox', { checked: true })
  while (await chosen.count()) await chosen.first().uncheck()
  await page.getByLabel('No conditions').check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('I confirm this for my council').check()
  await page.getByRole('button', { name: /^Commit/ }).click()
  await expect(page.getByText('is pledged.')).toBeVisible()
}

async function change(page: Page, amount: string) {
  await page.getByRole('link', { name: 'Change this pledge' }).click()
  await page.getByLabel('What should your council pledge in all?').fill(amount)
  await page.getByRole('button', { name: 'Continue' }).click()
}

bothWays((javaScriptEnabled) => {
  test.setTimeout(180_000)
  // What looks for barriers is a script of its own.
  const stopsNobody = async (page: Page) => javaScriptEnabled && expectAccessible(page)
  const slug = javaScriptEnabled ? 'in-year-school-places' : 'taxi-records-across-borders'

  test('a council raises its pledge and lowers it again', async ({ page }) => {
    const before = await publicFunding(page, slug)
    await signInAs(page, 'priya-nair')
    await pledge(page, slug, '4,000')
    const signed = await publicFunding(page, slug)

    await change(page, '4,000')
    await expect(page.getByRole('alert')).toContainText('Enter another sum')
    await stopsNobody(page)
    await page.getByLabel('What should your council pledge in all?').fill('5,000')
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page.getByText('What it brings in')).toBeVisible()
    await page.getByRole('button', { name: 'Raise the pledge to £5,000' }).click()
    await expect(page.getByRole('alert')).toContainText('pledge agreement')
    await stopsNobody(page)
    await page.getByLabel(/accepts the model pledge agreement/).check()
    await page.getByRole('button', { name: 'Raise the pledge to £5,000' }).click()
    await expect(page.getByText('Your pledge is now £5,000.')).toBeVisible()
    await heading(page, 'Your pledge of £5,000')
    const raised = await publicFunding(page, slug)
    expect(raised.pledgedPence).toBe(signed.pledgedPence + pounds(1_000))

    await change(page, '3,000')
    await expect(page.getByText('What it takes away')).toBeVisible()
    await stopsNobody(page)
    await page.getByRole('button', { name: 'Lower the pledge to £3,000' }).click()
    await expect(page.getByText('Your pledge is now £3,000.')).toBeVisible()
    await expect(page.getByText(/Lowered from £4,000 to £3,000 by Priya Nair/)).toBeVisible()
    const lowered = await publicFunding(page, slug)
    expect(lowered.pledgedPence).toBe(before.pledgedPence + pounds(3_000))

    await page.getByRole('link', { name: 'Withdraw this pledge' }).click()
    await page.getByRole('button', { name: /^Withdraw/ }).click()
    expect(await publicFunding(page, slug)).toEqual(before)
  })

  test('a council offers days of work, which count as no money', async ({ page }) => {
    const before = await publicFunding(page, slug)
    await signInAs(page, 'priya-nair')
    await page.goto(`/challenges/${slug}`)
    await page.getByRole('link', { name: 'Work that councils offer' }).click()
    await page.getByRole('link', { name: 'Offer days of work' }).click()
    await page.getByRole('button', { name: 'Offer this work' }).click()
    await expect(page.getByRole('alert')).toContainText('whole days')
    await stopsNobody(page)
    await page.getByLabel('What your people would do').selectOption('user-research')
    await page.getByLabel('In your words').fill('Interviews with parents.')
    await page.getByLabel('How many days').fill('10')
    await page.getByLabel('What a day is worth').fill('450')
    await page.getByLabel('Where that figure is from').fill('Our internal charge for 2027.')
    await page.getByRole('button', { name: 'Offer this work' }).click()

    const table = page.getByRole('table', { name: 'Table of work offered' })
    await expect(table).toContainText('£4,500')
    expect(await publicFunding(page, slug)).toEqual(before)
    await stopsNobody(page)
    await table.getByRole('link', { name: 'Change this offer' }).click()
    await page.getByText('Withdraw this offer').click()
    await page.getByRole('button', { name: 'Withdraw the offer' }).click()
    await expect(page.getByText('No work is offered yet')).toBeVisible()
  })
})
