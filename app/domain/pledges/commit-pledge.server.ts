import { clock } from '#app/core/clock.ts'
import { coalesce } from '#app/core/coalesce.ts'
import { pool } from '#app/core/db.server.ts'
import { formatPounds, type Pence } from '#app/core/money.ts'
import { processWide } from '#app/core/process-wide.ts'
import { Refusal } from '#app/core/refusal.ts'
import { TwoAtOnce } from '#app/core/sql-error.ts'
import { isWorthAnotherTry, tryAgain } from '#app/core/try-again.ts'
import { textOfDeal } from '../ledger/deal.ts'
import type { Actor } from '../organisations/actor.ts'
import { batchOf, type Deal } from './commit-batch.ts'
import { getOwnPledge, type OwnPledge } from './find-own-pledge.server.ts'
import { planCommitment } from './plan-commitment.server.ts'

type Signature = { approvedById: string; limitPence: Pence }

/** What the database answers; `isNew` is false when this pledge was committed before. */
type Answer = { outcome: 'committed' | 'closed' | 'moved' | 'again'; isNew: boolean }

/**
 * Commits a pledge whose gates are clear and reserves its match, together with those of others that
 * arrive meanwhile. Sent twice it happens once. The caller has asked whether this actor may.
 */
export async function commitPledge(actor: Actor, pledge: OwnPledge, signature?: Signature) {
  let around: OwnPledge | undefined = pledge
  const { outcome, isNew } = await tryAgain(async () => {
    // The gates were asked about this state and this sum; only what is around them is read again.
    const { round, challenge, ruleBook } = around ?? (await getOwnPledge(actor, pledge.id))
    around = undefined
    const known = { ...pledge, round, challenge, ruleBook }
    const answer = await commit(await dealOf(actor, known, signature))
    if (answer.outcome === 'again') throw new TwoAtOnce('The round has moved.')
    return answer
  })
  if (outcome === 'closed') throw new Refusal('conflict', 'Pledging has closed.')
  if (outcome === 'moved')
    throw new Refusal('conflict', 'This pledge has changed since you opened it. Look at it again.')
  return { isNew }
}

const commit = processWide('commitments', () =>
  coalesce(commitAll, { most: 256, patienceMs: 25, atOnce: 3, isNobodysFault: isWorthAnotherTry }),
)

async function commitAll(deals: Deal[]): Promise<Answer[]> {
  const { rows } = await pool.query<{ answers: Answer[] }>({
    name: 'commit-pledges',
    text: 'select commit_pledges($1) as answers',
    values: [textOfDeal(batchOf(deals))],
  })
  return rows[0]?.answers ?? []
}

async function dealOf(actor: Actor, pledge: OwnPledge, signature?: Signature): Promise<Deal> {
  const at = clock.now()
  const { id: pledgeId, roundId, councilId, challengeId, amountPence, round } = pledge
  const { challenge, ruleBook } = pledge
  const asked = { pledgeId, councilId, challengeId, amountPence, at }
  const { councilCount, targetPence } = round
  const known = { roundId, councilCount, targetPence, challenge, ruleBook }
  const plan = await planCommitment({ ...asked, ...known })
  const sum = formatPounds(amountPence)
  return {
    roundId,
    wants: plan.wants,
    words: {
      pledgeId,
      from: pledge.state,
      amountPence,
      at,
      personId: actor.personId,
      memo: `${plan.councilName} pledged ${sum}`,
      ruleBook: plan.ruleBook,
      leastCouncils: plan.leastCouncils,
      mostCouncils: plan.mostCouncils,
      version: plan.hangsOnVersion ? round.version : undefined,
      approval: signature,
      job: signature && {
        task: 'tell-pledge-signed',
        payload: { pledgeId },
        key: `tell-pledge-signed:${pledgeId}`,
      },
      audit: {
        subjectKind: 'pledge',
        subjectId: pledgeId,
        action: signature ? 'pledge-approved' : 'pledge-made',
        summary: signature ? `Signed a pledge of ${sum}` : `Made a pledge of ${sum}`,
        detail: { amountPence: String(amountPence) },
        personId: actor.personId,
        organisationId: actor.organisationId,
      },
    },
  }
}
