import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'

/** Says that what the directory shows of somebody still holds, at their own word: another year begins. */
export async function confirmListing(actor: Actor) {
  const { personId, organisationId } = actor
  await transaction(async (tx) => {
    const [listed] = await tx.$queryRaw<{ id: string }[]>`
      update listings set confirmed_at = ${clock.now()}, asked_at = null where membership_id = (
        select id from memberships where person_id = ${personId}::uuid
          and organisation_id = ${organisationId}::uuid and ended_at is null)
      returning id`
    if (!listed) throw new Refusal('conflict', 'You are not in the directory. Join it again.')
    await record(tx, actor, {
      subjectKind: 'listing',
      subjectId: listed.id,
      action: 'listing-confirmed',
      summary: 'Confirmed what the directory shows of them',
    })
  })
}
