import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { organisationOf } from '#tests/factories/payments.ts'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { londonDay } from '#app/core/time.ts'
import type { Actor } from '../organisations/actor.ts'
import { sealJournals } from '../ledger/seal-journals.server.ts'
import { setLimit } from '../organisations/set-limit.server.ts'
import { recordReceipt } from '../payments/record-receipt.server.ts'
import { approvePledge } from '../pledges/approve-pledge.server.ts'
import { closeRound } from '../pledges/close-round.server.ts'
import { lowerPledge } from '../pledges/lower-pledge.server.ts'
import { listPledgesToSign } from '../pledges/pledge-queries.server.ts'
import { replayPots } from '../pledges/replay-pots.server.ts'
import { withdrawPledge } from '../pledges/withdraw-pledge.server.ts'
import { listHandedOver, readBalances } from './preview-queries.server.ts'

type Org = { id: string; name: string; slug: string; kind: string }

const officerOf = (organisation: Org) =>
  build.officer({ organisation, limitPence: pounds(10_000_000) })

/** Somebody of the successor, as they act in the name of a council that became part of it. */
const inNameOf = (actor: Actor, former: Org): Actor => ({
  ...actor,
  organisationId: former.id,
  organisationName: former.name,
  organisationSlug: former.slug,
  nowPartOf: actor.organisationName,
})

const stateOf = async (id: string) => (await db.pledge.findUniqueOrThrow({ where: { id } })).state

/** Two councils have pledged to one round, with match, and became part of a third. */
async function merged() {
  await build.policy('collection-due-days', 30n)
  const [craven, selby, yorkshire] = [
    await build.council({ name: 'Craven' }),
    await build.council({ name: 'Selby' }),
    await build.council({ name: 'Yorkshire' }),
  ]
  const lead = await build.officer()
  const round = await build.round({ by: lead, targetPence: pounds(3_000), minimumCouncils: 2 })
  const pot = await build.pot({ for: round, terms: { basisPoints: 5_000, minimumCouncils: 2 } })
  const make = async (of: Org, amountPence: bigint) =>
    build.committedPledge({ round, by: await officerOf(of), amountPence })
  const [first, second] = [await make(craven, pounds(1_200)), await make(selby, pounds(800))]
  await build.succeeded({ predecessors: [craven, selby], successor: yorkshire })
  const officer = await build.officer({ organisation: yorkshire })
  return { craven, selby, yorkshire, lead, round, pot, first, second, officer }
}

test('pledges of councils that became part of another are called, paid in and worked out again to the penny', async () => {
  const { craven, selby, lead, round, first, second } = await merged()
  const finance = await build.financeApprover({ organisation: organisationOf(lead) })

  expect(await closeRound(lead, round.id)).toMatchObject({ outcome: 'funded' })

  const collections = await db.collection.findMany({ orderBy: { amountPence: 'desc' } })
  const own = collections.filter(({ pledgeId }) => [first.id, second.id].includes(pledgeId))
  expect(own).toMatchObject([
    { councilId: craven.id, amountPence: pounds(1_200) },
    { councilId: selby.id, amountPence: pounds(800) },
  ])
  for (const { id, reference } of own)
    await recordReceipt(finance, id, {
      operationKey: newId(),
      receivedOn: londonDay(clock.now()),
      bankReference: reference,
    })
  const at = { challengeId: round.challengeId }
  expect(await build.balance('received', { ...at, councilId: craven.id })).toBe(pounds(1_200))
  expect(await build.balance('called', { ...at, councilId: selby.id })).toBe(0n)
  expect(await build.balance('match-committed', at)).toBe(pounds(1_000))
  expect((await replayPots()).differences).toEqual([])
})

test('two councils that became one count as the two that pledged', async () => {
  const { round } = await merged()

  const totals = await db.roundTotals.findUniqueOrThrow({ where: { roundId: round.id } })

  expect(totals).toMatchObject({ councilCount: 2, pledgedPence: pounds(2_000) })
})

