import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { deleteFactor } from './delete-factor.server.ts'

/** Signs a person out of every browser, and forgets where and when they asked to sign in, what they showed besides, and what they signed in by and with. */
export async function forgetPerson(tx: Tx, personId: string) {
  await tx.session.deleteMany({ where: { personId } })
  const { email } = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { email: true },
  })
  // Whoever accepted an invitation asked before they were anybody.
  await tx.signInRequest.deleteMany({ where: { OR: [{ personId }, { email }] } })
  await tx.identityRequest.deleteMany({ where: { email } })
  await tx.knownBrowser.deleteMany({ where: { personId } })
  await tx.identity.deleteMany({ where: { personId } })
  await deleteFactor(tx, personId)
  await tx.wayBack.updateMany({
    where: { personId, endedAt: null },
    data: { endedAt: clock.now(), endedAs: 'stopped' },
  })
}
