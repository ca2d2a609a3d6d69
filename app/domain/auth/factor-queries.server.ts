import { encode } from 'uqr'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { inGroups, shownStep } from './authenticator.ts'
import { findSession, findSignedIn } from './find-signed-in.server.ts'
import { hasFactor } from './lock-factors.server.ts'
import { addressOfKey, codeOfStep, openKey } from './one-time-code.server.ts'
import { countRecoveryCodes } from './recovery-codes.server.ts'
import { findSetUp } from './set-up-authenticator.server.ts'
import { findOwnWayBack } from './way-back-queries.server.ts'

/** Where the person of this session stands with their second factor; also in half a session. */
export async function findOwnFactor(token: string | undefined) {
  const found = await findSession(token)
  if (!found) return undefined
  const { personId } = found.signedIn.actor
  const kept = await db.authenticator.findUnique({ where: { personId } })
  return {
    isHalf: found.isHalf,
    passkeys: await listPasskeys(personId),
    wayBack: await findOwnWayBack(personId),
    heldBack: found.signedIn.heldBack,
    setUpAt: kept?.confirmedAt,
    codesLeft: await countRecoveryCodes(db, personId),
    demonstrationCode: kept ? shownCode(kept) : undefined,
  }
}

type Kept = { personId: string; sealedKey: string; lastStep: number }

/** What the authenticator of somebody in the demonstration shows. Never outside one: there only its owner knows. */
function shownCode({ personId, sealedKey, lastStep }: Kept) {
  if (!env.DEMONSTRATION) return undefined
  return codeOfStep(openKey(sealedKey, personId), shownStep(clock.real(), lastStep))
}

const listPasskeys = (personId: string) =>
  db.passkey.findMany({
    where: { personId },
    select: { id: true, name: true, addedAt: true, lastUsedAt: true },
    orderBy: { addedAt: 'asc' },
  })

/** For the page that asks this person to sign. */
export async function findFactorOf(personId: string) {
  const kept = await db.authenticator.findUnique({ where: { personId } })
  return {
    hasFactor: await hasFactor(db, personId),
    hasAuthenticator: kept !== null,
    hasPasskey: (await db.passkey.count({ where: { personId } })) > 0,
    demonstrationCode: kept ? shownCode(kept) : undefined,
  }
}

/** The key that this session has begun to set up, as letters and as the squares a camera reads. */
export async function findNewKey(token: string | undefined) {
  const signedIn = await findSignedIn(token)
  if (!token || !signedIn) return undefined
  const { personId } = signedIn.actor
  const setUp = await findSetUp(db, token, personId)
  if (!setUp) return undefined
  const key = openKey(setUp.sealedKey, personId)
  const { email } = await db.person.findUniqueOrThrow({ where: { id: personId } })
  const { data, size } = encode(addressOfKey(key, email), { ecc: 'M', border: 4 })
  return {
    letters: inGroups(key),
    squares: { size, path: pathOf(data) },
    demonstrationCode: shownCode({ personId, sealedKey: setUp.sealedKey, lastStep: 0 }),
  }
}

const pathOf = (rows: boolean[][]) =>
  rows.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
