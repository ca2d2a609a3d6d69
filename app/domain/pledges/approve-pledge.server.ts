import { formatPounds } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from '../organisations/actor.ts'
import { commitPledge } from './commit-pledge.server.ts'
import { getOwnPledge } from './find-own-pledge.server.ts'
import { canApprovePledge } from './pledge.ts'

/**
 * Signs a council's pledge, which commits it and reserves its match. Refuses its maker and anybody
 * whose limit does not cover it. Sent twice it happens once.
 */
export async function approvePledge(actor: Actor, pledgeId: string) {
  const pledge = await getOwnPledge(actor, pledgeId)
  if (!canApprovePledge(actor, pledge))
    throw new Refusal(
      'forbidden',
      'Another finance approver of your council must sign this pledge.',
    )
  if (pledge.state === 'committed' || pledge.state === 'called') return { isNew: false }
  if (pledge.state !== 'awaiting-approval')
    throw new Refusal('conflict', 'This pledge is not waiting to be signed.')
  const { limitPence } = pledge
  if (pledge.amountPence > limitPence)
    throw new Refusal(
      'forbidden',
      `${formatPounds(pledge.amountPence)} is above your limit of ${formatPounds(limitPence)}.`,
    )
  return commitPledge(actor, pledge, { approvedById: actor.personId, limitPence })
}
