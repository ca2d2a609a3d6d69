import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { bothWays } from './support/both-ways.ts'
import { expectText, follow, heading, press } from './support/page.ts'
import { signInAs } from './support/sign-in-as.ts'
import { signInByMail } from './support/sign-in-by-mail.ts'

/** The queue of the operators, as they narrow it down by what the register says. */
async function openFirm(page: Page, finding: string, firm: string) {
  await signInAs(page, 'marcus-hale')
  await page.goto('/joining/verification')
  await page.getByLabel('Companies House').selectOption(finding)
  await press(page, 'List firms')
  await expect(page.getByRole('row').filter({ hasText: firm })).toContainText(finding)
  await follow(page, firm)
  await heading(page, firm)
}

bothWays((javaScriptEnabled) => {
  test('an operator sees that a number is another company’s, and looks it up again', async ({
    page,
  }) => {
    const isOpenToAll = async () => {
      if (javaScriptEnabled) await expectAccessible(page)
    }
    await openFirm(page, 'Another name', 'Lockgate Systems Ltd')
    await expectText(page, 'LOCKGATE FLOOD DEFENCES LIMITED')
    await expectText(page, 'LOCKGATE CONSULTING LIMITED')
    await isOpenToAll()

    await press(page, 'Look it up again')
    await expect(page.getByRole('status')).toContainText('is asked now')
    await expect(async () => {
      await page.goto(page.url().replace('?asked', ''))
      await expectText(page, 'What it said before')
    }).toPass()
    await isOpenToAll()
  })
})

test('an operator asks a firm why its number is another company’s, and its founder reads the same', async ({
  page,
}) => {
  await openFirm(page, 'Another name', 'Lockgate Systems Ltd')
  await page.getByLabel('Ask it for more').check()
  await page.getByLabel(/^What you ask for/).fill('Is this number yours?')
  await press(page, 'Send your decision')
  await expect(page.getByRole('status')).toContainText('told by email')

  await signInByMail(page, 'rob.askew@lockgate-systems.example', '/workspace')
  await page.goto('/suppliers/registration')
  await expectText(page, 'Is this number yours?')
  await expectText(page, 'LOCKGATE FLOOD DEFENCES LIMITED')
  await expectAccessible(page)
})

test('a verified firm that is being wound up waits for an operator, who ends that it is verified', async ({
  page,
}) => {
  await page.goto('/suppliers?q=pennywell')
  await expectText(page, 'Pennywell Systems Ltd')

  await openFirm(page, 'Insolvency', 'Pennywell Systems Ltd')
  await expectText(page, 'Looked up again')
  await expectText(page, 'In liquidation')
  await expectText(page, 'Nobody: it is here because of what the register says')
  await page.getByLabel('Decline it').check()
  await page.getByLabel(/^What you ask for/).fill('It is in liquidation')
  await press(page, 'Send your decision')
  await expect(page.getByRole('status')).toContainText('told by email')

  await page.goto('/suppliers?q=pennywell')
  await expectText(page, 'No supplier fits')
})

test('an operator finds the firm about which the register does not answer, and reads since when and why', async ({
  page,
}) => {
  await openFirm(page, 'Does not answer', 'Dovecote Digital Ltd')

  await expectText(page, 'Companies House answered 503.')
  await expectText(page, /first on .+ It is asked again/)
  await expectText(page, 'The register of companies has not said anything')
  await expectAccessible(page)
})
