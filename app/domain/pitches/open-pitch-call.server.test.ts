import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { openPitchCall } from './open-pitch-call.server.ts'
import type { CallDraft } from './pitch-call.ts'
import { findPitchCall } from './queries.server.ts'

const draft = (more: Partial<CallDraft> = {}): CallDraft => ({
  closesAt: new Date(clock.now().getTime() + 86_400_000),
  priceLimitPence: pounds(480_000),
  criteria: [
    { name: 'Works', guidance: null, weightBasisPoints: 6_000 },
    { name: 'Open', guidance: null, weightBasisPoints: 4_000 },
  ],
  questions: [{ text: 'How?', guidance: null, maximumWords: 500 }],
  ...more,
})

test('the lead council asks for pitches once, whoever presses twice', async () => {
  const challenge = await build.fundedChallenge()
  const open = () => openPitchCall(challenge.lead, challenge.slug, draft())

  const outcomes = await Promise.allSettled([open(), open()])

  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const call = await findPitchCall(challenge.id)
  expect(call?.criteria.map((each) => each.weightBasisPoints)).toEqual([6_000, 4_000])
})

test('only an officer of the lead council may', async () => {
  const challenge = await build.fundedChallenge()
  const stranger = await build.officer()

  await expect(openPitchCall(stranger, challenge.slug, draft())).rejects.toThrow('lead council')
})

test('the price limit is at most what was raised, to the penny', async () => {
  const challenge = await build.fundedChallenge({ raisedPence: pounds(480_000) })
  const asked = { priceLimitPence: pounds(480_000) + 1n }

  await expect(openPitchCall(challenge.lead, challenge.slug, draft(asked))).rejects.toThrow(
    '£480,000 or less',
  )
})

test('closing lies in the future, at most five questions are asked and a round comes first', async () => {
  const challenge = await build.fundedChallenge()
  const officer = await build.officer()
  const early = await build.challenge({ by: officer })
  const [question] = draft().questions
  const six = Array.from({ length: 6 }, () => ({
    ...question,
    text: 'Q',
    guidance: null,
    maximumWords: 50,
  }))
  const open = (more: Partial<CallDraft>) =>
    openPitchCall(challenge.lead, challenge.slug, draft(more))

  await expect(open({ closesAt: clock.now() })).rejects.toThrow('future')
  await expect(open({ questions: six })).rejects.toThrow('at most 5')
  await expect(openPitchCall(officer, early.slug ?? '', draft())).rejects.toThrow('round')
})

test('the database refuses weights that do not add up', async () => {
  const call = build.pitchCall({ weights: [5_000, 4_999] })

  await expect(call).rejects.toThrow('100%')
})
