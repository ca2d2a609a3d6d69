import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { SET_UP_LIFE_MS, stepsTried } from './authenticator.ts'
import { checkFactor } from './check-factor.server.ts'
import { signedOut, wrongCode } from './factor-refusals.ts'
import { findSignedIn } from './find-signed-in.server.ts'
import { newAuthenticatorKey, openKey, sealKey, stepOfCode } from './one-time-code.server.ts'
import { endOtherSessions, proveSession } from './prove-session.server.ts'
import { makeNewCodes } from './recovery-codes.server.ts'
import { hashOf } from './secret.server.ts'
import { tellOfFactor } from './tell-of-factor.server.ts'

type Started = { token: string | undefined; code?: string | undefined }

const startAgain = () => new Refusal('conflict', 'This took too long. Start again.')

/**
 * Makes the key of a new authenticator, for this session and ten minutes. Whoever has one already shows a code of
 * it first. Nothing counts before its first code.
 */
export async function startAuthenticator({ token, code }: Started) {
  const result = await transaction(async (tx) => {
    const signedIn = await findSignedIn(token, tx)
    if (!token || !signedIn) return signedOut()
    const { personId } = signedIn.actor
    const isReplacement = (await tx.authenticator.count({ where: { personId } })) > 0
    if (isReplacement && !code)
      return new Refusal('invalid', 'Enter a code of the authenticator you have.', {
        field: 'code',
      })
    const refusal = isReplacement ? await checkFactor(tx, personId, code ?? '') : undefined
    if (refusal) return refusal
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
 * recovery codes, which nobody sees again, and the session's new secret. The person's other sessions end.
 */
export async function confirmAuthenticator(token: string | undefined, code: string) {
  const result = await transaction(async (tx) => {
    const signedIn = await findSignedIn(token, tx)
    if (!token || !signedIn) return signedOut()
    const { actor } = signedIn
    const isReplacement = await takeUp(tx, { token, personId: actor.personId, code })
    if (isReplacement instanceof Refusal) return isReplacement
    const codes = await makeNewCodes(tx, actor.personId)
    await endOtherSessions(tx, actor.personId, token)
    const done = isReplacement ? 'replaced' : 'set up'
    await record(tx, actor, {
      subjectKind: 'person',
      subjectId: actor.personId,
      action: isReplacement ? 'second-factor-replaced' : 'second-factor-set-up',
      summary: `Second factor ${done}`,
    })
    await tellOfFactor(tx, actor.personId, `Your second factor was ${done}.`)
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
