import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { sealJournals } from '../ledger/seal-journals.server.ts'
import { withdrawPledge } from '../pledges/withdraw-pledge.server.ts'
import { getPot, listAllocations } from '../pots/queries.server.ts'
import { checks } from '../reporting/checks.server.ts'
import { noteList } from '../reporting/note-list.server.ts'
import { countPublished } from './published-counts.server.ts'

const slugOf = async (id: string) =>
  (await db.pot.findUniqueOrThrow({ where: { id }, select: { slug: true } })).slug

test('files and pots count what was noted and what changed since as one', async () => {
  clock.set('2027-09-14T09:00:00Z')
  const round = await build.round()
  const { id, what } = await build.pot({ for: round })
  const other = await build.round()
  await db.challenge.update({
    where: { id: other.challengeId },
    data: { serviceFunctionId: what.serviceFunctionIds[0] ?? 0 },
  })
  const slug = await slugOf(id)
  const read = async () => {
    const { reservedChallenges, committedChallenges, isEqualToLedger } = await getPot(slug)
    const { allocations } = await listAllocations(id)
    const counts = { reservedChallenges, committedChallenges, isEqualToLedger }
    return { counts, allocations, published: await countPublished() }
  }
  await build.committedPledge({ round, amountPence: pounds(3_000) })
  clock.set('2027-09-15T09:00:00Z')
  const second = await build.committedPledge({ round: other, amountPence: pounds(2_000) })
  const before = await read()

  await sealJournals()
  await noteList()
  const noted = await read()

  expect(before.counts).toEqual({
    reservedChallenges: 2,
    committedChallenges: 0,
    isEqualToLedger: true,
  })
  expect(noted).toEqual(before)
  await withdrawPledge(second.by, second.id, { reason: '' })
  const after = await read()
  expect(after.counts).toMatchObject({ reservedChallenges: 1, isEqualToLedger: true })
  expect(after.allocations.map(({ challengeId }) => challengeId)).toEqual([round.challengeId])
  expect(after.published).toEqual([
    { file: 'challenges', rows: 2, totalPence: null },
    { file: 'in-kind-pledges', rows: null, totalPence: null },
    { file: 'matches', rows: 1, totalPence: pounds(3_000) },
    { file: 'payments', rows: 0, totalPence: 0n },
    { file: 'pledges', rows: 1, totalPence: pounds(3_000) },
  ])
})

test('allocations are narrowed down by council, version of the rule and day of the last match', async () => {
  clock.set('2027-09-14T09:00:00Z')
  const round = await build.round()
  const { id } = await build.pot({ for: round })
  const shown = await build.committedPledge({ round })
  const hidden = await build.committedPledge({ round })
  await db.pledge.update({ where: { id: hidden.id }, data: { isNameShown: false } })
  const list = async (only: Parameters<typeof listAllocations>[1]) =>
    (await listAllocations(id, only)).allocations.length

  for (const isNoted of [false, true]) {
    if (isNoted) await sealJournals()
    if (isNoted) await noteList()
    expect(await list({ only: { council: shown.by.organisationId } })).toBe(1)
    expect(await list({ only: { council: hidden.by.organisationId } })).toBe(0)
    expect(await list({ only: { version: 1, on: '2027-09-14' } })).toBe(1)
    expect(await list({ only: { version: 2 } })).toBe(0)
    expect(await list({ only: { on: '2027-09-13' } })).toBe(0)
    expect(await list({ only: { on: '2027-09-15' } })).toBe(0)
  }
})

test('a council that does not show its name is found by it once its money is called', async () => {
  const { challengeId, pot, councils } = await build.project()
  await db.pledge.updateMany({ where: { challengeId }, data: { isNameShown: false } })
  const [council] = councils
  const list = async () =>
    (await listAllocations(pot.id, { only: { council: council?.organisationId } })).allocations

  const changed = await list()
  await sealJournals()
  await noteList()

  expect(changed.map((one) => one.challengeId)).toEqual([challengeId])
  expect(await list()).toEqual(changed)
  const where = { challengeId_potId: { challengeId, potId: pot.id } }
  const { councilIds } = await db.allocation.findUniqueOrThrow({ where })
  const check = checks.find(({ name }) => name.includes('that pots add to'))
  expect(await check?.rows(db)).toEqual([])
  await db.allocation.update({ where, data: { councilIds: councilIds.slice(1) } })
  // The row as it was noted, and as it is.
  expect(await check?.rows(db)).toHaveLength(2)
  await db.allocation.update({ where, data: { councilIds } })
})
