import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { pounds, type Pence } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import type { StoredTerms } from '../pots/rule-terms.ts'
import { makePledge } from './make-pledge.server.ts'
import { previewMatch } from './preview-match.server.ts'
import { withdrawPledge } from './withdraw-pledge.server.ts'

type Round = Awaited<ReturnType<typeof build.round>>

const matchesIn = (round: Round) =>
  db.match.findMany({
    where: { challengeId: round.challengeId, state: { not: 'released' } },
    orderBy: [{ reservedAt: 'asc' }, { id: 'asc' }],
  })
const given = async (round: Round) =>
  (await matchesIn(round)).map((match) => [match.amountPence, match.boundBy])

/** Commits one pledge of a new council, and holds what its preview said against what it got. */
async function pledge(round: Round, amountPence: Pence) {
  const by = await build.officer({ limitPence: pounds(1_000_000) })
  const preview = await previewMatch(by, round.id, { amountPence, fundingType: 'revenue' })
  const draft = await build.pledge({ round, by, amountPence })
  await makePledge(by, draft.id, build.accepted)
  const matches = await db.match.findMany({ where: { pledgeId: draft.id } })
  const shown = preview.pots.map((pot) => pot.amountPence).filter((pence) => pence > 0n)
  expect(matches.map((match) => match.amountPence).sort()).toEqual(shown.sort())
  return { ...draft, preview }
}

const tiers: StoredTerms['tiers'] = {
  by: 'councils',
  bands: [
    { fromCouncil: 1, basisPoints: 2_500 },
    { fromCouncil: 3, basisPoints: 10_000 },
  ],
}

test('the third council earns the rate of the third, also when all come at once', async () => {
  const round = await build.round()
  await build.pot({ for: round, terms: { basisPoints: undefined, tiers } })
  const drafts = await Promise.all(
    [1, 2, 3, 4].map(async () =>
      build.pledge({
        round,
        amountPence: pounds(100),
        by: await build.officer({ limitPence: pounds(1_000) }),
      }),
    ),
  )

  await Promise.all(drafts.map((draft) => makePledge(draft.by, draft.id, build.accepted)))

  const sums = (await matchesIn(round)).map((match) => match.amountPence)
  expect(sums.sort((a, b) => Number(a - b))).toEqual([25, 25, 100, 100].map(pounds))
})

test('a one-off bonus is given once however many come at once, and again after it went back', async () => {
  const round = await build.round()
  const bonus = { pence: String(pounds(500)), fromCouncils: 1 }
  await build.pot({ for: round, terms: { basisPoints: 10_000, bonus } })
  const drafts = await Promise.all(
    [1, 2, 3].map(async () =>
      build.pledge({
        round,
        amountPence: pounds(100),
        by: await build.officer({ limitPence: pounds(1_000) }),
      }),
    ),
  )
  await Promise.all(drafts.map((draft) => makePledge(draft.by, draft.id, build.accepted)))
  const matches = await matchesIn(round)
  expect(matches.map((match) => match.amountPence).sort()).toEqual([100, 100, 600].map(pounds))

  const holder = matches.find((match) => match.amountPence === pounds(600))
  const draft = drafts.find((one) => one.id === holder?.pledgeId)
  if (!draft) throw expect.fail('somebody has the bonus')
  await withdrawPledge(draft.by, draft.id, { reason: 'Our budget changed' })
  await pledge(round, pounds(100))

  expect((await given(round)).map(([sum]) => sum).sort()).toEqual([100, 100, 600].map(pounds))
})

test('a pot that does not stack adds only where the pot before it gave nothing', async () => {
  const round = await build.round()
  await build.pot({ for: round, holds: pounds(150) })
  const second = await build.pot({
    for: round,
    terms: { basisPoints: 5_000, doesNotStack: true },
  })

  const first = await pledge(round, pounds(100))
  await pledge(round, pounds(100))
  await pledge(round, pounds(100))

  expect(await given(round)).toEqual([
    [pounds(100), null],
    [pounds(50), 'pot'],
    [pounds(50), null],
  ])
  const shown = first.preview.pots.find((pot) => pot.potName === second.name)
  expect(shown?.sentence).toContain('Nothing where a pot asked before adds')
})

test('a share of the target holds over all pledges of a challenge', async () => {
  const round = await build.round({ targetPence: pounds(1_000) })
  await build.pot({ for: round, terms: { targetShareBasisPoints: 2_000 } })

  await pledge(round, pounds(150))
  await pledge(round, pounds(150))

  expect(await given(round)).toEqual([
    [pounds(150), null],
    [pounds(50), 'challenge'],
  ])
})

test('bands by amount are stored with their working', async () => {
  const round = await build.round()
  const bands = [
    { abovePence: '0', basisPoints: 10_000 },
    { abovePence: String(pounds(100)), basisPoints: 5_000 },
  ]
  const pot = await build.pot({
    for: round,
    terms: { basisPoints: undefined, tiers: { by: 'amount', bands } },
  })

  const { preview } = await pledge(round, pounds(300))

  const shown = preview.pots.find((one) => one.potName === pot.name)
  expect(shown?.working.at(-1)).toBe('50p for every £1 above £100: £200 so far.')
  expect((await matchesIn(round))[0]?.working).toMatchObject([
    { step: 'pledged' },
    { step: 'band', toPence: '10000', pence: '10000' },
    { step: 'band', toPence: null, pence: '20000' },
  ])
})
