import { db, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from './actor.ts'
import { canEndSameHuman, canRecordSameHuman } from './same-human.ts'

/** Every account of the human whose account this is, itself among them. */
export async function listAccounts(store: Tx, personId: string) {
  const rows = await store.$queryRaw<{ id: string }[]>`
    select account as id from accounts_of(${personId}::uuid) as account order by account limit 100`
  return rows.map(({ id }) => id)
}

const account = { select: { name: true, email: true } } as const
const columns = {
  id: true,
  personId: true,
  person: account,
  otherId: true,
  other: account,
  reason: true,
  recordedById: true,
  recordedBy: { select: { name: true } },
  recordedAt: true,
  endedBy: { select: { name: true } },
  endedAt: true,
  endedReason: true,
} as const

const PER_PAGE = 25

/** For operators: which accounts are one human's, newest first, with those that are no longer held to be. */
export async function listSameHumans(actor: Actor, page = 1) {
  if (!canRecordSameHuman(actor)) throw new Refusal('not-found', 'Page not found')
  const total = await db.sameHuman.count()
  const pages = Math.max(1, Math.ceil(total / PER_PAGE))
  const records = await db.sameHuman.findMany({
    orderBy: [{ recordedAt: 'desc' }, { id: 'desc' }],
    skip: (Math.min(page, pages) - 1) * PER_PAGE,
    take: PER_PAGE,
    select: columns,
  })
  return { records, page: Math.min(page, pages), pages }
}

export async function getSameHuman(actor: Actor, id: string) {
  if (!canRecordSameHuman(actor)) throw new Refusal('not-found', 'Page not found')
  const found = await db.sameHuman.findUnique({ where: { id }, select: columns })
  if (!found) throw new Refusal('not-found', 'Page not found')
  return { ...found, mayEnd: !found.endedAt && canEndSameHuman(actor, found) }
}
export type SameHumanRecord = Awaited<ReturnType<typeof getSameHuman>>
