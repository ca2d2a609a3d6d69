import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { listOwnAudit } from '../audit/search-queries.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { findAward, getFeedback, listOwnPitches } from './award-queries.server.ts'
import { confirmAward } from './confirm-award.server.ts'
import { decideAward } from './decide-award.server.ts'
import { publishAward } from './publish-award.server.ts'
import { getResult } from './queries.server.ts'
import { listEvaluationTasks } from './tasks-queries.server.ts'

/** What others did, as whoever answers for a firm reads it: nothing of a sealed pitch's scores. */
async function othersDid(to: Actor) {
  const reader = { ...to, roles: ['administrator'] } satisfies Actor
  const search = { by: 'others' } as const
  const { records } = await listOwnAudit(reader, { search, after: undefined, limit: 10 })
  return records.map(({ action }) => action)
}

const why = 'The best evidence'

test('the best pitch is awarded, published after suppliers know, and confirmed after the standstill', async () => {
  const { call, best, second, slug, lead } = await build.moderatedCall()

  expect(await listOwnPitches(best.by)).toMatchObject([{ id: best.id, hasWon: undefined }])
  await decideAward(lead, slug, { pitchId: best.id, reason: why, ...build.key() })
  expect(await listOwnPitches(best.by)).toMatchObject([{ id: best.id, hasWon: true }])
  expect(await listOwnPitches(second.by)).toMatchObject([{ id: second.id, hasWon: false }])
  expect(await findAward(call.challengeId)).toBeUndefined()
  expect(await getFeedback(second.by, second.id)).toMatchObject({ hasWon: false, score: 28_500 })

  clock.set('2026-03-02T10:00:00Z')
  await publishAward(lead, slug, build.key())
  const award = await findAward(call.challengeId)
  expect(award).toMatchObject({ supplierName: 'Fernhill Labs', score: 40_500, pitchCount: 2 })
  expect(award?.standstillEndsOn).toEqual(new Date('2026-03-11'))

  for (const { by } of [best, second]) expect(await othersDid(by)).toEqual(['award-published'])

  clock.set('2026-03-11T23:59:59Z')
  await expect(confirmAward(lead, slug, build.key())).rejects.toThrow('Wednesday 11 March 2026')
  clock.set('2026-03-12T00:00:00Z')
  await confirmAward(lead, slug, build.key())
  const challenge = await db.challenge.findUnique({ where: { id: call.challengeId } })
  expect(challenge?.stage).toBe('awarded')
  await expect(confirmAward(lead, slug, build.key())).rejects.toThrow('already')
})

test('published before Easter, the standstill steps over both bank holidays', async () => {
  const { best, call, slug, lead } = await build.moderatedCall()
  await decideAward(lead, slug, { pitchId: best.id, reason: why, ...build.key() })

  clock.set('2026-04-02T16:00:00+01:00')
  await publishAward(lead, slug, build.key())

  expect((await findAward(call.challengeId))?.standstillEndsOn).toEqual(new Date('2026-04-15'))
})

test('of two awards at once one is made', async () => {
  const { best, call, slug, lead } = await build.moderatedCall()
  const decide = () => decideAward(lead, slug, { pitchId: best.id, reason: why, ...build.key() })

  const outcomes = await Promise.allSettled([decide(), decide()])

  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await db.award.count({ where: { pitchCallId: call.id } })).toBe(1)
})

