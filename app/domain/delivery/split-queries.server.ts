import { db } from '#app/core/db.server.ts'
import { listFunders } from '../payments/funding.server.ts'
import { listStakes } from '../pots/funder-queries.server.ts'
import { poolCouncils, splitMilestone, type PaidPart } from './split.ts'

/** Payments of a challenge with what each source bears, in order of approval. */
export const listPaidParts = (challengeId: string): Promise<PaidPart[]> =>
  db.payment.findMany({
    where: { challengeId },
    orderBy: { number: 'asc' },
    take: 100,
    select: {
      milestoneId: true,
      shares: {
        orderBy: { id: 'asc' },
        select: { councilId: true, potId: true, purse: true, funderId: true, amountPence: true },
      },
    },
  })

/** Who has money for a challenge, what each payment took, and who stands behind each pot. */
export async function readFunding(challengeId: string) {
  const [funders, payments] = await Promise.all([
    listFunders(challengeId),
    listPaidParts(challengeId),
  ])
  const potIds = funders.flatMap((funder) => ('potId' in funder ? [funder.potId] : []))
  return { funders, payments, stakes: await listStakes(potIds) }
}

type Milestone = {
  id: string
  pricePence: bigint
  project: { challengeId: string; leadCouncilName: string }
}

/** Who pays for a milestone, councils as one line, and whose money is still awaited. */
export async function getSplit({ id, pricePence, project }: Milestone) {
  const { challengeId, leadCouncilName } = project
  const funding = await readFunding(challengeId)
  const { funders } = funding
  const lines = splitMilestone({ milestoneId: id, pricePence, ...funding })
  return {
    lines: poolCouncils(lines, leadCouncilName),
    awaited: funders
      .filter((funder) => funder.awaitedPence > 0n)
      .map(({ name, awaitedPence }) => ({ name, awaitedPence })),
  }
}
