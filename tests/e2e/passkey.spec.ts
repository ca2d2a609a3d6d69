import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { shownCode } from './support/code.ts'
import { openMail } from './support/outbox.ts'
import { heading, press } from './support/page.ts'
import { signInAs } from './support/sign-in-as.ts'
import { signInByMail } from './support/sign-in-by-mail.ts'

const email = 'gareth.ashworth@office-for-digital-devolution.example'
const funding = '/pots/digital-devolution-dividend/funding/new'

/** A device of the browser's own that keeps passkeys, and whose person it knows by a finger. */
async function plugIn(page: Page) {
  const browser = await page.context().newCDPSession(page)
  await browser.send('WebAuthn.enable')
  const { authenticatorId } = await browser.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  })
  const setFinger = (isRight: boolean) =>
    browser.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: isRight })
  return { setFinger }
}

test('a fund manager adds a passkey, signs in with it, signs money with it, and takes it away', async ({
  page,
}) => {
  const { setFinger } = await plugIn(page)
  await signInAs(page, 'gareth-ashworth')
  await page.goto('/second-factor')
  await page.getByLabel('Code from your authenticator').fill(await shownCode(page))
  await press(page, 'Add a passkey')
  await heading(page, 'Add a passkey')
  await press(page, 'Make the passkey')
  await expect(page.getByRole('alert')).toContainText('Give it a name')
  await page.getByLabel('What do you call it?').fill('Laptop at work')
  await expectAccessible(page)
  await press(page, 'Make the passkey')
  await expect(page.getByText('It is added.')).toBeVisible()
  await expect(page.locator('.summary')).toContainText('Passkey: Laptop at work')
  await expectAccessible(page)

  await signInByMail(page, email, '/second-factor')
  await heading(page, 'Show your second factor')
  await expect(page.getByRole('button', { name: 'Use your passkey' })).toBeVisible()
  await expectAccessible(page)
  await setFinger(false)
  await press(page, 'Use your passkey')
  await expect(page.getByText('Your passkey did not answer.')).toBeVisible()
  await setFinger(true)
  await press(page, 'Use your passkey')
  await expect(page.getByText(/last used on/)).toBeVisible()

  await page.goto(funding)
  await page.getByLabel('How much?').fill('1,203')
  await press(page, 'Put it in')
  await heading(page, 'Sign with your second factor')
  await expect(page.locator('.summary')).toContainText('£1,203')
  await expectAccessible(page)
  await press(page, 'Sign with your passkey')
  await page.waitForURL('**/pots/digital-devolution-dividend/funders')

  await page.goto('/second-factor')
  await page.getByRole('link', { name: 'Change passkey: laptop at work' }).click()
  await page.getByLabel('New name').fill('Old laptop')
  await expectAccessible(page)
  await press(page, 'Rename it')
  await page.getByRole('link', { name: 'Change passkey: old laptop' }).click()
  await expect(page.getByText('Leave the code empty')).toBeVisible()
  await press(page, 'Remove it')
  await expect(page.getByText('It is removed.')).toBeVisible()
  await expect(page.locator('.summary')).not.toContainText('Passkey')
  await openMail(page, email)
  await expect(page.getByText('Your passkey Old laptop was removed.')).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('whoever wants a passkey is told what it needs, and led to an authenticator', async ({
    page,
  }) => {
    await signInAs(page, 'callum-reid')
    await page.goto('/second-factor')
    await expect(page.getByText('an authenticator works without')).toBeVisible()
    await press(page, 'Add a passkey')
    await heading(page, 'Add a passkey')
    await page.getByLabel('What do you call it?').fill('Phone')
    await press(page, 'Make the passkey')
    await expect(page.getByRole('alert')).toContainText('it needs JavaScript')
    await expect(page.getByLabel('What do you call it?')).toHaveValue('Phone')
    await page.getByRole('link', { name: 'Set up an authenticator instead' }).click()
    await expect(page.getByRole('button', { name: 'Set up an authenticator' })).toBeVisible()
  })
})
