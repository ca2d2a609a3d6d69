import { expect, test, type Browser, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { AGAIN } from './support/both-ways.ts'
import { signInAs } from './support/sign-in-as.ts'
import { sign } from './support/code.ts'

const pdf = (name: string) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from(`%PDF-1.7 ${name}`),
})

type Journey = { milestone: RegExp; sum: string; javaScriptEnabled: boolean; checksPages: boolean }

/** Everybody has their own browser, as in life. */
async function signedIn(browser: Browser, person: string, javaScriptEnabled: boolean) {
  const context = await browser.newContext({ javaScriptEnabled })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await signInAs(page, person)
  return page
}

const projectPage = '/projects/PR-0005'

async function openMilestone(page: Page, milestone: RegExp) {
  await page.goto(projectPage)
  await page.getByRole('link', { name: milestone }).click()
}

async function openEvidence(page: Page) {
  const links = page.locator('.files a')
  for (let place = 0; place < (await links.count()); place++) {
    const downloading = page.waitForEvent('download')
    await links.nth(place).click()
    expect((await downloading).suggestedFilename()).toMatch(/\.pdf$/)
  }
  await page.goto(page.url())
  await expect(page.getByText('Open before you approve')).toHaveCount(0)
}

async function approve(page: Page, { milestone, sum }: Journey) {
  await openMilestone(page, milestone)
  await page.getByLabel(`Yes, approve the payment of ${sum}`).check()
  await page.getByRole('button', { name: `Approve ${sum} payment` }).click()
  await expect(page.getByRole('alert')).toContainText('Confirm that you have read the evidence')
  await openEvidence(page)
  await page.getByLabel(`Yes, approve the payment of ${sum}`).check()
  await page.getByLabel(/I have read the evidence/).check()
  await page.getByRole('button', { name: `Approve ${sum} payment` }).click()
  await sign(page, [sum, 'Tideline Digital', 'approval of a payment'])
  await expect(page.getByText('Your approval is recorded.')).toBeVisible()
}

const journeys: Journey[] = [
  { milestone: /^3\. /, sum: '£70,000', javaScriptEnabled: true, checksPages: true },
  { milestone: /^4\. /, sum: '£64,000', javaScriptEnabled: false, checksPages: false },
]

for (const journey of journeys)
  test(
    `a milestone is claimed, accepted, approved by two and paid, ${journey.javaScriptEnabled ? 'with' : 'without'} JavaScript`,
    { tag: journey.javaScriptEnabled ? [] : AGAIN },
    async ({ browser }) => {
      test.setTimeout(300_000)
      const { milestone, sum, javaScriptEnabled } = journey
      const check = async (page: Page) => journey.checksPages && (await expectAccessible(page))
      const as = (person: string) => signedIn(browser, person, javaScriptEnabled)

      const supplier = await as('leila-haddad')
      await openMilestone(supplier, milestone)
      await supplier.getByRole('link', { name: `Claim ${sum}` }).click()
      await check(supplier)
      await supplier.getByLabel('Your invoice number').fill('TD-1200')
      await supplier.getByRole('button', { name: `Claim ${sum}` }).click()
      await expect(supplier.getByLabel('Your invoice number')).toHaveValue('TD-1200')
      await supplier
        .getByLabel('How was the acceptance test met?')
        .fill('Ten councils are live now.')
      await supplier
        .getByLabel('Evidence')
        .setInputFiles([pdf('report.pdf'), pdf('who is live.pdf')])
      await supplier.getByRole('button', { name: `Claim ${sum}` }).click()
      await expect(supplier.getByText('Your claim is with the lead council.')).toBeVisible()

      const lead = await as('helen-marsh')
      await openMilestone(lead, milestone)
      await check(lead)
      await lead.getByLabel('No, send it back').check()
      await lead.getByRole('button', { name: 'Send the claim back' }).click()
      await expect(lead.getByRole('alert')).toContainText('Say what is missing')
      await lead.getByLabel('Yes, accept the work').check()
      await lead.getByRole('button', { name: `Accept the ${sum} milestone` }).click()
      await expect(lead.getByText('You accepted the work.')).toBeVisible()

      const first = await as('gareth-ashworth')
      await openMilestone(first, milestone)
      await check(first)
      await approve(first, journey)
      const second = await as('idris-bello')
      await approve(second, journey)

      await first.goto('/payments')
      await check(first)
      await first.getByRole('button', { name: `Make a payment file of ${sum}` }).click()
      await expect(first.getByText('You made this file.')).toBeVisible()
      const downloading = first.waitForEvent('download')
      await first.getByRole('link', { name: 'Download the file (CSV)' }).click()
      expect((await downloading).suggestedFilename()).toMatch(/^BACS-\d{8}-.*\.csv$/)

      await second.goto(first.url())
      await check(second)
      await second.getByRole('button', { name: `Mark ${sum} as sent to the bank` }).click()
      await sign(second, [sum, 'Tideline Digital', 'goes to the bank'])
      await second.getByRole('button', { name: `Mark ${sum} as paid` }).click()
      await expect(second.getByRole('alert')).toContainText('Enter a date')
      const today = (await second.getByLabel('The day the bank paid').getAttribute('max')) ?? ''
      await second.getByLabel('The day the bank paid').fill(today)
      await second.getByRole('button', { name: `Mark ${sum} as paid` }).click()
      await expect(second.getByText('What comes next')).toHaveCount(0)

      const anybody = await (await browser.newContext({ javaScriptEnabled })).newPage()
      await anybody.goto(projectPage)
      await check(anybody)
      await expect(anybody.getByRole('row').filter({ hasText: sum }).first()).toContainText('Paid')
    },
  )

test('what a statement or bank details lack is told to everybody', async ({ browser }) => {
  test.setTimeout(120_000)
  const finance = await signedIn(browser, 'tom-ackroyd', true)
  await finance.goto('/collections/statement')
  await finance.getByLabel('Lines of the statement').fill('2026-09-01,COL-99999,5.00\nnonsense')
  await finance.getByRole('button', { name: 'Read the statement' }).click()
  await expect(finance.getByText('0 of 2 lines recorded as received.')).toBeVisible()
  await expect(
    finance.getByText('No collection of yours has the reference COL-99999'),
  ).toBeVisible()
  await expectAccessible(finance)

  const founder = await signedIn(browser, 'sam-trewin', true)
  await founder.goto('/organisation/bank-details')
  await founder.getByRole('button', { name: 'Change the bank details' }).click()
  await expect(founder.getByRole('alert')).toContainText('Enter a sort code of 6 digits')
  await expectAccessible(founder)
})

test('to an outsider a claim does not exist, nor do payments', async ({ browser }) => {
  const supplier = await signedIn(browser, 'leila-haddad', true)
  await openMilestone(supplier, /^2\. /)
  const claimed = supplier.url()
  const evidence = await supplier.locator('.files a').first().getAttribute('href')

  const outsider = await signedIn(browser, 'priya-nair', true)
  for (const path of [claimed, evidence ?? '', '/payments'])
    expect((await outsider.request.get(path)).status(), path).toBe(404)
})
