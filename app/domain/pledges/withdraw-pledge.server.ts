import { clock } from '#app/core/clock.ts'
import { pool } from '#app/core/db.server.ts'
import { formatPounds } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { tryAgain } from '#app/core/try-again.ts'
import { textOfDeal } from '../ledger/deal.ts'
import type { Actor } from '../organisations/actor.ts'
import { getOwnPledge } from './find-own-pledge.server.ts'
import { tellingOf } from './tell-lead.server.ts'
import { canWithdrawPledge, totalOf, type WithdrawalInput } from './pledge.ts'

type Answer = { outcome: 'withdrawn' | 'closed' | 'moved' | 'used' | 'topped-up'; isNew?: boolean }

/**
 * Takes a council's pledge back while pledging is open, its top-ups with it, and lets go of exactly the match
 * they earned. Nobody else's match changes. A top-up is taken back alone, the latest first.
 */
export async function withdrawPledge(actor: Actor, pledgeId: string, { reason }: WithdrawalInput) {
  const pledge = await getOwnPledge(actor, pledgeId)
  if (!canWithdrawPledge(actor, pledge))
    throw new Refusal('forbidden', 'Ask an officer of your council to withdraw this pledge.')
  const isTopUp = pledge.topsUpId !== null
  const sum = formatPounds(isTopUp ? pledge.amountPence : totalOf(pledge))
  const fromPence = totalOf(pledge)
  const toPence = isTopUp ? pledge.standingPence : 0n
  const telling = tellingOf({ key: pledgeId, pledgeId, fromPence, toPence })
  const { outcome } = await tryAgain(() =>
    call(telling, {
      pledgeId,
      roundId: pledge.roundId,
      at: clock.now(),
      reason,
      personId: actor.personId,
      memo: `${isTopUp ? 'Top-up' : 'Pledge'} of ${sum} withdrawn`,
      audit: {
        subjectKind: 'pledge',
        subjectId: pledgeId,
        action: 'pledge-withdrawn',
        summary: `Withdrew a ${isTopUp ? 'top-up' : 'pledge'} of ${sum}`,
        personId: actor.personId,
        organisationId: actor.organisationId,
      },
    }),
  )
  if (outcome === 'closed')
    throw new Refusal('conflict', 'Pledging has closed, so this pledge can no longer be withdrawn.')
  if (outcome === 'used')
    throw new Refusal('conflict', 'This pledge was withdrawn before, with another reason.')
  if (outcome === 'topped-up')
    throw new Refusal('conflict', 'Withdraw the later top-up of this pledge first.')
  if (outcome === 'moved')
    throw new Refusal('conflict', 'This pledge has changed since you opened it. Look at it again.')
}

async function call(telling: string, deal: object): Promise<Answer> {
  const { rows } = await pool.query<{ answer: Answer }>(
    `select answer, ask_if_new((answer ->> 'isNew')::boolean, $2) from withdraw_pledge($1) as answer`,
    [textOfDeal(deal), telling],
  )
  return rows[0]?.answer ?? { outcome: 'moved' }
}
