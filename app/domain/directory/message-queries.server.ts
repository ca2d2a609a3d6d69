import { db, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from '../organisations/actor.ts'
import type { Outcome } from './report.ts'

/** A message to whoever asks. One to anybody else is not there, for its sender either. */
export async function getOwnMessage(actor: Actor, id: string, store: Tx = db) {
  const found = await store.listingMessage.findFirst({
    where: { id, recipientId: actor.personId, isWithheld: false },
    select: {
      id: true,
      subject: true,
      words: true,
      sentAt: true,
      reportedAt: true,
      closedAt: true,
      outcome: true,
      outcomeReason: true,
      senderOrganisationId: true,
      sender: { select: { name: true } },
      senderOrganisation: { select: { name: true, slug: true } },
    },
  })
  if (!found) throw new Refusal('not-found', 'Page not found')
  return { ...found, outcome: found.outcome as Outcome | null }
}

/** Whether whoever asks has blocked this organisation. */
export async function hasBlocked({ personId }: Actor, organisationId: string) {
  return (await db.messageBlock.count({ where: { personId, organisationId } })) > 0
}

/** The organisations whoever asks wants no messages from, by name. */
export async function listBlocks({ personId }: Actor) {
  const rows = await db.messageBlock.findMany({
    where: { personId },
    orderBy: [{ organisation: { name: 'asc' } }, { organisationId: 'asc' }],
    take: 200,
    select: { organisation: { select: { id: true, name: true } } },
  })
  return rows.map(({ organisation }) => organisation)
}
