import { expect, test } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { AGAIN } from './support/both-ways.ts'
import { sign } from './support/code.ts'
import { expectText, fill, follow, heading, press } from './support/page.ts'
import { signInAs } from './support/sign-in-as.ts'

const how = 'She works for both firms and told me so on the telephone.'

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('an operator records that two accounts are one person’s, and another one ends it', async ({
    page,
  }) => {
    await signInAs(page, 'marcus-hale')
    await page.goto('/joining')
    await follow(page, 'Two accounts of one person')
    await follow(page, 'Record two accounts as one person')
    await press(page, 'Record them as one person')
    await expect(page.getByRole('alert')).toContainText('Enter an email address')
    await fill(page, {
      'Email address of one account': 'kirsty.nolan@hopscotch-systems.example',
      'Email address of the other account': 'nobody@nestbox-data.example',
      'How do you know?': how,
    })
    await press(page, 'Record them as one person')
    await expect(page.getByRole('alert')).toContainText('No account has this address')
    await fill(page, { 'Email address of the other account': 'arthur.pym@nestbox-data.example' })
    await press(page, 'Record them as one person')
    await sign(page, ['Kirsty Nolan', 'Arthur Pym', how])
    await expectText(page, 'From now on the two accounts count as one person.')
    await follow(page, /Kirsty Nolan|Arthur Pym/)
    await expectText(page, 'Another operator than the one who recorded it ends it')
    const record = page.url()

    await signInAs(page, 'sunita-rao')
    await page.goto(record)
    await fill(page, { 'Why are they two people?': 'Too short' })
    await press(page, 'End this record')
    await expect(page.getByRole('alert')).toContainText('Say why not, in 20 characters or more')
    await fill(page, { 'Why are they two people?': 'I have met both of them at the market day.' })
    await press(page, 'End this record')
    await sign(page, ['two people’s after all', 'Kirsty Nolan'])
    await expectText(page, 'From now on the two accounts count as two people.')

    await signInAs(page, 'gareth-ashworth')
    expect((await page.goto(record))?.status()).toBe(404)
  })
})

test(
  'the pages of two accounts of one person leave nobody out',
  { tag: AGAIN },
  async ({ page }) => {
    await signInAs(page, 'sunita-rao')
    await page.goto('/joining/same-people')
    await expectAccessible(page)
    await follow(page, /Jo Ferris/)
    await heading(page, /Jo Ferris/)
    await expectAccessible(page)
    await page.goto('/joining/same-people/new')
    await expectAccessible(page)
  },
)

test('a proposal whose maker has lost the role says so, and can be proposed anew', async ({
  page,
}) => {
  await signInAs(page, 'simone-petrie')
  await page.goto('/pots/digital-devolution-dividend/areas/proposals')
  await page
    .getByRole('row', { name: /Gwen Ashby/ })
    .getByRole('link')
    .first()
    .click()
  await expectText(page, 'It ended at')
  await expectText(page, 'Whoever proposed it no longer has the role that let them propose it.')
  await expect(page.getByRole('button', { name: 'Approve this entry' })).toHaveCount(0)
})
