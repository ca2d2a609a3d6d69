import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { bothWays } from './support/both-ways.ts'
import { openMail } from './support/outbox.ts'
import { heading, press } from './support/page.ts'
import { signInAs } from './support/sign-in-as.ts'

/** Opens the form to write to Helen Marsh, who is in the directory. */
async function writeToHelen(page: Page) {
  await page.goto('/directory/people?q=Helen')
  await page.getByRole('link', { name: 'Write to Helen Marsh' }).click()
}

bothWays((javaScriptEnabled) => {
  const founder = javaScriptEnabled ? 'joel-baptiste' : 'imogen-cross'
  const subject = javaScriptEnabled ? 'Cheap watches' : 'Cheaper watches'

  test('an operator stops whoever wrote a reported message, and another lets them write again', async ({
    page,
  }) => {
    await signInAs(page, founder)
    await writeToHelen(page)
    await page.getByLabel('What is it about?').fill(subject)
    await page.getByLabel('Your message').fill('Buy one, get one.')
    await press(page, 'Send the message')
    await signInAs(page, 'helen-marsh')
    await openMail(page, subject)
    await page.getByRole('link', { name: /\/directory\/messages\// }).click()
    await page.getByRole('link', { name: 'Report this message' }).click()
    await page.getByLabel('What is wrong with it?').fill('I lead waste, not watches')
    await press(page, 'Report it')

    await signInAs(page, 'marcus-hale')
    await page.goto('/workspace')
    await page.getByRole('link', { name: /Look at \d+ reported message/ }).click()
    await page.getByRole('link', { name: subject, exact: true }).click()
    await heading(page, subject)
    if (javaScriptEnabled) await expectAccessible(page)
    await page.getByLabel('Stop the sender').check()
    await press(page, 'Close the report')
    await expect(page.getByRole('alert')).toContainText('Say why')
    await page.getByLabel('Why?').fill('It is not about what they lead.')
    await press(page, 'Close the report')
    await expect(page.getByRole('alert')).toContainText('Choose for how long')
    await page.getByLabel('7 days').check()
    await press(page, 'Close the report')
    await expect(page.getByRole('status')).toContainText('The report is closed')
    await page.getByLabel('State').selectOption({ label: 'Closed' })
    await press(page, 'List reports')
    const row = page.getByRole('row').filter({ hasText: subject })
    await expect(row).toContainText('Sender stopped')

    await signInAs(page, founder)
    await writeToHelen(page)
    await expect(page.getByText('You cannot write to people in the directory until')).toBeVisible()
    await expect(page.getByText('It is not about what they lead.')).toBeVisible()
    await expect(page.getByLabel('Your message')).toHaveCount(0)
    if (javaScriptEnabled) await expectAccessible(page)

    await signInAs(page, 'sunita-rao')
    await page.goto('/directory/reports')
    await page.getByRole('link', { name: 'Senders who are stopped' }).click()
    const stopped = page.getByRole('row').filter({ hasText: 'It is not about' })
    await stopped.getByRole('link').click()
    if (javaScriptEnabled) await expectAccessible(page)
    await page.getByLabel('Why may they write again?').fill('They have understood.')
    await press(page, 'Let them write again')
    await expect(page.getByRole('status')).toContainText('They may write again')

    await signInAs(page, founder)
    await writeToHelen(page)
    await expect(page.getByLabel('Your message')).toBeVisible()
  })
})
