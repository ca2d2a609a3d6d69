import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { sign } from './support/code.ts'
import { signInAs } from './support/sign-in-as.ts'

const main = (page: Page) => page.getByRole('main')
const register = '/pots/digital-devolution-dividend/areas'
const letter = {
  name: 'Appointment.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4 The officer starts in June.'),
}

test('what an entry of the register lacks is told to everybody', async ({ page }) => {
  await signInAs(page, 'gareth-ashworth')
  await page.goto(`${register}/tees-valley-ca`)
  await expect(main(page)).toContainText('Proposed by Gareth Ashworth, approved by Simone Petrie')
  await page.getByRole('link', { name: 'Propose a new entry' }).click()
  await page.getByRole('button', { name: 'Propose this entry' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await expectAccessible(page)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('one person proposes an entry of the register, another approves it', async ({ page }) => {
    await signInAs(page, 'gareth-ashworth')
    await page.goto(register)
    await page.getByRole('link', { name: 'Greater Lincolnshire' }).click()
    await page.getByRole('link', { name: 'Propose a new entry' }).click()
    await page.getByLabel('Registered').check()
    await page.getByLabel('From', { exact: true }).fill('2026-07-01')
    await page.getByLabel('Chief digital officer in post since').fill('2026-07-02')
    await page.getByLabel('Strategy published on').fill('2026-06-01')
    await page.getByLabel('Why?').fill('The officer has started.')
    await page.getByRole('button', { name: 'Propose this entry' }).click()
    await expect(page.getByRole('alert')).toContainText('no later than its first one')
    await page.getByLabel('Chief digital officer in post since').fill('2026-06-01')
    await page.getByLabel('File').setInputFiles(letter)
    await page.getByRole('button', { name: 'Propose this entry' }).click()
    await expect(main(page)).toContainText('A second person of your organisation can approve it')
    await expect(page.getByRole('button', { name: 'Approve this entry' })).toHaveCount(0)
    const proposal = page.url()

    await signInAs(page, 'simone-petrie')
    await page.goto('/workspace')
    const task = page.getByRole('listitem').filter({ hasText: 'The officer has started.' })
    await task.getByRole('link').first().click()
    await page.getByText('Send it back').click()
    await page.getByRole('button', { name: 'Send this entry back' }).click()
    await expect(page.getByRole('alert')).toContainText('Say what is missing')
    await page.getByRole('button', { name: 'Approve this entry' }).click()
    await sign(page, ['Greater Lincolnshire', 'is on the register', 'Appointment.pdf'])
    await expect(main(page)).toContainText('It counts for what is signed from now on')
    await page.getByRole('link', { name: 'Everything entered for Greater Lincolnshire' }).click()
    await expect(main(page)).toContainText('Proposed by Gareth Ashworth, approved by Simone Petrie')
    await expect(page.getByRole('link', { name: 'Appointment.pdf' })).toBeVisible()

    await signInAs(page, 'beth-carraway')
    expect((await page.goto(proposal))?.status()).toBe(404)
  })
})
