import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { later, letPass, today } from './support/journey/clock.ts'
import { fill, follow, heading, press } from './support/page.ts'
import { signInAs } from './support/sign-in-as.ts'
import { sign } from './support/code.ts'

// It moves the demonstration's clock, so its name puts it after most others.
/** Open for long enough, and Sheffield has not pledged to it. */
const challenge = '/challenges/in-year-school-places'

const gate = (page: Page, name: string) =>
  page.locator('section[aria-labelledby="gates"] li', { hasText: name }).first()

async function record(page: Page, pledge: string, what: string, on: Date) {
  await page.goto(pledge)
  await follow(page, `Record: ${what}`)
  await page.locator('input[name="on"]').fill(later(on, 0))
  await page.locator('input[name="reference"]').fill('KD-2027-14')
  await page.getByRole('main').getByRole('button').click()
}

test.setTimeout(300_000)

test('a key decision goes from its notice to a committed pledge', async ({ page }) => {
  await signInAs(page, 'daniel-whitlock')
  await page.goto('/workspace/scheme')
  await expectAccessible(page)
  await follow(page, 'Set what is a key decision')
  await fill(page, {
    'A key decision is above': '15,000',
    'Which decision says so': 'Constitution',
  })
  await press(page, 'Set key decisions')
  await expect(page.getByRole('main')).toContainText('A pledge above £15,000 is a key decision')

  await signInAs(page, 'priya-nair')
  await page.goto(`${challenge}/pledge`)
  await page.getByLabel('How much do you want to pledge?').fill('16,000')
  await press(page, 'Continue')
  await page.getByLabel('No conditions').check()
  await press(page, 'Continue')
  await heading(page, 'Check your pledge before you send it to be signed')
  await expect(gate(page, 'Key-decision notice')).toContainText(
    '28 clear days, SI 2012/2089, reg. 9',
  )
  await expectAccessible(page)
  await page.getByLabel('I confirm this for my council').check()
  await press(page, 'Send to Margaret Osei to sign')
  const pledge = new URL(page.url()).pathname
  await record(page, pledge, 'key-decision notice published', await today(page))

  await signInAs(page, 'margaret-osei')
  await page.goto(`${pledge}/approval`)
  await expectAccessible(page)
  await press(page, 'Sign £16,000 pledge')
  await sign(page, ['£16,000'])
  await expect(page.getByText('Signed by Margaret Osei.').first()).toBeVisible()
  await expect(page.getByText('Signed, not counted yet')).toBeVisible()

  await letPass(page, 29)
  await signInAs(page, 'priya-nair')
  await record(page, pledge, 'decision made', await today(page))
  await record(page, pledge, 'decision published', await today(page))
  await expect(gate(page, 'Call-in')).toContainText('It may be called in until the end of')

  await letPass(page, 14)
  await signInAs(page, 'priya-nair')
  await expect(async () => {
    await page.goto(pledge)
    await expect(page.getByRole('main')).toContainText('Signed by Margaret Osei')
    await expect(page.locator('#gates')).toHaveCount(0)
  }).toPass({ timeout: 120_000 })

  await signInAs(page, 'daniel-whitlock')
  await page.goto('/workspace/scheme/key-decisions')
  const usual = { 'A key decision is above': '500,000', 'Which decision says so': 'Constitution' }
  await fill(page, usual)
  await press(page, 'Set key decisions')
  await expect(page.getByRole('main')).toContainText('A pledge above £500,000 is a key decision')
})
