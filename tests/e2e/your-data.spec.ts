import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { bothWays } from './support/both-ways.ts'
import { openMail } from './support/outbox.ts'
import { signInAs } from './support/sign-in-as.ts'

bothWays((javaScriptEnabled) => {
  test('somebody sees what is held about them, and takes a copy', async ({ page }) => {
    // Nobody takes two copies within a minute.
    const [slug, name] = javaScriptEnabled
      ? (['priya-nair', 'Priya Nair'] as const)
      : (['amira-siddiq', 'Amira Siddiq'] as const)
    await signInAs(page, slug)
    await page.goto('/workspace')
    await page.locator('.person summary').click()
    await page.locator('.person').getByRole('link', { name: 'What we hold about you' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('What we hold about you')
    const rows = page.getByRole('table').getByRole('row')
    await expect(rows.filter({ hasText: 'Emails we sent you' })).toContainText('90 days')

    const [copy] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Take a copy' }).click(),
    ])
    expect(copy.suggestedFilename()).toMatch(/^what-solve-once-holds-about-you-[\d-]{10}\.json$/)
    const own = JSON.parse(await readFile(await copy.path(), 'utf8')) as {
      person: { name: string }
      held: { what: string }[]
    }
    expect(own.person.name).toBe(name)
    expect(own.held.map(({ what }) => what)).toContain('Sessions')
  })

  test('nobody of the demonstration is erased, and it says why', async ({ page }) => {
    await signInAs(page, 'amira-siddiq')
    await page.goto('/your-data')
    await page.getByRole('button', { name: 'Erase me' }).click()
    await expect(page.getByRole('alert')).toContainText('Tick the box')
    await page.getByLabel('I want to be erased').check()
    await page.getByRole('button', { name: 'Erase me' }).click()
    await expect(page.getByRole('alert')).toContainText('cannot be erased')
  })
})

test('the privacy page names every cookie that signing in and choosing colours sets', async ({
  page,
  context,
}) => {
  await page.goto('/sign-in')
  await page.getByLabel('Your work email address').fill('farah.iqbal@leeds.example')
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await openMail(page, 'farah.iqbal@leeds.example')
  await page.getByRole('link', { name: /\/sign-in\/[0-9a-f]{64}$/ }).click()
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/workspace')
  await page.goto('/privacy')
  await page.locator('footer').getByRole('button', { name: 'Dark' }).click()
  await page.goto('/privacy')

  const listed = await page
    .getByRole('table', { name: 'Cookies of this site' })
    .locator('code')
    .allInnerTexts()
  const names = (await context.cookies()).map(({ name }) => name)
  expect(names.toSorted()).toEqual(['browser', 'preauth', 'session', 'theme'])
  // Where the site is reached by https, three of them have a prefix by which browsers hold it to its word.
  expect(listed.map((name) => name.replace('__Host-', '')).toSorted()).toEqual(names.toSorted())
  // What the page says is noted beside them: how far down each page was, for going back.
  const noted = () => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]
  expect((await page.evaluate(noted)).filter((name) => name !== 'positions')).toEqual([])
})
