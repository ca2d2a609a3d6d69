import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { fundPot } from '../pots/fund-pot.server.ts'
import { checks as checksOfPots } from '../pots/checks.server.ts'
import { takeBackFunding } from '../pots/take-back-funding.server.ts'
import { decidePayment } from './decide-payment.server.ts'
import { getSplit } from './split-queries.server.ts'

/** A project whose pot has two funders: £1,000,000 of its owner and £500,000 of another one. */
async function projectOfTwo(milestones: bigint[]) {
  const project = await build.project({ milestones })
  const other = await build.joinedFunder({
    pot: { id: project.pot.id, by: project.manager },
    puts: pounds(500_000),
  })
  return { ...project, joined: other }
}

const sharesOf = (milestoneId: string) =>
  db.paymentShare.findMany({
    where: { payment: { milestoneId } },
    orderBy: { amountPence: 'desc' },
  })

const stakesOf = (potId: string) =>
  db.stake.findMany({ where: { potId }, orderBy: { putInPence: 'desc' } })

test('what the pot pays is split over its funders two to one, to the penny, and all of it adds up', async () => {
  const price = pounds(40_000) + 1n
  const project = await projectOfTwo([price])
  const [milestone] = project.milestones
  if (!milestone) throw new Error('no milestone')
  const about = { challengeId: project.challengeId, leadCouncilName: 'Leeds' }
  const asked = { id: milestone.id, pricePence: price, project: about }
  const before = await getSplit(asked)

  const payment = await build.approvedMilestone({ project })

  const shares = await sharesOf(milestone.id)
  expect(shares.reduce((sum, { amountPence }) => sum + amountPence, 0n)).toBe(price)
  const ofPot = shares.filter(({ potId }) => potId)
  // Councils pledged £20,001, so the pot bears £19,999.01: two thirds are 1,333,267⅓ pence, so the odd
  // penny is the other one's, whose third is 666,633⅔.
  expect(ofPot.map(({ funderId, amountPence }) => [funderId, amountPence])).toEqual([
    [project.manager.organisationId, 1_333_267n],
    [project.joined.organisationId, 666_634n],
  ])
  expect((await stakesOf(project.pot.id)).map(({ bornePence }) => bornePence)).toEqual([
    1_333_267n,
    666_634n,
  ])
  const after = await getSplit(asked)
  expect(after.lines.at(-1)?.parts.map(({ pence }) => pence)).toEqual(
    expect.arrayContaining([1_333_267n, 666_634n]),
  )
  expect(after.lines.at(-1)?.parts).toEqual(before.lines.at(-1)?.parts)
  expect(payment.amountPence).toBe(price)
  for (const check of checksOfPots) expect(await check.rows(db), check.name).toEqual([])
}, 60_000)

test('a funder that joined and put nothing in bears nothing, and a new one bears only later payments', async () => {
  const project = await build.project({ milestones: [pounds(10_000), pounds(10_000)] })
  const pot = { id: project.pot.id, by: project.manager }
  const late = await build.joinedFunder({ pot })
  await build.approvedMilestone({ project, place: 0 })
  await fundPot(late, pot.id, { operationKey: newId(), amount: pounds(1_000_000) })

  await build.approvedMilestone({ project, place: 1 })

  const [first, second] = project.milestones
  const ofPot = async (id = '') => (await sharesOf(id)).filter(({ potId }) => potId)
  expect(await ofPot(first?.id)).toMatchObject([{ funderId: project.manager.organisationId }])
  expect((await ofPot(second?.id)).map(({ amountPence }) => amountPence)).toEqual([
    pounds(2_500),
    pounds(2_500),
  ])
}, 60_000)

test('two milestones paid at once while a funder takes money back: every share is covered', async () => {
  const project = await projectOfTwo([pounds(33_333) + 1n, pounds(33_333) + 1n])
  const claims = []
  for (const place of [0, 1]) claims.push(await build.acceptedClaim({ project, place }))
  for (const claim of claims) await build.readEvidence({ by: project.manager, claim })

  const done = await Promise.allSettled([
    ...claims.map((claim) => decidePayment(project.manager, claim.id, build.yes(claim.sealSha256))),
    takeBackFunding(project.joined, project.pot.id, {
      operationKey: newId(),
      amount: pounds(400_000),
    }),
  ])

  expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled'])
  for (const { id, pricePence } of project.milestones) {
    const shares = await sharesOf(id)
    expect(shares.reduce((sum, { amountPence }) => sum + amountPence, 0n)).toBe(pricePence)
  }
  for (const check of checksOfPots) expect(await check.rows(db), check.name).toEqual([])
}, 60_000)
