import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { later, letPass, today } from './support/journey/clock.ts'
import { openMail } from './support/outbox.ts'
import { fill, follow, heading, press } from './support/page.ts'
import { signInAs } from './support/sign-in-as.ts'

// It moves the demonstration's clock, so its name puts it after most others.

const founder = 'ruth.okafor@fernhill-labs.example'

const certificate = {
  name: 'certificate.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4 made up for a journey'),
}

/** Firms that hold a certificate of this kind today, by the list that everybody has. */
async function find(page: Page, kind: string) {
  await page.goto('/suppliers')
  await page.getByLabel('Holds today').selectOption({ label: kind })
  await press(page, 'Find suppliers')
}

/** Enters a certificate with its document, after a first try that forgets when it ends. */
async function enterCertificate(page: Page, lastDay: string, firstDay: string) {
  await page.goto('/suppliers/profile')
  await follow(page, 'Certificates')
  await follow(page, 'Add one')
  await page
    .getByLabel('What is it?')
    .selectOption({ label: 'Data Security and Protection Toolkit' })
  await press(page, 'Continue')
  await heading(page, 'Data Security and Protection Toolkit')
  await fill(page, { 'Certificate number': 'T-4711', 'Who issued it': 'Made-up Health Assurance' })
  await page.getByLabel('First day').fill(firstDay)
  await press(page, 'Add it to your profile')
  await expect(page.getByRole('alert')).toContainText('Enter a date')
  await expect(page.getByLabel('Certificate number')).toHaveValue('T-4711')
  await page.getByLabel('Last day').fill(lastDay)
  await page.getByLabel('Document').setInputFiles(certificate)
  await press(page, 'Add it to your profile')
  await expect(page.getByRole('status')).toContainText('Saved')
}

async function lookAtDocument(page: Page, firm: string, isOpenToAll: () => Promise<void>) {
  await signInAs(page, 'marcus-hale')
  await page.goto('/joining/documents?kind=dspt')
  await isOpenToAll()
  await follow(page, `Data Security and Protection Toolkit of ${firm}`)
  await expect(page.getByText('T-4711')).toBeVisible()
  await isOpenToAll()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: certificate.name }).click()
  expect((await download).suggestedFilename()).toBe(certificate.name)
  await page.getByLabel('Something does not fit').check()
  await press(page, 'Say what you have seen')
  await expect(page.getByRole('alert')).toContainText('Say what does not fit')
  await page.getByLabel('It shows what the firm says').check()
  await press(page, 'Say what you have seen')
  await expect(page.getByRole('status')).toContainText('on record')
}

test('a founder enters a certificate, an operator sees it, a council finds the firm by it, and it ends', async ({
  page,
}) => {
  test.setTimeout(400_000)
  const day = await today(page)
  await signInAs(page, 'ruth-okafor')
  await enterCertificate(page, later(day, 40), later(day, -300))
  await expectAccessible(page)
  await lookAtDocument(page, 'Fernhill Labs', () => expectAccessible(page))

  await signInAs(page, 'priya-nair')
  await find(page, 'Data Security and Protection Toolkit')
  await expectAccessible(page)
  await follow(page, 'Fernhill Labs')
  await heading(page, 'Fernhill Labs')
  const held = page.getByRole('row').filter({ hasText: 'T-4711' })
  await expect(held).toContainText('Document seen')
  await expectAccessible(page)

  await signInAs(page, 'ruth-okafor')
  await page.goto('/challenges/damp-and-mould-reports/pitch')
  await follow(page, 'How does it work')
  const pitch = page.url().replace('/questions/1', '')
  await page.goto(`${pitch}/check`)
  const carried = page.getByRole('row').filter({ hasText: 'T-4711' })
  await expect(carried).toContainText('Document seen')
  await expect(carried).toContainText('Before the work can be done')

  await letPass(page, 11)
  await openMail(page, `expires in 29 days ${founder}`)
  await expect(page.locator('.mail-text')).toContainText('told us that its last day is')
  await signInAs(page, 'ruth-okafor')
  await page.goto('/workspace')
  await expect(page.getByRole('listitem').filter({ hasText: 'Renew: Data' })).toContainText(
    'Renew by',
  )

  await letPass(page, 30)
  await openMail(page, `Toolkit of Fernhill Labs expired on ${founder}`)
  await find(page, 'Data Security and Protection Toolkit')
  await expect(page.getByRole('article').filter({ hasText: 'Fernhill Labs' })).toHaveCount(0)
  await page.goto('/organisations/fernhill-labs')
  await expect(page.getByRole('main')).not.toContainText('T-4711')

  await signInAs(page, 'ruth-okafor')
  await page.goto('/workspace')
  await follow(page, 'Renew: Data Security and Protection Toolkit')
  await heading(page, 'Renew Data Security and Protection Toolkit')
  await expectAccessible(page)
  await page.getByLabel('Last day').fill(later(day, 400))
  await press(page, 'Enter the renewal')
  await expect(page.getByRole('region', { name: 'Earlier ones' })).toContainText('Renewed on')
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a founder says services, a framework and a certificate, puts it right and takes it back', async ({
    page,
  }) => {
    await signInAs(page, 'aoife-magee')
    const day = await today(page)
    await page.goto('/suppliers/profile')
    await follow(page, 'Services you work on')
    await page.getByText('Housing', { exact: true }).click()
    await page.getByLabel('Homelessness and prevention').check()
    await press(page, 'Save these services')
    await expect(page.getByRole('status')).toContainText('Saved')

    await follow(page, 'Frameworks you are on')
    await follow(page, 'Add a framework')
    await page.getByLabel('Another one').check()
    await press(page, 'Add this framework')
    await expect(page.getByRole('alert')).toContainText('Enter its name')
    await fill(page, { 'Its name': 'Made-up list', 'Its reference': 'MUL-1' })
    await press(page, 'Add this framework')
    await expect(page.getByRole('row').filter({ hasText: 'MUL-1' })).toBeVisible()

    await enterCertificate(page, later(day, 200), later(day, -10))
    await follow(page, 'Put right Data Security and Protection Toolkit')
    await fill(page, { 'Certificate number': 'T-4712' })
    await press(page, 'Put it right')
    await expect(page.getByRole('row').filter({ hasText: 'T-4712' })).toContainText(
      'Said by the firm',
    )
    await follow(page, 'Take back Data Security and Protection Toolkit')
    await press(page, 'Take it back')
    await expect(page.getByRole('region', { name: 'Earlier ones' })).toContainText('Taken back on')

    await page.goto('/suppliers/profile')
    await press(page, 'Still true')
    await expect(page.getByRole('status')).toContainText('We ask again in a year')
    await page.goto('/suppliers?q=ropewalk&service=68')
    await expect(page.getByRole('article').filter({ hasText: 'Ropewalk Records' })).toBeVisible()
  })
})
