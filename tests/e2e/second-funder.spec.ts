import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { AGAIN } from './support/both-ways.ts'
import { signInAs } from './support/sign-in-as.ts'
import { sign } from './support/code.ts'

const main = (page: Page) => page.getByRole('main')

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test.setTimeout(90_000)

  test('a second funder is invited, joins, puts money in and takes some of it back', async ({
    page,
  }) => {
    await signInAs(page, 'gareth-ashworth')
    await page.goto('/pots/digital-devolution-dividend/funders')
    await page.getByRole('link', { name: 'Invite another funder' }).click()
    await page.getByRole('button', { name: 'Invite' }).click()
    await expect(page.getByRole('alert')).toContainText('Choose a funder')
    await page.getByLabel('Which funder?').selectOption({ label: 'Shared Solutions Trust' })
    await page.getByLabel('A few words for them').fill('Join us for capital.')
    await page.getByRole('button', { name: 'Invite' }).click()
    await expect(main(page)).toContainText('Waiting')

    await signInAs(page, 'beth-carraway')
    await page.goto('/workspace')
    await page.getByRole('link', { name: /^Join the / }).click()
    await expect(main(page)).toContainText('Join us for capital.')
    await page.getByRole('button', { name: 'Join the pot' }).click()
    await expect(main(page)).toContainText('Shared Solutions Trust joined the pot')
    await page.getByRole('link', { name: 'All funders of the pot' }).click()
    await page.getByRole('link', { name: 'Put money in' }).click()
    await page.getByRole('button', { name: 'Put it in' }).click()
    await expect(page.getByRole('alert')).toContainText('Enter an amount')
    await page.getByLabel('How much?').fill('25,000')
    await page.getByLabel('For capital only').check()
    await page.getByRole('button', { name: 'Put it in' }).click()
    await sign(page)
    await expect(page.getByRole('row', { name: /Shared Solutions Trust/ })).toContainText('£25,000')

    await page.getByRole('link', { name: 'Take money back' }).click()
    await page.getByLabel('How much?').fill('25,001')
    await page.getByRole('button', { name: 'Take it back' }).click()
    // Its share of all that is free: no more than it put in, and a little less where much is promised.
    await expect(page.getByRole('alert')).toContainText(/You can take back up to £2[45],\d{3}/)
    await page.getByLabel('How much?').fill('5,000')
    await page.getByRole('button', { name: 'Take it back' }).click()
    await sign(page)
    await expect(page.getByRole('row', { name: /Shared Solutions Trust/ })).toContainText('£5,000')

    await page.goto('/workspace/statement')
    await expect(main(page)).toContainText('Money taken back by a funder')
  })
})

test('the pages about funders leave nobody out', { tag: AGAIN }, async ({ page }) => {
  await signInAs(page, 'gareth-ashworth')
  for (const path of ['funders', 'funders/new', 'funding/new', 'funding/withdrawal']) {
    await page.goto(`/pots/digital-devolution-dividend/${path}`)
    await expectAccessible(page)
  }
})
