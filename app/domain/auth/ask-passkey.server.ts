import { generateAuthenticationOptions } from '@simplewebauthn/server'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { signedOut } from './factor-refusals.ts'
import { findSession } from './find-signed-in.server.ts'
import { keepChallenge } from './passkey-challenge.server.ts'
import type { AskPasskeyInput, Transport } from './passkey.ts'
import { relyingParty } from './relying-party.server.ts'

/**
 * Gives a browser what its person's passkeys are to answer, for one purpose and five minutes. Half a session may ask
 * in order to become whole, and for nothing else.
 */
export async function askPasskey(token: string | undefined, { purpose, of }: AskPasskeyInput) {
  return transaction(async (tx) => {
    const found = await findSession(token, tx)
    if (!token || !found || found.isHalf !== (purpose === 'sign-in')) throw signedOut()
    const { personId } = found.signedIn.actor
    const passkeys = await listCredentials(tx, personId)
    if (passkeys.length === 0)
      throw new Refusal('conflict', 'You have no passkey here. Type a code.', { field: 'code' })
    const options = await generateAuthenticationOptions({
      rpID: relyingParty().id,
      allowCredentials: passkeys,
      userVerification: 'required',
    })
    await keepChallenge(tx, { token, personId, purpose, of, challenge: options.challenge })
    return options
  })
}

/** The passkeys somebody has, as a browser is told of them. */
export async function listCredentials(tx: Tx, personId: string) {
  const passkeys = await tx.passkey.findMany({
    where: { personId },
    select: { credentialId: true, transports: true },
    orderBy: { addedAt: 'asc' },
  })
  return passkeys.map(({ credentialId, transports }) => ({
    id: credentialId,
    transports: transports as Transport[],
  }))
}
