import { expect, test, type Page } from '@playwright/test'
import { challenges } from '#prisma/seed/demonstration/challenges.ts'
import { coSignatures } from '#prisma/seed/demonstration/co-signatures.ts'
import { holderOf, standIns } from '#prisma/seed/demonstration/people.ts'
import { expectAccessible } from './support/accessible.ts'
import { sign } from './support/code.ts'
import { heading, press } from './support/page.ts'
import { signInAs } from './support/sign-in-as.ts'

const people = standIns(
  challenges.flatMap((one) => [
    one.leadCouncil,
    ...coSignatures(one).map(({ council }) => council),
  ]),
)
const officer = holderOf(people, 'conwy', 'officer')
const approver = holderOf(people, 'conwy', 'finance-approver')

async function propose(page: Page) {
  await page.goto('/successions/new')
  await press(page, 'Propose it and see what moves')
  for (const missing of [
    'Enter at least one council',
    'Choose whether the successor is here already',
    'Enter the order that says so',
  ])
    await expect(page.getByRole('alert')).toContainText(missing)
  await page.getByLabel('Which councils end?').fill('Conwy')
  await page.getByLabel('It is one council, and is split into several').check()
  await page.getByLabel('A new council, which the order makes').check()
  await page.getByLabel('Its name', { exact: true }).fill('Aberconwy')
  await page.getByLabel('Its GSS code').fill('W06000098')
  await page.getByLabel('What kind of council is it?').selectOption('Council in Wales')
  await page.getByLabel('Where is it?').selectOption('Wales')
  await page.getByLabel('Vesting day').fill('2026-04-01')
  await page.getByLabel('The order that says so').fill('Made up for a journey')
  await press(page, 'Propose it and see what moves')
  await heading(page, 'Conwy is split into Aberconwy and others')
  await expect(page.getByText('names the others first')).toBeVisible()
  return page.url()
}

async function nameOther(page: Page) {
  await page.getByRole('link', { name: 'Name another council' }).click()
  await expectAccessible(page)
  await press(page, 'Name this council')
  await expect(page.getByRole('alert')).toContainText('Choose whether')
  await page.getByLabel('A council that is on the register').check()
  await page.getByLabel('Its name or GSS code').fill('Denbighshire')
  await press(page, 'Name this council')
  await heading(page, 'Conwy is split into Aberconwy and Denbighshire')
  await expectAccessible(page)
}

test('a council is split, its people go where two operators said, and one of its successors answers', async ({
  page,
}) => {
  await signInAs(page, 'marcus-hale')
  const address = await propose(page)
  await nameOther(page)
  await page.getByRole('link', { name: 'Say who goes where' }).click()
  await expectAccessible(page)
  await page.getByLabel(approver.name).selectOption('Denbighshire')
  await press(page, 'Keep who goes where')
  await expect(page.getByRole('row', { name: /Denbighshire 1 person/ })).toBeVisible()

  await signInAs(page, 'sunita-rao')
  await page.goto(address)
  await page.getByRole('link', { name: 'See who goes where' }).click()
  await expect(page.getByRole('row', { name: approver.name })).toContainText('Denbighshire')
  await expectAccessible(page)
  await page.goBack()
  await press(page, 'Confirm it')
  await sign(page, ['Conwy', 'Aberconwy', `Denbighshire: ${approver.name}`])
  await expect(page.getByRole('heading', { name: 'How people went on' })).toBeVisible()
  await expect(page.getByRole('row', { name: approver.name })).toContainText('Denbighshire')
  await expectAccessible(page)

  await signInAs(page, officer.slug)
  await page.goto('/workspace')
  await page.getByRole('main').getByRole('button', { name: 'Act for Conwy' }).click()
  await expect(page.getByText('You act in the name of Conwy')).toBeVisible()

  await signInAs(page, approver.slug)
  await page.goto('/workspace')
  await expect(page.getByRole('heading', { name: 'Councils you answer for' })).toHaveCount(0)

  await page.context().clearCookies({ name: 'session' })
  await page.goto('/organisations/conwy')
  await heading(page, 'Conwy (now Aberconwy and others)')
  await expect(
    page.getByText('Split into Aberconwy and Denbighshire on 1 April 2026.'),
  ).toBeVisible()
  await expect(page.getByText('Aberconwy answers for it today')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Denbighshire', exact: true }).click()
  await expect(page.getByText('Took over from Conwy')).toBeVisible()
})
