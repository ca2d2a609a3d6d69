import type { Tx } from '#app/core/db.server.ts'

/** All there is of a person's second factor, also one that is only being set up. */
export async function deleteFactor(tx: Tx, personId: string) {
  await tx.authenticatorSetUp.deleteMany({ where: { personId } })
  await tx.passkeyChallenge.deleteMany({ where: { personId } })
  await tx.recoveryCode.deleteMany({ where: { personId } })
  await tx.authenticator.deleteMany({ where: { personId } })
  await tx.passkey.deleteMany({ where: { personId } })
  await tx.factorHold.deleteMany({ where: { personId } })
}
