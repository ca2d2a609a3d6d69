import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { bothWays } from './support/both-ways.ts'
import { sign } from './support/code.ts'
import { openMail } from './support/outbox.ts'
import { heading, press } from './support/page.ts'
import { signInAs } from './support/sign-in-as.ts'
import { signInByMail } from './support/sign-in-by-mail.ts'

async function confirmAs(page: Page, slug: string, name: string) {
  await signInAs(page, slug)
  await page.goto('/workspace/people')
  await page
    .getByRole('link', { name: /^See who|^How they get back in/ })
    .first()
    .click()
  await heading(page, 'Let somebody back in')
  await press(page, 'Confirm it was them')
  await expect(page.getByRole('alert')).toContainText('Ask them yourself first')
  await page.getByLabel(name).check()
  await page.getByLabel('I asked them in person').check()
  await press(page, 'Confirm it was them')
  await sign(page, [name, 'told you so in person'])
  await expect(page.getByText('It is on record that you confirmed it')).toBeVisible()
}

bothWays((javaScriptEnabled) => {
  test('a finance approver who lost everything is let back in by two people, or stops it', async ({
    page,
  }) => {
    const name = javaScriptEnabled ? 'Tom Ackroyd' : 'Anjali Rao'
    const email = `${name.toLowerCase().replace(' ', '.')}@leeds.example`
    await signInByMail(page, email, '/workspace')
    await page.getByRole('link', { name: 'Ask to be let back in' }).click()
    await heading(page, 'You have lost your second factor')
    if (javaScriptEnabled) await expectAccessible(page)
    await press(page, 'Ask to be let back in')
    await heading(page, 'We have asked for you')
    if (javaScriptEnabled) await expectAccessible(page)

    await confirmAs(page, 'graham-poole', name)
    await expect(page.getByText('One more person has to')).toBeVisible()
    if (javaScriptEnabled) await expectAccessible(page)
    await confirmAs(page, 'marcus-hale', name)
    await expect(page.getByText('They can get in again on')).toBeVisible()

    await openMail(page, email)
    await expect(page.getByText('It was confirmed that you are to be let back in.')).toBeVisible()
    await page.getByRole('link', { name: /\/sign-in\/way-back\/[0-9a-f]{64}$/ }).click()
    await heading(page, 'Stop being let back in')
    if (javaScriptEnabled) await expectAccessible(page)
    await press(page, 'Stop it')
    await expect(page.getByText('The second factor stays as it is.')).toBeVisible()
    await signInByMail(page, email, '/workspace')
    await heading(page, 'Show your second factor')
  })
})
