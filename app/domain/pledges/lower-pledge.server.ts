import { clock } from '#app/core/clock.ts'
import { db, pool } from '#app/core/db.server.ts'
import { formatPounds, type Pence } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { TwoAtOnce } from '#app/core/sql-error.ts'
import { tryAgain } from '#app/core/try-again.ts'
import { textOfDeal } from '../ledger/deal.ts'
import type { Actor } from '../organisations/actor.ts'
import { getOwnPledge, type OwnPledge } from './find-own-pledge.server.ts'
import { canLowerPledge, wrongAmount, type LoweringInput } from './pledge.ts'
import { planLowerings } from './plan-lowering.server.ts'

type Answer = { outcome: 'lowered' | 'closed' | 'moved'; isNew?: boolean }

/**
 * Lowers a council's signed pledge while pledging is open, and lets go of the match it no longer earns.
 * Nobody else's match changes. The same form again answers the same; with another sum it is refused.
 */
export async function lowerPledge(actor: Actor, pledgeId: string, input: LoweringInput) {
  const pledge = await getOwnPledge(actor, pledgeId)
  if (!canLowerPledge(actor, pledge))
    throw new Refusal('forbidden', 'Ask an officer of your council to lower this pledge.')
  if (await wasLowered(pledgeId, input)) return { isNew: false }
  const { outcome, isNew } = await tryAgain(async () =>
    call(await dealOf(actor, await getOwnPledge(actor, pledgeId), input)),
  )
  if (outcome === 'closed')
    throw new Refusal('conflict', 'Pledging has closed, so this pledge can no longer be lowered.')
  if (isNew === false) await wasLowered(pledgeId, input)
  return { isNew: isNew === true }
}

/** Whether this form was sent before. With another pledge or sum, its key is somebody's already. */
async function wasLowered(pledgeId: string, { operationKey, amount }: LoweringInput) {
  const before = await db.pledgeChange.findUnique({ where: { id: operationKey } })
  if (before && (before.pledgeId !== pledgeId || before.toPence !== amount))
    throw new Refusal('conflict', 'This form was sent before with another sum. Open it again.')
  return before !== null
}

/** Why a pledge cannot be lowered to this sum, or nothing. */
function checkSum({ amountPence, round, state }: OwnPledge, toPence: Pence) {
  const field = 'amount'
  if (state !== 'committed')
    throw new Refusal('conflict', 'Only a pledge that is signed and not called can be lowered.')
  const wrong = wrongAmount(toPence, round.smallestPledgePence)
  if (wrong) throw new Refusal('invalid', wrong, { field })
  if (toPence >= amountPence)
    throw new Refusal('invalid', `Enter less than ${formatPounds(amountPence)}`, { field })
}

async function dealOf(actor: Actor, pledge: OwnPledge, { operationKey, amount }: LoweringInput) {
  checkSum(pledge, amount)
  const from = formatPounds(pledge.amountPence)
  const to = formatPounds(amount)
  const lowered = await planLowerings([
    {
      changeId: operationKey,
      pledgeId: pledge.id,
      fromPence: pledge.amountPence,
      toPence: amount,
      memo: `Pledge of ${from} lowered to ${to}`,
    },
  ])
  return {
    roundId: pledge.roundId,
    at: clock.now(),
    personId: actor.personId,
    lowered,
    audit: {
      subjectKind: 'pledge',
      subjectId: pledge.id,
      action: 'pledge-lowered',
      summary: `Lowered a pledge of ${from} to ${to}`,
      detail: { fromPence: String(pledge.amountPence), toPence: String(amount) },
      personId: actor.personId,
      organisationId: actor.organisationId,
    },
  }
}

async function call(deal: object): Promise<Answer> {
  const { rows } = await pool.query<{ answer: Answer }>('select lower_pledge($1) as answer', [
    textOfDeal(deal),
  ])
  const [row] = rows
  if (!row || row.answer.outcome === 'moved') throw new TwoAtOnce('The pledge has moved.')
  return row.answer
}
