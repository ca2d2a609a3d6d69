import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { getInKindToChange, listPublicInKind } from './in-kind-queries.server.ts'
import { inKindReference, type InKindInput } from './in-kind.ts'
import { changeInKind, offerInKind, withdrawInKind } from './offer-in-kind.server.ts'

const offer = (change: Partial<InKindInput> = {}): InKindInput => ({
  operationKey: newId(),
  skill: 'user-research',
  about: 'Interviews with carers',
  days: 10,
  dayRate: pounds(450),
  rateSource: 'Our internal charge',
  ...change,
})

test('days of work are public, and no total, match or count of councils knows them', async () => {
  const round = await build.round()
  await build.pot({ for: round })
  await build.committedPledge({ round, amountPence: pounds(100) })
  const before = await db.roundTotals.findUnique({ where: { roundId: round.id } })
  const officer = await build.officer()

  await offerInKind(officer, round.challengeId, offer())

  expect(await listPublicInKind(round.challengeId)).toMatchObject([
    {
      skill: 'user-research',
      days: 10,
      dayRatePence: pounds(450),
      councilName: officer.organisationName,
    },
  ])
  expect(await db.roundTotals.findUnique({ where: { roundId: round.id } })).toEqual(before)
})

test('the same form twice, also at once, offers once; with other answers it is refused', async () => {
  const { id } = await build.challenge()
  const officer = await build.officer()
  const form = offer()

  await Promise.all([offerInKind(officer, id, form), offerInKind(officer, id, form)])
  await expect(offerInKind(officer, id, { ...form, days: 11 })).rejects.toMatchObject({
    kind: 'conflict',
  })

  expect(await listPublicInKind(id)).toMatchObject([{ days: 10 }])
})

test('a council offers a skill once, may change it, and takes it back', async () => {
  const { id } = await build.challenge()
  const officer = await build.officer()
  await offerInKind(officer, id, offer())
  await expect(offerInKind(officer, id, offer())).rejects.toThrow('offers this skill already')
  const [made] = await listPublicInKind(id)
  if (!made) throw expect.fail('the offer is listed')
  const change = offer({ days: 3 })

  await changeInKind(officer, made.id, change)
  await changeInKind(officer, made.id, change)
  expect(await listPublicInKind(id)).toMatchObject([{ days: 3 }])
  const key = { operationKey: newId() }
  await withdrawInKind(officer, made.id, key)
  await withdrawInKind(officer, made.id, key)

  expect(await listPublicInKind(id)).toEqual([])
  await expect(changeInKind(officer, made.id, offer())).rejects.toThrow('was withdrawn')
  expect(await db.auditEntry.count({ where: { subjectId: made.id } })).toBe(3)
})

test('only officers of councils offer, and only its own council changes an offer', async () => {
  const { id } = await build.challenge()
  const officer = await build.officer()
  await offerInKind(officer, id, offer())
  const [made] = await listPublicInKind(id)
  if (!made) throw expect.fail('the offer is listed')
  const stranger = await build.officer()

  await expect(offerInKind(await build.member(), id, offer())).rejects.toMatchObject({
    kind: 'forbidden',
  })
  for (const attempt of [
    () => changeInKind(stranger, made.id, offer()),
    () => withdrawInKind(stranger, made.id, { operationKey: newId() }),
    () => getInKindToChange(stranger, inKindReference(made.number)),
  ])
    await expect(attempt()).rejects.toMatchObject({ kind: 'not-found' })
})
