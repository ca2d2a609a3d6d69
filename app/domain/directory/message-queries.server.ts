import { db, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from '../organisations/actor.ts'
import { canReadReports } from './message.ts'

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
      senderOrganisationId: true,
      sender: { select: { name: true } },
      senderOrganisation: { select: { name: true, slug: true } },
    },
  })
  if (!found) throw new Refusal('not-found', 'Page not found')
  return found
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

const PER_PAGE = 25

/** What recipients have reported, newest first, for the operators of the site. */
export async function listReports(actor: Actor, page = 1) {
  if (!canReadReports(actor)) throw new Refusal('not-found', 'Page not found')
  const where = { reportedAt: { not: null } }
  const total = await db.listingMessage.count({ where })
  const pages = Math.max(1, Math.ceil(total / PER_PAGE))
  const shown = Math.min(page, pages)
  const reports = await db.listingMessage.findMany({
    where,
    orderBy: [{ reportedAt: 'desc' }, { id: 'desc' }],
    skip: (shown - 1) * PER_PAGE,
    take: PER_PAGE,
    select: {
      id: true,
      subject: true,
      words: true,
      sentAt: true,
      reportedAt: true,
      reportReason: true,
      sender: { select: { name: true } },
      senderOrganisation: { select: { name: true, slug: true } },
    },
  })
  return { reports, page: shown, pages }
}

/** How many messages recipients have reported since then. */
export const countReports = (since: Date) =>
  db.listingMessage.count({ where: { reportedAt: { gt: since } } })
