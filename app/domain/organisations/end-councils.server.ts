import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { dateOf, formatDay, type Day } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import { nameOfFormer } from './former-council.ts'
import { movePeople } from './move-people.server.ts'

export type Ending = {
  councilIds: string[]
  successor: { id: string; name: string }
  endedOn: Day
  source: string
  sourceUrl: string | null
  /** Who confirmed it: the roles that move are given in their name. */
  confirmedById: string
}

/**
 * Makes councils part of another one, for good: their people go on there, and it answers for all they did. Nothing of what
 * they pledged, signed or led is rewritten. Answers how each membership went on.
 */
export async function endCouncils(tx: Tx, ending: Ending) {
  const { councilIds, successor, confirmedById } = ending
  await lockCouncils(tx, [...councilIds, successor.id])
  const moves = await movePeople(tx, {
    fromIds: councilIds,
    successorId: successor.id,
    successorName: successor.name,
    grantedById: confirmedById,
  })
  await writeFacts(tx, ending)
  await joinAreas(tx, ending)
  for (const id of councilIds)
    await record(tx, undefined, {
      subjectKind: 'council',
      subjectId: id,
      action: 'council-ended',
      summary: `Became part of ${successor.name} on ${formatDay(ending.endedOn)}`,
      detail: { successorId: successor.id, source: ending.source, confirmedById },
    })
  return moves
}

/** Waits for whatever has begun in their name; what comes after finds them ended. By order, so that two never wait for each other. */
export const lockCouncils = (tx: Tx, ids: string[]) =>
  tx.$executeRaw`select id from councils where id = any(${ids}::uuid[]) order by id for update`

/** Councils that these had taken over themselves are answered for by the successor from now on, and called so. */
async function writeFacts(tx: Tx, { councilIds, successor, endedOn, source, sourceUrl }: Ending) {
  const names = await tx.organisation.findMany({
    where: { id: { in: councilIds } },
    select: { id: true, name: true },
  })
  const fact = { successorId: successor.id, answeredById: successor.id, source, sourceUrl }
  await tx.formerCouncil.createMany({
    data: names.map(({ id, name }) => ({
      ...fact,
      id,
      nameThen: name,
      endedOn: dateOf(endedOn),
      endedAt: clock.now(),
    })),
  })
  await tx.formerCouncil.updateMany({
    where: { answeredById: { in: councilIds } },
    data: { answeredById: successor.id },
  })
  const answered = await tx.formerCouncil.findMany({
    where: { answeredById: successor.id },
    select: { id: true, nameThen: true },
  })
  for (const { id, nameThen } of answered)
    await tx.organisation.update({
      where: { id },
      data: { name: nameOfFormer(nameThen, successor.name) },
    })
}

/** The successor belongs to the combined authorities they belonged to. Theirs stays: what they signed was matched by it. */
const joinAreas = (tx: Tx, { councilIds, successor, endedOn }: Ending) =>
  tx.$executeRaw`
    insert into combined_authority_members (combined_authority_id, council_id, role, from_on)
    select distinct on (combined_authority_id) combined_authority_id, ${successor.id}::uuid, role, ${dateOf(endedOn)}::date
    from combined_authority_members held
    where council_id = any(${councilIds}::uuid[]) and (to_on is null or to_on > ${dateOf(endedOn)}::date)
      and not exists (select from combined_authority_members own
        where own.combined_authority_id = held.combined_authority_id and own.council_id = ${successor.id}::uuid
          and (own.to_on is null or own.to_on > ${dateOf(endedOn)}::date))
    order by combined_authority_id, role`
