import { expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { bothWays } from './support/both-ways.ts'
import { sign } from './support/code.ts'
import { openMail } from './support/outbox.ts'
import { fill, heading, press } from './support/page.ts'
import { signInAs } from './support/sign-in-as.ts'

bothWays((javaScriptEnabled) => {
  test('new bank details of a firm wait, an operator confirms them, and the link in the mail stops them', async ({
    page,
  }) => {
    await signInAs(page, 'ruth-okafor')
    await page.goto('/organisation/bank-details')
    await fill(page, {
      'Name on the account': 'FERNHILL NEW',
      'Sort code': '00-00-00',
      'Account number': javaScriptEnabled ? '00007777' : '00008888',
    })
    await page.getByLabel('This account belongs to our organisation').check()
    await press(page, 'Change the bank details')
    await sign(page, ['FERNHILL NEW', 'once a second person has confirmed it'])
    await heading(page, 'Changes of bank details')
    await expect(page.locator('.summary')).toContainText('Not yet')
    await expect(page.getByRole('button', { name: 'Confirm the account' })).toHaveCount(0)
    if (javaScriptEnabled) await expectAccessible(page)
    await page.goto('/organisation/bank-details')
    await expect(page.locator('.summary')).not.toContainText('FERNHILL NEW')

    await signInAs(page, 'marcus-hale')
    await page.goto('/bank-details')
    await press(page, 'Confirm the account')
    await expect(page.getByRole('alert')).toContainText('Check it with a colleague')
    await page.getByLabel('I asked whoever wants this').check()
    await press(page, 'Confirm the account')
    await sign(page, ['FERNHILL NEW', 'Fernhill Labs'])
    await expect(page.locator('.summary')).toContainText('Marcus Hale')
    if (javaScriptEnabled) await expectAccessible(page)

    await page.context().clearCookies({ name: 'session' })
    await openMail(page, 'Your bank details on Solve Once ruth.okafor', 1)
    await page.getByRole('link', { name: /\/bank-details\/[0-9a-f]{64}$/ }).click()
    await heading(page, 'Stop a change of bank details')
    if (javaScriptEnabled) await expectAccessible(page)
    await press(page, 'Stop it')
    await expect(page.getByText('Payments go to the account they went to before.')).toBeVisible()
  })
})
