import { clock } from '#app/core/clock.ts'
import { pool } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { formatPounds, type Pence } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { TwoAtOnce } from '#app/core/sql-error.ts'
import { tryAgain } from '#app/core/try-again.ts'
import { operationOf, usedKey } from '../audit/start-operation.server.ts'
import { textOfDeal } from '../ledger/deal.ts'
import type { Actor } from '../organisations/actor.ts'
import { getOwnPledge, type OwnPledge } from './find-own-pledge.server.ts'
import { canLowerPledge, totalOf, wrongAmount } from './pledge.ts'
import type { ChangeInput } from './pledge-change.ts'
import { planLowerings } from './plan-lowering.server.ts'
import { listStack } from './stack-queries.server.ts'
import { lowerStack } from './stack.ts'
import { tellingOf } from './tell-lead.server.ts'

/** `fromPence` is what the page showed, where a page did. */
export type LoweringInput = Pick<ChangeInput, 'operationKey' | 'amount'> &
  Partial<Pick<ChangeInput, 'fromPence'>>
type Answer = { outcome: 'lowered' | 'closed' | 'moved' | 'used'; isNew: boolean }

/**
 * Lowers what a council has signed while pledging is open, its latest top-up first, and lets go of the match it
 * no longer earns. Nobody else's match changes. The same form again answers the same; with another sum it
 * is refused.
 */
export async function lowerPledge(actor: Actor, pledgeId: string, input: LoweringInput) {
  const pledge = await getOwnPledge(actor, pledgeId)
  if (!canLowerPledge(actor, pledge))
    throw new Refusal('forbidden', 'Ask an officer of your council to lower this pledge.')
  const { outcome, isNew } = await tryAgain(async () => {
    const fresh = await getOwnPledge(actor, pledgeId)
    const { operationKey: key, amount: toPence } = input
    const telling = tellingOf({ key, pledgeId, fromPence: totalOf(fresh), toPence })
    return call(telling, await dealOf(actor, fresh, input))
  })
  if (outcome === 'closed')
    throw new Refusal('conflict', 'Pledging has closed, so this pledge can no longer be lowered.')
  if (outcome === 'used') throw usedKey()
  return { isNew }
}

/** Refuses a sum that a pledge cannot be lowered to. */
function checkSum(pledge: OwnPledge, toPence: Pence) {
  const field = 'amount'
  if (pledge.state !== 'committed' || pledge.topsUpId)
    throw new Refusal('conflict', 'Only a pledge that is signed and not called can be lowered.')
  const wrong = wrongAmount(toPence, pledge.round.smallestPledgePence)
  if (wrong) throw new Refusal('invalid', wrong, { field })
  if (toPence >= totalOf(pledge))
    throw new Refusal('invalid', `Enter less than ${formatPounds(totalOf(pledge))}`, { field })
}

async function dealOf(actor: Actor, pledge: OwnPledge, input: LoweringInput) {
  const { operationKey, amount, fromPence = totalOf(pledge) } = input
  const { id: pledgeId, roundId } = pledge
  const body = { pledgeId, amount, fromPence: input.fromPence }
  const operation = operationOf({ verb: 'lower-pledge', key: operationKey, body })
  if (await isUsed(operation)) return { roundId, operation, lowered: [] }
  checkSum(pledge, amount)
  if (fromPence !== totalOf(pledge))
    throw new Refusal('conflict', 'This pledge has changed since you opened it. Look at it again.')
  const from = formatPounds(totalOf(pledge))
  const to = formatPounds(amount)
  const memo = `Pledge of ${from} lowered to ${to}`
  const stack = await listStack(pledgeId)
  // Read after the pledge itself: somebody may have been faster.
  if (stack.reduce((sum, part) => sum + part.amountPence, 0n) !== totalOf(pledge))
    throw new TwoAtOnce('The pledge has moved.')
  const parts = lowerStack(stack, amount)
  return {
    roundId,
    operation,
    at: clock.now(),
    personId: actor.personId,
    lowered: await planLowerings(parts.map((part) => ({ ...part, changeId: newId(), memo }))),
    audit: {
      subjectKind: 'pledge',
      subjectId: pledgeId,
      action: 'pledge-lowered',
      summary: `Lowered a pledge of ${from} to ${to}`,
      detail: { fromPence: String(totalOf(pledge)), toPence: String(amount) },
      personId: actor.personId,
      organisationId: actor.organisationId,
    },
  }
}

/** Whether this form was sent before: then it is not held against what the pledge has become. */
async function isUsed(operation: object) {
  const { rows } = await pool.query<{ known: string }>('select look_up_operation($1) as known', [
    textOfDeal(operation),
  ])
  return rows[0]?.known !== 'new'
}

async function call(telling: string, deal: object): Promise<Answer> {
  const { rows } = await pool.query<{ answer: Answer }>(
    `select answer, ask_if_new((answer ->> 'isNew')::boolean, $2) from lower_pledge($1) as answer`,
    [textOfDeal(deal), telling],
  )
  const [row] = rows
  if (!row || row.answer.outcome === 'moved') throw new TwoAtOnce('The pledge has moved.')
  return row.answer
}
