import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db, pool } from '#app/core/db.server.ts'
import { pounds, type Pence } from '#app/core/money.ts'
import { DAY_MS } from '#app/core/time.ts'
import { build } from '#tests/factories/index.ts'
import type { Actor } from '../organisations/actor.ts'
import { batchOf } from './commit-batch.ts'
import { approvePledge } from './approve-pledge.server.ts'
import { makePledge } from './make-pledge.server.ts'
import { withdrawPledge } from './withdraw-pledge.server.ts'

const limitPence = pounds(1_000_000)
type Round = Awaited<ReturnType<typeof build.round>>

/** Drafts of new councils, ready to be sent all at once. */
const drafts = (rounds: Round[], amountPence: Pence) =>
  Promise.all(
    rounds.map(async (round) =>
      build.pledge({ round, amountPence, by: await build.officer({ limitPence }) }),
    ),
  )
const send = (pledges: Awaited<ReturnType<typeof drafts>>) =>
  Promise.all(pledges.map((pledge) => makePledge(pledge.by, pledge.id, build.accepted)))
const matchesIn = (round: Round) =>
  db.match.findMany({
    where: { challengeId: round.challengeId, state: { not: 'released' } },
    orderBy: { id: 'asc' },
  })
const sum = (matches: { amountPence: Pence }[]) =>
  matches.reduce((total, match) => total + match.amountPence, 0n)

test('20 pledges to 20 challenges at once share the last £1,000 of a pot to the penny', async () => {
  const rounds = await Promise.all(Array.from({ length: 20 }, () => build.round()))
  const serviceFunctionIds = rounds.map((round) => round.serviceFunctionId ?? 0)
  const pot = await build.pot({
    for: { serviceFunctionId: 0 },
    holds: pounds(1_000),
    terms: { what: { serviceFunctionIds } },
  })

  await send(await drafts(rounds, pounds(170)))

  const matches = await db.match.findMany({ where: { potId: pot.id } })
  expect(sum(matches)).toBe(pounds(1_000))
  expect(matches.map((match) => match.amountPence).sort()).toEqual(
    [150, 170, 170, 170, 170, 170].map(pounds),
  )
  expect(matches.find((match) => match.boundBy)).toMatchObject({ boundBy: 'pot' })
  expect(await build.balance('pot-available', { potId: pot.id })).toBe(0n)
})

test('20 pledges to one challenge at once share the last £1,000 of a pot to the penny', async () => {
  const round = await build.round()
  const pot = await build.pot({ for: round, holds: pounds(1_000) })

  await send(await drafts(Array<Round>(20).fill(round), pounds(170)))

  expect(sum(await matchesIn(round))).toBe(pounds(1_000))
  expect(await build.balance('pledged', { challengeId: round.challengeId })).toBe(pounds(3_400))
  expect(await build.balance('pot-available', { potId: pot.id })).toBe(0n)
})

test('the same pledge sent ten times at once is committed once', async () => {
  const round = await build.round()
  await build.pot({ for: round })
  const [pledge] = await drafts([round], pounds(5_000))
  if (!pledge) throw expect.fail('a draft')

  const answers = await send(Array(10).fill(pledge))

  expect(new Set(answers.map((answer) => answer.state))).toEqual(new Set(['committed']))
  expect(await matchesIn(round)).toHaveLength(1)
  expect(await db.journal.count({ where: { pledgeId: pledge.id } })).toBe(1)
  expect(
    await db.auditEntry.count({ where: { subjectId: pledge.id, action: 'pledge-made' } }),
  ).toBe(1)
})

test('two approvers who sign at once sign once', async () => {
  const organisation = await build.council()
  const round = await build.round()
  await build.pot({ for: round })
  const by = await build.officer({ organisation })
  const pledge = await build.pledge({ round, by, state: 'awaiting-approval' })
  const approvers = await Promise.all(
    [1, 2].map(() => build.financeApprover({ organisation, limitPence })),
  )

  const answers = await Promise.all(
    approvers.map((one) => approvePledge(one, pledge.id, build.key())),
  )

  expect(answers.filter((answer) => answer.isNew)).toHaveLength(1)
  expect(await db.pledgeApproval.count({ where: { id: pledge.id } })).toBe(1)
  expect(await matchesIn(round)).toHaveLength(1)
})

