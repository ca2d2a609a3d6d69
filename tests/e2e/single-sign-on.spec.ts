import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { bothWays } from './support/both-ways.ts'
import { openMail } from './support/outbox.ts'
import { heading, press } from './support/page.ts'
import { signInAs } from './support/sign-in-as.ts'

const PROVIDER = 'Test provider'

/** At the provider, somebody says who they are, or gives up. */
async function beThere(page: Page, email?: string) {
  await heading(page, PROVIDER)
  if (email) await page.getByLabel('Who are you?').fill(email)
  await page.getByRole('button', { name: email ? 'Continue' : 'Give up' }).click()
}

bothWays((javaScriptEnabled) => {
  test('somebody connects an account they have elsewhere, signs in with it, and disconnects it', async ({
    page,
  }) => {
    const [slug, email] = javaScriptEnabled
      ? ['elin-prys', 'elin.prys@gwynedd.example']
      : ['callum-reid', 'callum.reid@fife.example']
    await page.goto('/sign-in?next=/market-days')
    await press(page, `Sign in with ${PROVIDER}`)
    await beThere(page)
    await heading(page, 'You are not signed in')
    await expect(page.getByText('stopped before you were done')).toBeVisible()
    expect(page.url()).not.toContain('state=')
    if (javaScriptEnabled) await expectAccessible(page)

    await press(page, `Begin again with ${PROVIDER}`)
    await beThere(page, email)
    await heading(page, 'Is this you?')
    await expect(page.locator('.summary')).toContainText(email)
    if (javaScriptEnabled) await expectAccessible(page)
    await page.goto('/workspace')
    await heading(page, 'Sign in')
    await page.goto('/identities/proof')
    await press(page, 'Email me a code')
    await openMail(page, email)
    await page.getByRole('link', { name: /\/sign-in\/[0-9a-f]{64}$/ }).click()
    await press(page, 'Sign in')
    await heading(page, 'Connect this account?')
    if (javaScriptEnabled) await expectAccessible(page)
    await press(page, `Connect ${PROVIDER}`)
    await expect(page.getByText('It signs you in from now on')).toBeVisible()
    if (javaScriptEnabled) await expectAccessible(page)
    await openMail(page, email)
    await expect(page.getByText(`${PROVIDER} now signs you in`).first()).toBeVisible()

    await page.context().clearCookies({ name: 'session' })
    await page.goto('/sign-in?next=/market-days')
    await press(page, `Sign in with ${PROVIDER}`)
    await page.waitForURL('**/market-days')
    await page.goto('/identities')
    await press(page, /^Disconnect/)
    await expect(page.getByText('It signs you in no more')).toBeVisible()

    await signInAs(page, slug)
    await page.goto('/workspace')
    await page.locator('.person summary').click()
    await page.locator('.person').getByRole('link', { name: 'Other ways you sign in' }).click()
    await expect(page.getByText('None is connected')).toBeVisible()
    await press(page, `Connect ${PROVIDER}`)
    await heading(page, 'Connect this account?')
    await page.getByRole('link', { name: 'Not now' }).click()
    await page.waitForURL('**/workspace')
  })
})

test('an account whose address nobody here has leads back to email, and the policy lets forms go to it and nowhere else', async ({
  page,
  request,
}) => {
  await page.goto('/sign-in')
  await press(page, `Sign in with ${PROVIDER}`)
  await beThere(page, 'nobody@leeds.example')
  await heading(page, 'You are not signed in')
  await expect(page.getByText('nobody with it belongs to an organisation')).toBeVisible()
  await page.getByRole('link', { name: 'Sign in by email' }).click()
  await heading(page, 'Sign in')

  const policy = (await request.get('/sign-in')).headers()['content-security-policy']
  expect(policy).toMatch(/form-action 'self' http:\/\/127\.0\.0\.1:\d+;/)
  const begun = await request.post('/single-sign-on/test', {
    headers: { Origin: 'https://evil.test' },
    maxRedirects: 0,
  })
  expect(begun.status()).toBe(403)
  const message = await request.post('/webhooks/signed-out/test', {
    form: { logout_token: 'a.b.c' },
  })
  expect(message.status()).toBe(400)
  expect(message.headers()['cache-control']).toBe('no-store')
})
