import { expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { bothWays } from './support/both-ways.ts'
import { sign } from './support/code.ts'
import { openMail } from './support/outbox.ts'
import { expectText, fill, follow, heading, press } from './support/page.ts'
import { signInAs } from './support/sign-in-as.ts'

bothWays((javaScriptEnabled) => {
  test('an operator registers a funder and invites its administrator, who signs in', async ({
    page,
  }) => {
    const isOpenToAll = async () => {
      if (javaScriptEnabled) await expectAccessible(page)
    }
    const name = javaScriptEnabled ? 'Quayside Foundation' : 'Moorland Foundation'
    const number = javaScriptEnabled ? '9900301' : '9900302'
    const email = `una.bell@${javaScriptEnabled ? 'quayside' : 'moorland'}.example`

    await signInAs(page, 'marcus-hale')
    await page.goto('/joining')
    await follow(page, 'Register a funder')
    await heading(page, 'Register a funder')
    await isOpenToAll()
    await page.getByLabel('Charity or foundation').check()
    await fill(page, { Name: name, 'Charity number': '12' })
    await press(page, /^Register and invite/)
    await expect(page.getByRole('alert')).toContainText('Enter a charity number')
    await expect(page.getByRole('alert')).toContainText('Say how you made sure')
    await expect(page.getByLabel('Charity or foundation')).toBeChecked()
    await isOpenToAll()
    await fill(page, {
      'Charity number': number,
      'How you made sure': 'Its entry in the register; rang the number there',
    })
    await press(page, /^Register and invite/)
    await sign(page, [name, `GB-CHC-${number}`, 'rang the number there'])

    await heading(page, 'Invite a first administrator')
    await expect(page.getByRole('status')).toContainText(`${name} is on the register`)
    await isOpenToAll()
    await fill(page, { 'Their work email address': email })
    await press(page, 'Send the invitation')
    await sign(page, [name, email])
    await expect(page.getByRole('status')).toContainText('on its way')

    await page.context().clearCookies({ name: 'session' })
    await openMail(page, email)
    await page.getByRole('link', { name: /\/invitations\/[0-9a-f]{64}$/ }).click()
    await heading(page, `Join ${name}`)
    await fill(page, { 'Your name': 'Una Bell', 'Your job title': 'Director' })
    await press(page, 'Send me the code')
    await openMail(page, email)
    const code = /\b\d{6}\b/.exec(await page.locator('.mail-text').innerText())?.[0] ?? ''
    await page.goto('/sign-in/code')
    await page.getByLabel('Or type the 6-digit code').fill(code)
    await press(page, 'Sign in')
    // An administrator sets up a second factor first.
    await heading(page, 'Your second factor')
    await expect(page.locator('.person')).toContainText(name)

    await page.goto('/directory')
    await follow(page, 'all funders')
    await heading(page, 'Funders')
    await page.getByLabel('What it is').selectOption('Charity or foundation')
    await press(page, 'Find funders')
    await expect(page.getByRole('row').filter({ hasText: name })).toContainText(number)
    await expect(page.getByRole('row').filter({ hasText: /^Office for/ })).toHaveCount(0)
    await isOpenToAll()
    await follow(page, name)
    await heading(page, name)
    await expectText(page, 'No pot yet')
    await isOpenToAll()
  })
})

test('a body that is a funder already is not registered twice, and a pot names its funders', async ({
  page,
}) => {
  await signInAs(page, 'sunita-rao')
  await page.goto('/funders')
  await follow(page, 'Register a funder')
  await fill(page, { Name: 'Harbour Trust', 'How you made sure': 'Its website' })
  await page.getByLabel('Charity or foundation').check()
  await fill(page, { 'Charity number': '9900108' })
  await press(page, /^Register and invite/)
  await sign(page)
  await expect(page.getByRole('alert')).toContainText('is a funder here already')
  await expect(page.getByLabel('Name').first()).toHaveValue('Harbour Trust')

  await page.goto('/pots')
  await follow(page, 'See who funds the pots')
  await follow(page, 'Shared Solutions Trust')
  await expectText(page, 'Runs it and its rule')
  await expectText(page, '£4,000,000')
})
