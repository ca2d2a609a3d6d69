import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, type Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { Refusal } from '#app/core/refusal.ts'
import { slugOfName, type NewCouncil } from './new-council.ts'

/** Puts a council on the register that an order has made. It has nobody yet: operators ask in its first administrator. */
export async function createCouncil(tx: Tx, { name, gss, type, nation, region }: NewCouncil) {
  const id = newId()
  const slug = await freeSlug(tx, name, gss)
  try {
    await tx.organisation.create({
      data: { id, kind: 'council', slug, name, createdAt: clock.now() },
    })
    const isUpperTier = type !== 'non-metropolitan-district'
    await tx.council.create({ data: { id, gss, type, nation, region, isUpperTier } })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Refusal('conflict', 'A council with this code is on the register.')
  }
  return { id, name }
}

/** A new council is often called as one of those that end. */
async function freeSlug(tx: Tx, name: string, gss: string) {
  const slug = slugOfName(name)
  const taken = await tx.organisation.findUnique({ where: { slug }, select: { id: true } })
  return taken || slug === '' ? [slug, gss.toLowerCase()].filter(Boolean).join('-') : slug
}
