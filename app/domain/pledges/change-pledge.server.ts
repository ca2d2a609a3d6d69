import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { formatPounds } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { getOwnPledge, type OwnPledge } from './find-own-pledge.server.ts'
import { lowerPledge } from './lower-pledge.server.ts'
import { wrongChange, type ChangeInput } from './pledge-change.ts'
import { canChangePledge } from './pledge.ts'
import { isPastClosing } from './round.ts'
import { topUpPledge } from './top-up-pledge.server.ts'

/**
 * Makes a council's pledge another sum while pledging is open: more is a top-up, less lets go of match, and one
 * that waits to be signed goes back to its officer, to be sent again.
 */
export async function changePledge(actor: Actor, pledgeId: string, input: ChangeInput) {
  const pledge = await getOwnPledge(actor, pledgeId)
  const wrong = wrongChange(input.fromPence, input.amount, pledge.round)
  if (wrong) throw new Refusal('invalid', wrong, { field: 'amount' })
  if (pledge.state === 'draft' || pledge.state === 'awaiting-approval') {
    await takeBack(actor, pledge, input)
    return { state: 'draft' as const }
  }
  if (input.amount > input.fromPence) return topUpPledge(actor, pledgeId, input)
  await lowerPledge(actor, pledgeId, input)
  return { state: 'committed' as const }
}

async function takeBack(actor: Actor, pledge: OwnPledge, input: ChangeInput) {
  const { operationKey: key, amount, fromPence } = input
  if (!canChangePledge(actor, pledge))
    throw new Refusal('forbidden', 'Ask an officer of your council to change this pledge.')
  if (pledge.topsUpId) throw new Refusal('conflict', 'Withdraw this top-up and make another one.')
  if (pledge.round.closedAt || isPastClosing(pledge.round, clock.now()))
    throw new Refusal('conflict', 'Pledging has closed.')
  const body = { pledgeId: pledge.id, amount, fromPence }
  await transaction(async (tx) => {
    if (!(await startOperation(tx, actor, { verb: 'change-pledge', key, body }))) return
    const { count } = await tx.pledge.updateMany({
      where: { id: pledge.id, state: 'awaiting-approval', amountPence: fromPence, approval: null },
      data: { state: 'draft', amountPence: amount, signById: null, signByOn: null },
    })
    if (count === 0)
      throw new Refusal(
        'conflict',
        'This pledge has changed since you opened it. Look at it again.',
      )
    await record(tx, actor, {
      subjectKind: 'pledge',
      subjectId: pledge.id,
      action: 'pledge-changed',
      summary: `Changed a pledge of ${formatPounds(fromPence)} to ${formatPounds(amount)} before it was signed`,
    })
  })
}
