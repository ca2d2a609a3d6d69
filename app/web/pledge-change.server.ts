import { redirect } from '@remix-run/node'
import { clock } from '#app/core/clock.ts'
import { newId } from '#app/core/id.ts'
import { PenceInput, poundsForInput, type Pence } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { previewChange } from '#app/domain/pledges/change-queries.server.ts'
import { wrongChange } from '#app/domain/pledges/pledge-change.ts'
import { getPledgeCalled, type OwnPledge } from '#app/domain/pledges/pledge-queries.server.ts'
import { canChangePledge, canLowerPledge } from '#app/domain/pledges/pledge.ts'
import { findFunding } from '#app/domain/pledges/queries.server.ts'
import { formatClosing, isPastClosing } from '#app/domain/pledges/round.ts'
import { listStack } from '#app/domain/pledges/stack-queries.server.ts'
import { pledgePath, resultOf, whoSigns } from './pledge-form.server.ts'

/** A pledge of the actor's council that can become another sum, and what the sum in the address would change. */
export async function openChangeForm(actor: Actor, reference: string, asked: URLSearchParams) {
  const pledge = await getPledgeToChange(actor, reference)
  const isSigned = pledge.state === 'committed'
  const parts = isSigned ? await listStack(pledge.id) : [pledge]
  const fromPence = parts.reduce((sum, part) => sum + part.amountPence, 0n)
  const typed = asked.get('amount')
  const { toPence, wrong } = readSum(typed, fromPence, pledge)
  return {
    pledge,
    isSigned,
    fromPence,
    mayRaise: canChangePledge(actor, pledge),
    answers: { amount: typed ?? poundsForInput(fromPence), operationKey: newId() },
    checked: resultOf(asked, wrong),
    change:
      toPence === undefined ? undefined : await changeOf(actor, { pledge, fromPence, toPence }),
  }
}

async function getPledgeToChange(actor: Actor, reference: string) {
  const pledge = await getPledgeCalled(actor, reference)
  if (!canLowerPledge(actor, pledge))
    throw new Refusal('forbidden', 'Ask an officer of your council to change this pledge.')
  if (pledge.topsUpId || !['awaiting-approval', 'committed'].includes(pledge.state))
    throw redirect(pledgePath(pledge))
  if (pledge.round.closedAt || isPastClosing(pledge.round, clock.now()))
    throw new Refusal('conflict', `Pledging closed at ${formatClosing(pledge.round)}.`)
  return pledge
}

function readSum(typed: string | null, fromPence: Pence, { round }: OwnPledge) {
  if (typed === null) return { toPence: undefined, wrong: undefined }
  const parsed = PenceInput.safeParse(typed)
  const wrong = parsed.success
    ? wrongChange(fromPence, parsed.data, round)
    : parsed.error.issues[0]?.message
  return { toPence: wrong === undefined ? parsed.data : undefined, wrong }
}

type Changing = { pledge: OwnPledge; fromPence: Pence; toPence: Pence }

async function changeOf(actor: Actor, { pledge, fromPence, toPence }: Changing) {
  const isSigned = pledge.state === 'committed'
  const { id: pledgeId, roundId } = pledge
  const [matches, funding, signing] = await Promise.all([
    isSigned ? previewChange(actor, { pledgeId, roundId, fromPence, toPence }) : [],
    findFunding(pledge.challengeId),
    isSigned && toPence > fromPence
      ? whoSigns(actor, { ...pledge, amountPence: toPence })
      : undefined,
  ])
  return { toPence, isLower: toPence < fromPence, matches, funding, signing }
}
