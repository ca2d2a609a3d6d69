import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { formatPounds } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dateOf } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { listFinanceApprovers } from '../organisations/queries.server.ts'
import { commitPledge } from './commit-pledge.server.ts'
import { askToSign } from './news.server.ts'
import { getOwnPledge, type OwnPledge } from './find-own-pledge.server.ts'
import {
  canChangePledge,
  needsApproval,
  wrongAmount,
  wrongDay,
  type PledgeInput,
} from './pledge.ts'
import { previewMatch } from './preview-match.server.ts'
import { formatClosing, isPastClosing } from './round.ts'

/**
 * Sends a council's pledge. Within the officer's own limit it is committed at once and its match
 * reserved; above it, it waits for the finance approver named. Sent twice it happens once.
 */
export async function makePledge(actor: Actor, pledgeId: string, input: PledgeInput) {
  const pledge = await getOwnPledge(actor, pledgeId)
  if (!canChangePledge(actor, pledge))
    throw new Refusal('forbidden', 'Ask an officer of your council to make this pledge.')
  if (pledge.state !== 'draft') return sentBefore(pledge)
  if (pledge.round.closedAt || isPastClosing(pledge.round, clock.now()))
    throw new Refusal('conflict', `Pledging closed at ${formatClosing(pledge.round)}.`)
  const wrong = wrongAmount(pledge.amountPence, pledge.round.smallestPledgePence)
  if (wrong) throw new Refusal('invalid', wrong)

  if (needsApproval(pledge, pledge.limitPence)) return sendToSign(actor, pledge, input)
  await commitPledge(actor, pledge)
  return { id: pledge.id, state: 'committed' as const }
}

/** The same form again is answered as the first time. */
function sentBefore({ id, state }: OwnPledge) {
  if (state === 'awaiting-approval' || state === 'committed' || state === 'called')
    return { id, state }
  throw new Refusal('conflict', 'This pledge has ended. Start a new one.')
}

async function sendToSign(actor: Actor, pledge: OwnPledge, input: PledgeInput) {
  const approver = await findApprover(actor, pledge, input.signById)
  const signByOn = input.signByOn ?? pledge.conditions.decisionByOn
  const wrong = signByOn && wrongDay(signByOn, pledge.round, clock.now())
  if (wrong) throw new Refusal('invalid', wrong, { field: 'signByOn' })
  const { pots } = await previewMatch(actor, pledge.roundId, pledge.amountPence)
  const matchPence = pots.reduce((sum, pot) => sum + pot.amountPence, 0n)
  return transaction(async (tx) => {
    const { count } = await tx.pledge.updateMany({
      where: { id: pledge.id, state: 'draft', amountPence: pledge.amountPence },
      data: {
        state: 'awaiting-approval',
        madeById: actor.personId,
        madeAt: clock.now(),
        signById: approver.personId,
        signByOn: signByOn ? dateOf(signByOn) : null,
        agreementAcceptedAt: clock.now(),
      },
    })
    if (count === 1) await askToSign(tx, { actor, pledge, approver, matchPence })
    if (count === 1)
      await record(tx, actor, {
        subjectKind: 'pledge',
        subjectId: pledge.id,
        action: 'pledge-sent-to-sign',
        summary: `Sent a pledge of ${formatPounds(pledge.amountPence)} to be signed`,
        detail: { amountPence: String(pledge.amountPence) },
      })
    return { id: pledge.id, state: 'awaiting-approval' as const }
  })
}

async function findApprover(actor: Actor, pledge: OwnPledge, signById: string | undefined) {
  const choose = (message: string) => new Refusal('invalid', message, { field: 'signById' })
  if (!signById) throw choose('Choose who signs this pledge')
  const approvers = await listFinanceApprovers(pledge.councilId)
  const approver = approvers.find((one) => one.personId === signById)
  if (!approver) throw choose('Choose a finance approver of your council')
  if (approver.personId === actor.personId) throw choose('Choose somebody else to sign your pledge')
  if (approver.limitPence < pledge.amountPence)
    throw choose(`Choose somebody whose limit covers ${formatPounds(pledge.amountPence)}`)
  return approver
}
