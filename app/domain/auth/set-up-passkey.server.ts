import { generateRegistrationOptions, verifyRegistrationResponse } from '@simplewebauthn/server'
import { clock } from '#app/core/clock.ts'
import { db, transaction, type Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { Refusal } from '#app/core/refusal.ts'
import { listCredentials } from './ask-passkey.server.ts'
import { checkFactor } from './check-factor.server.ts'
import { signedOut, startAgain } from './factor-refusals.ts'
import type { Shown } from './factor-shown.ts'
import { findSignedIn } from './find-signed-in.server.ts'
import { endSetUps, hasFactor, lockFactors } from './lock-factors.server.ts'
import {
  findChallenge,
  keepChallenge,
  useChallenge,
  type Asked,
} from './passkey-challenge.server.ts'
import { PASSKEYS_AT_MOST, type NewPasskeyInput } from './passkey.ts'
import { endOtherSessions, proveSession } from './prove-session.server.ts'
import { makeNewCodes } from './recovery-codes.server.ts'
import { relyingParty } from './relying-party.server.ts'
import { noteFactor } from './with-factor-shown.server.ts'

type Started = { token: string | undefined; shown?: Shown | undefined }

const setUpOf = (token: string, personId: string): Asked => ({
  token,
  personId,
  purpose: 'set-up',
  of: '',
})

/** ES256, EdDSA and RS256: what devices make, and what every version of Node checks. */
const algorithms = [-7, -8, -257]

/** Lets this session make a passkey within five minutes. Whoever has a second factor shows it first. */
export async function startPasskey({ token, shown }: Started) {
  const refusal = await transaction(async (tx) => {
    const signedIn = await findSignedIn(token, tx)
    if (!token || !signedIn) return signedOut()
    const { personId } = signedIn.actor
    await lockFactors(tx, personId)
    if (await hasFactor(tx, personId)) {
      const asked: Asked = { token, personId, purpose: 'change', of: 'passkey' }
      const refused = shown ? await checkFactor(tx, asked, shown) : showFirst()
      if (refused) return refused
    }
    if ((await tx.passkey.count({ where: { personId } })) >= PASSKEYS_AT_MOST) return tooMany()
    const { challenge } = await generateRegistrationOptions(await askedOf(tx, personId))
    await keepChallenge(tx, { ...setUpOf(token, personId), challenge })
    return undefined
  })
  if (refusal) throw refusal
}

const showFirst = () =>
  new Refusal('invalid', 'Show the second factor you have first.', { field: 'code' })
const tooMany = () =>
  new Refusal('conflict', `You have ${PASSKEYS_AT_MOST} passkeys. Remove one first.`)

async function askedOf(tx: Tx, personId: string) {
  const { email, name } = await tx.person.findUniqueOrThrow({ where: { id: personId } })
  const { id: rpID, name: rpName } = relyingParty()
  return {
    ...{ rpID, rpName, userName: email, userDisplayName: name },
    userID: Uint8Array.from(Buffer.from(personId.replaceAll('-', ''), 'hex')),
    attestationType: 'none' as const,
    excludeCredentials: await listCredentials(tx, personId),
    authenticatorSelection: {
      residentKey: 'preferred' as const,
      userVerification: 'required' as const,
    },
    supportedAlgorithmIDs: algorithms,
  }
}

/** What the browser of this session is to make, while it may. */
export async function findNewPasskey(token: string | undefined) {
  const signedIn = await findSignedIn(token)
  if (!token || !signedIn) return undefined
  const { personId } = signedIn.actor
  const kept = await findChallenge(db, setUpOf(token, personId))
  if (!kept) return undefined
  const challenge = Uint8Array.from(Buffer.from(kept.challenge, 'base64url'))
  const options = await generateRegistrationOptions({ ...(await askedOf(db, personId)), challenge })
  return { ...options, extensions: {} }
}

/**
 * Adds the passkey that the browser of this session made: from then on it counts. With a first factor come ten
 * recovery codes, which nobody sees again. Gives the session's new secret; the person's other sessions end.
 */
export async function confirmPasskey(token: string | undefined, input: NewPasskeyInput) {
  const result = await transaction(async (tx) => {
    const signedIn = await findSignedIn(token, tx)
    if (!token || !signedIn) return signedOut()
    const { actor } = signedIn
    const { personId } = actor
    await lockFactors(tx, personId)
    const challenge = await useChallenge(tx, setUpOf(token, personId))
    if (!challenge) return startAgain()
    const isFirst = !(await hasFactor(tx, personId))
    const refusal = await keep(tx, personId, { ...input, challenge })
    if (refusal) return refusal
    await endSetUps(tx, personId)
    await endOtherSessions(tx, personId, token)
    await noteFactor(tx, actor, {
      action: 'passkey-added',
      summary: 'A passkey was added',
      tell: `A passkey was added: ${input.name}.`,
    })
    const codes = isFirst ? await makeNewCodes(tx, personId) : []
    return { token: await proveSession(tx, token), codes }
  })
  if (result instanceof Refusal) throw result
  return result
}

/** One that is here already, of whomever, is nobody's new one. */
async function keep(tx: Tx, personId: string, made: NewPasskeyInput & { challenge: string }) {
  const credential = await credentialIn(made)
  if (!credential) return new Refusal('invalid', 'That passkey was not taken. Start again.')
  if ((await tx.passkey.count({ where: { personId } })) >= PASSKEYS_AT_MOST) return tooMany()
  const { count } = await tx.passkey.createMany({
    data: {
      id: newId(),
      personId,
      credentialId: credential.id,
      publicKey: Uint8Array.from(credential.publicKey),
      counter: BigInt(credential.counter),
      transports: made.answer.response.transports,
      name: made.name,
      addedAt: clock.real(),
    },
    skipDuplicates: true,
  })
  return count === 1 ? undefined : new Refusal('conflict', 'That passkey is here already.')
}

/** The library throws at whatever is wrong with an answer. */
async function credentialIn({ answer, challenge }: NewPasskeyInput & { challenge: string }) {
  const { id, origin } = relyingParty()
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...answer, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    })
    return verified ? registrationInfo.credential : undefined
  } catch {
    return undefined
  }
}
