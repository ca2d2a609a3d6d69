import { clock } from '#app/core/clock.ts'
import { db, transaction, type Tx } from '#app/core/db.server.ts'
import { dateOf, londonDay } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import { actForSuccessor } from '../auth/act-for-successor.server.ts'
import { lockProjectsOf } from '../delivery/change-supplier.server.ts'
import { endJoining } from '../joining/end-joining.server.ts'
import { endOrganisations, lockOrganisations } from '../organisations/end-organisations.server.ts'
import type { Move } from '../organisations/move-people.server.ts'
import { holdCommitments } from '../pledges/hold-commitments.server.ts'
import { lockSuccession } from './lock-succession.server.ts'
import { listBlocks } from './block-queries.server.ts'
import { handOver } from './hand-over.server.ts'
import { listAssigned } from './people-queries.server.ts'
import { readSuccession, successorsOf, type ShownSuccession } from './queries.server.ts'
import { sayBecame, sayWhat } from './succession.ts'
import { tellMoved, tellSuccession } from './tell-succession.server.ts'

/** Makes every confirmed succession happen whose day has come and that nothing blocks. Safe to run twice and at once. */
export async function succeedOrganisations() {
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

/** All of it in one transaction, so that nothing is ever half part of another. */
export async function succeed(tx: Tx, id: string) {
  await lockSuccession(tx, id)
  const succession = await readSuccession(id, tx)
  if (succession?.state !== 'confirmed' || !succession.confirmedById || !succession.successorId)
    return
  const { kind, successorId, confirmedById, source, sourceUrl, vestsOn } = succession
  const endedIds = succession.predecessors.map((each) => each.id)
  const all = [...endedIds, ...successorsOf(succession)]
  const free = kind === 'council' ? await holdCommitments(tx, all) : undefined
  if (kind === 'supplier') await lockProjectsOf(tx, endedIds)
  await lockOrganisations(tx, all)
  if ((await listBlocks(succession, tx)).length > 0) return
  const became = sayBecame(succession)
  const reason = `It ${became}.`
  await endJoining(tx, { organisationIds: endedIds, endedById: confirmedById, reason })
  await handOver[kind](tx, { succession, endedIds, successorId, reason })
  const moves = await endOrganisations(tx, {
    ...{ kind, endedIds, endedOn: vestsOn, became, source, sourceUrl, confirmedById },
    successor: { id: successorId, name: succession.successorName },
    others: await readOthers(tx, succession),
    areasChangeOn: free && free > vestsOn ? free : vestsOn,
    joinsAreas: succession.joinsAreas,
  })
  await tx.successionMove.createMany({ data: moves.map((move) => ({ successionId: id, ...move })) })
  await changeWhomTheyActFor(tx, moves, { fromIds: endedIds, successorId })
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
