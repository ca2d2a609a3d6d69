import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { withCapital } from '#app/core/sentence.ts'
import { dateOf, type Day } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import type { OrganisationKind } from './actor.ts'
import { changeAreas } from './change-areas.server.ts'
import { nameOfFormer } from './former-organisation.ts'
import { movePeople } from './move-people.server.ts'

export type Ending = {
  kind: OrganisationKind
  endedIds: string[]
  /** Answers for all they did, and takes whoever goes nowhere else. */
  successor: { id: string; name: string }
  /** The others, where one council is split, and whose memberships go on there. */
  others: { id: string; name: string; membershipIds: string[] }[]
  endedOn: Day
  /** From when on others are members of combined authorities; and whether the successors are. */
  areasChangeOn: Day
  joinsAreas: boolean
  /** "became part of North Yorkshire on 1 April 2028". */
  became: string
  source: string
  sourceUrl: string | null
  /** Who confirmed it: the roles that move are given in their name. */
  confirmedById: string
}

/**
 * Makes organisations of one kind part of another one, for good: their people go on there, and it answers for all they did.
 * Nothing of what they pledged, signed or led is rewritten. Answers how each membership went on.
 */
export async function endOrganisations(tx: Tx, ending: Ending) {
  const { endedIds, successor, others, confirmedById } = ending
  await lockOrganisations(tx, [...endedIds, successor.id, ...others.map(({ id }) => id)])
  const from = { fromIds: endedIds, grantedById: confirmedById }
  const moves = []
  for (const { id, name, membershipIds } of others)
    moves.push(
      ...(await movePeople(tx, { ...from, membershipIds, successorId: id, successorName: name })),
    )
  const rest = { ...from, successorId: successor.id, successorName: successor.name }
  moves.push(...(await movePeople(tx, rest)))
  await writeFacts(tx, ending)
  await changeAreas(tx, {
    endedIds,
    successorIds: [successor, ...others].map(({ id }) => id),
    on: ending.areasChangeOn,
    joinsAreas: ending.joinsAreas,
  })
  for (const id of endedIds)
    await record(tx, undefined, {
      subjectKind: ending.kind === 'council' ? 'council' : 'organisation',
      subjectId: id,
      action: `${ending.kind}-ended`,
      summary: withCapital(ending.became),
      detail: {
        successorId: successor.id,
        ...(others.length > 0 && { otherIds: others.map((other) => other.id).join(' ') }),
        source: ending.source,
        confirmedById,
      },
    })
  return moves
}

/**
 * Waits for whatever has begun in their name, and for changes of their schemes; what comes after finds them ended. By order,
 * so that two never wait for each other.
 */
export async function lockOrganisations(tx: Tx, ids: string[]) {
  await tx.$executeRaw`select id from organisations where id = any(${ids}::uuid[]) order by id for update`
  await tx.$executeRaw`select id from councils where id = any(${ids}::uuid[]) order by id for update`
}

/** Those that these had taken over themselves are answered for by the successor from now on, and called so. */
async function writeFacts(tx: Tx, ending: Ending) {
  const { endedIds, successor, others, endedOn, source, sourceUrl } = ending
  const names = await tx.organisation.findMany({
    where: { id: { in: endedIds } },
    select: { id: true, name: true },
  })
  const fact = { successorId: successor.id, answeredById: successor.id, source, sourceUrl }
  await tx.formerOrganisation.createMany({
    data: names.map(({ id, name }) => ({
      ...fact,
      id,
      nameThen: name,
      endedOn: dateOf(endedOn),
      areasChangeOn: dateOf(ending.areasChangeOn),
      endedAt: clock.now(),
    })),
  })
  await tx.furtherSuccessor.createMany({
    data: endedIds.flatMap((formerId) =>
      others.map((other) => ({ formerId, successorId: other.id })),
    ),
  })
  await tx.formerOrganisation.updateMany({
    where: { answeredById: { in: endedIds } },
    data: { answeredById: successor.id },
  })
  const answered = await tx.formerOrganisation.findMany({
    where: { answeredById: successor.id },
    select: { id: true, nameThen: true, _count: { select: { others: true } } },
  })
  for (const { id, nameThen, _count } of answered) {
    const name = nameOfFormer(nameThen, { answeredBy: successor.name, isSplit: _count.others > 0 })
    await tx.organisation.update({ where: { id }, data: { name } })
  }
}
