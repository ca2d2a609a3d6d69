import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { AGAIN } from './support/both-ways.ts'
import { sign } from './support/code.ts'
import { signInAs } from './support/sign-in-as.ts'

const main = (page: Page) => page.getByRole('main')
const project = '/projects/PR-0002'

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test.setTimeout(90_000)

  test('what a built project did not need goes back: asked for, agreed to, refunded', async ({
    page,
  }) => {
    await signInAs(page, 'jack-farrow-kirklees')
    await page.goto('/workspace')
    await page.getByRole('link', { name: /^Ask that what is left goes back/ }).click()
    await page.getByRole('button', { name: /^Ask that £/ }).click()
    await expect(main(page)).toContainText('It waits for a funder to agree.')

    await signInAs(page, 'beth-carraway')
    await page.goto(project)
    await page.getByRole('link', { name: 'Money left over' }).click()
    await page.getByRole('button', { name: /^Agree that £/ }).click()
    await sign(page, ['To Seed Fund', 'Kirklees'])
    await expect(main(page)).toContainText('It is on its way back.')
    await expect(page.getByRole('row', { name: /^Seed Fund/ })).toContainText('Back in the pot')

    await signInAs(page, 'jack-farrow-kirklees')
    await page.goto(`${project}/give-back`)
    await page.getByRole('link', { name: 'Record the refund' }).first().click()
    await page.getByRole('button', { name: /^Record £/ }).click()
    await expect(page.getByRole('alert')).toContainText('Enter the reference of the bank transfer')
    const today = await page.getByLabel('The day your bank paid it').getAttribute('max')
    await page.getByLabel('The day your bank paid it').fill(today ?? '')
    await page.getByLabel('Reference of the bank transfer').fill('SO REFUND 1')
    await page.getByRole('button', { name: /^Record £/ }).click()
    await expect(main(page)).toContainText('Refunded on')
  })
})

test('the page of what is left leaves nobody out', { tag: AGAIN }, async ({ page }) => {
  for (const path of ['PR-0001', 'PR-0003', 'PR-0005']) {
    await page.goto(`/projects/${path}/give-back`)
    await expectAccessible(page)
  }
})
