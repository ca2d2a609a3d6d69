import { expect, test, type Page } from '@playwright/test'
import { challenges } from '#prisma/seed/demonstration/challenges.ts'
import { coSignatures } from '#prisma/seed/demonstration/co-signatures.ts'
import { holderOf, standIns } from '#prisma/seed/demonstration/people.ts'
import { expectAccessible } from './support/accessible.ts'
import { bothWays } from './support/both-ways.ts'
import { sign } from './support/code.ts'
import { heading, press } from './support/page.ts'
import { signInAs } from './support/sign-in-as.ts'

const councils = challenges.flatMap((one) => [
  one.leadCouncil,
  ...coSignatures(one).map(({ council }) => council),
])
const officer = holderOf(standIns(councils), 'stirling', 'officer')
const vestingDay = '2026-04-01'

async function propose(page: Page) {
  await signInAs(page, 'marcus-hale')
  await page.goto('/joining')
  await page.getByRole('link', { name: 'Organisations that become part of others' }).click()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Propose a succession' }).click()
  await page.getByLabel('Which councils end?').fill('Stirling')
  await page.getByLabel('A new council, which the order makes').check()
  await page.getByLabel('Its name', { exact: true }).fill('Forth Side')
  await page.getByLabel('What kind of council is it?').selectOption('Council in Scotland')
  await page.getByLabel('Where is it?').selectOption('Scotland')
  await page.getByLabel('Vesting day').fill(vestingDay)
  await page.getByLabel('The order that says so').fill('Made up for a journey')
  await press(page, 'Propose it and see what moves')
  await expect(page.getByRole('alert')).toContainText('Enter its GSS code')
  await expect(page.getByLabel('Which councils end?')).toHaveValue('Stirling')
  await expectAccessible(page)
  await page.getByLabel('Its GSS code').fill('S12000099')
  await press(page, 'Propose it and see what moves')
  await expect(page.getByRole('status')).toContainText('Nothing has changed')
  await expect(page.getByText('You proposed it. Another operator confirms it.')).toBeVisible()
  await expectAccessible(page)
  return page.url()
}

test.describe.configure({ mode: 'serial' })

test('two operators make a council part of a new one, and its people finish what it led', async ({
  page,
}) => {
  const address = await propose(page)

  await signInAs(page, 'sunita-rao')
  await page.goto(address)
  await press(page, 'Confirm it')
  await sign(page, ['Stirling', 'Forth Side'])
  await expect(page.getByRole('status')).toContainText('Confirmed')
  await expect(page.getByRole('heading', { name: 'How people went on' })).toBeVisible()
  await expectAccessible(page)

  await signInAs(page, officer.slug)
  await page.goto('/workspace')
  await expect(page.getByRole('heading', { name: 'Councils you answer for' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('main').getByRole('button', { name: 'Act for Stirling' }).click()
  await expect(page.getByText('You act in the name of Stirling (now Forth Side).')).toBeVisible()
  await page.goto('/challenges/new')
  await expect(page.getByLabel('Short title')).toHaveCount(0)
  await page.goto('/workspace/statement')
  await expect(page.getByRole('heading', { name: 'Handed over' })).toBeVisible()
  await expectAccessible(page)

  await page.context().clearCookies({ name: 'session' })
  await page.goto('/organisations/stirling')
  await heading(page, 'Stirling (now Forth Side)')
  await expect(page.getByText('Source: Made up for a journey')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Forth Side', exact: true }).click()
  await heading(page, 'Forth Side')
  await expect(page.getByText('Took over from Stirling')).toBeVisible()
  await page.goto('/councils?q=stirling')
  await expect(page.getByText('No council fits')).toBeVisible()
  await page.goto('/councils?q=stirling&kind=former')
  await expect(page.getByRole('link', { name: 'Stirling (now Forth Side)' })).toBeVisible()
})

const posted = challenges.find(({ leadCouncil }) => leadCouncil === 'stirling')?.slug ?? ''
const link = `/challenges/${posted}/description`

bothWays((javaScriptEnabled) => {
  test('a link about the former council says whose it is, and opens once they act for it', async ({
    page,
  }) => {
    await signInAs(page, officer.slug)
    await page.goto(link)
    await expect(page.getByText('You act for Forth Side.')).toBeVisible()
    if (javaScriptEnabled) await expectAccessible(page)
    await press(page, 'Act for Stirling (now Forth Side) and open it')
    await heading(page, 'Change the description')
    expect(new URL(page.url()).pathname).toBe(link)
  })
})