const fromTen = { basisPoints: 2_500, minimumCouncils: 10 }

test.each([1, 2, 3])(
  'when the ninth and tenth council pledge at once, all ten are matched (run %i)',
  async () => {
    const round = await build.round()
    await build.pot({ for: round, terms: fromTen })
    await send(await drafts(Array<Round>(8).fill(round), pounds(1_000)))
    expect(await matchesIn(round)).toEqual([])

    await send(await drafts([round, round], pounds(1_000)))

    const matches = await matchesIn(round)
    expect(matches.map((match) => match.amountPence)).toEqual(Array(10).fill(pounds(250)))
    expect(new Set(matches.map((match) => match.pledgeId)).size).toBe(10)
  },
)

test('the pledge that reaches a floor matches the earlier ones first, in the order they came', async () => {
  const round = await build.round()
  await build.pot({
    for: round,
    holds: pounds(2_500),
    terms: { minimumCouncils: 3 },
  })
  const first = await build.committedPledge({ round, amountPence: pounds(1_000) })
  const second = await build.committedPledge({ round, amountPence: pounds(1_000) })
  const third = await build.committedPledge({ round, amountPence: pounds(1_000) })

  const matches = await matchesIn(round)
  const given = (id: string) => matches.find((match) => match.pledgeId === id)?.amountPence
  expect([first, second, third].map((pledge) => given(pledge.id))).toEqual(
    [1_000, 1_000, 500].map(pounds),
  )
  expect(await db.journal.count({ where: { kind: 'match-unlocked', pledgeId: first.id } })).toBe(1)
})

test('falling below a floor unmatches nobody, and reaching it again matches only who was not', async () => {
  const round = await build.round()
  await build.pot({ for: round, terms: { minimumCouncils: 2 } })
  const first = await build.committedPledge({ round, amountPence: pounds(1_000) })
  const second = await build.committedPledge({ round, amountPence: pounds(2_000) })

  await withdrawPledge(second.by, second.id, { reason: '' })
  expect(await matchesIn(round)).toMatchObject([{ pledgeId: first.id }])
  await build.committedPledge({ round, amountPence: pounds(4_000) })

  expect((await matchesIn(round)).map((match) => match.amountPence)).toEqual(
    [1_000, 4_000].map(pounds),
  )
})

test('a match stops at the gap to target, and unset caps are not caps of zero', async () => {
  const round = await build.round({ targetPence: pounds(15_000) })
  await build.pot({ for: round, terms: { areaCapPence: '0' }, name: 'No area, so no area cap' })
  await build.pot({ for: round, terms: { councilCapPence: '0' } })

  await build.committedPledge({ round, amountPence: pounds(10_000) })

  expect(await matchesIn(round)).toMatchObject([
    { amountPence: pounds(5_000), wantedPence: pounds(10_000), boundBy: 'target' },
  ])
})

test('the version of the rule in force at commitment applies, also to a pledge unlocked later', async () => {
  const round = await build.round()
  const pot = await build.pot({ for: round, terms: { basisPoints: 10_000, minimumCouncils: 2 } })
  const first = await build.committedPledge({ round, amountPence: pounds(1_000) })
  await build.rule({
    potId: pot.id,
    by: pot.by,
    terms: { basisPoints: 5_000, minimumCouncils: 2, what: pot.what },
  })
  const second = await build.committedPledge({ round, amountPence: pounds(1_000) })

  const matches = await db.match.findMany({
    where: { potId: pot.id },
    include: { rule: { select: { version: true } } },
  })
  const found = (id: string) => matches.find((match) => match.pledgeId === id)
  expect(found(first.id)).toMatchObject({ amountPence: pounds(1_000), rule: { version: 1 } })
  expect(found(second.id)).toMatchObject({ amountPence: pounds(500), rule: { version: 2 } })
})

