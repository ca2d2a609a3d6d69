import { expect } from '@playwright/test'
import { expectText, fill, follow, heading, press, takeUp } from '../page.ts'
import { signInAs } from '../sign-in-as.ts'
import { later, today } from './clock.ts'
import type { Journey } from './story.ts'
import { sign } from '../code.ts'

const evidence = {
  name: 'test-report.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from('council,works\nLeeds,yes\nManchester,yes\n'),
}

/** Every pledge that was called comes in to the lead council. */
export async function receiveMoney({ page, story }: Journey) {
  await signInAs(page, story.lead.approver)
  const receivedOn = later(await today(page), 0)
  const record = async () => {
    await page.goto('/workspace')
    await page.getByRole('link', { name: 'Collections', exact: true }).click()
    const row = page.getByRole('row').filter({ hasText: story.title })
    await row
      .getByRole('link', { name: /^Record £/ })
      .first()
      .click()
    await fill(page, { 'The day it came in': receivedOn })
    await press(page, /^Record £.* received$/)
    await heading(page, 'Collections')
  }
  for (let left = story.pledges.length; left > 0; left--) await record()
  await takeBackOne({ page, story })
  await record()
}

/** What was recorded by mistake is due again. */
async function takeBackOne({ page, story }: Pick<Journey, 'page' | 'story'>) {
  const row = page.getByRole('row').filter({ hasText: story.title })
  await row
    .getByRole('link', { name: / from / })
    .first()
    .click()
  await follow(page, 'This was recorded by mistake')
  await press(page, /^Take back/)
  await expectText(page, 'Say what went wrong')
  await fill(page, { 'What went wrong': 'It was for another challenge' })
  await press(page, /^Take back/)
  await heading(page, 'Collections')
}

export async function claim({ page, story, reference }: Journey) {
  await signInAs(page, story.winner.founder)
  await page.goto(`/projects/${reference}`)
  await follow(page, '1. Part 1')
  await follow(page, `Claim £${story.winner.milestones[0]}`)
  await fill(page, {
    'Your invoice number': 'INV-1',
    'How was the acceptance test met?': 'Three councils use it every day.',
  })
  await page.getByLabel('Evidence').setInputFiles(evidence)
  await press(page, `Claim £${story.winner.milestones[0]}`)
  await expectText(page, 'Your claim is with the lead council.')
}

export async function accept({ page, story }: Journey) {
  await signInAs(page, story.lead.officer)
  await takeUp(page, 'Accept or send back “Part 1”', story.title)
  await page.getByLabel('Yes, accept the work').check()
  await press(page, /Accept the £/)
  await expectText(page, 'You accepted the work.')
}

/** A fund manager, and somebody of another funder: the sum is above the threshold. */
export async function approve({ page, story }: Journey) {
  for (const person of [story.firstApprover, story.secondApprover]) {
    await signInAs(page, person)
    await takeUp(
      page,
      `Approve £${story.winner.milestones[0]} payment to ${story.winner.firm}`,
      story.title,
    )
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: /test-report/ }).click()
    await (await download).path()
    await page.reload()
    await expectText(page, 'Opened by you')
    await page.getByLabel(/^Yes, approve the payment/).check()
    await page.getByLabel(/^I have read the evidence/).check()
    await press(page, /Approve £/)
    // Of a firm that was paid before, the account it had: the new one waits three days (decision 043).
    await sign(page, [story.winner.firm, 'ending in ', 'test-report'])
    await expectText(page, 'Your approval is recorded.')
  }
}

/** One person makes the payment file, another sends it and says when the bank paid. */
export async function pay({ page, story }: Journey) {
  await signInAs(page, story.firstApprover)
  await takeUp(page, /^Send £.* of approved payments/, 'approved')
  await press(page, /^Make a payment file of £/)
  await expectText(page, 'You made this file.')
  const file = page.url()
  await signInAs(page, 'naomi-clarke')
  const settledOn = later(await today(page), 0)
  await page.goto(file)
  await press(page, /^Mark £.* as sent to the bank$/)
  await sign(page, [story.winner.firm, 'goes to the bank'])
  await fill(page, { 'The day the bank paid': settledOn })
  await press(page, /^Mark £.* as paid$/)
  await expect(page.getByText('What comes next')).toHaveCount(0)
}
