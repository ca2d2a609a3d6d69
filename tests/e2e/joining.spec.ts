import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { bothWays } from './support/both-ways.ts'
import { sign } from './support/code.ts'
import { openMail } from './support/outbox.ts'
import { heading, press } from './support/page.ts'
import { signInAs } from './support/sign-in-as.ts'

async function invite(page: Page, email: string) {
  await signInAs(page, 'daniel-whitlock')
  await page.goto('/workspace/people')
  await page.getByRole('link', { name: 'Invite somebody' }).click()
  await page.getByLabel('Their work email address').fill('nobody')
  await page.getByLabel('Officer', { exact: true }).check()
  await press(page, 'Send the invitation')
  await expect(page.getByRole('alert')).toContainText('Enter an email address')
  await expect(page.getByLabel('Officer', { exact: true })).toBeChecked()
  await page.getByLabel('Their work email address').fill(email)
  await press(page, 'Send the invitation')
  await sign(page, [email, 'Officer'])
  await expect(page.getByRole('status')).toContainText('on its way')
  await expect(page.getByRole('row').filter({ hasText: email })).toContainText('Open')
}

const invitationLink = (page: Page) =>
  page.getByRole('link', { name: /\/invitations\/[0-9a-f]{64}$/ })

bothWays((javaScriptEnabled) => {
  test('an administrator invites a colleague, who accepts by signing in', async ({ page }) => {
    const email = `nia.rees.${javaScriptEnabled ? 'a' : 'b'}@sheffield.example`
    await invite(page, email)
    await page.context().clearCookies({ name: 'session' })

    await openMail(page, email)
    await invitationLink(page).click()
    await heading(page, 'Join Sheffield')
    await expect(page.getByText('n…@sheffield.example')).toBeVisible()
    if (javaScriptEnabled) await expectAccessible(page)
    await page.getByLabel('Your job title').fill('Data analyst')
    await press(page, 'Send me the code')
    await expect(page.getByRole('alert')).toContainText('Enter your name')
    await expect(page.getByLabel('Your job title')).toHaveValue('Data analyst')
    await page.getByLabel('Your name').fill('Nia Rees')
    await press(page, 'Send me the code')
    await heading(page, 'Check your email')
    await expect(page.getByText('the address that was invited')).toBeVisible()
    await openMail(page, email)
    const code = /\b\d{6}\b/.exec(await page.locator('.mail-text').innerText())?.[0] ?? ''
    await page.goto('/sign-in/code')
    await page.getByLabel('Or type the 6-digit code').fill(code)
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()

    await expect(page.getByText('You act for Sheffield now.')).toBeVisible()
    await signInAs(page, 'daniel-whitlock')
    await page.goto('/workspace/people/invitations')
    await expect(page.getByRole('row').filter({ hasText: 'Nia Rees' }).first()).toContainText(
      'Accepted',
    )
  })
})

test('an invitation that was withdrawn opens nothing, and neither does one sent before', async ({
  page,
}) => {
  const email = 'gone@sheffield.example'
  await invite(page, email)
  await expectAccessible(page)
  await openMail(page, email)
  const first = (await invitationLink(page).getAttribute('href')) ?? ''
  await page.goto('/workspace/people/invitations')
  await page.getByRole('link', { name: `Send again to ${email}` }).click()
  await press(page, 'Send it again')
  await expect(page.getByRole('status')).toContainText('no longer works')
  expect((await page.request.get(first)).status()).toBe(404)
  await openMail(page, email)
  const second = (await invitationLink(page).getAttribute('href')) ?? ''
  expect((await page.request.get(second)).status()).toBe(200)

  await page.goto('/workspace/people/invitations')
  await page.getByRole('link', { name: `Withdraw to ${email}` }).click()
  await press(page, 'Withdraw it')
  await expect(page.getByRole('row').filter({ hasText: email })).toContainText('Withdrawn')
  expect((await page.request.get(second)).status()).toBe(404)
})

bothWays((javaScriptEnabled) => {
  // What looks for barriers is a script of the page.
  const isOpenToAll = async (page: Page) => javaScriptEnabled && expectAccessible(page)

  test('somebody of a council asks to join it, and its administrator says yes', async ({
    page,
  }) => {
    const name = javaScriptEnabled ? 'Zoe Hart' : 'Kit Moss'
    const email = `${name.replace(' ', '.').toLowerCase()}@leeds.gov.uk`
    await page.goto('/sign-in')
    await page.getByRole('link', { name: 'Join your council' }).click()
    await page.getByLabel('Your work email address').fill(email)
    await press(page, 'Send me a link')
    await expect(page.getByRole('status')).toContainText('on its way')
    await isOpenToAll(page)
    await openMail(page, email)
    await page.getByRole('link', { name: /\/join\/[0-9a-f]{64}$/ }).click()
    await heading(page, 'Which council do you work for?')
    await isOpenToAll(page)
    await page.getByLabel('Your job title').fill('Parking manager')
    await press(page, 'Ask to join')
    await expect(page.getByRole('alert')).toContainText('Enter your name')
    await page.getByLabel('Your name').fill(name)
    await press(page, 'Ask to join')
    await expect(page.getByRole('status')).toContainText('with your council')

    await signInAs(page, 'graham-poole')
    await page.goto('/workspace/people')
    await page.getByRole('link', { name: 'Who asks to join' }).click()
    await isOpenToAll(page)
    await page.getByRole('link', { name: `Yes or no to ${name}` }).click()
    await press(page, 'Send your answer')
    await expect(page.getByRole('alert')).toContainText('Choose yes or no')
    await isOpenToAll(page)
    await page.getByLabel('Yes, they act for Leeds').check()
    await page.getByLabel('Officer', { exact: true }).check()
    await press(page, 'Send your answer')
    await sign(page, [name, email, 'Officer'])
    await expect(page.getByRole('status')).toContainText('on its way')
    await page.goto('/workspace/people')
    await expect(page.getByRole('row').filter({ hasText: name })).toContainText('Officer')
  })
})
