import { clock } from '#app/core/clock.ts'
import { db, transaction, type Tx } from '#app/core/db.server.ts'
import { dateOf, londonDay } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import { actForSuccessor } from '../auth/act-for-successor.server.ts'
import { handOverDrafts } from '../challenges/hand-over-drafts.server.ts'
import { endJoining } from '../joining/end-joining.server.ts'
import { endCouncils, lockOrganisations } from '../organisations/end-councils.server.ts'
import type { Move } from '../organisations/move-people.server.ts'
import { holdCommitments } from '../pledges/hold-commitments.server.ts'
import { endDrafts } from '../pledges/end-drafts.server.ts'
import { lockSuccession } from './lock-succession.server.ts'
import { readBalances } from './preview-queries.server.ts'
import { listBlocks, readSuccession, successorsOf, type ShownSuccession } from './queries.server.ts'
import { listAssigned } from './people-queries.server.ts'
import { sayBecame, sayWhat } from './succession.ts'
import { tellMoved, tellSuccession } from './tell-succession.server.ts'

/** Makes every confirmed succession happen whose day has come and that nothing blocks. Safe to run twice and at once. */
export async function succeedCouncils() {
  const due = await db.succession.findMany({
    where: {
      vestsOn: { lte: dateOf(londonDay(clock.now())) },
      confirmedAt: { not: null },
      happenedAt: null,
      endedAt: null,
    },
    orderBy: [{ vestsOn: 'asc' }, { number: 'asc' }],
    take: 100,
    select: { id: true },
  })
  for (const { id } of due) await transaction((tx) => succeed(tx, id))
}

/** All of it in one transaction, so that no council is ever half part of another. */
export async function succeed(tx: Tx, id: string) {
  await lockSuccession(tx, id)
  const succession = await readSuccession(id, tx)
  if (succession?.state !== 'confirmed' || !succession.confirmedById || !succession.successorId)
    return
  const { successorId, confirmedById, source, sourceUrl, vestsOn } = succession
  const councilIds = succession.predecessors.map((each) => each.id)
  const others = await readOthers(tx, succession)
  const free = await holdCommitments(tx, [...councilIds, ...successorsOf(succession)])
  await lockOrganisations(tx, [...councilIds, successorId, ...others.map((other) => other.id)])
  if ((await listBlocks(succession, tx)).length > 0) return
  const successor = { id: successorId, name: succession.successorName }
  const became = sayBecame(succession)
  const reason = `The council ${became}.`
  await endDrafts(tx, { councilIds, reason })
  await endJoining(tx, { organisationIds: councilIds, endedById: confirmedById, reason })
  await handOverDrafts(tx, { fromIds: councilIds, successorId })
  await noteBalances(tx, succession)
  const areasChangeOn = free && free > vestsOn ? free : vestsOn
  const areas = { areasChangeOn, joinsAreas: succession.joinsAreas }
  const fact = { councilIds, successor, others, endedOn: vestsOn, became, ...areas }
  const ending = { ...fact, source, sourceUrl, confirmedById }
  const moves = await endCouncils(tx, ending)
  await tx.successionMove.createMany({ data: moves.map((move) => ({ successionId: id, ...move })) })
  await changeWhomTheyActFor(tx, moves, { fromIds: councilIds, successorId })
  await tx.succession.update({ where: { id }, data: { happenedAt: clock.now() } })
  await record(tx, undefined, {
    subjectKind: 'succession',
    subjectId: id,
    action: 'succession-happened',
    summary: sayWhat(succession),
    detail: { source, people: moves.length },
  })
  await tellSuccession(tx, id, 'happened')
  await tellMoved(tx, id)
}

/** The other councils that one is split into, each with the memberships that go on there. */
async function readOthers(tx: Tx, { id, others }: ShownSuccession) {
  const assigned = others.length > 0 ? await listAssigned(tx, id) : []
  return others.flatMap((other) => {
    const theirs = assigned.filter(({ successorId }) => successorId === other.id)
    const membershipIds = theirs.map(({ membershipId }) => membershipId)
    return other.councilId ? [{ id: other.councilId, name: other.name, membershipIds }] : []
  })
}

type Acting = { fromIds: string[]; successorId: string }

/** Sessions follow their people: those who went elsewhere first, then all that are left. */
async function changeWhomTheyActFor(tx: Tx, moves: Move[], { fromIds, successorId }: Acting) {
  const elsewhere = await tx.membership.findMany({
    where: {
      id: { in: moves.map(({ toMembershipId }) => toMembershipId) },
      organisationId: { not: successorId },
    },
    select: { personId: true, organisationId: true },
  })
  for (const { personId, organisationId } of elsewhere)
    await actForSuccessor(tx, { fromIds, successorId: organisationId, personId })
  await actForSuccessor(tx, { fromIds, successorId })
}

/** What the successor takes over: the accounts stay the predecessor's own, so that every entry is where it was. */
async function noteBalances(tx: Tx, { id, predecessors }: ShownSuccession) {
  const balances = await readBalances(
    predecessors.map((each) => each.id),
    tx,
  )
  await tx.successionBalance.createMany({
    data: balances.map(({ councilId, kind, pence }) => ({
      successionId: id,
      councilId,
      accountKind: kind,
      pence,
    })),
  })
}
