import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { bothWays } from './support/both-ways.ts'
import { openMail } from './support/outbox.ts'
import { heading, press } from './support/page.ts'
import { signInAs } from './support/sign-in-as.ts'
import { signInByMail } from './support/sign-in-by-mail.ts'
import { shownCode, sign } from './support/code.ts'

const sessionOf = async (page: Page) =>
  (await page.context().cookies()).find(({ name }) => name === 'session')?.value

bothWays((javaScriptEnabled) => {
  test('a finance approver shows their second factor while signing in, and is nobody before', async ({
    page,
  }) => {
    const email = javaScriptEnabled ? 'tom.ackroyd@leeds.example' : 'anjali.rao@leeds.example'
    await signInByMail(page, email, '/sessions')
    await heading(page, 'Show your second factor')
    const half = await sessionOf(page)
    await page.goto('/workspace')
    await heading(page, 'Show your second factor')
    await page.goto('/pots')
    await page.getByRole('link', { name: 'Finish signing in' }).first().click()

    const code = await shownCode(page)
    await page.getByLabel('Code from your authenticator').fill('12345')
    await press(page, 'Finish signing in')
    await expect(page.getByRole('alert')).toContainText('Enter the 6-digit code')
    await expect(page.getByLabel('Code from your authenticator')).toHaveValue('12345')
    if (javaScriptEnabled) await expectAccessible(page)
    await page.getByLabel('Code from your authenticator').fill(code)
    await press(page, 'Finish signing in')

    await heading(page, /waiting|Nothing/i)
    expect(await sessionOf(page)).not.toBe(half)
    await page.goto('/second-factor')
    await expect(page.getByText('0 of 10 left')).toBeVisible()
  })

  test('an officer sets up an authenticator, signs in with a recovery code, and removes it', async ({
    page,
  }) => {
    const slug = javaScriptEnabled ? 'elin-prys' : 'callum-reid'
    const email = javaScriptEnabled ? 'elin.prys@gwynedd.example' : 'callum.reid@fife.example'
    await signInAs(page, slug)
    await page.goto('/workspace')
    await page.locator('.person summary').click()
    await page.locator('.person').getByRole('link', { name: 'Your second factor' }).click()
    await press(page, 'Set up an authenticator')
    await heading(page, 'Set up an authenticator')
    await expect(page.getByRole('img', { name: /^QR code/ })).toBeVisible()
    const key = await page.locator('.key-letters').innerText()
    expect(key).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/)
    const first = await shownCode(page)
    await page.getByLabel('The 6-digit code').fill(first === '000000' ? '111111' : '000000')
    await press(page, 'Finish')
    await expect(page.getByRole('alert')).toContainText('That is not the code')
    expect(await page.locator('.key-letters').innerText()).toBe(key)
    if (javaScriptEnabled) await expectAccessible(page)
    await page.getByLabel('The 6-digit code').fill(await shownCode(page))
    await press(page, 'Finish')

    await heading(page, 'Keep your recovery codes')
    const codes = await page.locator('.recovery-codes li').allInnerTexts()
    expect(new Set(codes).size).toBe(10)
    if (javaScriptEnabled) await expectAccessible(page)
    await openMail(page, email)
    await expect(page.getByText('Your second factor was set up.')).toBeVisible()

    await signInByMail(page, email, '/second-factor')
    await page.getByLabel('Code from your authenticator').fill(codes[0] ?? '')
    await press(page, 'Finish signing in')
    await expect(page.getByText('9 of 10 left')).toBeVisible()
    await page.getByLabel('Code from your authenticator').fill(await shownCode(page))
    await press(page, 'Make new recovery codes')
    await expect(page.locator('.recovery-codes li')).toHaveCount(10)
    await expect(page.locator('.recovery-codes')).not.toContainText(codes[1] ?? '')
    await page.getByLabel('Code from your authenticator').fill(await shownCode(page))
    await press(page, 'Remove the authenticator')
    await expect(page.getByText('Your second factor is removed.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Set up an authenticator' })).toBeVisible()
  })

  test('a finance approver without a second factor is led to it, and acts as one only after', async ({
    page,
  }) => {
    const slug = javaScriptEnabled ? 'gwilym-rowlands' : 'morag-sinclair'
    const email = javaScriptEnabled
      ? 'gwilym.rowlands@gwynedd.example'
      : 'morag.sinclair@fife.example'
    await signInAs(page, slug)
    await page.goto('/second-factor')
    await page.getByLabel('Code from your authenticator').fill(await shownCode(page))
    await press(page, 'Remove the authenticator')
    await expect(page.getByText('only once it is set up')).toBeVisible()
    await page.goto('/workspace')
    await expect(page.getByText('You cannot act as finance approver yet')).toBeVisible()
    if (javaScriptEnabled) await expectAccessible(page)

    await signInByMail(page, email, '/pots')
    await heading(page, 'Your second factor')
    await expect(page.getByRole('link', { name: 'Go on without it' })).toHaveAttribute(
      'href',
      '/pots',
    )
    await press(page, 'Set up an authenticator')
    await page.getByLabel('The 6-digit code').fill(await shownCode(page))
    await press(page, 'Finish')
    await page.getByRole('link', { name: 'I have kept them' }).click()
    await page.waitForURL('**/pots')
    await expect(page.getByText('You cannot act as')).toHaveCount(0)
  })
})

bothWays((javaScriptEnabled) => {
  test('money is signed for with a fresh code, exactly as read, and the answers are kept', async ({
    page,
  }) => {
    await signInAs(page, 'gareth-ashworth')
    const sum = javaScriptEnabled ? '1,201' : '1,202'
    await page.goto('/pots/digital-devolution-dividend/funding/new')
    await page.getByLabel('How much?').fill(sum)
    await press(page, 'Put it in')
    await heading(page, 'Sign with your second factor')
    await expect(page).toHaveTitle(/^Sign with your second factor/)
    await expect(page.getByLabel('About this site')).toContainText('made up')
    await expect(page.locator('.person summary')).toContainText('Gareth Ashworth')
    await expect(page.getByRole('link', { name: 'Back', exact: true })).toHaveAttribute(
      'href',
      '/pots/digital-devolution-dividend/funding/new',
    )
    if (javaScriptEnabled) await expectAccessible(page)
    await page.getByLabel('Code from your authenticator').fill('12')
    await press(page, 'Sign')
    await expect(page.getByRole('alert')).toContainText('Enter the 6-digit code')
    const code = await shownCode(page)
    const wrong = code === '000000' ? '111111' : '000000'
    await page.getByLabel('Code from your authenticator').fill(wrong)
    await press(page, 'Sign')
    await expect(page.getByRole('alert')).toContainText('That is not the code')
    if (javaScriptEnabled) await expectAccessible(page)

    // Somebody changes the sum between what was read and what is sent.
    await page.locator('input[name="amount"]').evaluate((field) => {
      ;(field as HTMLInputElement).value = '9,999'
    })
    await page.getByLabel('Code from your authenticator').fill(code)
    await press(page, 'Sign')
    await expect(page.getByRole('alert')).toContainText('What you sign has just changed')
    await expect(page.locator('.summary')).toContainText('£9,999')

    await page.goto('/pots/digital-devolution-dividend/funding/new')
    await page.getByLabel('How much?').fill(sum)
    await press(page, 'Put it in')
    await sign(page, [`£${sum}`, 'Digital Devolution Dividend'])
    await page.waitForURL('**/pots/digital-devolution-dividend/funders')
  })
})
