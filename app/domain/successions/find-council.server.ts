import type { Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'

/** By its GSS code or by one of its names, as it stands on the register. */
export async function findCouncil(tx: Tx, typed: string, field: 'predecessors' | 'successor') {
  const is = { equals: typed, mode: 'insensitive' as const }
  const found = await tx.council.findMany({
    where: {
      OR: [
        { gss: typed.toUpperCase() },
        { organisation: { OR: [{ name: is }, { officialName: is }, { slug: is }] } },
      ],
      organisation: { former: null },
    },
    take: 2,
    select: { id: true, type: true, organisation: { select: { name: true } } },
  })
  const [council] = found
  if (!council || found.length > 1)
    throw new Refusal(
      'invalid',
      `There is no one council called “${typed}”. Look for its name or its GSS code in the list of councils`,
      { field },
    )
  return {
    id: council.id,
    name: council.organisation.name,
    isArea: council.type === 'combined-authority',
  }
}
