import { db, readKept } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { councilName, selectName } from './api-field.ts'

/** The shares of one payment: its councils as text of a share each, since there are hundreds; and its pots. */
type Row = {
  paymentId: string
  councils: string | null
  pots: [potId: string, purse: string, funderId: string | null, pence: string][] | null
}
type Kept = {
  paymentId: string
  councilId?: string
  potId?: string
  purse: string | null
  funderId?: string | null
  amountPence: Pence
}
type Names = Awaited<ReturnType<typeof nameAll>>
export type Share = ReturnType<typeof toShare>

/**
 * Who bears what of some payments, by payment: councils before pots, each in a lasting order. All of them, since they add up
 * to the payment. A page has thousands of a few hundred councils, so a payment is one row and each council is named once.
 */
export async function listShares(paymentIds: string[]): Promise<Map<string, Share[]>> {
  const rows = await readKept<Row>(Prisma.sql`
    select payment_id as "paymentId", string_agg(council_id || ' ' || amount_pence, ',') as councils,
      jsonb_agg(jsonb_build_array(pot_id, purse, funder_id, amount_pence::text))
        filter (where pot_id is not null) as pots
    from payment_shares where payment_id = any (${paymentIds}::uuid[]) group by payment_id`)
  const kept = rows.flatMap((row) => [...sharesOfCouncils(row), ...sharesOfPots(row)])
  const names = await nameAll(kept)
  const shares = new Map<string, Share[]>(paymentIds.map((id) => [id, []]))
  for (const share of kept) shares.get(share.paymentId)?.push(toShare(share, names))
  return shares
}

function sharesOfCouncils({ paymentId, councils }: Row): Kept[] {
  const shares = councils?.split(',').sort() ?? []
  return shares.map((share) => {
    const [councilId = '', pence = ''] = share.split(' ')
    return { paymentId, councilId, purse: null, amountPence: BigInt(pence) }
  })
}

const sharesOfPots = ({ paymentId, pots }: Row): Kept[] =>
  [...(pots ?? [])]
    .sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1))
    .map(([potId, purse, funderId, pence]) => ({
      ...{ paymentId, potId, purse, funderId },
      amountPence: BigInt(pence),
    }))

/** A share of nobody in particular comes after those of somebody. */
const placeOf = ([potId, purse, funderId]: [string, string, string | null, string]) =>
  `${potId} ${purse} ${funderId ?? '~'}`

async function nameAll(kept: Kept[]) {
  const [councils, pots, funders] = await Promise.all([
    db.council.findMany({
      where: { id: { in: idsOf(kept, 'councilId') } },
      select: { id: true, ...selectName.council.select },
    }),
    db.pot.findMany({
      where: { id: { in: idsOf(kept, 'potId') } },
      select: { id: true, ...selectName.pot.select, funder: selectName.funder },
    }),
    db.funder.findMany({
      where: { id: { in: idsOf(kept, 'funderId') } },
      select: { id: true, ...selectName.funder.select },
    }),
  ])
  return {
    councils: new Map(councils.map(({ id, ...council }) => [id, councilName(council)])),
    pots: new Map(pots.map(({ id, ...pot }) => [id, pot])),
    funders: new Map(funders.map(({ id, organisation }) => [id, organisation])),
  }
}

const idsOf = (kept: Kept[], key: 'councilId' | 'potId' | 'funderId') => [
  ...new Set(kept.flatMap((share) => share[key] ?? [])),
]

/**
 * Money is asked for under a council's name, so here every council has one. A share of a pot from
 * before it could have several funders was its owner's.
 */
function toShare({ councilId, potId, purse, funderId, amountPence }: Kept, names: Names) {
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
