import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, pool, transaction } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { formatPounds, type Pence } from '#app/core/money.ts'
import { tryAgain } from '#app/core/try-again.ts'
import { textOfDeal } from '../ledger/deal.ts'
import { capRows, type PotWant } from '../pots/match-room.ts'
import { sharePot, splitShare, type ChallengeShare } from '../pots/share-pot.ts'
import { findSetToShare, type QuadraticRule } from './find-sharers.server.ts'
import {
  findFixedShare,
  findSharingOf,
  listRulesThatEnded,
  listUnposted,
  type FixedShare,
} from './sharing-queries.server.ts'

const ROWS_AT_ONCE = 5_000

/**
 * For the job: shares out each pot whose quadratic rule has ended. The result is fixed once for a rule,
 * then reserved challenge by challenge; stopped anywhere, the next run goes on from there.
 */
export async function settleSharedPots() {
  const due = await listRulesThatEnded(clock.now())
  for (const rule of due) await settle(rule)
  return due.length
}

async function settle(rule: QuadraticRule & { closesAt: Date; potName: string }) {
  const sharing = (await findSharingOf(rule.ruleId)) ?? (await fixSharing(rule))
  for (const challengeId of await listUnposted(sharing.id)) {
    const share = await findFixedShare(sharing.id, challengeId)
    await post(rule, { id: sharing.id, share })
  }
}

/**
 * Works the result out and keeps it, whole, without reserving anything yet. Of two at once one is refused,
 * since a rule is shared out once, and reads what the other kept.
 */
export async function fixSharing(rule: QuadraticRule & { closesAt: Date }) {
  const set = await findSetToShare(rule, rule.closesAt)
  const { shares, sharedPence, leftPence } = sharePot(set)
  const id = newId()
  const { potId, ruleId, closesAt: closedAt } = rule
  const sums = { potPence: set.potPence, sharedPence, leftPence }
  try {
    await transaction(async (tx) => {
      const at = { closedAt, workedOutAt: clock.now() }
      await tx.sharing.create({ data: { id, potId, ruleId, ...sums, ...at } })
      for (const some of inRows(shares))
        await tx.sharingLine.createMany({ data: some.map((share) => lineOf(id, share)) })
      for (const some of inRows(partsOf(id, shares)))
        await tx.sharingPart.createMany({ data: some })
    })
    return { id }
  } catch (error) {
    const other = isUniqueViolation(error) ? await findSharingOf(ruleId) : undefined
    if (!other) throw error
    return other
  }
}

const lineOf = (sharingId: string, share: ChallengeShare) => ({
  sharingId,
  challengeId: share.challengeId,
  roundId: share.roundId,
  councilCount: share.councilCount,
  pledgedPence: share.pledgedPence,
  strengthPence: share.strengthPence,
  byStrengthPence: share.byStrengthPence,
  capPence: share.capPence ?? null,
  sharePence: share.sharePence,
})

const partsOf = (sharingId: string, shares: ChallengeShare[]) =>
  shares
    .flatMap(({ parts }) => parts)
    .map(({ challengeId, pledgeId, area, amountPence: pledgedPence }, place) => {
      return { sharingId, place, challengeId, pledgeId, areaId: area?.id ?? null, pledgedPence }
    })

function* inRows<Row>(rows: Row[]) {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    yield rows.slice(from, from + ROWS_AT_ONCE)
}

type Rule = QuadraticRule & { potName: string }

/** Reserves what one challenge gets, whole and once; too late for what changed meanwhile, never too much. */
async function post(rule: Rule, { id, share }: { id: string; share: FixedShare }) {
  const { challengeId, roundId } = share
  const wants = splitShare(share, share.pledges, share.about).flatMap((part) => {
    if (part.wantedPence === 0n) return []
    const { pledgeId, councilId, amountPence: pledgedPence, area, at: asOf } = part
    const { wantedPence, working } = part
    const ids = { matchId: newId(), pledgeId, councilId, challengeId, potId: rule.potId }
    const caps = challengeCaps(share.capOfRulePence)
    const want: PotWant = {
      ...{ ...ids, ruleId: rule.ruleId, asOf, wantedPence, working, area, caps },
    }
    const rows = capRows(want).map(({ capPence, ...row }) => ({
      ...row,
      capPence: capPence ?? null,
    }))
    return [{ ...want, pledgedPence, areaId: area?.id, boundBy: null, caps: rows }]
  })
  const deal = {
    sharingId: id,
    challengeId,
    roundId,
    at: clock.now(),
    memo: `${rule.potName} shared out`,
    wants,
    audit: {
      subjectKind: 'challenge',
      subjectId: challengeId,
      action: 'pot-shared-out',
      summary: `${formatPounds(share.sharePence)} when the ${rule.potName} was shared out`,
    },
  }
  await tryAgain(() => pool.query('select post_sharing($1)', [textOfDeal(deal)]))
}

const challengeCaps = (challenge: Pence | undefined) =>
  challenge === undefined ? {} : { challenge }
