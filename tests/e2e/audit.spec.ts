import { expect, test, type Page } from '@playwright/test'
import { findBarriers } from './support/accessible.ts'
import { bothWays } from './support/both-ways.ts'
import { expectText, fill, follow, heading, press } from './support/page.ts'
import { signInAs } from './support/sign-in-as.ts'

const file = (page: Page, path: string) => page.request.get(path).then((answer) => answer.text())

bothWays((javaScriptEnabled) => {
  test('who was refused what is found by the operator and by their own council', async ({
    page,
  }) => {
    await test.step('an officer tries a page and a form that are not theirs', async () => {
      await signInAs(page, 'amira-siddiq')
      expect((await page.goto('/payments'))?.status()).toBe(404)
      const sent = await page.request.post('/workspace/cost-codes', {
        form: { pledged: '1' },
        headers: { 'Sec-Fetch-Site': 'same-origin' },
      })
      expect(sent.status()).toBe(403)
      expect((await page.goto('/workspace/audit'))?.status()).toBe(404)
    })

    await test.step('the operator searches the whole audit', async () => {
      await signInAs(page, 'sunita-rao')
      await page.goto('/workspace')
      await page.getByRole('link', { name: 'Audit', exact: true }).click()
      await heading(page, 'Audit')
      await fill(page, { Person: 'Amira Siddiq', Organisation: 'Sheffield' })
      await page.getByLabel('What was done').selectOption('Refused')
      await press(page, 'Search')
      await expectText(page, 'Was refused the page /payments')
      await expectText(page, 'Was refused a form sent to /workspace/cost-codes')
      if (javaScriptEnabled) expect(await findBarriers(page)).toEqual([])
      await follow(page, /All about this person/)
      await expectText(page, 'Only what is on record about one thing')
      await follow(page, 'Show everything')
      await follow(page, 'Next page')
      await follow(page, 'First page')
    })

    await test.step('their council reads its own record, and takes it away', async () => {
      await signInAs(page, 'daniel-whitlock')
      await page.goto('/workspace')
      await page.getByRole('link', { name: 'On record', exact: true }).click()
      await heading(page, 'On record')
      await expectText(page, 'Was refused the page /payments')
      if (javaScriptEnabled) expect(await findBarriers(page)).toEqual([])
      const own = await file(page, '/workspace/audit.csv?by=us')
      expect(own).toContain('Amira Siddiq,Sheffield')
      expect(own.split('\r\n').filter((line) => line && !/,Sheffield,/.test(line))).toHaveLength(1)
      expect((await page.goto('/audit'))?.status()).toBe(404)
    })

    await test.step('a firm finds who accepted and approved its work, by organisation and role', async () => {
      await signInAs(page, 'ruth-okafor')
      await page.goto('/workspace/audit')
      await page.getByLabel('Done by').selectOption('Others, to our things')
      await press(page, 'Search')
      await expectText(page, 'Gave first approval to pay £154,000')
      await expectText(page, 'Administrator, Fund manager')
      await expectText(page, 'Accepted the work')
      if (javaScriptEnabled) expect(await findBarriers(page)).toEqual([])
      const others = await file(page, '/workspace/audit.csv?by=others')
      expect(others).toContain(',Shared Solutions Trust,"administrator, fund-manager",milestone:')
      expect(others).not.toContain('Beth Carraway')
    })

    await test.step('another council finds nothing of it', async () => {
      await signInAs(page, 'graham-poole')
      expect(await file(page, '/workspace/audit.csv?person=Amira')).not.toContain('Amira')
      await page.goto('/workspace/audit?person=Amira')
      await expectText(page, 'Nothing found')
    })
  })
})
