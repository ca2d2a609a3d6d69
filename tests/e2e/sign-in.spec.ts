import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { AGAIN, bothWays } from './support/both-ways.ts'
import { openMail } from './support/outbox.ts'
import { press } from './support/page.ts'
import { signInAs } from './support/sign-in-as.ts'

const farah = { email: 'farah.iqbal@leeds.example', name: 'Farah Iqbal' }

async function askForLink(page: Page, email: string) {
  await page.goto('/sign-in?next=/acting-for')
  await page.getByLabel('Your work email address').fill(email)
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await expect(page.getByRole('heading', { name: 'Check your email' })).toBeVisible()
}

async function codeIn(page: Page) {
  const text = await page.locator('.mail-text').innerText()
  return /\b\d{6}\b/.exec(text)?.[0] ?? ''
}

const expectSignedIn = (page: Page) =>
  expect(page.getByRole('heading', { name: 'Who do you act for?' })).toBeVisible()

bothWays((javaScriptEnabled) => {
  test('somebody signs in by the link in their email, and out again', async ({ page }) => {
    await askForLink(page, farah.email)
    await page.getByRole('link', { name: 'Read it in the outbox' }).click()
    await openMail(page, farah.email)
    await page.getByRole('link', { name: /\/sign-in\/[0-9a-f]{64}$/ }).click()
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
    await expectSignedIn(page)

    await page.locator('.person summary').click()
    await page.locator('.person').getByRole('button', { name: 'Sign out' }).click()
    await expect(page.getByText('You have signed out.')).toBeVisible()
    await page.goto('/acting-for')
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  })

  test('somebody signs in by the code, after getting it wrong once', async ({ page }) => {
    const email = 'helen.marsh@leeds.example'
    await askForLink(page, email)
    await openMail(page, email)
    const code = await codeIn(page)
    await page.goto('/sign-in/code')
    const field = page.getByLabel('Or type the 6-digit code')
    await field.fill(code === '000000' ? '111111' : '000000')
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('alert')).toContainText('That is not the code')
    await field.fill(`${code.slice(0, 3)} ${code.slice(3)}`)
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
    await expectSignedIn(page)
  })

  test('a seconded officer chooses whom to act for', async ({ page }) => {
    await page.goto('/sign-in?next=/acting-for')
    await page.locator('button[name="person"][value="farah-iqbal"]').click()
    await expectSignedIn(page)
    await page.getByLabel('West Yorkshire').check()
    await press(page, 'Act for this organisation')
    await page.goto('/acting-for')
    await expect(page.locator('.person summary')).toContainText('West Yorkshire')
  })

  test('whoever was signed out while they wrote gets back what they wrote, and the way to the form', async ({
    page,
    context,
  }) => {
    const words = 'Who keeps the data when a council leaves?'
    await signInAs(page, 'priya-nair')
    await page.goto('/challenges/housing-repairs-online/questions/new')
    await page.getByRole('main').getByRole('textbox').fill(words)
    await context.clearCookies()

    await page.getByRole('main').getByRole('button').last().click()

    await expect(page.getByRole('heading', { name: 'Sign in again' })).toBeVisible()
    await expect(page.getByText('nothing of what you sent was done')).toBeVisible()
    await expect(page.getByRole('region', { name: 'What you typed' })).toContainText(words)
    if (javaScriptEnabled) await expectAccessible(page)
    await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
    await page.locator('button[name="person"][value="priya-nair"]').click()
    await expect(page).toHaveURL(/questions\/new$/)
  })

  test('somebody sees where else they are signed in, and signs out there, then everywhere', async ({
    page,
    browser,
    baseURL,
  }) => {
    const person = javaScriptEnabled ? 'joanna-reeve' : 'oliver-tan'
    const elsewhere = await browser.newContext({ baseURL: baseURL ?? '', javaScriptEnabled })
    const other = await elsewhere.newPage()
    for (const one of [other, page]) await signInAs(one, person)
    await page.goto('/workspace')

    await page.locator('.person summary').click()
    await page.locator('.person').getByRole('link', { name: 'Where you are signed in' }).click()
    const rows = page.getByRole('table').getByRole('row')
    await expect(rows).toHaveCount(3)
    await expect(rows.nth(1)).toContainText('This one')
    await press(page, /^Sign out of (?!all|everywhere)/)
    await expect(page.getByText('Signed out there.')).toBeVisible()
    await expect(rows).toHaveCount(2)
    await other.goto('/sessions')
    await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    await elsewhere.close()

    await press(page, 'Sign out everywhere')
    await expect(page.getByText('You have signed out.')).toBeVisible()
    await page.goto('/sessions')
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  })
})

