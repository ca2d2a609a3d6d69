import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { pounds, type Pence } from '#app/core/money.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { build } from '#tests/factories/index.ts'
import { makePledge } from './make-pledge.server.ts'
import { previewMatch } from './preview-match.server.ts'
import { replayPots } from './replay-pots.server.ts'

/** One commitment that reaches a floor, and what it switches on for the pledges before it. */

const floor = { basisPoints: 10_000, minimumCouncils: 2 }
const bonus = { pence: String(pounds(500)), fromCouncils: 1 }

async function pledge(round: Round, amountPence: Pence, more: More = {}) {
  const by = more.by ?? (await build.officer({ limitPence: pounds(1_000_000) }))
  const draft = await build.pledge({ round, amountPence, ...more, by })
  const asked = { amountPence, fundingType: 'revenue', topsUpId: more.topsUpId } as const
  const preview = await previewMatch(by, round.id, asked)
  await makePledge(by, draft.id, build.accepted)
  return { ...draft, by, preview }
}
type More = { by?: Actor; topsUpId?: string }
type Round = Awaited<ReturnType<typeof build.round>>

/** What its preview said it would get itself. */
const shown = ({ preview }: Awaited<ReturnType<typeof pledge>>) =>
  preview.pots.map((pot) => pot.amountPence).filter((pence) => pence > 0n)

/** What each pledge got from each pot, in pounds; and the whole of it worked out again is the same. */
async function given(pledges: { id: string }[], pots: { id: string }[]) {
  const matches = await db.match.findMany({
    where: { pledgeId: { in: pledges.map(({ id }) => id) } },
  })
  const { differences } = await replayPots()
  expect(differences).toEqual([])
  return pledges.map((one) =>
    pots.map((pot) => {
      const match = matches.find(({ pledgeId, potId }) => pledgeId === one.id && potId === pot.id)
      return Number(match?.amountPence ?? 0n) / 100
    }),
  )
}

test('the one-off bonus goes to the first that is given anything, not to the first that asks', async () => {
  const round = await build.round()
  const before = await build.pot({ for: round, terms: floor, holds: pounds(100) })
  const after = await build.pot({ for: round, terms: { ...floor, bonus, doesNotStack: true } })

  const first = await pledge(round, pounds(100))
  const second = await pledge(round, pounds(60))

  expect(await given([first, second], [before, after])).toEqual([
    [100, 0],
    [0, 560],
  ])
  expect(shown(second)).toEqual([pounds(560)])
  expect(second.preview.unlockedPence).toBe(pounds(100))
})

test('a bonus that the first is given is not given to those after it', async () => {
  const round = await build.round()
  const pot = await build.pot({ for: round, terms: { ...floor, minimumCouncils: 3, bonus } })
  const pledges = []
  for (const sum of [100, 60, 40]) pledges.push(await pledge(round, pounds(sum)))

  expect(await given(pledges, [pot])).toEqual([[600], [60], [40]])
  expect(pledges[2]?.preview).toMatchObject({ unlockedPence: pounds(660) })
  expect(pledges.map(shown)).toEqual([[], [], [pounds(40)]])
})

test('a top-up gives way to what an earlier pot adds to its pledge in the same commitment', async () => {
  const round = await build.round()
  const before = await build.pot({ for: round, terms: floor, holds: pounds(100) })
  const after = await build.pot({ for: round, terms: { ...floor, doesNotStack: true } })

  const root = await pledge(round, pounds(100))
  const topUp = await pledge(round, pounds(40), { by: root.by, topsUpId: root.id })
  const other = await pledge(round, pounds(10))

  expect(await given([root, topUp, other], [before, after])).toEqual([
    [100, 0],
    [0, 0],
    [0, 10],
  ])
  expect(other.preview.unlockedPence).toBe(pounds(100))
})

test('a top-up does not give way to a pot that is asked after it', async () => {
  const round = await build.round()
  const before = await build.pot({
    ...{ for: round, holds: pounds(40) },
    terms: { ...floor, doesNotStack: true, minimumPledgePence: String(pounds(120)) },
  })
  const after = await build.pot({ for: round, terms: { ...floor, minimumPledgePence: '1' } })

  const root = await pledge(round, pounds(100))
  const topUp = await pledge(round, pounds(40), { by: root.by, topsUpId: root.id })
  const other = await pledge(round, pounds(10))

  // The rule's least pledge looks at the total, which the root alone does not reach.
  expect(await given([root, topUp, other], [before, after])).toEqual([
    [0, 100],
    [40, 40],
    [0, 10],
  ])
})
