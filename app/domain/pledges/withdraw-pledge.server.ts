import { clock } from '#app/core/clock.ts'
import { pool } from '#app/core/db.server.ts'
import { formatPounds } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { tryAgain } from '#app/core/try-again.ts'
import { textOfDeal } from '../ledger/deal.ts'
import type { Actor } from '../organisations/actor.ts'
import { getOwnPledge } from './find-own-pledge.server.ts'
import { canWithdrawPledge, type WithdrawalInput } from './pledge.ts'

type Answer = { outcome: 'withdrawn' | 'closed' | 'moved'; isNew?: boolean }

/**
 * Takes a council's pledge back while pledging is open, and lets go of exactly the match it earned.
 * Nobody else's match changes.
 */
export async function withdrawPledge(actor: Actor, pledgeId: string, { reason }: WithdrawalInput) {
  const pledge = await getOwnPledge(actor, pledgeId)
  if (!canWithdrawPledge(actor, pledge))
    throw new Refusal('forbidden', 'Ask an officer of your council to withdraw this pledge.')
  const sum = formatPounds(pledge.amountPence)
  const { outcome } = await tryAgain(() =>
    call({
      pledgeId,
      roundId: pledge.roundId,
      at: clock.now(),
      reason,
      personId: actor.personId,
      memo: `Pledge of ${sum} withdrawn`,
      audit: {
        subjectKind: 'pledge',
        subjectId: pledgeId,
        action: 'pledge-withdrawn',
        summary: `Withdrew a pledge of ${sum}`,
        personId: actor.personId,
        organisationId: actor.organisationId,
      },
    }),
  )
  if (outcome === 'closed')
    throw new Refusal('conflict', 'Pledging has closed, so this pledge can no longer be withdrawn.')
  if (outcome === 'moved')
    throw new Refusal('conflict', 'This pledge has changed since you opened it. Look at it again.')
}

async function call(deal: object): Promise<Answer> {
  const { rows } = await pool.query<{ answer: Answer }>('select withdraw_pledge($1) as answer', [
    textOfDeal(deal),
  ])
  return rows[0]?.answer ?? { outcome: 'moved' }
}
