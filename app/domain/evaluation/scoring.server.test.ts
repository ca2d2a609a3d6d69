import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { build } from '#tests/factories/index.ts'
import { agreeScores } from './agree-scores.server.ts'
import { appointAssessor } from './appoint-assessor.server.ts'
import { declareConflict } from './declare-conflict.server.ts'
import { getEvaluation, getModeration, getPitchToScore } from './queries.server.ts'
import { listPossibleAssessors } from './panel-queries.server.ts'
import { removeAssessor } from './remove-assessor.server.ts'
import { saveScores } from './save-scores.server.ts'
import type { SheetInput } from './score.ts'

const none = { hasConflict: false, detail: null }
const secret = 'heron-41c2'

const sheet = (intent: 'later' | 'finish', points = '4', reason = 'As shown'): SheetInput => ({
  intent,
  fields: Object.fromEntries(
    [1, 2, 3, 4].flatMap((place) => [
      [`points${place}`, points],
      [`reason${place}`, reason],
    ]),
  ),
})

/** A closed call with one pitch, and a panel of the lead council's officer and one other. */
async function closedCall() {
  clock.set('2027-09-14T09:00:00+01:00')
  const call = await build.pitchCall({ closesAt: new Date('2027-10-15T11:00:00Z') })
  const pitch = await build.pitch({ call })
  const chair = await build.assessor({ call, by: call.challenge.lead })
  const other = await build.assessor({ call })
  clock.set('2027-10-16T09:00:00+01:00')
  return { call, pitch, slug: call.challenge.slug, chair, other }
}

test('only officers of the councils behind a challenge can be appointed', async () => {
  const { call, slug } = await closedCall()
  const backer = await build.officer()
  await build.coSignature({ challengeId: call.challengeId, by: backer })
  const stranger = await build.officer()
  const candidates = await listPossibleAssessors(call.challengeId, call.id)

  // The other one is the officer of the council that pledged.
  expect(candidates).toHaveLength(2)
  expect(candidates.some(({ personId }) => personId === stranger.personId)).toBe(false)
  const chosen = candidates.find(({ personId }) => personId === backer.personId)
  const membershipId = chosen?.membershipId ?? ''
  await expect(appointAssessor(backer, slug, { membershipId })).rejects.toThrow('lead council')
  await appointAssessor(call.challenge.lead, slug, { membershipId })
  await expect(appointAssessor(call.challenge.lead, slug, { membershipId })).rejects.toThrow(
    'Choose',
  )
})

test('who could assess is an officer still, not on the panel, and in the order of councils and names', async () => {
  const { call, other } = await closedCall()
  const council = await build.council({ name: 'Aardvark' })
  const backer = await build.officer({ name: 'Zoe', organisation: council })
  const colleague = await build.officer({ name: 'Abe', organisation: council })
  const left = await build.officer({ name: 'Bob', organisation: council })
  const where = { personId: left.personId }
  await db.membership.updateMany({ where, data: { endedAt: clock.now() } })
  await build.financeApprover({ organisation: council })
  await build.coSignature({ challengeId: call.challengeId, by: backer })

  const candidates = await listPossibleAssessors(call.challengeId, call.id)

  expect(candidates.slice(0, 2).map(({ personId }) => personId)).toEqual([
    colleague.personId,
    backer.personId,
  ])
  expect(candidates.slice(0, 2)).toMatchObject([{ councilName: 'Aardvark' }, { name: 'Zoe' }])
  const all = candidates.map(({ personId }) => personId)
  expect(all).not.toContain(left.personId)
  expect(all).not.toContain(other.actor.personId)
})

test('somebody who has begun stays on the panel', async () => {
  const { call, pitch, slug, other } = await closedCall()
  const spare = await build.assessor({ call })

  await removeAssessor(call.challenge.lead, slug, spare.id)
  await declareConflict(other.actor, pitch.id, none)

  await expect(removeAssessor(call.challenge.lead, slug, other.id)).rejects.toThrow('has begun')
})

test('a pitch opens with the declaration, and a conflict keeps it closed for good', async () => {
  const { pitch, other, chair } = await closedCall()

  expect((await getPitchToScore(other.actor, pitch.id)).pitch).toBeUndefined()
  await expect(saveScores(other.actor, pitch.id, sheet('later'))).rejects.toThrow('Declare first')
  await declareConflict(other.actor, pitch.id, none)
  expect((await getPitchToScore(other.actor, pitch.id)).pitch?.id).toBe(pitch.id)

  await declareConflict(chair.actor, pitch.id, {
    hasConflict: true,
    detail: 'My brother works there',
  })
  expect((await getPitchToScore(chair.actor, pitch.id)).pitch).toBeUndefined()
  await expect(declareConflict(chair.actor, pitch.id, none)).rejects.toThrow('stays closed')
})

test('an assessor who belongs to the supplier cannot declare that there is no conflict', async () => {
  const { pitch, other } = await closedCall()
  const { personId } = other.actor
  await build.membership({ personId, organisationId: pitch.supplierId, roles: ['member'] })

  await expect(declareConflict(other.actor, pitch.id, none)).rejects.toThrow(
    'belong to this supplier',
  )
})

