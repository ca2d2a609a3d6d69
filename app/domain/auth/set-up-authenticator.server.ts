import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { SET_UP_LIFE_MS, stepsTried } from './authenticator.ts'
import { checkFactor } from './check-factor.server.ts'
import { signedOut, startAgain, wrongCode } from './factor-refusals.ts'
import type { Shown } from './factor-shown.ts'
import { findSignedIn } from './find-signed-in.server.ts'
import { endSetUps, hasFactor, lockFactors } from './lock-factors.server.ts'
import { newAuthenticatorKey, openKey, sealKey, stepOfCode } from './one-time-code.server.ts'
import { endOtherSessions, proveSession } from './prove-session.server.ts'
import { makeNewCodes } from './recovery-codes.server.ts'
import { hashOf } from './secret.server.ts'
import { noteFactor } from './with-factor-shown.server.ts'

type Started = { token: string | undefined; shown?: Shown | undefined }

/**
 * Makes the key of a new authenticator, for this session and ten minutes. Whoever has a second factor already shows
 * it first. Nothing counts before its first code.
 */
export async function startAuthenticator({ token, shown }: Started) {
  const result = await transaction(async (tx) => {
    const signedIn = await findSignedIn(token, tx)
    if (!token || !signedIn) return signedOut()
    const { personId } = signedIn.actor
    await lockFactors(tx, personId)
    if (await hasFactor(tx, personId)) {
      const refusal = await showFirst(tx, { token, personId, shown })
      if (refusal) return refusal
    }
    const isReplacement = (await tx.authenticator.count({ where: { personId } })) > 0
    const { handle } = await tx.session.findUniqueOrThrow({ where: { id: hashOf(token) } })
    const data = {
      sealedKey: sealKey(newAuthenticatorKey(), personId),
      sessionHandle: handle,
      isReplacement,
      expiresAt: new Date(clock.real().getTime() + SET_UP_LIFE_MS),
    }
    await tx.authenticatorSetUp.upsert({
      where: { personId },
      create: { personId, ...data },
      update: data,
    })
    return undefined
  })
  if (result) throw result
}

type Showing = Started & { token: string; personId: string }

async function showFirst(tx: Tx, { token, personId, shown }: Showing) {
  if (!shown)
    return new Refusal('invalid', 'Show the second factor you have first.', { field: 'code' })
  return checkFactor(tx, { token, personId, purpose: 'change', of: 'authenticator' }, shown)
}

/** What the session of this token has begun to set up, while that may still be finished. */
export async function findSetUp(tx: Tx, token: string, personId: string) {
  const session = await tx.session.findUnique({ where: { id: hashOf(token) } })
  if (!session) return undefined
  const setUp = await tx.authenticatorSetUp.findUnique({ where: { personId } })
  const isLive = setUp?.sessionHandle === session.handle && setUp.expiresAt > clock.real()
  return isLive ? setUp : undefined
}

/**
 * Takes the first right code of a new authenticator: from then on it counts, and an older one does not. Gives ten
 * recovery codes, which nobody sees again, unless it came beside passkeys; and the session's new secret. The person's
 * other sessions end.
 */
export async function confirmAuthenticator(token: string | undefined, code: string) {
  const result = await transaction(async (tx) => {
    const signedIn = await findSignedIn(token, tx)
    if (!token || !signedIn) return signedOut()
    const { actor } = signedIn
    await lockFactors(tx, actor.personId)
    const isFirst = !(await hasFactor(tx, actor.personId))
    const isReplacement = await takeUp(tx, { token, personId: actor.personId, code })
    if (isReplacement instanceof Refusal) return isReplacement
    await endSetUps(tx, actor.personId)
    const codes = isFirst || isReplacement ? await makeNewCodes(tx, actor.personId) : []
    await endOtherSessions(tx, actor.personId, token)
    const done = isReplacement ? 'replaced' : 'set up'
    await noteFactor(tx, actor, {
      action: isReplacement ? 'second-factor-replaced' : 'second-factor-set-up',
      summary: `Second factor ${done}`,
      tell: `Your second factor was ${done}.`,
    })
    return { token: await proveSession(tx, token), codes }
  })
  if (result instanceof Refusal) throw result
  return result
}

type First = { token: string; personId: string; code: string }

/** Its set-up goes with it: of two at once one finds it. */
async function takeUp(tx: Tx, { token, personId, code }: First) {
  const setUp = await findSetUp(tx, token, personId)
  if (!setUp) return startAgain()
  const { sealedKey, isReplacement } = setUp
  const steps = stepsTried(clock.real(), { isDemonstration: env.DEMONSTRATION })
  const lastStep = stepOfCode(openKey(sealedKey, personId), code, steps)
  if (lastStep === undefined) return wrongCode()
  const used = await tx.authenticatorSetUp.deleteMany({ where: { personId, sealedKey } })
  if (used.count !== 1) return startAgain()
  if (isReplacement) await tx.authenticator.deleteMany({ where: { personId } })
  // Somebody else's session may have set one up since: that one was not shown, so it stays.
  const added = await tx.authenticator.createMany({
    data: { personId, sealedKey, lastStep, confirmedAt: clock.real() },
    skipDuplicates: true,
  })
  return added.count === 1 ? isReplacement : startAgain()
}
