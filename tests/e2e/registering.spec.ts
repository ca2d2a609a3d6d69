import { expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { bothWays } from './support/both-ways.ts'
import { sign } from './support/code.ts'
import { openMail } from './support/outbox.ts'
import { fill, follow, heading, press } from './support/page.ts'
import { signInAs } from './support/sign-in-as.ts'

bothWays((javaScriptEnabled) => {
  test('a founder registers a firm, and an operator verifies it', async ({ page }) => {
    const isOpenToAll = async () => {
      if (javaScriptEnabled) await expectAccessible(page)
    }
    const email = `nia.${javaScriptEnabled ? 'a' : 'b'}@gmail.com`
    const firm = javaScriptEnabled ? 'Hollowell Data Ltd' : 'Ferrybridge Labs Ltd'
    const number = javaScriptEnabled ? '9900201' : '9900202'

    await page.goto('/for-suppliers')
    await follow(page, 'Register your firm')
    await isOpenToAll()
    await press(page, 'Send me a link')
    await expect(page.getByRole('alert')).toContainText('Enter your email address')
    await fill(page, { 'Your email address': email })
    await press(page, 'Send me a link')
    await expect(page.getByRole('status')).toContainText('on its way')
    await openMail(page, email)
    await page.getByRole('link', { name: /\/suppliers\/new\/[0-9a-f]{64}$/ }).click()
    await heading(page, 'Who is your firm?')
    await isOpenToAll()
    await fill(page, { 'Legal name': firm, Town: 'Bath', 'Your job title': 'Founder' })
    await page.getByLabel('Company or partnership at Companies House').check()
    await fill(page, { 'Company number': 'none' })
    await press(page, 'Register and sign in')
    await expect(page.getByRole('alert')).toContainText('Enter a number of Companies House')
    await expect(page.getByRole('alert')).toContainText('Enter your name')
    await expect(page.getByLabel('Legal name')).toHaveValue(firm)
    await isOpenToAll()
    await fill(page, { 'Company number': number, 'Your name': 'Nia Rees' })
    await press(page, 'Register and sign in')
    // An administrator sets up a second factor first, or goes on without it.
    await page.goto('/workspace')
    await expect(page.getByText('Your firm is being checked.')).toBeVisible()
    await isOpenToAll()

    await signInAs(page, 'marcus-hale')
    await page.goto('/workspace')
    await follow(page, /^Verify \d+ firm/)
    await heading(page, 'Firms to verify')
    await isOpenToAll()
    await follow(page, firm)
    await heading(page, firm)
    await expect(page.getByText(`Company number 0${number}`)).toBeVisible()
    await isOpenToAll()
    await press(page, 'Send your decision')
    await expect(page.getByRole('alert')).toContainText('Choose what you decide')
    await page.getByLabel('Verify it').check()
    await press(page, 'Send your decision')
    await sign(page, [firm, `0${number}`, 'be paid'])
    await expect(page.getByRole('status')).toContainText('told by email')
    await openMail(page, email)
    await expect(page.locator('.mail-text')).toContainText('can pitch')
  })
})

test('a firm that changes its name is checked again', async ({ page }) => {
  await signInAs(page, 'carl-beresford')
  await page.goto('/suppliers/profile')
  await follow(page, 'Legal name and number')
  await expectAccessible(page)
  await press(page, 'Send it to us')
  await expect(page.getByRole('alert')).toContainText('Nothing has changed')
  await fill(page, { 'Legal name': 'Brackenfield Group Ltd' })
  await press(page, 'Send it to us')
  await expect(page.getByRole('status')).toContainText('Saved')
  await expect(page.getByText('Your firm is being checked.')).toBeVisible()

  await signInAs(page, 'marcus-hale')
  await page.goto('/joining/verification?cause=changed')
  await follow(page, 'Brackenfield Group Ltd')
  await page.getByLabel('Ask it for more').check()
  await page.getByLabel(/^What you ask for/).fill('When did it change?')
  await press(page, 'Send your decision')
  await expect(page.getByRole('status')).toContainText('told by email')

  await signInAs(page, 'carl-beresford')
  await page.goto('/workspace')
  await follow(page, /^Answer what we asked/)
  await expect(page.getByText('When did it change?')).toBeVisible()
  await fill(page, { 'Your answer': 'Last week' })
  await press(page, 'Send it to us')
  await expect(page.getByText('Your firm is being checked.')).toBeVisible()
})