test('the database refuses a score without a declaration, and any change of a finished sheet', async () => {
  const { call, pitch, other } = await closedCall()
  const [criterion] = call.criteria
  const score = {
    assessorId: other.id,
    pitchId: pitch.id,
    criterionId: criterion?.id ?? '',
    points: 5,
    reason: 'Mine',
    savedAt: clock.now(),
  }

  await expect(db.score.create({ data: score })).rejects.toThrow('no declaration')
  await build.finishedSheet({ assessorId: other.id, pitchId: pitch.id, call })
  await expect(
    db.score.updateMany({ where: { assessorId: other.id }, data: { points: 0 } }),
  ).rejects.toThrow('finished')
  await expect(db.scoreSheet.deleteMany({ where: { assessorId: other.id } })).rejects.toThrow(
    'denied',
  )
})

test('nobody declares before closing, not even in the database', async () => {
  const { pitch, other } = await closedCall()
  clock.set('2027-10-15T11:59:59+01:00')
  const data = { assessorId: other.id, pitchId: pitch.id, hasConflict: false }

  await expect(declareConflict(other.actor, pitch.id, none)).rejects.toThrow('Page not found')
  await expect(
    db.conflictDeclaration.create({ data: { ...data, declaredAt: clock.now() } }),
  ).rejects.toThrow('no closed pitch')
})

test('a draft keeps what there is; a finished sheet needs everything and is locked', async () => {
  const { pitch, other } = await closedCall()
  await declareConflict(other.actor, pitch.id, none)

  await saveScores(other.actor, pitch.id, sheet('later', '', 'Only words so far'))
  await expect(saveScores(other.actor, pitch.id, sheet('finish', ''))).rejects.toThrow(
    'Choose a score',
  )
  await saveScores(other.actor, pitch.id, sheet('finish'))
  await saveScores(other.actor, pitch.id, sheet('finish', '1'))

  const own = await getPitchToScore(other.actor, pitch.id)
  expect(own.criteria?.map((criterion) => criterion.own?.points)).toEqual([4, 4, 4, 4])
  await expect(saveScores(other.actor, pitch.id, sheet('later'))).rejects.toThrow(
    'no longer change',
  )
})

test('another assessor’s scores stay hidden until everybody has finished', async () => {
  const { call, pitch, slug, chair, other } = await closedCall()
  for (const { actor } of [chair, other]) await declareConflict(actor, pitch.id, none)
  await saveScores(other.actor, pitch.id, sheet('finish', '2', secret))

  const seen = [
    await getEvaluation(chair.actor, slug),
    await getModeration(chair.actor, slug),
    await getPitchToScore(chair.actor, pitch.id),
  ]
  const text = JSON.stringify(seen, (_, each) => (typeof each === 'bigint' ? String(each) : each))
  expect(text).not.toContain(secret)
  await expect(agreeScores(chair.actor, pitch.id, sheet('finish'))).rejects.toThrow(
    'every assessor',
  )

  await saveScores(chair.actor, pitch.id, sheet('finish', '4'))
  const { pitches } = await getModeration(chair.actor, slug)
  expect(pitches[0]?.criteria[0]?.scores.map(({ points }) => points).sort()).toEqual([2, 4])
  expect(call.criteria).toHaveLength(4)
})

test('the lead council’s assessor writes down the agreed scores, nobody else', async () => {
  const { call, pitch, chair, other } = await closedCall()
  for (const { id } of [chair, other])
    await build.finishedSheet({ assessorId: id, pitchId: pitch.id, call })

  await expect(agreeScores(other.actor, pitch.id, sheet('finish'))).rejects.toThrow('lead council')
  await agreeScores(chair.actor, pitch.id, sheet('finish', '3'))
  await agreeScores(chair.actor, pitch.id, sheet('finish', '5'))

  const agreed = await db.moderation.findMany({ where: { pitchId: pitch.id } })
  expect(agreed.map(({ points }) => points)).toEqual([5, 5, 5, 5])
  await expect(
    declareConflict(other.actor, pitch.id, { hasConflict: true, detail: 'Late' }),
  ).rejects.toThrow('Moderation has begun')
})

test('the database refuses an agreed score while somebody is still scoring', async () => {
  const { call, pitch, chair, other } = await closedCall()
  await build.finishedSheet({ assessorId: chair.id, pitchId: pitch.id, call })
  await declareConflict(other.actor, pitch.id, none)

  await expect(build.moderation({ pitchId: pitch.id, call })).rejects.toThrow('not finished')
})

test('an officer of another council finds no evaluation at all', async () => {
  const { pitch, slug } = await closedCall()
  const stranger = await build.officer()

  const looks = [
    () => getEvaluation(stranger, slug),
    () => getModeration(stranger, slug),
    () => getPitchToScore(stranger, pitch.id),
    () => declareConflict(stranger, pitch.id, none),
    () => saveScores(stranger, pitch.id, sheet('later')),
    () => agreeScores(stranger, pitch.id, sheet('finish')),
  ]

  for (const look of looks) await expect(look()).rejects.toThrow('Page not found')
})
