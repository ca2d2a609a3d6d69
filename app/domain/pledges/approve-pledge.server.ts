import type { Tx } from '#app/core/db.server.ts'
import { formatPounds } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { requireProofBefore } from '../audit/require-proof.server.ts'
import { holdKey } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { whileTwoPeople } from '../organisations/while-two-people.server.ts'
import { commitPledge } from './commit-pledge.server.ts'
import { getOwnPledge, type OwnPledge } from './find-own-pledge.server.ts'
import { canApprovePledge, totalOf, type SignatureInput } from './pledge.ts'
import { FULL, isFull } from './round.ts'
import { signPledge } from './sign-pledge.server.ts'

const anotherSigns = 'Another finance approver of your council must sign this pledge.'

/**
 * Signs a council's pledge, which commits it and reserves its match once its other gates are clear. Refuses
 * its maker and anybody whose limit does not cover it, and a sum that is not the one they saw. Sent twice it
 * happens once.
 */
export async function approvePledge(actor: Actor, pledgeId: string, input: SignatureInput) {
  const pledge = await getOwnPledge(actor, pledgeId)
  if (!canApprovePledge(actor, pledge)) throw new Refusal('forbidden', anotherSigns)
  const { operationKey: key, seenPence } = input
  const body = { pledgeId, seenPence, personId: actor.personId }
  await holdKey(actor, { verb: 'approve-pledge', key, body })
  if (pledge.state === 'committed' || pledge.state === 'called') return { isNew: false }
  if (pledge.state !== 'awaiting-approval')
    throw new Refusal('conflict', 'This pledge is not waiting to be signed.')
  if (seenPence !== undefined && seenPence !== pledge.amountPence)
    throw new Refusal('conflict', 'This pledge has changed since you opened it. Look at it again.')
  if (isFull(pledge.round, pledge.round)) throw new Refusal('conflict', FULL)
  const says = (tx: Tx) => sayPledge(tx, pledge)
  await requireProofBefore(actor, { verb: 'approve-pledge', key, body, says })
  if (!isPlain(pledge)) return signPledge(actor, pledge)
  const { limitPence } = pledge
  const signing = {
    signature: { approvedById: actor.personId, limitPence },
    assertStill(fresh: OwnPledge) {
      if (!isPlain(fresh))
        throw new Refusal(
          'conflict',
          'What you may sign has just changed. Look at this pledge again.',
        )
    },
  }
  return whileTwoPeople(() => commitPledge(actor, pledge, signing))
}

/** A signature under one's own limit is the last gate: nothing else is to come, and nobody's year is used. */
const isPlain = (pledge: OwnPledge) =>
  pledge.roles.includes('finance-approver') &&
  totalOf(pledge) <= pledge.limitPence &&
  !pledge.hasYearLimit &&
  !pledge.signedUnderId &&
  !pledge.hasSignature &&
  !pledge.hasLock &&
  (pledge.keyDecisionAbovePence === undefined || totalOf(pledge) <= pledge.keyDecisionAbovePence)

/** Read again from the row, so that what is signed is what is there. */
async function sayPledge(tx: Tx, { id }: OwnPledge) {
  const pledge = await tx.pledge.findUniqueOrThrow({
    where: { id },
    select: {
      amountPence: true,
      council: { select: { organisation: { select: { name: true } } } },
      round: { select: { challenge: { select: { title: true } } } },
    },
  })
  return [
    { name: 'You sign', value: `A pledge of ${pledge.council.organisation.name}` },
    { name: 'Amount', value: formatPounds(pledge.amountPence) },
    { name: 'To', value: pledge.round.challenge.title },
  ]
}
