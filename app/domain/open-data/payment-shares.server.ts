import { db, readKept } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { councilName, selectName } from './api-field.ts'

type Row = {
  paymentId: string
  councilId: string | null
  potId: string | null
  purse: string | null
  funderId: string | null
  amountPence: Pence
}
type Names = Awaited<ReturnType<typeof nameAll>>
export type Share = ReturnType<typeof toShare>

/**
 * Who bears what of some payments, by payment: councils before pots, each in a lasting order. All of them, since they add up
 * to the payment. A page has thousands of a few hundred councils, so each council is named once.
 */
export async function listShares(paymentIds: string[]): Promise<Map<string, Share[]>> {
  const rows = await readKept<Row>(Prisma.sql`
    select payment_id as "paymentId", council_id as "councilId", pot_id as "potId", purse,
      funder_id as "funderId", amount_pence as "amountPence"
    from payment_shares where payment_id = any (${paymentIds}::uuid[])
    order by payment_id, council_id, pot_id, purse, funder_id`)
  const names = await nameAll(rows)
  const shares = new Map<string, Share[]>(paymentIds.map((id) => [id, []]))
  for (const row of rows) shares.get(row.paymentId)?.push(toShare(row, names))
  return shares
}

async function nameAll(rows: Row[]) {
  const [councils, pots, funders] = await Promise.all([
    db.council.findMany({
      where: { id: { in: idsOf(rows, 'councilId') } },
      select: { id: true, ...selectName.council.select },
    }),
    db.pot.findMany({
      where: { id: { in: idsOf(rows, 'potId') } },
      select: { id: true, ...selectName.pot.select, funder: selectName.funder },
    }),
    db.funder.findMany({
      where: { id: { in: idsOf(rows, 'funderId') } },
      select: { id: true, ...selectName.funder.select },
    }),
  ])
  return {
    councils: new Map(councils.map(({ id, ...council }) => [id, councilName(council)])),
    pots: new Map(pots.map(({ id, ...pot }) => [id, pot])),
    funders: new Map(funders.map(({ id, organisation }) => [id, organisation])),
  }
}

const idsOf = (rows: Row[], key: 'councilId' | 'potId' | 'funderId') => [
  ...new Set(rows.flatMap((row) => row[key] ?? [])),
]

/**
 * Money is asked for under a council's name, so here every council has one. A share of a pot from
 * before it could have several funders was its owner's.
 */
function toShare({ councilId, potId, purse, funderId, amountPence }: Row, names: Names) {
  const pot = names.pots.get(potId ?? '')
  return {
    kind: pot ? ('pot' as const) : ('council' as const),
    council: names.councils.get(councilId ?? '') ?? null,
    pot: pot ? { slug: pot.slug, name: pot.name } : null,
    purse,
    funder: names.funders.get(funderId ?? '') ?? pot?.funder.organisation ?? null,
    amountPence,
  }
}