test('of two confirmations at once one moves the challenge', async () => {
  const { best, slug, lead } = await build.moderatedCall()
  await decideAward(lead, slug, { pitchId: best.id, reason: why, ...build.key() })
  await publishAward(lead, slug, build.key())
  clock.set('2026-04-30T09:00:00Z')

  const outcomes = await Promise.allSettled([
    confirmAward(lead, slug, build.key()),
    confirmAward(lead, slug, build.key()),
  ])

  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('a lower score, another council or an unfinished moderation gets no award', async () => {
  const { call, best, second, slug, lead } = await build.moderatedCall()
  const stranger = await build.officer()
  const of = { pitchId: best.id, reason: why, ...build.key() }

  await expect(decideAward(lead, slug, { ...of, pitchId: second.id })).rejects.toThrow('best pitch')
  await expect(decideAward(stranger, slug, of)).rejects.toThrow('lead council')
  await expect(getResult(stranger, slug)).rejects.toThrow('Page not found')
  const [criterion] = call.criteria
  await db.moderation.deleteMany({
    where: { pitchId: second.id, criterionId: criterion?.id ?? '' },
  })
  await expect(decideAward(lead, slug, of)).rejects.toThrow('Agree a score')
})

test('a pitch that costs more than was raised cannot be awarded', async () => {
  const enough = await build.moderatedCall(pounds(300_000))
  const short = await build.moderatedCall(pounds(299_999))

  expect((await getResult(enough.lead, enough.slug)).choices).toEqual([enough.best.id])
  expect((await getResult(short.lead, short.slug)).choices).toEqual([])
  await expect(
    decideAward(short.lead, short.slug, { pitchId: short.best.id, reason: why, ...build.key() }),
  ).rejects.toThrow('can pay for')
})

test('a supplier sees its own scores and the winner’s, and nothing before the decision', async () => {
  const { best, second, slug, lead } = await build.moderatedCall()

  await expect(getFeedback(second.by, second.id)).rejects.toThrow('Page not found')
  await decideAward(lead, slug, { pitchId: best.id, reason: why, ...build.key() })

  const told = await db.outboxEmail.findMany({ where: { html: { contains: second.id } } })
  expect(told.map(({ template }) => template)).toEqual(['scores-ready'])
  const feedback = await getFeedback(second.by, second.id)
  expect(feedback.scores.map(({ points, winningPoints }) => [points, winningPoints])).toEqual([
    [2, 5],
    [4, 4],
    [3, 3],
    [3, 3],
  ])
  await expect(getFeedback(second.by, best.id)).rejects.toThrow('Page not found')
  await expect(getFeedback(lead, second.id)).rejects.toThrow('Page not found')
})

test('the public award names the winner alone', async () => {
  const { call, best, second, slug, lead } = await build.moderatedCall()
  await decideAward(lead, slug, { pitchId: best.id, reason: why, ...build.key() })
  await publishAward(lead, slug, build.key())

  const text = JSON.stringify(await findAward(call.challengeId), (_, each) =>
    typeof each === 'bigint' ? String(each) : each,
  )
  expect(text).toContain('Fernhill Labs')
  for (const hidden of [second.by.organisationName, second.id, 'An answer of', 'Agreed by all'])
    expect(text).not.toContain(hidden)
})

test('the database refuses another price, a second publication and a change of the winner', async () => {
  const { id, winner } = await build.award({ isConfirmed: false })
  const where = { id }

  await expect(db.award.update({ where, data: { pricePence: 1n } })).rejects.toThrow(
    'does not change',
  )
  await expect(
    db.award.update({ where, data: { publishedAt: new Date('2030-01-01') } }),
  ).rejects.toThrow('does not change')
  await expect(db.award.delete({ where })).rejects.toThrow('denied')
  expect(winner.id).toBeTruthy()
})

test('each step waits for the person whose turn it is', async () => {
  const { best, slug, lead } = await build.moderatedCall()
  const titles = async () => (await listEvaluationTasks(lead)).map(({ title }) => title)

  expect(await titles()).toEqual(['Decide the award'])
  await decideAward(lead, slug, { pitchId: best.id, reason: why, ...build.key() })
  expect(await titles()).toEqual(['Publish the award'])
  await publishAward(lead, slug, build.key())
  expect(await titles()).toEqual([])
  clock.set('2026-04-30T09:00:00Z')
  expect(await titles()).toEqual(['Confirm the award'])
})
