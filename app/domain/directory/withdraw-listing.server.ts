import { transaction } from '#app/core/db.server.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'

/** Takes somebody off the list, by one press of their own. Whoever is not on it stays off. */
export async function withdrawListing(actor: Actor) {
  const { personId, organisationId } = actor
  await transaction(async (tx) => {
    const listed = await tx.listing.findFirst({
      where: { membership: { personId, organisationId } },
      select: { id: true },
    })
    if (!listed) return
    const { count } = await tx.listing.deleteMany({ where: { id: listed.id } })
    if (count === 0) return
    await record(tx, actor, {
      subjectKind: 'listing',
      subjectId: listed.id,
      action: 'listing-withdrawn',
      summary: 'Left the directory',
    })
  })
}
