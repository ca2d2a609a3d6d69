import { verifyAuthenticationResponse } from '@simplewebauthn/server'
import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { useChallenge, type Asked } from './passkey-challenge.server.ts'
import type { PasskeyAnswer } from './passkey.ts'
import { relyingParty } from './relying-party.server.ts'

type Kept = { id: string; credentialId: string; publicKey: Uint8Array; counter: bigint }

/**
 * Takes the answer of one of somebody's passkeys to what this session asked, once, and notes its use. Gives a Refusal
 * back and does not throw it, so that the challenge stays used. Nothing is counted: an answer cannot be guessed.
 */
export async function checkPasskey(tx: Tx, asked: Asked, answer: PasskeyAnswer) {
  const { personId } = asked
  const challenge = await useChallenge(tx, asked)
  const kept = await tx.passkey.findFirst({ where: { personId, credentialId: answer.id } })
  const counter = challenge && kept ? await counterIn(answer, kept, challenge) : undefined
  if (kept && counter !== undefined && (await noteUse(tx, kept, counter))) return undefined
  await record(tx, undefined, {
    subjectKind: 'person',
    subjectId: personId,
    action: 'second-factor-refused',
    summary: 'An answer of a passkey was not taken',
    detail: { purpose: asked.purpose },
  })
  return new Refusal('invalid', 'That passkey was not taken. Try again, or type a code.', {
    field: 'code',
  })
}

/** How often the passkey was used, as a right answer says it. The library throws at whatever is wrong with one. */
async function counterIn(answer: PasskeyAnswer, kept: Kept, challenge: string) {
  const { id, origin } = relyingParty()
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...answer, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      credential: {
        id: kept.credentialId,
        publicKey: Uint8Array.from(kept.publicKey),
        counter: Number(kept.counter),
      },
      requireUserVerification: true,
    })
    return verified ? BigInt(authenticationInfo.newCounter) : undefined
  } catch {
    return undefined
  }
}

/** A count that does not go up is of a copy (WebAuthn 3, 6.1.1); devices that keep none say 0 each time. */
async function noteUse(tx: Tx, { id }: Kept, counter: bigint) {
  const { count } = await tx.passkey.updateMany({
    where: { id, counter: counter === 0n ? 0n : { lt: counter } },
    data: { counter, lastUsedAt: clock.real() },
  })
  return count === 1
}
