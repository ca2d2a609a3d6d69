import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { bothWays } from './support/both-ways.ts'
import { sign } from './support/code.ts'
import { expectText, fill, follow, heading, press, takeUp } from './support/page.ts'
import { signInAs } from './support/sign-in-as.ts'

bothWays((javaScriptEnabled) => {
  const isOpenToAll = async (page: Page) => {
    if (javaScriptEnabled) await expectAccessible(page)
  }
  const name = javaScriptEnabled ? 'Harbour Towns Fund' : 'Moorland Towns Fund'
  const slug = javaScriptEnabled ? 'harbour-towns' : 'moorland-towns'

  test('one fund manager proposes a pot with its first rule, another makes it by agreeing', async ({
    page,
  }) => {
    await signInAs(page, 'lucas-fenn')
    await page.goto('/pots')
    await follow(page, 'Propose a pot')
    await heading(page, 'Propose a pot')
    await fill(page, { Name: name, 'Short name for its address': 'Towns!' })
    await press(page, 'Continue')
    await expect(page).toHaveTitle(/^Error: /)
    for (const missing of ['Use small letters', 'Say what the pot is for', 'Choose how much'])
      await expect(page.getByRole('alert')).toContainText(missing)
    await isOpenToAll(page)
    await fill(page, {
      'Short name for its address': 'seed-fund',
      'What is it for?': 'Money for **towns**.',
      'Why this rule?': 'Half is what a town can find itself.',
    })
    await page.getByLabel('The same for every £1').check()
    await fill(page, { 'Pence added for every £1': '50' })
    await press(page, 'Continue')
    await expect(page.getByRole('alert')).toContainText('Another pot has this short name')
    await expect(page.getByLabel('What is it for?')).toHaveValue('Money for **towns**.')
    await fill(page, { 'Short name for its address': slug })
    await press(page, 'Continue')
    await heading(page, 'Check the pot before you propose it')
    await expectText(page, 'add 50p')
    await expectText(page, 'Money for towns.')
    await isOpenToAll(page)
    await press(page, 'Propose this pot')
    await expect(page.getByRole('status')).toContainText('Another fund manager')
    await expect(page.getByRole('button', { name: 'Agree to this pot' })).toHaveCount(0)
    await isOpenToAll(page)
    const proposal = page.url()

    await signInAs(page, 'gareth-ashworth')
    expect((await page.goto(proposal))?.status()).toBe(404)
    expect((await page.goto(`/pots/${slug}`))?.status()).toBe(404)

    await signInAs(page, 'beth-carraway')
    await takeUp(page, /^Agree to a new pot/, name)
    await press(page, 'Agree to this pot')
    await sign(page, [name, `/pots/${slug}`, 'add 50p'])
    await expect(page.getByRole('status')).toContainText('there for everybody')
    await isOpenToAll(page)
    await follow(page, 'Put money in')
    await fill(page, { 'How much?': '25,000' })
    await press(page, 'Put it in')
    await sign(page, [name])

    await page.context().clearCookies({ name: 'session' })
    await page.goto(`/pots/${slug}`)
    await heading(page, name)
    await expectText(page, '£25,000')
    await follow(page, 'Read its history')
    await expectText(page, 'Beth Carraway')
  })

  test('whoever proposed a pot takes it back and says why', async ({ page }) => {
    await signInAs(page, 'simone-petrie')
    await page.goto('/workspace')
    await follow(page, 'Proposed pots')
    await expectText(page, 'Nothing is waiting')
    await isOpenToAll(page)
    await follow(page, 'Propose a pot')
    await fill(page, {
      Name: 'Pilot Fund',
      'Short name for its address': `pilot-${slug}`,
      'What is it for?': 'Pilots.',
      'Why this rule?': 'To begin with.',
    })
    await page.getByLabel('The same for every £1').check()
    await fill(page, { 'Pence added for every £1': '10' })
    await press(page, 'Continue')
    await press(page, 'Propose this pot')
    await page.getByText('Take it back', { exact: true }).click()
    await press(page, 'Take this pot back')
    await expect(page.getByRole('alert')).toContainText('Say why')
    await page.getByLabel('Why?').fill('The board wants to wait.')
    await press(page, 'Take this pot back')
    await expectText(page, 'The board wants to wait.')
    await page.goto('/pots/proposed')
    await expect(page.getByRole('region', { name: 'Earlier proposals' })).toContainText(
      'Pilot Fund',
    )
  })
})
