import { clock } from '#app/core/clock.ts'
import { formatPounds, type Pence } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { isCheckViolation, isUniqueViolation, TwoAtOnce } from '#app/core/sql-error.ts'
import { tryAgain } from '#app/core/try-again.ts'
import type { Actor } from '../organisations/actor.ts'
import type { Deal } from './commit-batch.ts'
import { commitDeal } from './commit-deal.server.ts'
import { getOwnPledge, type OwnPledge } from './find-own-pledge.server.ts'
import { planCommitment } from './plan-commitment.server.ts'
import { FULL } from './round.ts'

type Signature = { approvedById: string; limitPence: Pence }

type Signed = {
  /** A finance approver's, written with the commitment. */
  signature?: Signature
  /** A signature stands already. */
  isSigned?: boolean
}

type Committing = Signed & {
  /** Asked again whenever the facts have moved since the gates were asked: throws if they no longer let it through. */
  assertStill: (fresh: OwnPledge) => void | Promise<void>
}

type Committer = Pick<Actor, 'personId' | 'organisationId'>

/**
 * Commits a pledge whose gates are clear and reserves its match, together with those of others that
 * arrive meanwhile. Sent twice it happens once. The caller has asked whether this actor may.
 */
export async function commitPledge(actor: Committer, pledge: OwnPledge, committing: Committing) {
  let around: OwnPledge | undefined = pledge
  const outcome = await tryAgain(async () => {
    const fresh = around ?? (await getOwnPledge(actor, pledge.id))
    if (!around && isStillOpen(fresh)) await committing.assertStill(fresh)
    around = undefined
    // The gates were asked about this state and this sum; only what is around them is read again.
    const { round, challenge, ruleBook } = fresh
    const seen = { ...fresh.seen, pledge: pledge.seen.pledge }
    const known = { ...pledge, round, challenge, ruleBook, seen }
    const deal = await dealOf(actor, known, committing)
    const answer = await commitDeal(deal).catch(explain)
    if (answer === 'again') throw new TwoAtOnce('The round has moved.')
    return answer
  })
  if (outcome === 'closed') throw new Refusal('conflict', 'Pledging has closed.')
  if (outcome === 'full') throw new Refusal('conflict', FULL)
  if (outcome === 'ended') throw new Refusal('conflict', 'The pledge that this tops up has ended.')
  if (outcome === 'moved') throw new Refusal('conflict', hasMoved)
  return { isNew: outcome === 'new' }
}

const hasMoved = 'This pledge has changed since you opened it. Look at it again.'

const isStillOpen = ({ state }: OwnPledge) => state === 'draft' || state === 'awaiting-approval'

/** What the database holds against somebody who came a moment too late. */
function explain(error: unknown): never {
  if (isCheckViolation(error, 'signing_years_within_limit'))
    throw new Refusal(
      'conflict',
      'Another pledge was signed meanwhile, and this one is now above what is left of the limit for the year.',
    )
  if (isUniqueViolation(error, 'pledge_approvals_pkey')) throw new Refusal('conflict', hasMoved)
  throw error
}

/** What committing it now comes to. */
export async function dealOf(
  actor: Committer,
  pledge: OwnPledge,
  { signature, isSigned = signature !== undefined }: Signed = {},
): Promise<Deal> {
  const at = clock.now()
  const { id: pledgeId, roundId, councilId, challengeId, amountPence, fundingType } = pledge
  const { round, challenge, ruleBook, topsUpId } = pledge
  const asked = { pledgeId, councilId, challengeId, amountPence, fundingType, at }
  const { councilCount, targetPence } = round
  const known = { roundId, councilCount, targetPence, challenge, ruleBook, topsUpId }
  const plan = await planCommitment({ ...asked, ...known })
  const { onTop } = plan
  const sum = formatPounds(amountPence)
  return {
    roundId,
    councilId,
    challengeId,
    topUp: topsUpId && onTop ? { topsUpId, standingPence: onTop.standingPence } : undefined,
    pledgeId,
    wants: plan.wants,
    from: pledge.state,
    amountPence,
    fundingType,
    at,
    personId: actor.personId,
    organisationId: actor.organisationId,
    memo: `${plan.councilName} ${onTop ? 'topped its pledge up by' : 'pledged'} ${sum}`,
    // Of when the gates were asked, which may be before the book that was read since.
    ruleBook: pledge.ruleBook,
    until: plan.until,
    leastCouncils: plan.leastCouncils,
    mostCouncils: plan.mostCouncils,
    isOpen: !round.closedAt && at < round.closesAt,
    seenVersion: round.version,
    seen: pledge.seen,
    targetPence,
    hangsOnVersion: plan.hangsOnVersion,
    audit: {
      ...auditWords({ signature, isSigned }, `${onTop ? 'top-up' : 'pledge'} of ${sum}`),
      detail: { amountPence: String(amountPence) },
    },
    approval: signature,
    job: isSigned
      ? {
          task: 'tell-pledge-signed',
          payload: { pledgeId },
          key: `tell-pledge-signed:${pledgeId}`,
        }
      : undefined,
  }
}

function auditWords({ signature, isSigned }: Signed, sum: string) {
  if (signature) return { action: 'pledge-approved', summary: `Signed a ${sum}` }
  if (isSigned)
    return {
      action: 'pledge-committed',
      summary: `The last gate of a signed ${sum} cleared`,
    }
  return { action: 'pledge-made', summary: `Made a ${sum}` }
}
