import { db, pool, type Tx } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import type { FunderFilters } from '../organisations/funder-filters.ts'
import type { FunderKind } from '../organisations/funder.ts'
import type { Purse } from './purse.ts'

const PER_PAGE = 25

const columns = {
  id: true,
  kind: true,
  identifier: true,
  registeredAt: true,
  organisation: { select: { slug: true, name: true, about: true } },
} as const

/** Every funder by name, with the pots it runs or has put money in, for everybody. */
export async function listPublicFunders({ kind, page }: FunderFilters) {
  const where = kind ? { kind } : {}
  const total = await db.funder.count({ where })
  const pages = Math.max(1, Math.ceil(total / PER_PAGE))
  const shown = Math.min(page, pages)
  const rows = await db.funder.findMany({
    where,
    orderBy: [{ organisation: { name: 'asc' } }, { id: 'asc' }],
    skip: (shown - 1) * PER_PAGE,
    take: PER_PAGE,
    select: columns,
  })
  const pots = await listPotsOfFunders(rows.map(({ id }) => id))
  const funders = rows.map(({ organisation, ...row }) => ({
    ...row,
    ...organisation,
    kind: row.kind as FunderKind,
    pots: pots.filter(({ funderId }) => funderId === row.id),
  }))
  return { funders, total, page: shown, pages }
}

/** What everybody may know of one funder; undefined for whoever is none. */
export async function findFunderFacts(organisationId: string) {
  const [row, pots] = await Promise.all([
    db.funder.findUnique({ where: { id: organisationId }, select: columns }),
    listPotsOfFunders([organisationId]),
  ])
  if (!row) return undefined
  const { kind, identifier, registeredAt } = row
  return { kind: kind as FunderKind, identifier, registeredAt, pots }
}

export type PotOfFunder = {
  funderId: string
  slug: string
  name: string
  /** It decides the pot's rule. Others have put money in. */
  isRun: boolean
  /** Less what it has taken back. */
  putInPence: Pence
}

async function listPotsOfFunders(funderIds: string[]) {
  return (await pool.query<PotOfFunder>(potsOfFunders, [funderIds])).rows
}

const potsOfFunders = `
  with mine as (
    select funder_id, id as pot_id, 0::bigint as pence from pots where funder_id = any ($1)
    union all
    select funder_id, pot_id, put_in_pence - taken_back_pence from stakes where funder_id = any ($1))
  select mine.funder_id as "funderId", pot.slug, pot.name, pot.funder_id = mine.funder_id as "isRun",
    sum(pence)::bigint as "putInPence"
  from mine join pots pot on pot.id = mine.pot_id
  group by mine.funder_id, pot.id order by mine.funder_id, pot.ask_order, pot.id limit 1000`

export type StakeOfFunder = {
  funderId: string
  potId: string
  potName: string
  potSlug: string
  purse: Purse
  /** Neither taken back nor spent. */
  leftPence: Pence
}

/** What these funders have left in each purse of each pot, pots in the order in which they are asked. Public. */
export const listStakesOf = (funderIds: string[], store: Tx = db) =>
  store.$queryRaw<StakeOfFunder[]>`
    select stakes.funder_id as "funderId", pot.id as "potId", pot.name as "potName", pot.slug as "potSlug", purse,
      put_in_pence - taken_back_pence - borne_pence as "leftPence"
    from stakes join pots pot on pot.id = pot_id
    where stakes.funder_id = any (${funderIds}::uuid[]) and put_in_pence - taken_back_pence - borne_pence > 0
    order by ask_order, purse = 'unrestricted' desc, purse, stakes.funder_id limit 1000`
