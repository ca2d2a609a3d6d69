import { pool } from '#app/core/db.server.ts'
import { log } from '#app/core/log.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { aloneOf, isPlain, movesOf, type Deal } from './commit-batch.ts'
import { dealOf } from './commit-pledge.server.ts'
import { getOwnPledge, mayCommitAlone } from './find-own-pledge.server.ts'
import { keepDraft, recallDraft, type ReadyDraft } from './kept-drafts.server.ts'
import type { RoundTotals } from './own-pledge.ts'

type Officer = Pick<Actor, 'personId' | 'organisationId'>

/**
 * Works out what sending a draft would commit, for the officer who has just saved it and sends it next. A draft that asks
 * for more than that, or that cannot be read now, is worked out when it is sent.
 */
export async function readyDraft(officer: Officer, pledgeId: string) {
  const ready = await workOut(officer, pledgeId).catch((error: unknown) =>
    log.warn('A draft was not readied', { error }),
  )
  if (ready) keepDraft(ready)
}

/**
 * A draft that was readied for this officer, with the totals of its round, while it still comes to what it did: each once.
 * It is committed only while every version it was decided by stands (decision 072).
 */
export function recallReady(officer: Officer, pledgeId: string, at: Date) {
  const recalled = recallDraft(pledgeId)
  return recalled && isFor(officer, recalled.draft) && holds(recalled, at) ? recalled : undefined
}

const isFor = ({ personId, organisationId }: Officer, { officer }: ReadyDraft) =>
  officer.personId === personId && officer.organisationId === organisationId

function holds({ draft, totals }: { draft: ReadyDraft; totals: RoundTotals }, at: Date) {
  const { alone, until, leastCouncils, mostCouncils } = draft
  const councils = totals.councilCount + 1
  return alone.at <= at && at < until && leastCouncils <= councils && councils <= mostCouncils
}

async function workOut({ personId, organisationId }: Officer, pledgeId: string) {
  const officer = { personId, organisationId }
  const pledge = await getOwnPledge(officer, pledgeId)
  if (pledge.state !== 'draft' || pledge.topsUpId || !mayCommitAlone(pledge)) return undefined
  // What counts towards a year is written before it is committed.
  if (pledge.hasYearLimit || pledge.signedUnderId) return undefined
  const deal = await dealOf(officer, pledge)
  if (!isPlain(deal) || deal.hangsOnVersion) return undefined
  const { until, leastCouncils, mostCouncils } = deal
  const alone = aloneOf(deal, await findAccounts(deal))
  return { officer, pledge, alone, until, leastCouncils, mostCouncils }
}

/** The numbers of the accounts it moves money between, by name, where they are open: an account never changes. */
async function findAccounts(deal: Deal) {
  const names = movesOf(deal).flatMap(({ debit, credit }) => [debit, credit])
  const { rows } = await pool.query<{ id: bigint; identity: string }>(
    'select id, identity from accounts where identity = any ($1)',
    [names],
  )
  return new Map(rows.map(({ id, identity }) => [identity, id]))
}
