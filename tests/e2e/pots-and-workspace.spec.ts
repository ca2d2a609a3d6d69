import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { signInAs } from './support/sign-in-as.ts'
import { sterling } from './support/sterling.ts'

type PotAnswer = {
  name: string
  availablePence: number
  reservedPence: number
  committedPence: number
  paidPence: number
  rule: { version: number; inWords: string }
  rules: { version: number; reason: string }[]
}

const main = (page: Page) => page.getByRole('main')

for (const slug of ['seed-fund', 'digital-devolution-dividend'])
  test(`the page of the ${slug} says what the API says`, async ({ page }) => {
    const answer = await page.request.get(`/api/v1/pots/${slug}`)
    const pot = (await answer.json()) as PotAnswer
    await page.goto(`/pots/${slug}`)
    await expect(page.getByRole('heading', { level: 1, name: pot.name })).toBeVisible()
    for (const pence of [pot.availablePence, pot.reservedPence, pot.committedPence, pot.paidPence])
      await expect(main(page)).toContainText(sterling(pence))
    await expect(main(page)).toContainText(pot.rule.inWords)
    await expect(main(page)).toContainText(`Version ${pot.rule.version}, in force since`)
    await expect(main(page)).toContainText('The ledger agrees with every figure.')

    await page.getByRole('link', { name: 'Allocations', exact: true }).click()
    const inUse = pot.reservedPence + pot.committedPence + pot.paidPence
    const total = page.locator('tfoot, tr.total').last()
    await expect(total).toContainText(sterling(inUse + (await givenBack(page))))
    await expect(total).toContainText(sterling(pot.paidPence))

    await page.getByRole('link', { name: 'Rule history' }).click()
    for (const { version, reason } of pot.rules) {
      await expect(
        page.getByRole('heading', { level: 2, name: `Version ${version}` }),
      ).toBeVisible()
      await expect(main(page)).toContainText(reason)
    }
    await expect(page.getByRole('table')).toHaveCount(pot.rules.length - 1)
  })

/** Matches that built projects did not need stay in the list; the pot has their money again, and the page says how much. */
async function givenBack(page: Page) {
  const said = await main(page).getByText('came back to the pot').allInnerTexts()
  const [, pounds = '0', pence = '00'] = /£([\d,]+)(?:\.(\d\d))?/.exec(said.join()) ?? []
  return Number(pounds.replaceAll(',', '')) * 100 + Number(pence)
}

const council = ['Overview', 'Pledges', 'Challenges', 'Projects', 'Collections', 'Statement']

const workspaces = [
  {
    person: 'priya-nair',
    tabs: [...council, 'People and limits'],
  },
  {
    person: 'margaret-osei',
    tabs: [...council, 'Cost codes', 'People and limits', 'On record'],
  },
  {
    person: 'ruth-okafor',
    tabs: ['Overview', 'Pitches', 'Projects', 'People', 'Profile', 'On record', 'Bank details'],
  },
  {
    person: 'gareth-ashworth',
    tabs: ['Overview', 'Pots', 'Payments', 'Projects', 'Statement', 'People', 'On record'],
  },
  {
    person: 'idris-bello',
    tabs: ['Overview', 'Pots', 'Payments', 'Projects', 'Statement', 'People', 'On record'],
  },
  {
    person: 'marcus-hale',
    tabs: [
      'Overview',
      'People',
      'Joining',
      'Reports',
      'Audit',
      'Legal holds',
      'Let back in',
      'On record',
    ],
  },
]

for (const { person, tabs } of workspaces)
  test(`the workspace of ${person} has their pages, and every tab leads to one`, async ({
    page,
  }) => {
    await signInAs(page, person)
    await page.goto('/workspace')
    await expectAccessible(page)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/waiting for you$/)
    const links = page.locator('.subnav').getByRole('link')
    await expect(links).toHaveText(tabs)
    for (const name of tabs) {
      await page.locator('.subnav').getByRole('link', { name, exact: true }).click()
      await expect(page.locator('.subnav [aria-current="page"]')).toHaveText(name)
      await expect(links).toHaveText(tabs)
    }
  })

test('a fund manager gets from a pot to the payments that wait for them', async ({ page }) => {
  await page.goto('/pots/digital-devolution-dividend')
  await expect(page.getByRole('link', { name: /^Approvals/ })).toHaveCount(0)
  await signInAs(page, 'gareth-ashworth')
  await page.goto('/pots/digital-devolution-dividend')
  const approvals = page.getByRole('link', { name: /^Approvals/ })
  const count = Number(/\d+/.exec(await approvals.innerText())?.[0])
  await approvals.click()
  const waiting = page.getByRole('region', { name: 'Payments to approve' })
  await expect(waiting.locator('a[href^="/milestones/"]')).toHaveCount(count)
})
