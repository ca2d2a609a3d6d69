import type { Tx } from '#app/core/db.server.ts'
import { deleteFactor } from './delete-factor.server.ts'

/** Signs a person out of every browser, and forgets where and when they asked to sign in, and what they showed besides. */
export async function forgetPerson(tx: Tx, personId: string) {
  await tx.session.deleteMany({ where: { personId } })
  // Whoever accepted an invitation asked before they were anybody.
  const person = await tx.person.findUnique({ where: { id: personId }, select: { email: true } })
  await tx.signInRequest.deleteMany({
    where: { OR: [{ personId }, { email: person?.email ?? '' }] },
  })
  await deleteFactor(tx, personId)
}
