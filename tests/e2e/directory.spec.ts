import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { bothWays } from './support/both-ways.ts'
import { openMail } from './support/outbox.ts'
import { heading, press } from './support/page.ts'
import { signInAs } from './support/sign-in-as.ts'

/** Puts an officer of Kent in the directory, as they would themselves. */
async function joinDirectory(page: Page, about: string) {
  await signInAs(page, 'emily-foss')
  await page.goto('/your-listing')
  const service = page.getByLabel('Which service do you lead?')
  await service.selectOption('')
  await page.getByLabel('What may people ask you about?').fill(about)
  await page.getByLabel('I welcome messages').check()
  await press(page, 'See how it looks')
  await expect(page.getByRole('alert')).toContainText('Choose at least one service')
  await expect(page.getByLabel('What may people ask you about?')).toHaveValue(about)
  await service.selectOption({ label: 'All of transport and highways' })
  await press(page, 'See how it looks')
  await heading(page, 'What others will see')
  await expect(page.getByRole('article')).toContainText('Transport and highways')
  await expect(page.getByRole('article')).toContainText(about)
}

bothWays((javaScriptEnabled) => {
  test('a founder finds who leads highways in Kent and writes; the officer gets it and blocks', async ({
    page,
  }) => {
    const about = `Street works, told ${javaScriptEnabled ? 'early' : 'late'}`
    await joinDirectory(page, about)
    if (javaScriptEnabled) await expectAccessible(page)
    await press(page, 'Put me in the directory')
    await expect(page.getByRole('status')).toContainText('You are in the directory')
    if (javaScriptEnabled) await expectAccessible(page)

    const founder = javaScriptEnabled ? 'ruth-okafor' : 'sam-trewin'
    const firm = javaScriptEnabled ? 'Fernhill Labs' : 'Tideline Digital'
    await signInAs(page, founder)
    await page.goto('/directory')
    await page.getByLabel('Search councils and people').fill('Kent')
    await press(page, 'Search')
    await page.getByRole('link', { name: 'Kent', exact: true }).last().click()
    await heading(page, 'Kent')
    await expect(page.getByRole('heading', { name: 'Who leads what here' })).toBeVisible()
    await page.getByRole('link', { name: 'Write to Emily Foss' }).click()
    await heading(page, 'Write to Emily Foss')
    if (javaScriptEnabled) await expectAccessible(page)
    expect(await page.content()).not.toContain('emily.foss@')
    await page.getByLabel('Your message').fill('May I show you what we built for lights?')
    await press(page, 'Send the message')
    await expect(page.getByRole('alert')).toContainText('Say what it is about')
    await expect(page.getByLabel('Your message')).toHaveValue(/what we built/)
    await page.getByLabel('What is it about?').fill('Lights that report themselves')
    await press(page, 'Send the message')
    await expect(page.getByRole('status')).toContainText('Your message is sent')

    await openMail(page, 'emily.foss@kent.example')
    await expect(page.locator('.mail-text')).toContainText('what we built for lights')
    await expect(page.getByText(`${founder.replace('-', '.')}@`).first()).toBeVisible()
    await signInAs(page, 'emily-foss')
    await openMail(page, 'emily.foss@kent.example')
    await page.getByRole('link', { name: /\/directory\/messages\// }).click()
    await heading(page, 'Lights that report themselves')
    if (javaScriptEnabled) await expectAccessible(page)
    await page.getByRole('link', { name: 'Report this message' }).click()
    await page.getByLabel('What is wrong with it?').fill('Nothing to do with what I lead')
    await press(page, 'Report it')
    await expect(page.getByText('You have reported this message')).toBeVisible()
    await page.getByRole('link', { name: `Block ${firm}` }).click()
    await press(page, 'Block it')
    await expect(page.getByText(`Nobody of ${firm} reaches you`)).toBeVisible()

    await page.goto('/your-listing')
    await page.getByRole('link', { name: 'Organisations you have blocked' }).click()
    await press(page, `Unblock ${firm}`)
    await expect(page.getByRole('status')).toContainText('They may write to you again')
    await press(page, 'Take me off the directory')
    await expect(page.getByRole('status')).toContainText('not in the directory any more')

    await signInAs(page, 'marcus-hale')
    await page.goto('/joining')
    await page.getByRole('link', { name: 'Messages that were reported' }).click()
    await expect(page.getByRole('row').filter({ hasText: firm })).toContainText(
      'Nothing to do with what I lead',
    )
  })
})

test('somebody signed out reads how many lead a service, and no name in any byte', async ({
  page,
  request,
}) => {
  await page.goto('/directory/people?q=Helen')
  await expect(page.getByText('Sign in to see who they are')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Waste management' })).toBeVisible()
  await expectAccessible(page)
  const names = ['Helen Marsh', 'Rachel Doyle', 'Ruth Okafor', 'Missed bins, crews']
  for (const address of [
    '/directory',
    '/directory?q=Helen',
    '/directory/people',
    '/directory/people?q=Helen&council=leeds',
    '/directory/people?_data=routes%2Fdirectory.people._index',
    '/directory/people.data',
    '/organisations/leeds',
    '/organisations/wiltshire',
  ]) {
    const text = await (await request.get(address)).text()
    for (const name of names) expect(text.includes(name), `${name} in ${address}`).toBe(false)
  }
})

test('a page to write to somebody who is not listed looks like one that never was', async ({
  page,
}) => {
  await signInAs(page, 'ruth-okafor')
  const nobody = '/directory/people/01900000-0000-7000-8000-000000000000/message'
  const answer = await page.goto(nobody)
  expect(answer?.status()).toBe(404)
  await heading(page, 'Page not found')
  const sent = await page.request.post(nobody, {
    headers: { Origin: new URL(page.url()).origin },
    form: { operationKey: '01900000-0000-7000-8000-000000000001', subject: 'a', words: 'b' },
    maxRedirects: 0,
  })
  expect(sent.status()).toBe(404)
})
