import { db } from '#app/core/db.server.ts'
import { formatNumericDay, londonDay } from '#app/core/time.ts'
import { referenceOf } from '../challenges/challenge.ts'
import {
  listCouncilTransfers,
  type CouncilTransfer,
} from '../ledger/journal-line-queries.server.ts'
import { journalKindNames, type Period, type Place } from '../ledger/statement.ts'
import type { Actor } from '../organisations/actor.ts'
import { councilAccounts, type CostCodes, type CouncilAccount } from '../organisations/cost-code.ts'
import { findCostCodes } from '../organisations/set-cost-codes.server.ts'

type Wanted = { period: Period; after?: Place | undefined; limit: number }

/**
 * A page of a council's journals as its own finance system takes them: each transfer is a debit line
 * and a credit line of the same sum, with the council's cost code for the account and the budget
 * code of the pledge. For its finance people and administrators alone.
 */
export async function listJournalLines(actor: Actor, wanted: Wanted) {
  const codes = await findCostCodes(actor)
  const { transfers, next } = await listCouncilTransfers(actor.organisationId, wanted)
  const [challenges, budgets] = await Promise.all([
    findChallenges(transfers),
    findBudgetCodes(actor.organisationId, transfers),
  ])
  const lines = transfers.flatMap((transfer) => {
    const id = transfer.challengeId ?? ''
    const challenge = challenges.get(id)
    const about = {
      journalId: transfer.journalId,
      line: transfer.line,
      day: formatNumericDay(londonDay(transfer.at)),
      what: journalKindNames[transfer.kind],
      challenge: challenge?.title ?? '',
      reference: challenge ? referenceOf(challenge.number) : '',
      budgetCode: budgets.get(id) ?? '',
    }
    const { amountPence } = transfer
    return [
      { ...about, ...accountOf(transfer.debitKind, codes), debitPence: amountPence },
      { ...about, ...accountOf(transfer.creditKind, codes), creditPence: amountPence },
    ]
  })
  return { lines, next }
}
export type JournalLine = Awaited<ReturnType<typeof listJournalLines>>['lines'][number]

const accountOf = (kind: string, codes: CostCodes) => ({
  account: councilAccounts[kind as CouncilAccount].name,
  costCode: codes[kind as CouncilAccount],
})

const idsOf = (transfers: CouncilTransfer[]) => [
  ...new Set(transfers.flatMap(({ challengeId }) => challengeId ?? [])),
]

async function findChallenges(transfers: CouncilTransfer[]) {
  const rows = await db.challenge.findMany({
    where: { id: { in: idsOf(transfers) } },
    select: { id: true, number: true, title: true },
  })
  return new Map(rows.map((row) => [row.id, row]))
}

/** The code on the council's pledge to a challenge; of several, the one that counts, then the latest. */
async function findBudgetCodes(councilId: string, transfers: CouncilTransfer[]) {
  // The council's own pledges are fewer than all that were made to its challenges.
  const pledges = await db.$queryRaw<{ challengeId: string; budgetCode: string; state: string }[]>`
    with own as materialized (
      select challenge_id, budget_code, state, number from pledges
      where council_id = ${councilId}::uuid and budget_code is not null)
    select challenge_id as "challengeId", budget_code as "budgetCode", state
    from own where challenge_id = any (${idsOf(transfers)}::uuid[]) order by number`
  const counts = (state: string) => state === 'called' || state === 'committed'
  const ordered = [...pledges].sort((one, other) => +counts(one.state) - +counts(other.state))
  return new Map(ordered.map(({ challengeId, budgetCode }) => [challengeId, budgetCode]))
}
