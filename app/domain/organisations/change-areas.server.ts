import type { Tx } from '#app/core/db.server.ts'
import { dateOf, formatDay, type Day } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'

type Change = {
  endedIds: string[]
  successorIds: string[]
  /** The first day on which it is so. */
  on: Day
  /** The order says whether the successors belong to the areas of those that end. */
  joinsAreas: boolean
}

/**
 * From a day on the successors belong to the combined authorities of councils that end, and those leave them; the members
 * of a combined authority that ends belong to its successor, and its mayor's term is over. What was, stays by date.
 */
export async function changeAreas(tx: Tx, change: Change) {
  const { endedIds, on } = change
  if (change.joinsAreas) for (const id of change.successorIds) await joinAreas(tx, id, change)
  const day = dateOf(on)
  const areas = await tx.$queryRaw<{ id: string }[]>`
    update combined_authority_members set to_on = ${day}::date
    where (council_id = any(${endedIds}::uuid[]) or combined_authority_id = any(${endedIds}::uuid[]))
      and from_on < ${day}::date and (to_on is null or to_on > ${day}::date)
    returning combined_authority_id as id`
  await tx.combinedAuthorityMember.deleteMany({
    where: {
      OR: [{ councilId: { in: endedIds } }, { combinedAuthorityId: { in: endedIds } }],
      fromOn: { gte: day },
    },
  })
  await tx.mayorTerm.updateMany({
    where: {
      combinedAuthorityId: { in: endedIds },
      fromOn: { lt: day },
      OR: [{ toOn: null }, { toOn: { gt: day } }],
    },
    data: { toOn: day },
  })
  for (const id of new Set(areas.map((area) => area.id)))
    await record(tx, undefined, {
      subjectKind: 'council',
      subjectId: id,
      action: 'area-changed',
      summary: `Its members changed on ${formatDay(on)}, by a succession`,
      detail: { ended: endedIds.join(' ') },
    })
}

/** Where several that end had a part in one area, the greatest of them goes on. */
const joinAreas = (tx: Tx, successorId: string, { endedIds, on }: Change) =>
  tx.$executeRaw`
    insert into combined_authority_members (combined_authority_id, council_id, role, from_on)
    select distinct on (area_id, member_id) area_id, member_id, role, ${dateOf(on)}::date from (
      select combined_authority_id as area_id, ${successorId}::uuid as member_id, role, to_on
        from combined_authority_members where council_id = any(${endedIds}::uuid[])
      union all
      select ${successorId}::uuid, council_id, role, to_on
        from combined_authority_members where combined_authority_id = any(${endedIds}::uuid[])) held
    where (to_on is null or to_on > ${dateOf(on)}::date) and area_id <> member_id
      and not exists (select from combined_authority_members own
        where own.combined_authority_id = area_id and own.council_id = member_id
          and (own.to_on is null or own.to_on > ${dateOf(on)}::date))
    order by area_id, member_id, role`
