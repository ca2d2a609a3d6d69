import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { build } from '#tests/factories/index.ts'
import { listEvaluationTasks } from './tasks-queries.server.ts'
import { getEvaluation, getPitchToScore } from './queries.server.ts'
import { declareConflict } from './declare-conflict.server.ts'
import {
  findPitchCall,
  getOwnPitch,
  listPitchesOf,
  listSentPitches,
  readSentPitch,
} from '../pitches/queries.server.ts'

const canary = 'kingfisher-7f3a9c'
const text = (value: unknown) =>
  JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? String(each) : each))

async function sealedPitch() {
  clock.set('2027-09-14T09:00:00+01:00')
  const call = await build.pitchCall({ closesAt: new Date('2027-10-15T11:00:00Z') })
  const supplier = await build.pitchingMember({ name: `Fernhill ${canary}` })
  const pitch = await build.pitch({ call, by: supplier, answers: [canary, canary] })
  const judge = await build.assessor({ call })
  return { call, supplier, pitch, judge: judge.actor }
}

test('one second before closing nobody but the supplier reads a pitch, whoever they are', async () => {
  const { call, supplier, pitch, judge } = await sealedPitch()
  const others = [
    judge,
    call.challenge.lead,
    await build.operator(),
    await build.pitchingMember(),
    await build.financeApprover(),
  ]

  clock.set('2027-10-15T11:59:59+01:00')

  for (const actor of others) {
    await expect(getOwnPitch(actor, pitch.id)).rejects.toThrow('Page not found')
    await expect(getPitchToScore(actor, pitch.id)).rejects.toThrow('Page not found')
    expect(text(await listPitchesOf(actor))).not.toContain(canary)
    expect(text(await listEvaluationTasks(actor))).not.toContain(canary)
  }
  expect(text(await getEvaluation(judge, call.challenge.slug))).not.toContain(canary)
  expect(text(await getEvaluation(call.challenge.lead, call.challenge.slug))).not.toContain(canary)
  await expect(readSentPitch(pitch.id)).rejects.toThrow('Page not found')
  expect(await listSentPitches(call.id)).toEqual([])
  expect(text(await findPitchCall(call.challengeId))).not.toContain(canary)
  expect(text(await getOwnPitch(supplier, pitch.id))).toContain(canary)
})

test('from the closing instant it opens to assessors who declare no conflict, and to nobody else', async () => {
  const { call, pitch, judge } = await sealedPitch()
  const operator = await build.operator()
  const rival = await build.pitchingMember()

  clock.set('2027-10-15T12:00:00+01:00')

  expect(text(await getEvaluation(judge, call.challenge.slug))).toContain(`Fernhill ${canary}`)
  expect(text(await getPitchToScore(judge, pitch.id))).not.toContain(canary)
  await declareConflict(judge, pitch.id, { hasConflict: false, detail: null })
  expect(text(await getPitchToScore(judge, pitch.id))).toContain(canary)
  for (const actor of [operator, rival, call.challenge.lead])
    await expect(getPitchToScore(actor, pitch.id)).rejects.toThrow('Page not found')
  await expect(getEvaluation(operator, call.challenge.slug)).rejects.toThrow('Page not found')
})

test('everybody sees how many started and sent, and a withdrawn pitch counts in neither', async () => {
  const call = await build.pitchCall()
  await build.pitch({ call })
  await build.pitch({ call, isSent: false })
  const counts = await findPitchCall(call.challengeId)

  expect(counts).toMatchObject({ startedCount: 2, sentCount: 1, isOpen: true })
})

test('what was not sent, or was withdrawn, is never evaluated', async () => {
  clock.set('2027-09-14T09:00:00+01:00')
  const call = await build.pitchCall({ closesAt: new Date('2027-10-15T11:00:00Z') })
  const draft = await build.pitch({ call, isSent: false })

  clock.set('2027-10-15T12:00:00+01:00')

  expect(await listSentPitches(call.id)).toEqual([])
  await expect(readSentPitch(draft.id)).rejects.toThrow('Page not found')
})
