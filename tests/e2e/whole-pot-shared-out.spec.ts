import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { press } from './support/page.ts'
import { signInAs } from './support/sign-in-as.ts'
import { sign } from './support/code.ts'

const main = (page: Page) => page.getByRole('main')

test('two people put a rule in force that shares the pot out, and anybody sees how it would', async ({
  page,
}) => {
  await signInAs(page, 'beth-carraway')
  await page.goto('/pots/seed-fund/proposals/new')
  await page.getByLabel('Share the pot out over all challenges when the rule ends').check()
  await page.getByLabel('Limit by challenge').fill('90,000')
  await page.getByLabel('Why should the rule change?').fill('Many councils should count for more.')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('alert')).toContainText('Enter the last day')

  await page.locator('[name=closesOn]').fill('2031-03-31')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(main(page)).toContainText('the rest stays in it')
  await press(page, 'Propose this rule')
  const proposal = page.url()

  await signInAs(page, 'lucas-fenn')
  await page.goto(proposal)
  await press(page, 'Publish this rule')
  await sign(page)
  await page.goto('/pots/seed-fund')
  await page.getByRole('link', { name: 'How it would be shared out' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'How the Seed Fund would be shared out',
  )
  // Earlier pledges keep the version they were signed under.
  await expect(main(page)).toContainText('No pledge takes part')
  await expectAccessible(page)

  const file = await page.request.get('/pots/seed-fund/sharing.csv')
  expect(await file.text()).toContain('challenge,challenge_slug,councils,pledged_pence')
})
