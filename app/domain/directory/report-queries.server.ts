import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from '../organisations/actor.ts'
import { canCloseReport, canReadReports, type Outcome, type ReportFilters } from './report.ts'

const columns = {
  ...{ id: true, subject: true, sentAt: true, reportedAt: true, reportReason: true },
  ...{ closedAt: true, outcome: true, outcomeReason: true },
  sender: { select: { name: true } },
  senderOrganisation: { select: { name: true, slug: true } },
  closedBy: { select: { name: true } },
} as const

const typed = <Row extends { outcome: string | null }>(row: Row) => ({
  ...row,
  outcome: row.outcome as Outcome | null,
})

const open = { reportedAt: { not: null }, closedAt: null }
const lists = {
  open: { where: open, orderBy: [{ reportedAt: 'asc' as const }, { id: 'asc' as const }] },
  closed: {
    where: { closedAt: { not: null } },
    orderBy: [{ closedAt: 'desc' as const }, { id: 'desc' as const }],
  },
}

const PER_PAGE = 25

/** What recipients have reported, for operators: what waits, the longest first, or what is closed, the newest first. */
export async function listReports(actor: Actor, { state }: ReportFilters, page = 1) {
  if (!canReadReports(actor)) throw new Refusal('not-found', 'Page not found')
  const { where, orderBy } = lists[state]
  const pages = Math.max(1, Math.ceil((await db.listingMessage.count({ where })) / PER_PAGE))
  const shown = Math.min(page, pages)
  const reports = await db.listingMessage.findMany({
    ...{ where, orderBy, select: columns },
    skip: (shown - 1) * PER_PAGE,
    take: PER_PAGE,
  })
  return { reports: reports.map(typed), page: shown, pages }
}

/** How many reports wait for an operator, and since when; nothing for anybody else. */
export async function findOpenReports(actor: Actor) {
  if (!canReadReports(actor)) return undefined
  const [first, count] = await Promise.all([
    db.listingMessage.findFirst({ ...lists.open, select: { reportedAt: true } }),
    db.listingMessage.count({ where: open }),
  ])
  return first?.reportedAt ? { count, since: first.reportedAt } : undefined
}

/** How many reports wait for an operator, for the mail that tells them so. */
export const countOpenReports = () => db.listingMessage.count({ where: open })

/** One report with the words of its message, and what became of others about the same sender, for operators. */
export async function getReport(actor: Actor, id: string) {
  const row = canReadReports(actor)
    ? await db.listingMessage.findFirst({
        where: { id, reportedAt: { not: null } },
        select: {
          ...{ ...columns, words: true, senderId: true, recipientId: true, stopId: true },
          recipient: { select: { name: true } },
        },
      })
    : null
  if (!row) throw new Refusal('not-found', 'Page not found')
  const { senderId, recipientId, ...report } = typed(row)
  const others = await db.listingMessage.findMany({
    where: { senderId, reportedAt: { not: null }, id: { not: id } },
    orderBy: [{ reportedAt: 'desc' }, { id: 'desc' }],
    take: 10,
    select: columns,
  })
  return {
    ...report,
    others: others.map(typed),
    mayClose: !row.closedAt && canCloseReport(actor, { senderId, recipientId }),
  }
}
