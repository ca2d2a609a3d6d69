import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { listPublicCoSignatures } from '../challenges/queries.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { suggestEveryWay, type Sharer, type ShareQuestion } from './fair-share.ts'
import { findFunding, type Funding } from './queries.server.ts'

type Asked = { challengeId: string; question: ShareQuestion }

/** A fair share for every council that has the problem, each way side by side. Public. */
export async function suggestPublicShares({ challengeId, question }: Asked) {
  const round = await findFunding(challengeId)
  if (!round) throw new Refusal('not-found', 'Pledging to this challenge has not opened yet.')
  const sharers = await listSharers(challengeId)
  const leastPence = question.least ?? round.smallestPledgePence
  const wanted = { sumPence: sumOf(round, question), sharers }
  const ways = suggestEveryWay(wanted, { leastPence, mostPence: question.most })
  return { round, sharers, ways, leastPence, mostPence: question.most, of: question.of }
}

/** What a council would give towards the target by each way, with it among those that have the problem. */
export async function suggestOwnShares(actor: Actor, round: Funding) {
  const others = await listSharers(round.challengeId)
  const isThere = others.some(({ councilId }) => councilId === actor.organisationId)
  const sharers = isThere ? others : [...others, await readSharer(actor)]
  const ways = suggestEveryWay(
    { sumPence: round.targetPence, sharers },
    { leastPence: round.smallestPledgePence, mostPence: undefined },
  )
  return ways.map(({ way, shares, cannot }) => {
    const own = shares.find(({ councilId }) => councilId === actor.organisationId)
    return { way, amountPence: own?.amountPence, working: own?.working, cannot }
  })
}

const sumOf = ({ targetPence, remainingPence }: Funding, { of }: ShareQuestion) =>
  of === 'left' ? remainingPence : targetPence

/** In the order of their names, so that a pound over always goes to the same council. */
async function listSharers(challengeId: string): Promise<Sharer[]> {
  const signed = await listPublicCoSignatures(challengeId)
  return signed
    .map(({ councilId, name, population, volumePerYear }) => {
      return { councilId, name, population, volumePerYear }
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

async function readSharer({ organisationId }: Actor): Promise<Sharer> {
  const { population, organisation } = await db.council.findUniqueOrThrow({
    where: { id: organisationId },
    select: { population: true, organisation: { select: { name: true } } },
  })
  const { name } = organisation
  return { councilId: organisationId, name, population, volumePerYear: null }
}
