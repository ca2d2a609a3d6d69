import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { AGAIN } from './support/both-ways.ts'
import { heading } from './support/page.ts'
import { signInAs } from './support/sign-in-as.ts'

const main = (page: Page) => page.getByRole('main')
const alert = (page: Page) => page.getByRole('alert')

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test.setTimeout(180_000)

  test('a council takes a fair share and gives a part of the total at most', async ({ page }) => {
    await signInAs(page, 'priya-nair')
    await page.goto('/challenges/taxi-records-across-borders/pledge')
    await page.getByText('What would be a fair share for us?').click()
    const use = page.getByRole('link', { name: /^Use £/ }).first()
    const share = ((await use.textContent()) ?? '').replace('Use £', '')
    await use.click()
    await expect(page.getByLabel('How much do you want to pledge?')).toHaveValue(share)
    await page.getByRole('button', { name: 'Continue' }).click()

    await heading(page, 'Do you want to set any conditions?')
    await page.getByLabel('We give a part of the total at most').check()
    await page.getByLabel('At most how many per cent?').fill('120')
    await page.getByLabel('Enough councils or enough money is pledged').check()
    await page.getByLabel('At least how many councils?').fill('8')
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(alert(page)).toContainText('Enter a percentage from 0.01 to 99.99')
    await expect(page.getByLabel('At least how many councils?')).toHaveValue('8')
    await page.getByLabel('At most how many per cent?').fill('12.5')
    await page.getByLabel('At least how much from all councils?').fill('150,000')
    await page.getByRole('button', { name: 'Continue' }).click()

    await heading(page, /^Check your pledge/)
    await expect(main(page)).toContainText(
      'At least 8 councils and £150,000 pledged, ours included',
    )
    await expect(main(page)).toContainText('At most 12.5% of what all councils pledge')
  })

  test('the lead council extends pledging, and the old day stays to be read', async ({ page }) => {
    await signInAs(page, 'denise-boateng')
    await page.goto('/challenges/families-placed-out-of-area')
    await page.getByRole('link', { name: 'Extend pledging' }).click()
    await heading(page, 'Extend pledging')
    const hint =
      (await main(page)
        .getByText(/From .* to .* You can extend/)
        .textContent()) ?? ''
    const last = /to (\d+ \w+ \d{4})\./.exec(hint)?.[1] ?? ''
    const day = new Date(`${last} UTC`).toISOString().slice(0, 10)
    await page.getByLabel('New closing day').fill(day)
    await page.getByRole('button', { name: 'Extend pledging' }).click()
    await expect(alert(page)).toContainText('Say why the round needs longer')
    await expect(page.getByLabel('New closing day')).toHaveValue(day)
    await page.getByLabel('Why does the round need longer?').fill('Two cabinets meet next month.')
    await page.getByRole('button', { name: 'Extend pledging' }).click()

    await expect(page.getByText('Pledging is extended.')).toBeVisible()
    await expect(main(page)).toContainText('At 5pm on')
    await expect(main(page)).toContainText('Two cabinets meet next month.')
  })
})

test('the conditions of a pledge stop nobody', { tag: AGAIN }, async ({ page }) => {
  await signInAs(page, 'priya-nair')
  await page.goto('/challenges/taxi-records-across-borders/pledge')
  await page.getByLabel('How much do you want to pledge?').fill('5000')
  await page.getByRole('button', { name: 'Continue' }).click()
  await heading(page, 'Do you want to set any conditions?')
  await expectAccessible(page)
})

test('anybody sees how a target could be shared out', async ({ page, request }) => {
  await page.goto('/challenges/taxi-records-across-borders/pledges')
  await page.getByRole('link', { name: 'Fair shares for each council' }).click()
  await heading(page, 'Fair shares')
  await expectAccessible(page)
  await page.getByLabel(/Most for a council/).fill('1')
  await page.getByRole('button', { name: 'Share out again' }).click()
  await expect(main(page)).toContainText('is below the least')
  const csv = await request.get('/challenges/taxi-records-across-borders/shares.csv?of=left')
  expect(await csv.text()).toContain('council,population,cases_a_year,way,sum_pence,share_pence')
})
