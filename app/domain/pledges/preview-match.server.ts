import { clock } from '#app/core/clock.ts'
import { pool } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import type { Pence } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from '../organisations/actor.ts'
import { capKey, capRows, fitWants, type Fit, type Rooms } from '../pots/match-room.ts'
import { describeLimit, describeNoMatch, describeWant } from '../pots/match-words.ts'
import { planCommitment, type Commitment } from './plan-commitment.server.ts'
import { leftToFind } from './round.ts'

export type PreviewRow = { potName: string; potSlug: string; pence: Pence; detail: string }

/** What a pledge would bring in if it were committed now. Nothing is held by looking. */
export type MatchPreview = {
  amountPence: Pence
  rows: PreviewRow[]
  /** Match that this pledge switches on for councils that pledged earlier. */
  unlockedPence: Pence
  addedPence: Pence
  /** Of the round, this pledge included. */
  pledgedPence: Pence
  matchedPence: Pence
  targetPence: Pence
  leftPence: Pence
  workedOutAt: Date
}

/** The same sums as a commitment, on facts read without a lock: others may still come first. */
export async function previewMatch(
  actor: Pick<Actor, 'organisationId'>,
  round: { id: string; challengeId: string; targetPence: Pence },
  amountPence: Pence,
): Promise<MatchPreview> {
  const workedOutAt = clock.now()
  const pledgeId = newId()
  const { id: roundId, challengeId, targetPence } = round
  const asked = { pledgeId, councilId: actor.organisationId, challengeId, amountPence }
  if (amountPence <= 0n) throw new Refusal('invalid', 'Enter an amount', { field: 'amount' })
  const plan = await planCommitment(roundId, { ...asked, at: workedOutAt })
  const fits = fitWants(plan.wants, await readRooms(plan, { targetPence, amountPence }))

  const newMatchPence = sum(fits)
  const pledgedPence = plan.totals.pledgedPence + amountPence
  const matchedPence = plan.totals.matchedPence + newMatchPence
  const reached = { pledgedPence, matchedPence, councilCount: plan.totals.councilCount + 1 }
  return {
    amountPence,
    rows: plan.answers.map((answer) => rowOf(answer, fits, pledgeId)),
    unlockedPence: sum(fits.filter((fit) => fit.pledgeId !== pledgeId)),
    addedPence: amountPence + newMatchPence,
    pledgedPence,
    matchedPence,
    targetPence,
    leftPence: leftToFind(targetPence, reached),
    workedOutAt,
  }
}

const sum = (fits: Fit[]) => fits.reduce((total, fit) => total + fit.amountPence, 0n)

function rowOf(rule: Commitment['answers'][number], fits: Fit[], pledgeId: string): PreviewRow {
  const { potId, potName, potSlug, terms, answer } = rule
  if (!answer.wants)
    return { potName, potSlug, pence: 0n, detail: `${describeNoMatch(terms, answer)}.` }
  const fit = fits.find((one) => one.potId === potId && one.pledgeId === pledgeId)
  const stopped = fit?.boundBy ? ` ${describeLimit(fit.boundBy)}.` : ''
  const detail = `${describeWant(terms, answer)}.${stopped}`
  return { potName, potSlug, pence: fit?.amountPence ?? 0n, detail }
}

type Round = { targetPence: Pence; amountPence: Pence }

async function readRooms(plan: Commitment, { targetPence, amountPence }: Round): Promise<Rooms> {
  const caps = plan.wants.flatMap((want) =>
    capRows(want).map(({ scope, ref }) => ({ potId: want.potId, scope, ref })),
  )
  const [used, left] = await Promise.all([
    pool.query<{ potId: string; scope: string; ref: string; usedPence: Pence }>(
      `select pot_id as "potId", scope, ref, used_pence as "usedPence" from cap_uses
       where (pot_id, scope, ref) in (select * from unnest($1::uuid[], $2::text[], $3::text[]))`,
      [caps.map((cap) => cap.potId), caps.map((cap) => cap.scope), caps.map((cap) => cap.ref)],
    ),
    pool.query<{ potId: string; pence: Pence }>(
      `select pot_id as "potId", allocated_pence - reserved_pence - committed_pence - paid_pence as pence
       from pot_balances where pot_id = any ($1::uuid[])`,
      [plan.wants.map((want) => want.potId)],
    ),
  ])
  const { pledgedPence, matchedPence } = plan.totals
  const gap = targetPence - pledgedPence - matchedPence - amountPence
  return {
    usedPence: new Map(used.rows.map((row) => [capKey(row.potId, row), row.usedPence])),
    gapToTargetPence: gap > 0n ? gap : 0n,
    leftInPotPence: new Map(left.rows.map(({ potId, pence }) => [potId, pence])),
  }
}
