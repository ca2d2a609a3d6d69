import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { Refusal } from '#app/core/refusal.ts'
import { sqlState } from '#app/core/sql-error.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import type { ListingInput } from './listing.ts'
import { getOwnMembershipId } from './own-membership.server.ts'

/**
 * Puts somebody on the list, at their own word, for the organisation they act for; or says anew what it shows. Nobody
 * does it for another. Each time is a confirmation, so the year begins again.
 */
export async function saveListing(actor: Actor, input: ListingInput) {
  const now = clock.now()
  try {
    await transaction(async (tx) => {
      const membershipId = await getOwnMembershipId(actor, tx)
      const [saved] = await tx.$queryRaw<{ id: string; isNew: boolean }[]>`
        insert into listings (id, membership_id, about, service_function_ids, takes_messages, listed_at, confirmed_at)
        values (${newId()}::uuid, ${membershipId}::uuid, ${input.about}, ${input.services}::int[],
          ${input.takesMessages}, ${now}, ${now})
        on conflict (membership_id) do update set about = excluded.about, asked_at = null,
          service_function_ids = excluded.service_function_ids,
          takes_messages = excluded.takes_messages, confirmed_at = excluded.confirmed_at
        returning id, xmax = 0 as "isNew"`
      if (!saved) return
      await record(tx, actor, {
        subjectKind: 'listing',
        subjectId: saved.id,
        action: saved.isNew ? 'listing-made' : 'listing-changed',
        summary: saved.isNew ? 'Joined the directory' : 'Changed what the directory shows of them',
      })
    })
  } catch (error) {
    if (sqlState(error) !== '23503') throw error
    throw new Refusal('invalid', 'Choose a service from the list', { field: 'service1' })
  }
}
