import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './support/accessible.ts'
import { AGAIN, bothWays } from './support/both-ways.ts'
import { follow, heading, press } from './support/page.ts'
import { signInAs } from './support/sign-in-as.ts'

const open = '/challenges/damp-and-mould-reports'
const closed = '/challenges/income-management'

async function writeMilestone(page: Page, place: number, price: string) {
  const group = page.getByRole('group', { name: `Milestone ${place}` })
  await group.getByLabel('What you deliver').fill(`Step ${place}`)
  await group.getByLabel('How the council will know it is done').fill('Three councils use it')
  await group.getByLabel('Price').fill(price)
  await group.getByLabel('Weeks from the start').fill(String(place * 6))
}

/** Two milestones that first cost too much, with a third added and taken out again. */
async function priceIt(page: Page) {
  await heading(page, 'Milestones and price')
  await writeMilestone(page, 1, '100,000')
  await writeMilestone(page, 2, '200,000')
  await press(page, 'Add a milestone')
  await writeMilestone(page, 3, 'many')
  await press(page, 'Remove milestone 3')
  await expect(page.getByRole('group', { name: 'Milestone 3' })).toHaveCount(0)
  await press(page, 'Save and continue')
  await expect(page.getByRole('alert')).toContainText('add up to £300,000. The limit is £250,000')
  await writeMilestone(page, 2, '50,000.50')
  await press(page, 'Save and continue')
}

bothWays((javaScriptEnabled) => {
  const [founder, firm] = javaScriptEnabled
    ? (['joel-baptiste', 'Hopscotch Systems'] as const)
    : (['rhian-morgan', 'Kestrel Works'] as const)

  test('a supplier writes, prices, sends, changes and withdraws a pitch', async ({ page }) => {
    await signInAs(page, founder)
    await page.goto(`${open}/pitch`)
    await press(page, 'Start your pitch')
    await expect(page.getByText('Cannot start yet')).toBeVisible()

    await follow(page, 'How does it work')
    await page.getByRole('textbox').fill('word '.repeat(751))
    await press(page, 'Save and continue')
    await expect(page.getByRole('alert')).toContainText('751 words. Use 750 or fewer')
    // By the browser, whether scripts run or not.
    await expect(page.getByRole('alert')).toBeFocused()
    await press(page, 'Save and come back later')
    await expect(page.getByText('751 of 750 words')).toBeVisible()
    await follow(page, 'How does it work')
    for (const answer of ['It works like this.', 'Leave with everything.', 'Little to run.']) {
      await page.getByRole('textbox').fill(answer)
      await press(page, 'Save and continue')
    }
    await priceIt(page)
    await expect(page.getByText('2 milestones, £150,000.50 in total')).toBeVisible()

    await follow(page, 'Check answers and send')
    await press(page, 'Send your pitch for £150,000.50')
    await expect(page.getByText(/^Sent at /)).toBeVisible()
    await follow(page, 'Which standards')
    await page.getByRole('textbox').fill('')
    await press(page, 'Save and come back later')
    await expect(page.getByRole('alert')).toContainText('Enter your answer')

    await page.goto('/pitches')
    await expect(page.getByRole('main')).toContainText('Damp and mould reports')
    await follow(page, 'Damp and mould reports')
    await follow(page, 'Withdraw this pitch')
    await press(page, 'Withdraw your pitch')
    await press(page, 'Start your pitch again')
    await expect(page.getByRole('main')).toContainText(`, ${firm}`)
  })
})

async function declareAndScore(page: Page, person: string, points: Record<string, number>) {
  await signInAs(page, person)
  for (const [firm, score] of Object.entries(points)) {
    await page.goto(`${closed}/evaluation`)
    await follow(page, `Declare ${firm}`)
    if (score === 4 && person === 'priya-nair') await expectAccessible(page)
    await page.getByLabel('No, I have none').check()
    await press(page, 'Declare and continue')
    await heading(page, `Score ${firm}`)
    if (score === 4 && person === 'priya-nair') await expectAccessible(page)
    await press(page, 'Finish this pitch')
    await expect(page.getByRole('alert')).toContainText('Choose a score')
    await fillSheet(page, score, `${person} saw it work`)
    await press(page, 'Finish this pitch')
  }
}

