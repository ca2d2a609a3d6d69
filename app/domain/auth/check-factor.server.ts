import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { countOf } from '#app/core/number.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { holdAfter, isRecoveryCode, stepsTried } from './authenticator.ts'
import { checkPasskey } from './check-passkey.server.ts'
import { wrongCode } from './factor-refusals.ts'
import type { Shown } from './factor-shown.ts'
import { hasFactor, lockFactors } from './lock-factors.server.ts'
import { openKey, stepOfCode } from './one-time-code.server.ts'
import type { Asked } from './passkey-challenge.server.ts'
import { countRecoveryCodes, useRecoveryCode } from './recovery-codes.server.ts'
import { inMinutes } from './sign-in-request.ts'
import { tellOfFactor } from './tell-of-factor.server.ts'

const beside = { field: 'code' }

/**
 * Uses up what somebody shows: the answer of a passkey, a code of their authenticator, or a recovery code. Gives a
 * Refusal back and does not throw it, so that what was counted stays: five wrong codes in a row hold codes for a while.
 * Sessions that are open go on, and passkeys are taken.
 */
export async function checkFactor(tx: Tx, asked: Asked, shown: Shown) {
  const { personId } = asked
  const { wrongCodes, heldUntil } = await lockFactors(tx, personId)
  if (!(await hasFactor(tx, personId)))
    return new Refusal('conflict', 'Set up your second factor first.', beside)
  if (typeof shown !== 'string') return checkPasskey(tx, asked, shown)
  if (heldUntil && heldUntil > clock.real()) return refuseHeld(heldUntil)
  const tried = { personId, wrongCodes, code: shown }
  return isRecoveryCode(shown) ? checkRecoveryCode(tx, tried) : checkOneTimeCode(tx, tried)
}

type Tried = { personId: string; wrongCodes: number; code: string }

/** RFC 6238, 5.2: the second try of a code is refused, and so is every earlier one. */
async function checkOneTimeCode(tx: Tx, tried: Tried) {
  const { personId, code } = tried
  const kept = await tx.authenticator.findUnique({ where: { personId } })
  if (!kept)
    return new Refusal(
      'invalid',
      'Use your passkey or a recovery code: you have no authenticator.',
      beside,
    )
  const steps = stepsTried(clock.real(), { isDemonstration: env.DEMONSTRATION })
  const step = stepOfCode(openKey(kept.sealedKey, personId), code, steps)
  if (step === undefined) return miss(tx, tried)
  const { count } = await tx.authenticator.updateMany({
    where: { personId, lastStep: { lt: step } },
    data: { lastStep: step },
  })
  if (count !== 1)
    return new Refusal('conflict', 'That code was used before. Wait for the next one.', beside)
  await keepHold(tx, personId, { wrongCodes: 0, heldUntil: null })
  return undefined
}

async function checkRecoveryCode(tx: Tx, tried: Tried) {
  const { personId, code } = tried
  if (!(await useRecoveryCode(tx, personId, code))) return miss(tx, tried)
  await keepHold(tx, personId, { wrongCodes: 0, heldUntil: null })
  const left = countOf(await countRecoveryCodes(tx, personId), 'recovery code')
  await tellOfFactor(tx, personId, `A recovery code was used. You have ${left} left.`)
  return undefined
}

const keepHold = (tx: Tx, personId: string, data: { wrongCodes: number; heldUntil: Date | null }) =>
  tx.factorHold.updateMany({ where: { personId }, data })

async function miss(tx: Tx, { personId, wrongCodes: before }: Tried) {
  const wrongCodes = before + 1
  const holdMs = holdAfter(wrongCodes)
  const heldUntil = holdMs ? new Date(clock.real().getTime() + holdMs) : null
  await keepHold(tx, personId, { wrongCodes, heldUntil })
  await record(tx, undefined, {
    subjectKind: 'person',
    subjectId: personId,
    action: 'second-factor-refused',
    summary: 'A wrong code of a second factor was typed',
  })
  if (!heldUntil) return wrongCode()
  await tellOfFactor(tx, personId, 'Five wrong codes in a row were typed, so none is taken now.')
  return refuseHeld(heldUntil)
}

function refuseHeld(heldUntil: Date) {
  const seconds = Math.ceil((heldUntil.getTime() - clock.real().getTime()) / 1000)
  return new Refusal('conflict', `Too many wrong codes. Try again ${inMinutes(seconds)}.`, {
    ...beside,
    retryAfterSeconds: seconds,
  })
}
