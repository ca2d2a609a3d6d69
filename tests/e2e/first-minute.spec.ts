import { expect, test, type Page } from '@playwright/test'
import { shownCode, sign } from './support/code.ts'
import { describeFirm } from './support/firm.ts'
import { openMail } from './support/outbox.ts'
import { fill, follow, heading, press } from './support/page.ts'
import { signInAs } from './support/sign-in-as.ts'

/** A new user of each kind is at their work in under a minute: so many presses. Seconds would measure the machine. */
const PRESSES_AT_MOST = 7

/** Does what somebody does from their mail on, and counts what they press. Typing and reading mail are not counted. */
function countPresses(page: Page) {
  let presses = 0
  const counted =
    <Given extends unknown[]>(act: (...given: Given) => Promise<unknown>) =>
    async (...given: Given) => {
      presses += 1
      await act(...given)
    }
  return {
    press: counted((name: string | RegExp) => press(page, name)),
    follow: counted((name: string | RegExp) => follow(page, name)),
    open: counted((link: string) => page.goto(link)),
    count: () => presses,
  }
}

/** What the newest mail to an address says here; it is read in a mail program, and so in no page of the site. */
async function readMail(page: Page, email: string, wanted: RegExp) {
  const reader = await page.context().newPage()
  await openMail(reader, email)
  const text = await reader.locator('.mail-text').innerText()
  await reader.close()
  return wanted.exec(text)?.[0] ?? ''
}

type Invited = { by: string; email: string; role: string }

/** An administrator of the demonstration invites somebody, who reads that mail in a browser of their own. */
async function invite(page: Page, { by, email, role }: Invited) {
  await signInAs(page, by)
  await page.goto('/workspace/people')
  await follow(page, 'Invite somebody')
  await fill(page, { 'Their work email address': email })
  await page.getByLabel(role, { exact: true }).check()
  await press(page, 'Send the invitation')
  await sign(page, [email])
  await page.context().clearCookies()
}

/** From the mail to being signed in: the invitation, who they are, and the code that was mailed. */
async function accept(page: Page, steps: ReturnType<typeof countPresses>, email: string) {
  await steps.open(await readMail(page, email, /https?:\S+\/invitations\/[0-9a-f]{64}/))
  await fill(page, { 'Your name': 'Nia Rees', 'Your job title': 'Analyst' })
  await steps.press('Send me the code')
  await heading(page, 'Check your email')
  await fill(page, { 'Or type the 6-digit code': await readMail(page, email, /\b\d{6}\b/) })
  await steps.press('Sign in')
}

test('an officer who is invited is at a pledge of their council', async ({ page }) => {
  const email = 'nia.newest@sheffield.example'
  await invite(page, { by: 'daniel-whitlock', email, role: 'Officer' })
  const steps = countPresses(page)

  await accept(page, steps, email)
  await expect(page.getByText('You act for Sheffield now.')).toBeVisible()
  await steps.follow('Find a challenge')
  await steps.follow('Tell every parent what childcare they can get')
  await steps.follow('Pledge to this challenge')

  await heading(page, 'How much do you want to pledge?')
  expect(steps.count()).toBeLessThanOrEqual(PRESSES_AT_MOST)
})

test('a founder who registers is at the profile of their firm', async ({ page }) => {
  const email = 'nia.first@gmail.com'
  const steps = countPresses(page)
  await page.goto('/for-suppliers')
  await steps.follow('Register your firm')
  await fill(page, { 'Your email address': email })
  await steps.press('Send me a link')

  await steps.open(await readMail(page, email, /https?:\S+\/suppliers\/new\/[0-9a-f]{64}/))
  await describeFirm(page, { name: 'Withymead Tools Ltd', number: '9900203' })
  await steps.press('Register and sign in')
  await steps.follow('Go on without it for now')
  await steps.follow('fill in your profile')

  await heading(page, 'Your profile')
  expect(steps.count()).toBeLessThanOrEqual(PRESSES_AT_MOST)
})

test('a fund manager who is invited has their second factor and is at a pot', async ({ page }) => {
  const email = 'nia.first@trust.example'
  await invite(page, { by: 'owen-prosser', email, role: 'Fund manager' })
  const steps = countPresses(page)

  await accept(page, steps, email)
  await heading(page, 'Your second factor')
  await steps.press('Set up an authenticator')
  await fill(page, { 'The 6-digit code': await shownCode(page) })
  await steps.press('Finish')
  await steps.follow('I have kept them')
  await steps.follow('Seed Fund')

  await heading(page, 'Seed Fund')
  expect(steps.count()).toBeLessThanOrEqual(PRESSES_AT_MOST)
})

test('an operator who signs in is at the firms that wait to be verified', async ({ page }) => {
  const email = 'sunita.rao@solve-once.example'
  const steps = countPresses(page)
  await page.goto('/sign-in')
  await fill(page, { 'Your work email address': email })
  await steps.press('Send me a link')
  await steps.open(await readMail(page, email, /https?:\S+\/sign-in\/[0-9a-f]{64}/))
  await steps.press('Sign in')
  await fill(page, { 'Code from your authenticator': await shownCode(page) })
  await steps.press('Finish signing in')
  await steps.follow(/^Verify \d+ firm/)

  await heading(page, 'Firms to verify')
  expect(steps.count()).toBeLessThanOrEqual(PRESSES_AT_MOST)
})
