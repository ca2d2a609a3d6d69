import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'

type Wanted = {
  kind: 'supplier' | 'funder'
  name: string
  /** What its address would be, if nobody else had it. */
  slug: string
  about?: string | null
  verifiedAt?: Date
}

const SLUG_LENGTH = 60

/** Puts an organisation on the register. Two of one name are told apart by a few letters; none of them waits for the other. */
export async function addOrganisation(tx: Tx, { slug: wanted, ...row }: Wanted) {
  const id = newId()
  const slug = wanted.slice(0, SLUG_LENGTH)
  for (const each of [slug, `${slug}-${id.slice(-6)}`]) {
    const { count } = await tx.organisation.createMany({
      data: [{ id, slug: each, createdAt: clock.now(), ...row }],
      skipDuplicates: true,
    })
    if (count === 1) break
  }
  return id
}
