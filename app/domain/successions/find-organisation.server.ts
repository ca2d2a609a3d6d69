import type { Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'

type Wanted = { kind: 'supplier' | 'funder'; typed: string; field: 'predecessors' | 'successor' }

/** A firm or a funder that is here today, by one of its names, its address here or its number. */
export async function findOrganisation(tx: Tx, { kind, typed, field }: Wanted) {
  const is = { equals: typed, mode: 'insensitive' as const }
  const number = typed.toUpperCase()
  const found = await tx.organisation.findMany({
    where: {
      kind,
      former: null,
      OR: [
        { name: is },
        { officialName: is },
        { slug: is },
        { supplier: { OR: [{ companyNumber: number }, { charityNumber: number }] } },
      ],
    },
    take: 2,
    select: { id: true, name: true },
  })
  const [one] = found
  if (one && found.length === 1) return one
  throw new Refusal(
    'invalid',
    kind === 'supplier'
      ? `There is no one firm called “${typed}”. Look for its name or its number in the list of suppliers`
      : `There is no one funder called “${typed}”. Enter its name as its page has it`,
    { field },
  )
}
