import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { signInAs } from './support/sign-in-as.ts'

const main = (page: Page) => page.getByRole('main')

/** A lower rate on the pledges so far, what it would do, and the same terms as a proposal. */
async function tryALowerRate(page: Page) {
  await signInAs(page, 'beth-carraway')
  await page.goto('/pots/seed-fund')
  await page.getByRole('link', { name: 'Try a different rule' }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Try a different rule')
  // Another journey may have given this pot a rule of another kind meanwhile.
  await page.goto('/pots/seed-fund/simulation?way=rate&rate=50')
  await page.getByLabel('Pence added for every £1').fill('lots')
  await page.getByRole('button', { name: 'Run on the pledges so far' }).click()
  await expect(page.getByRole('alert')).toContainText('Enter pence for every £1')
  await page.getByLabel('Pence added for every £1').fill('10')
  await page.getByRole('button', { name: 'Run on the pledges so far' }).click()
  const compared = page.getByRole('region', { name: 'Table comparing the rules' })
  await expect(compared).toContainText('Match for live challenges')
  await expect(page).toHaveURL(/rate=10/)
}

test('a fund manager tries a rule on the pledges so far and turns it into a proposal', async ({
  page,
}) => {
  await tryALowerRate(page)
  await expectAccessible(page)
  const file = page.getByRole('link', { name: 'Download CSV' })
  const csv = await page.request.get((await file.getAttribute('href')) ?? '')
  expect(await csv.text()).toContain('\r\n')
  await page.getByRole('link', { name: 'Turn this into a proposal' }).click()
  await expect(page.getByLabel('Pence added for every £1').first()).toHaveValue('10')
  await signInAs(page, 'gareth-ashworth')
  expect((await page.goto('/pots/seed-fund/simulation'))?.status()).toBe(404)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the same trial works, and nothing changes by it', async ({ page }) => {
    await tryALowerRate(page)
    await page.getByRole('link', { name: 'Proposals', exact: true }).click()
    await expect(main(page)).not.toContainText('10p for every £1')
  })
})
