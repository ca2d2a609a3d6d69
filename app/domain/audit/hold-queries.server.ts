import { db, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import type { Actor } from '../organisations/actor.ts'
import { canKeepHolds } from './legal-hold.ts'

const PER_PAGE = 25

const columns = {
  id: true,
  reason: true,
  source: true,
  setAt: true,
  endedAt: true,
  endedReason: true,
  person: { select: { name: true } },
  organisation: { select: { name: true } },
  setBy: { select: { name: true } },
  endedBy: { select: { name: true } },
} as const satisfies Prisma.LegalHoldSelect

function shape(row: Prisma.LegalHoldGetPayload<{ select: typeof columns }>) {
  const { person, organisation, setBy, endedBy, ...hold } = row
  return {
    ...hold,
    of: person?.name ?? organisation?.name ?? '',
    isOfOrganisation: organisation !== null,
    setByName: setBy.name,
    endedByName: endedBy?.name ?? null,
  }
}
export type LegalHold = ReturnType<typeof shape>

/** Every hold there is or was, the newest first, for operators. */
export async function listLegalHolds(actor: Actor, page = 1) {
  if (!canKeepHolds(actor)) throw new Refusal('not-found', 'Page not found')
  const pages = Math.max(1, Math.ceil((await db.legalHold.count()) / PER_PAGE))
  const shown = Math.min(Math.max(1, page), pages)
  const rows = await db.legalHold.findMany({
    orderBy: [{ setAt: 'desc' }, { id: 'desc' }],
    skip: (shown - 1) * PER_PAGE,
    take: PER_PAGE,
    select: columns,
  })
  return { holds: rows.map(shape), page: shown, pages }
}

/** One hold that stands, for the operator who is to end it. */
export async function getLegalHold(actor: Actor, id: string) {
  if (!canKeepHolds(actor)) throw new Refusal('not-found', 'Page not found')
  const row = await db.legalHold.findUnique({ where: { id, endedAt: null }, select: columns })
  if (!row) throw new Refusal('not-found', 'Page not found')
  return shape(row)
}

/** Whether what is held about a person has to be kept for now, through themselves or an organisation of theirs. */
export async function isHeld(personId: string, tx: Tx = db) {
  const [row] = await tx.$queryRaw<
    { isHeld: boolean }[]
  >`select is_held(${personId}::uuid) as "isHeld"`
  return row?.isHeld === true
}