test('a link opened in another browser asks for the code, and still works where it was asked for', async ({
  page,
  browser,
  baseURL,
}) => {
  const email = 'priya.nair@sheffield.example'
  await askForLink(page, email)
  await openMail(page, email)
  const link = page.getByRole('link', { name: /\/sign-in\/[0-9a-f]{64}$/ })
  const href = (await link.getAttribute('href')) ?? ''
  const elsewhere = await browser.newContext({ baseURL: baseURL ?? '' })
  const other = await elsewhere.newPage()
  for (const method of ['GET', 'HEAD', 'GET'])
    expect((await elsewhere.request.fetch(href, { method })).status()).toBe(200)
  await other.goto(href)
  await expect(other.getByText('type the 6-digit code')).toBeVisible()
  await expect(other.getByRole('main').getByRole('button', { name: 'Sign in' })).toHaveCount(0)
  const headers = { Origin: baseURL ?? '' }
  const posted = await elsewhere.request.post(href, { headers, form: { press: 'sign in' } })
  expect(posted.status()).toBe(403)
  await elsewhere.close()

  await link.click()
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await expectSignedIn(page)
})

test('an unknown address gets the same page as a known one', async ({ page }) => {
  await askForLink(page, 'nobody@leeds.example')
  await expect(page.getByText('If nobody@leeds.example belongs to somebody')).toBeVisible()
})

test('a wrong address keeps what was typed and says what to do', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByLabel('Your work email address').fill('farah at leeds')
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await expect(page.getByRole('alert')).toContainText('Enter an email address')
  await expect(page.getByLabel('Your work email address')).toHaveValue('farah at leeds')
  await expectAccessible(page)
})

test('B1: the session cookie is out of reach of scripts and other sites', async ({ page }) => {
  await signInAs(page, 'priya-nair')
  const cookies = await page.context().cookies()
  const session = cookies.find(({ name }) => name === 'session')

  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  const html = await page.content()
  expect(html).not.toContain(session?.value)
})

test('B2, B3: a session that was planted before, or has ended, opens nothing', async ({
  page,
  baseURL: site = '',
}) => {
  const planted = { name: 'session', value: 'a'.repeat(64), url: site }
  const withSession = (value: string) => ({
    maxRedirects: 0,
    headers: { Cookie: `session=${value}` },
  })
  await page.context().addCookies([planted])
  const form = { person: 'priya-nair' }
  const headers = { Origin: site }
  await page.request.post('/sign-in/as-person', { form, headers, maxRedirects: 0 })
  const session =
    (await page.context().cookies()).find(({ name }) => name === 'session')?.value ?? ''
  expect(session).not.toBe(planted.value)
  const shown = await page.request.get('/workspace', withSession(session))
  expect([shown.status(), shown.headers()['cache-control']]).toEqual([200, 'private, no-store'])

  const out = await page.request.post('/sign-out', { headers, maxRedirects: 0 })

  expect(out.headers()['clear-site-data']).toContain('"cache"')
  for (const value of [planted.value, session]) {
    const answer = await page.request.get('/workspace', withSession(value))
    expect(answer.headers().location).toMatch(/^\/sign-in/)
  }
})

test('K1: nobody is led away from the site after signing in', async ({ page, baseURL }) => {
  await page.goto('/sign-in?next=//evil.test/')
  await page.locator('button[name="person"]').first().click()
  await page.waitForURL(`${baseURL}/workspace`)
})

test('pages to sign in with leave nobody out', { tag: AGAIN }, async ({ page }) => {
  await askForLink(page, farah.email)
  await expectAccessible(page)
  await signInAs(page, 'farah-iqbal')
  await page.goto('/acting-for')
  await expectAccessible(page)
})

test('the outbox leaves nobody out, and shows a message as it will look', async ({ page }) => {
  await askForLink(page, farah.email)
  await openMail(page, farah.email)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'See it as mail programs draw it' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in to Solve Once' })).toBeVisible()
  // The paper of the mail: what is drawn by styles in the message is let through here, and only here.
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(246, 243, 236)')
})
