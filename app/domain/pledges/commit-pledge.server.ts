import { clock } from '#app/core/clock.ts'
import { pool } from '#app/core/db.server.ts'
import { formatPounds, type Pence } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { tryAgain } from '#app/core/try-again.ts'
import { textOfDeal } from '../ledger/deal.ts'
import type { Actor } from '../organisations/actor.ts'
import { capRows, type PotWant } from '../pots/match-room.ts'
import { limitInWorking } from '../pots/match-step.ts'
import { planCommitment, type Commitment } from './plan-commitment.server.ts'
import type { PledgeState } from './pledge.ts'

export type PledgeToCommit = {
  id: string
  roundId: string
  councilId: string
  challengeId: string
  amountPence: Pence
  state: PledgeState
}

type Signature = { approvedById: string; limitPence: Pence }

/** What the database answers; `isNew` is false when this pledge was committed before. */
type Answer = { outcome: 'committed' | 'closed' | 'moved'; isNew?: boolean }

/**
 * Commits a pledge whose gates are clear and reserves its match, all in one statement. Sent twice it
 * happens once. The caller has asked whether this actor may.
 */
export async function commitPledge(actor: Actor, pledge: PledgeToCommit, signature?: Signature) {
  const answer = await tryAgain(async () => {
    const at = clock.now()
    const { id: pledgeId, roundId, councilId, challengeId, amountPence } = pledge
    const asked = { pledgeId, councilId, challengeId, amountPence, at }
    const plan = await planCommitment(roundId, asked)
    return call(dealOf(actor, { pledge, plan, at, signature }))
  })
  if (answer.outcome === 'closed') throw new Refusal('conflict', 'Pledging has closed.')
  if (answer.outcome === 'moved')
    throw new Refusal('conflict', 'This pledge has changed since you opened it. Look at it again.')
  return { isNew: answer.isNew ?? false }
}

async function call(deal: object): Promise<Answer> {
  const { rows } = await pool.query<{ answer: Answer }>('select commit_pledge($1) as answer', [
    textOfDeal(deal),
  ])
  return rows[0]?.answer ?? { outcome: 'moved' }
}

type Deal = {
  pledge: PledgeToCommit
  plan: Commitment
  at: Date
  signature: Signature | undefined
}

function dealOf(actor: Actor, { pledge, plan, at, signature }: Deal) {
  const sum = formatPounds(pledge.amountPence)
  return {
    pledgeId: pledge.id,
    roundId: pledge.roundId,
    amountPence: pledge.amountPence,
    from: pledge.state,
    at,
    personId: actor.personId,
    memo: `${plan.councilName} pledged ${sum}`,
    leastCouncils: plan.leastCouncils,
    mostCouncils: plan.mostCouncils,
    version: plan.hangsOnVersion ? plan.totals.version : undefined,
    wants: plan.wants.map(wantForDatabase),
    approval: signature,
    job: signature && {
      task: 'tell-pledge-signed',
      payload: { pledgeId: pledge.id },
      key: `tell-pledge-signed:${pledge.id}`,
    },
    audit: {
      subjectKind: 'pledge',
      subjectId: pledge.id,
      action: signature ? 'pledge-approved' : 'pledge-made',
      summary: signature ? `Signed a pledge of ${sum}` : `Made a pledge of ${sum}`,
      detail: { amountPence: String(pledge.amountPence) },
      personId: actor.personId,
      organisationId: actor.organisationId,
    },
  }
}

const wantForDatabase = (want: PotWant) => ({
  matchId: want.matchId,
  pledgeId: want.pledgeId,
  councilId: want.councilId,
  potId: want.potId,
  ruleId: want.ruleId,
  asOf: want.asOf,
  areaId: want.area?.id,
  wantedPence: want.wantedPence,
  boundBy: limitInWorking(want.working),
  working: want.working,
  doesNotStack: want.doesNotStack,
  caps: capRows(want),
})
