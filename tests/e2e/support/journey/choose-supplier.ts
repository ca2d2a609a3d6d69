import { expect, type Page } from '@playwright/test'
import { expectText, fill, follow, heading, press, takeUp } from '../page.ts'
import { signInAs } from '../sign-in-as.ts'
import { later, letPass, today } from './clock.ts'
import type { Journey } from './story.ts'
import { sign } from '../code.ts'

const question = 'How does it work?'

/** The lead council says what it asks and how it scores. */
export async function openPitches({ page, story, slug }: Journey) {
  await signInAs(page, story.lead.officer)
  const closesOn = later(await today(page), 21)
  await page.goto(`/challenges/${slug}`)
  await follow(page, 'Open pitches')
  await fill(page, { 'Closing day': closesOn })
  for (const [place, [name, weight]] of [
    ['Evidence that it works', '60'],
    ['How councils take it up', '40'],
  ].entries()) {
    const row = page.getByRole('group', { name: `Criterion ${place + 1}` })
    await row.getByLabel('What is scored').fill(name ?? '')
    await row.getByLabel('Weight in percent').fill(weight ?? '')
  }
  const asked = page.getByRole('group', { name: 'Question 1' })
  await asked.getByLabel('Question', { exact: true }).fill(question)
  await press(page, 'Open for pitches')
}

/** The two who score, among officers of the councils that take part. */
export async function appointPanel({ page, story, slug }: Journey) {
  await signInAs(page, story.lead.officer)
  await page.goto(`/challenges/${slug}`)
  await follow(page, 'Pitches and scoring')
  for (const assessor of story.assessors) {
    const choices = page.getByLabel('Appoint an assessor')
    const option = choices.getByRole('option', { name: `${nameOf(assessor)},` })
    await choices.selectOption((await option.getAttribute('value')) ?? '')
    await press(page, 'Appoint this assessor')
    await expect(page.getByRole('cell', { name: nameOf(assessor) }).first()).toBeVisible()
  }
}

/** "Priya Nair" of "priya-nair". */
const nameOf = (slug: string) =>
  slug
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ')

/** An administrator of the firm says where it is paid. */
export async function addBankDetails({ page, story }: Journey) {
  const { founder, firm } = story.winner
  await signInAs(page, founder)
  await page.goto('/workspace')
  await page.getByRole('link', { name: 'Bank details' }).click()
  await fill(page, {
    'Name on the account': firm,
    'Sort code': '00-00-00',
    'Account number': '00004821',
  })
  await page.getByLabel('This account belongs to our organisation').check()
  await press(page, /the bank details$/)
  await sign(page, [firm, '00004821'])
  await expectText(page, /The bank details are saved\.|wait three days/)
}

export async function pitch({ page, story, slug }: Journey) {
  const half = String(Number(story.targetPounds.replaceAll(',', '')) / 2)
  for (const { founder, milestones } of [
    story.winner,
    { ...story.loser, milestones: [half, half] },
  ]) {
    await signInAs(page, founder)
    await page.goto(`/challenges/${slug}`)
    await follow(page, 'Start a pitch')
    await press(page, 'Start your pitch')
    await follow(page, question)
    await page.getByRole('textbox').fill('Facts are asked once and kept where they belong.')
    await press(page, 'Save and continue')
    await priceIt(page, milestones)
    await follow(page, 'Check answers and send')
    await press(page, /^Send your pitch for £/)
    await expectText(page, 'Sent at')
  }
}

async function priceIt(page: Page, prices: string[]) {
  await heading(page, 'Milestones and price')
  for (const [place, price] of prices.entries()) {
    const group = page.getByRole('group', { name: `Milestone ${place + 1}` })
    await group.getByLabel('What you deliver').fill(`Part ${place + 1}`)
    await group.getByLabel('How the council will know it is done').fill('Three councils use it')
    await group.getByLabel('Price').fill(price)
    await group.getByLabel('Weeks from the start').fill(String(place * 6 + 6))
  }
  await press(page, 'Save and continue')
}

type Scoring = { points: number; reason: string; button: string }

async function fillSheet(page: Page, { points, reason, button }: Scoring) {
  for (const place of [1, 2]) {
    await page.locator(`input[name="points${place}"][value="${points}"]`).check()
    await page.locator(`textarea[name="reason${place}"]`).fill(reason)
  }
  await press(page, button)
  await expect(page.getByRole('button', { name: button })).toHaveCount(0)
}

/** After pitching closed, each assessor declares and scores alone; then the lead council agrees. */
export async function score({ page, story }: Journey) {
  await letPass(page, 22)
  for (const assessor of story.assessors) {
    await signInAs(page, assessor)
    for (let left = 2; left > 0; left--) {
      await takeUp(page, /^Declare conflicts of interest/, story.shortTitle)
      await page.getByLabel('No, I have none').check()
      await press(page, 'Declare and continue')
      const [named = ''] = await page.getByRole('heading', { level: 1 }).allInnerTexts()
      const points = named.includes(story.winner.firm) ? 4 : 3
      await fillSheet(page, {
        points,
        reason: 'Seen at work',
        button: 'Finish this pitch',
      })
    }
  }
  await signInAs(page, story.lead.officer)
  for (const [firm, points] of [
    [story.winner.firm, 4],
    [story.loser.firm, 3],
  ] as const) {
    await takeUp(page, 'Agree the scores', story.shortTitle)
    await follow(page, firm)
    await fillSheet(page, { points, reason: 'Agreed', button: 'Save the agreed scores' })
  }
}

/** Decided, published, confirmed after the standstill and begun. */
export async function award(journey: Journey) {
  const { page, story, slug } = journey
  await takeUp(page, 'Decide the award', story.shortTitle)
  await expect(page.getByLabel(new RegExp(`^${story.winner.firm}`))).toBeChecked()
  await page.getByLabel('Why this pitch?').fill('The best evidence')
  await press(page, 'Decide the award and send scores')
  await press(page, 'Publish the award')
  await expectText(page, 'The standstill is running.')
  await letPass(page, 17)
  await signInAs(page, story.lead.officer)
  await takeUp(page, 'Confirm the award', story.shortTitle)
  await press(page, /^Confirm the award at £/)
  await expectText(page, 'Confirmed')
  await page.goto(`/challenges/${slug}`)
  await follow(page, 'Start the project')
  await press(page, /^Start the £.* project$/)
  await heading(page, story.title)
  journey.reference = page.url().split('/').at(-1) ?? ''
}
