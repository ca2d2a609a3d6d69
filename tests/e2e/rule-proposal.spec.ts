import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { AGAIN } from './support/both-ways.ts'
import { signInAs } from './support/sign-in-as.ts'
import { sign } from './support/code.ts'

const main = (page: Page) => page.getByRole('main')
const heading = (page: Page, name: string) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible()

test('the pages of a proposal leave nobody out', { tag: AGAIN }, async ({ page }) => {
  await signInAs(page, 'beth-carraway')
  await page.goto('/pots/seed-fund/proposals/new')
  await page.getByLabel('Different rates for the parts of a pledge').check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('alert')).toContainText('Enter what is added for each £1')
  await expectAccessible(page)
  await page.getByLabel('The same for every £1').check()
  await page.getByLabel('Why should the rule change?').fill('To see the pages.')
  await page.getByRole('button', { name: 'Continue' }).click()
  await heading(page, 'Check the rule before you propose it')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Propose this rule' }).click()
  await heading(page, 'A proposal for the rule')
  await expectAccessible(page)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test.setTimeout(60_000)

  test('a fund manager proposes a rule and a colleague publishes it', async ({ page }) => {
    await signInAs(page, 'beth-carraway')
    await page.goto('/pots/seed-fund')
    await page.getByRole('link', { name: 'Propose a change' }).click()
    await heading(page, 'Propose a change to the rule')

    await page.getByLabel('Pence added for every £1').first().fill('lots')
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page).toHaveTitle(/^Error: /)
    await expect(page.getByRole('alert')).toContainText('Enter pence for every £1')
    await expect(page.getByRole('alert')).toContainText('Say why the rule should change')

    await page.getByLabel('Different rates for the first and later councils').check()
    await page.locator('#councilRate1').fill('25')
    await page.locator('#councilFrom2').fill('20')
    await page.locator('#councilRate2').fill('50')
    await page.getByLabel('Limit by challenge').fill('90,000')
    await page.getByLabel('Why should the rule change?').fill('Late councils need more reason.')
    await page.getByRole('button', { name: 'Continue' }).click()
    await heading(page, 'Check the rule before you propose it')
    await expect(main(page)).toContainText('add 25p for every £1 up to the 19th council, then 50p.')
    const changes = page.getByRole('region', { name: /^What changes/ })
    await expect(changes).toContainText('£75,000')
    await expect(changes).toContainText('£90,000')

    await page.getByRole('button', { name: 'Propose this rule' }).click()
    await expect(main(page)).toContainText('A second person of your organisation can publish it')
    await expect(page.getByRole('button', { name: 'Publish this rule' })).toHaveCount(0)
    const proposal = page.url()

    await signInAs(page, 'lucas-fenn')
    await page.goto('/workspace')
    const task = page.getByRole('listitem').filter({ hasText: 'Late councils need more reason.' })
    await task.getByRole('link').first().click()
    await page.getByRole('button', { name: 'Publish this rule' }).click()
    await sign(page)
    await expect(main(page)).toContainText('Published as version 3')
    await page.getByRole('link', { name: 'Rule history' }).click()
    await expect(main(page)).toContainText('Published by Beth Carraway and Lucas Fenn.')

    await signInAs(page, 'gareth-ashworth')
    const other = await page.goto(proposal)
    expect(other?.status()).toBe(404)
  })

  test('a proposal can be put aside, and says why', async ({ page }) => {
    await signInAs(page, 'gareth-ashworth')
    await page.goto('/pots/digital-devolution-dividend/proposals/new')
    await page.getByLabel('Limit by area').fill('75,000')
    await page.getByLabel('Why should the rule change?').fill('Large areas stop early.')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('button', { name: 'Propose this rule' }).click()
    await page.getByText('Do not publish it').click()
    await page.getByRole('button', { name: 'Put this proposal aside' }).click()
    await expect(page.getByRole('alert')).toContainText('Say why')
    await page.getByLabel('Why not?').fill('The pot would run out early.')
    await page.getByRole('button', { name: 'Put this proposal aside' }).click()
    await expect(main(page)).toContainText('The pot would run out early.')
    await page.getByRole('link', { name: 'Proposals', exact: true }).click()
    await expect(page.getByRole('region', { name: 'Earlier proposals' })).toContainText('Put aside')
  })
})
