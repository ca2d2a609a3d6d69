import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from '../organisations/actor.ts'
import { Conditions } from './conditions.ts'
import { canSeePledge, type PledgeState } from './pledge.ts'

/** What the verbs need of a pledge. To another council it is as if it were not there. */
export async function getOwnPledge(actor: Actor, pledgeId: string) {
  const pledge = await db.pledge.findUnique({
    where: { id: pledgeId },
    select: {
      id: true,
      roundId: true,
      councilId: true,
      challengeId: true,
      amountPence: true,
      conditions: true,
      state: true,
      madeById: true,
      round: { select: { smallestPledgePence: true, closesAt: true, closedAt: true } },
    },
  })
  if (!pledge || !canSeePledge(actor, pledge))
    throw new Refusal('not-found', 'This pledge is not there.')
  return {
    ...pledge,
    state: pledge.state as PledgeState,
    conditions: Conditions.parse(pledge.conditions),
  }
}
