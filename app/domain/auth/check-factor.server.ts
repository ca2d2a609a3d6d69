import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { countOf } from '#app/core/number.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { holdAfter, isRecoveryCode, stepsTried } from './authenticator.ts'
import { wrongCode } from './factor-refusals.ts'
import { openKey, stepOfCode } from './one-time-code.server.ts'
import { countRecoveryCodes, useRecoveryCode } from './recovery-codes.server.ts'
import { inMinutes } from './sign-in-request.ts'
import { tellOfFactor } from './tell-of-factor.server.ts'

type Kept = {
  sealedKey: string
  lastStep: number
  wrongCodes: number
  heldUntil: Date | null
}

const beside = { field: 'code' }

/**
 * Uses up a code of somebody's authenticator, or a recovery code. Gives a Refusal back and does not throw it, so that
 * what was counted stays: five wrong ones in a row hold the factor for a while. Sessions that are open go on.
 */
export async function checkFactor(tx: Tx, personId: string, code: string) {
  const kept = await lockAuthenticator(tx, personId)
  if (!kept) return new Refusal('conflict', 'Set up your second factor first.', beside)
  const { heldUntil } = kept
  if (heldUntil && heldUntil > clock.real()) return refuseHeld(heldUntil)
  return isRecoveryCode(code)
    ? checkRecoveryCode(tx, { personId, kept, code })
    : checkOneTimeCode(tx, { personId, kept, code })
}

type Tried = { personId: string; kept: Kept; code: string }

/** Locked, so that codes typed side by side are counted one by one. */
async function lockAuthenticator(tx: Tx, personId: string) {
  const [kept] = await tx.$queryRaw<Kept[]>`
    select sealed_key as "sealedKey", last_step as "lastStep", wrong_codes as "wrongCodes",
      held_until as "heldUntil"
    from authenticators where person_id = ${personId}::uuid for update`
  return kept
}

/** RFC 6238, 5.2: the second try of a code is refused, and so is every earlier one. */
async function checkOneTimeCode(tx: Tx, tried: Tried) {
  const { personId, kept, code } = tried
  const steps = stepsTried(clock.real(), { isDemonstration: env.DEMONSTRATION })
  const step = stepOfCode(openKey(kept.sealedKey, personId), code, steps)
  if (step === undefined) return miss(tx, tried)
  const { count } = await tx.authenticator.updateMany({
    where: { personId, lastStep: { lt: step } },
    data: { lastStep: step, wrongCodes: 0, heldUntil: null },
  })
  if (count === 1) return undefined
  return new Refusal('conflict', 'That code was used before. Wait for the next one.', beside)
}

async function checkRecoveryCode(tx: Tx, tried: Tried) {
  const { personId, code } = tried
  if (!(await useRecoveryCode(tx, personId, code))) return miss(tx, tried)
  await tx.authenticator.updateMany({
    where: { personId },
    data: { wrongCodes: 0, heldUntil: null },
  })
  const left = countOf(await countRecoveryCodes(tx, personId), 'recovery code')
  await tellOfFactor(tx, personId, `A recovery code was used. You have ${left} left.`)
  return undefined
}

async function miss(tx: Tx, { personId, kept }: Tried) {
  const wrongCodes = kept.wrongCodes + 1
  const holdMs = holdAfter(wrongCodes)
  const heldUntil = holdMs ? new Date(clock.real().getTime() + holdMs) : null
  await tx.authenticator.updateMany({ where: { personId }, data: { wrongCodes, heldUntil } })
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