test('a cap of an area is shared by its councils, and a council’s cap by all challenges', async () => {
  const organisation = await build.council()
  const other = await build.council()
  const by = await build.officer({ organisation, limitPence })
  await build.combinedAuthority({ members: [organisation.id, other.id] })
  const rounds = [await build.round(), await build.round()] as const
  const serviceFunctionIds = rounds.map((round) => round.serviceFunctionId ?? 0)
  const what = { serviceFunctionIds }
  await build.pot({ for: rounds[0], terms: { what, areaCapPence: String(pounds(1_500)) } })
  await build.pot({ for: rounds[0], terms: { what, councilCapPence: String(pounds(1_200)) } })

  await build.committedPledge({ round: rounds[0], by, amountPence: pounds(1_000) })
  const neighbour = await build.officer({ organisation: other, limitPence })
  await build.committedPledge({ round: rounds[0], by: neighbour, amountPence: pounds(1_000) })
  await build.committedPledge({ round: rounds[1], by, amountPence: pounds(1_000) })

  const shown = async (round: Round) =>
    (await matchesIn(round)).map((match) => [match.amountPence, match.boundBy])
  expect(await shown(rounds[0])).toEqual([
    [pounds(1_000), null],
    [pounds(1_000), null],
    [pounds(500), 'area'],
    [pounds(1_000), null],
  ])
  expect(await shown(rounds[1])).toEqual([
    [pounds(1_000), null],
    [pounds(200), 'council'],
  ])
})

/** What TypeScript would send for a pledge when it saw the round as it was at `version`. */
async function batchFor(pledge: { id: string; roundId: string; by: Actor }, version: number) {
  const { personId, organisationId } = pledge.by
  const { version: ruleBook } = await db.ruleBook.findFirstOrThrow()
  const { id: pledgeId, roundId } = pledge
  const { fundingType, councilId, challengeId } = await db.pledge.findUniqueOrThrow({
    where: { id: pledgeId },
  })
  const about = { amountPence: pounds(10_000), fundingType, councilId, challengeId }
  const asked = { pledgeId, roundId, from: 'draft', ...about, at: clock.now() }
  const seen = { seenVersion: version, hangsOnVersion: true, isOpen: true, targetPence: 0n }
  const until = new Date(clock.now().getTime() + DAY_MS)
  const around = { ruleBook, until, leastCouncils: 2, mostCouncils: 2, ...seen, wants: [] }
  const words = { memo: 'A test', audit: { action: 'made', summary: 'Made', detail: {} } }
  const none = { approval: undefined, job: undefined, topUp: undefined }
  const rest = { personId, organisationId, ...none }
  const rows = { pledge: '', round: '', challenge: '' }
  return batchOf([{ ...asked, ...around, ...words, ...rest, seen: rows }])
}

test('wants worked out for other pledges than the round has now are refused, to be asked again', async () => {
  const round = await build.round()
  const first = await build.committedPledge({ round })
  await withdrawPledge(first.by, first.id, { reason: '' })
  await build.committedPledge({ round })
  const pledge = await build.pledge({ round })
  const commit = async (version: number) => {
    const batch = await batchFor(pledge, version)
    const { rows } = await pool.query(
      'select commit_pledges($1, $2, $3, $4, $5, $6) as answer',
      batch,
    )
    return rows
  }

  expect(await commit(1)).toEqual([{ answer: ['again'] }])
  expect(await commit(3)).toEqual([{ answer: ['new'] }])

  expect(await db.pledge.findUnique({ where: { id: pledge.id } })).toMatchObject({
    state: 'committed',
    committedSequence: 4,
  })
})

test('a pot that has moved on gives nothing it has not got', async () => {
  const round = await build.round()
  const pot = await build.pot({ for: round, holds: pounds(100) })
  const move = (reservedPence: Pence) =>
    pool.query('select move_pots($1)', [
      JSON.stringify([{ potId: pot.id, reservedPence: String(reservedPence) }]),
    ])

  await expect(move(pounds(100) + 1n)).rejects.toMatchObject({ code: '40001' })
})
