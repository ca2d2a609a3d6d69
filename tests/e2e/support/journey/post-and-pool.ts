import { expect, type Page } from '@playwright/test'
import { expectText, fill, follow, heading, press, takeUp } from '../page.ts'
import { signInAs } from '../sign-in-as.ts'
import { later, letPass, today } from './clock.ts'
import type { Journey, JourneyPledge } from './story.ts'
import { sign } from '../code.ts'

const answers: Record<string, string>[] = [
  { Summary: 'Officers type the same facts four times.', 'The problem in full': 'It takes weeks.' },
  {},
  { 'What it costs, in words': 'Two officers in every council.', 'How many cases': '2,900' },
  { 'What does good look like?': 'Nobody types a fact twice' },
  { 'From the first council to all of them': 'Buy it from a framework.' },
  { 'Standards it has to meet': 'WCAG 2.2 AA' },
]

/** An officer writes the challenge one question a page, checks the answers and publishes it. */
export async function postChallenge(journey: Journey) {
  const { page, story } = journey
  await signInAs(page, story.lead.officer)
  await page.goto('/')
  await follow(page, 'Post a challenge')
  await fill(page, { 'What should be solved?': story.title, 'Short title': story.shortTitle })
  await press(page, 'Save and continue')
  await passSimilar(page)
  for (const part of answers) {
    if (await page.getByLabel('Service area').count()) await chooseService(page)
    await fill(page, part)
    await press(page, 'Save and continue')
  }
  await heading(page, 'Check your answers')
  await press(page, 'Publish this challenge')
  await follow(page, 'See the page')
  await heading(page, story.title)
  journey.slug = new URL(page.url()).pathname.split('/')[2] ?? ''
}

/** Challenges like it are shown before the second question, when there are any. */
async function passSimilar(page: Page) {
  if (!page.url().includes('/similar')) return
  await follow(page, 'No, go on with ours')
}

async function chooseService(page: Page) {
  await page.getByLabel('Service area').selectOption({ index: 3 })
  await page.getByLabel('None of these').check()
}

export async function coSign({ page, story, slug }: Journey) {
  for (const officer of story.coSigners) {
    await signInAs(page, officer)
    await page.goto(`/challenges/${slug}`)
    await follow(page, 'We have this problem too')
    await fill(page, { 'How many cases': '1,200', 'What does it cost your council': '48,000' })
    await press(page, 'Say we have this problem too')
    await heading(page, story.title)
  }
}

export async function openPledging({ page, story, slug }: Journey) {
  await signInAs(page, story.lead.officer)
  await page.goto(`/challenges/${slug}`)
  await follow(page, 'Open pledging')
  const closesOn = later(await todayBeside(page), 14)
  await fill(page, {
    Target: story.targetPounds,
    'Smallest number of councils': String(story.pledges.length),
    'Closing day': closesOn,
  })
  await press(page, 'Continue')
  await press(page, `Open pledging to £${story.targetPounds}`)
  await expectText(page, 'Pledging is open.')
}

/** Reads the day in a page of its own, so that a form in this one keeps its answers. */
async function todayBeside(page: Page) {
  const beside = await page.context().newPage()
  const day = await today(beside)
  await beside.close()
  return day
}

export async function pledge(journey: Journey) {
  for (const each of journey.story.pledges) {
    await draftPledge(journey, each)
    if (each.isSigned) await sendToSign(journey, each)
    else await press(journey.page, `Commit £${each.pounds} pledge`)
    await heading(journey.page, `Your pledge of £${each.pounds}`)
  }
}

async function draftPledge({ page, slug }: Journey, { officer, pounds }: JourneyPledge) {
  await signInAs(page, officer)
  await page.goto(`/challenges/${slug}`)
  await follow(page, 'Pledge to this challenge')
  await fill(page, { 'How much do you want to pledge?': pounds, 'Budget code': 'CC-4411' })
  await press(page, 'Continue')
  await page.getByLabel('No conditions').check()
  await press(page, 'Continue')
  await page.getByLabel('I confirm this for my council').check()
}

async function sendToSign({ page, story }: Journey, { approver = '', pounds }: JourneyPledge) {
  // Its words name who signs where one person can; on some days a deputy can, too.
  await press(page, /^Send (to .* to sign|the pledge to be signed)$/)
  await signInAs(page, approver)
  await takeUp(page, `Sign a pledge of £${pounds}`, story.shortTitle)
  await press(page, `Sign £${pounds} pledge`)
  await sign(page, [`£${pounds}`])
}

/** The round closes with its target met: by the lead council's button, or at its deadline. */
export async function closeRound({ page, story, slug }: Journey) {
  if (story.closes === 'at its deadline') await letPass(page, 15)
  else {
    await signInAs(page, story.lead.officer)
    await page.goto(`/challenges/${slug}`)
    await follow(page, 'Close pledging early')
    await press(page, /^Close pledging at £/)
  }
  await expect(async () => {
    await page.goto(`/challenges/${slug}/round`)
    await expectText(page, 'The terms were met.')
  }).toPass({ timeout: 30_000 })
}