test('the successor lowers and withdraws in the old name, and never raises', async () => {
  const { craven, selby, officer, first, second, round } = await merged()
  const [forCraven, forSelby] = [inNameOf(officer, craven), inNameOf(officer, selby)]

  await lowerPledge(forCraven, first.id, { operationKey: newId(), amount: pounds(1_000) })
  await withdrawPledge(forSelby, second.id, { reason: 'Another solution was found' })

  const at = { challengeId: round.challengeId }
  expect(await build.balance('pledged', { ...at, councilId: craven.id })).toBe(pounds(1_000))
  expect(await build.balance('pledged', { ...at, councilId: selby.id })).toBe(0n)
  await expect(withdrawPledge(officer, first.id, { reason: '' })).rejects.toMatchObject({
    kind: 'not-found',
  })
  expect((await replayPots()).differences).toEqual([])
})

test('a pledge that waited for its signature is signed by the successor, under the successor’s own limits', async () => {
  const [craven, yorkshire] = [await build.council(), await build.council()]
  const round = await build.round()
  const made = await build.officer({ organisation: craven })
  const colleague = await build.financeApprover({
    organisation: craven,
    limitPence: pounds(1_000_000),
  })
  const amountPence = pounds(20_000)
  const pledge = await build.pledge({ round, by: made, amountPence, state: 'awaiting-approval' })
  await db.pledge.update({ where: { id: pledge.id }, data: { agreementAcceptedAt: clock.now() } })
  await build.succeeded({ predecessors: [craven], successor: yorkshire })
  const moved = inNameOf({ ...colleague, organisationName: yorkshire.name }, craven)
  const form = () => ({ operationKey: newId() })

  expect(await listPledgesToSign(moved)).toMatchObject([{ id: pledge.id }])
  await expect(approvePledge(moved, pledge.id, form())).rejects.toThrow(/above your limit of £0/)
  const administrator = await build.administrator({ organisation: yorkshire })
  const at = { personId_organisationId: { personId: moved.personId, organisationId: yorkshire.id } }
  const { id: membershipId } = await db.membership.findUniqueOrThrow({ where: at })
  await setLimit(administrator, membershipId, {
    spend: undefined,
    limit: pounds(50_000),
    yearLimit: undefined,
    from: londonDay(clock.now()),
    source: 'Scheme of the new council',
  })
  await approvePledge(moved, pledge.id, form())

  expect(await stateOf(pledge.id)).toBe('committed')
})

test('what stood on the accounts when they were handed over is shown to both', async () => {
  const { craven, selby, officer, yorkshire } = await merged()
  const balances = [{ kind: 'pledged', pence: pounds(1_200) }]

  const [own] = await listHandedOver(inNameOf(officer, craven))
  const taken = await listHandedOver(officer)

  expect(own).toMatchObject({ councilId: craven.id, successorName: yorkshire.name, balances })
  expect(taken.map(({ name }) => name)).toEqual(['Craven', 'Selby'])
  expect(taken.find(({ councilId }) => councilId === selby.id)?.balances).toEqual([
    { kind: 'pledged', pence: pounds(800) },
  ])
  expect(await listHandedOver(await build.officer())).toEqual([])
})

test('what its predecessor led the successor leads, to the end of the round', async () => {
  const [craven, yorkshire] = [await build.council(), await build.council()]
  const lead = await build.officer({ organisation: craven })
  const round = await build.round({ by: lead })
  await build.committedPledge({ round, amountPence: pounds(480_000) })
  await build.policy('collection-due-days', 30n)
  await build.succeeded({ predecessors: [craven], successor: yorkshire })
  const officer = await build.officer({ organisation: yorkshire })

  await closeRound(inNameOf(officer, craven), round.id)

  const { stage } = await db.challenge.findUniqueOrThrow({ where: { id: round.challengeId } })
  expect(stage).toBe('funded')
})

test('what councils have is the same before the ledger is sealed, after it, and with more since', async () => {
  const { craven, selby, first, officer } = await merged()
  const both = [craven.id, selby.id]
  const held = (ofCraven: bigint) => [
    { councilId: craven.id, kind: 'pledged', pence: ofCraven },
    { councilId: selby.id, kind: 'pledged', pence: pounds(800) },
  ]
  const unsealed = await readBalances(both)

  await sealJournals()
  const sealed = await readBalances(both)
  await lowerPledge(inNameOf(officer, craven), first.id, {
    operationKey: newId(),
    amount: pounds(1_000),
  })
  const since = await readBalances(both)

  expect(unsealed).toEqual(held(pounds(1_200)))
  expect(sealed).toEqual(held(pounds(1_200)))
  expect(since).toEqual(held(pounds(1_000)))
})