async function fillSheet(page: Page, points: number, reason: string) {
  for (const place of [1, 2, 3, 4]) {
    await page.locator(`input[name="points${place}"][value="${points}"]`).check()
    await page.locator(`textarea[name="reason${place}"]`).fill(reason)
  }
}

test('assessors score alone, agree, and the award reaches suppliers before the public', async ({
  page,
  browser,
}) => {
  test.setTimeout(400_000)
  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  const better = { 'Brackenfield Software': 4, 'Tideline Digital': 3 }

  await declareAndScore(page, 'priya-nair', better)
  await page.goto(`${closed}/moderation`)
  await expect(page.getByRole('main')).toContainText('Not everybody has finished scoring')
  await expectAccessible(page)
  await declareAndScore(plain, 'maya-wragg-dorset', better)
  await expect(plain.getByRole('main')).not.toContainText('priya-nair saw it work')
  await declareAndScore(page, 'esther-coleman-barnsley', better)

  for (const [firm, points] of Object.entries(better)) {
    await page.goto(`${closed}/moderation`)
    await follow(page, firm)
    await expect(page.getByRole('main')).toContainText('priya-nair saw it work')
    if (firm === 'Tideline Digital') await expectAccessible(page)
    await fillSheet(page, points, `Agreed about ${firm}`)
    await press(page, 'Save the agreed scores')
  }

  await page.goto(`${closed}/award`)
  await expect(page.getByRole('main')).toContainText('80.0%')
  await expectAccessible(page)
  await page.getByLabel('Why this pitch?').fill('The best evidence')
  await press(page, 'Decide the award and send scores')

  await signInAs(plain, 'sam-trewin')
  await plain.goto(`${closed}/pitch`)
  await follow(plain, 'See your scores')
  await expect(plain.getByRole('main')).toContainText('Agreed about Tideline Digital')
  await expect(plain.getByRole('main')).toContainText('The award goes to Brackenfield Software')
  expect((await plain.goto(`${closed}/award`))?.status()).toBe(404)

  await press(page, 'Publish the award')
  await expect(page.getByRole('main')).toContainText('The standstill is running.')
  await expect(page.getByRole('button', { name: /^Confirm the award/ })).toHaveCount(0)
  await plain.goto(`${closed}/award`)
  await heading(plain, 'The award for Income management')
  await expect(plain.getByRole('main')).toContainText('Brackenfield Software')
  await expect(plain.getByRole('main')).not.toContainText('Tideline')
  await plain.context().close()
})

test('an officer of another council and the operator find no evaluation', async ({ page }) => {
  for (const person of ['rachel-doyle', 'marcus-hale']) {
    await signInAs(page, person)
    for (const path of ['evaluation', 'moderation', 'pitches/new'])
      expect((await page.goto(`${closed}/${path}`))?.status()).toBe(404)
  }
})

test(
  'every page of pitching and scoring can be used by everybody',
  { tag: AGAIN },
  async ({ page }) => {
    test.setTimeout(300_000)
    await signInAs(page, 'ruth-okafor')
    await page.goto(`${open}/pitch`)
    await expectAccessible(page)
    const question = await page.locator('.tasks a[href$="/questions/1"]').getAttribute('href')
    const pitch = question?.replace('/questions/1', '') ?? ''
    for (const path of ['questions/1', 'milestones', 'check']) {
      await page.goto(`${pitch}/${path}`)
      await expectAccessible(page)
    }
    for (const path of ['/pitches', '/suppliers/profile/details']) {
      await page.goto(path)
      await expectAccessible(page)
    }
    await press(page, 'Save these details')
    await page.goto('/challenges/registrar-bookings/pitch')
    await follow(page, 'See your scores')
    await heading(page, 'Your scores')
    await expectAccessible(page)
    await signInAs(page, 'grace-abbott-lincoln')
    await page.goto('/challenges/housing-repairs-online/pitches/new')
    await press(page, 'Open for pitches')
    await expect(page.getByRole('alert')).toBeVisible()
    await expectAccessible(page)
    await signInAs(page, 'priya-nair')
    for (const path of ['/challenges/childrens-care-demand/award', `${closed}/evaluation`]) {
      await page.goto(path)
      await expectAccessible(page)
    }
  },
)
