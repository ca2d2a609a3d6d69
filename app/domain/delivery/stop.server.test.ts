import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { clock } from '#app/core/clock.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { londonDay } from '#app/core/time.ts'
import { build } from '#tests/factories/index.ts'
import type { BuiltProject } from '#tests/factories/delivery.ts'
import { recordReceipt } from '../payments/record-receipt.server.ts'
import { replayPots } from '../pledges/replay-pots.server.ts'
import { agreeGiveBack } from './agree-give-back.server.ts'
import { agreeStop } from './agree-stop.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { askGiveBack } from './ask-give-back.server.ts'
import { claimMilestone } from './claim-milestone.server.ts'
import { decideAcceptance } from './decide-acceptance.server.ts'
import { endStop } from './end-stop.server.ts'
import { getGiveBack } from './give-back-queries.server.ts'
import { projectReference } from './milestone.ts'
import { proposeStop } from './propose-stop.server.ts'
import { getStop, listStopsToDecide } from './stop-queries.server.ts'
import { takeBackReceipt } from './take-back-receipt.server.ts'
import { tellProjectNews } from './tell-project-news.server.ts'

const reason = 'The firm cannot go on with the work.'
const proposal = () => ({ operationKey: newId(), reason })
const conflict = { kind: 'conflict' }

async function proposed(project: BuiltProject) {
  const { operationKey: stopId } = await propose(project)
  return { operationKey: newId(), stopId }
}

async function propose({ lead, id }: BuiltProject) {
  const form = proposal()
  await proposeStop(lead, id, form)
  return form
}

const approver = ({ lead }: BuiltProject) =>
  build.financeApprover({
    organisation: {
      id: lead.organisationId,
      name: lead.organisationName,
      slug: lead.organisationSlug,
      kind: 'council',
    },
  })

const stageOf = async ({ challengeId }: BuiltProject) =>
  (await db.challenge.findUniqueOrThrow({ where: { id: challengeId } })).stage

/**
 * Councils pledged £300 and £200 and the pot matched £500. A first milestone of £333.33 took £100.00, £66.67 and
 * £166.66, so £200.00, £133.33 and £333.34 of the £666.67 for the second are left.
 */
test('what a stopped project has not spent goes back to each in proportion, to the penny', async () => {
  const project = await build.project({ milestones: [33_333n, 66_667n] })
  const { id, manager, challengeId, number } = project
  await build.complete({ ...project, milestones: project.milestones.slice(0, 1) })
  const form = await proposed(project)
  expect(await listStopsToDecide(manager)).toMatchObject([{ reason }])

  await agreeStop(manager, id, form)

  const reference = projectReference(number)
  expect(await getStop(undefined, reference)).toMatchObject({
    state: 'stopped',
    cancelled: [{ position: 2, pricePence: 66_667n }],
  })
  expect(await stageOf(project)).toBe('stopped')
  expect(await listStopsToDecide(manager)).toEqual([])
  const claim = claimMilestone(
    project.supplier,
    project.milestones[1]?.id ?? '',
    build.claimInput(),
  )
  await expect(claim).rejects.toMatchObject(conflict)
  const collection = await db.collection.findFirstOrThrow({ where: { challengeId } })
  const takeBack = (by: Actor) =>
    takeBackReceipt(by, collection.id, { operationKey: newId(), reason })
  await expect(takeBack(await approver(project))).rejects.toMatchObject(conflict)
  await expect(takeBack(await build.financeApprover())).rejects.toMatchObject({ kind: 'not-found' })
  await askGiveBack(await approver(project), id, { operationKey: newId() })
  await agreeGiveBack(manager, id, { operationKey: newId() })
  const { lines } = await getGiveBack(undefined, reference)
  expect(lines.map(({ pence }) => pence).sort()).toEqual([pounds(200), 13_333n, 33_334n].sort())
  expect(await build.balance('match-committed', { challengeId })).toBe(0n)
  expect((await replayPots()).differences).toEqual([])
}, 60_000)

test('a council that has not paid in owes nothing more, and its match goes back whole', async () => {
  const project = await build.project({ milestones: [pounds(1_000)], isMoneyIn: false })
  const { id, manager, challengeId, lead } = project
  const finance = await approver(project)
  const [paid, unpaid] = await db.collection.findMany({
    where: { challengeId },
    orderBy: { amountPence: 'desc' },
  })
  const today = londonDay(clock.now())
  const receipt = () => ({ operationKey: newId(), receivedOn: today, bankReference: 'COL' })
  await recordReceipt(finance, paid?.id ?? '', receipt())

  await agreeStop(manager, id, await proposed(project))

  const about = { challengeId }
  expect(await build.balance('called', about)).toBe(0n)
  expect(await build.balance('received', about)).toBe(pounds(300))
  const late = recordReceipt(finance, unpaid?.id ?? '', receipt())
  await expect(late).rejects.toThrow('nothing is due')
  await askGiveBack(finance, id, { operationKey: newId() })
  await agreeGiveBack(manager, id, { operationKey: newId() })
  const { lines } = await getGiveBack(lead, projectReference(project.number))
  expect(lines.map(({ pence }) => pence).sort()).toEqual([pounds(300), pounds(500)].sort())
  expect((await replayPots()).differences).toEqual([])
}, 60_000)

test('what is claimed is settled first, and the proposal waits or is put aside', async () => {
  const project = await build.project()
  const { id, manager, lead, other } = project
  const form = await proposed(project)
  const claim = await build.claim({ project })
  await expect(agreeStop(manager, id, form)).rejects.toThrow('Milestone 1 is claimed')
  await expect(propose(project)).rejects.toMatchObject(conflict)
  const back = { decision: 'sent-back' as const, reason: 'The test was not met.' }
  await decideAcceptance(lead, claim.id, back)
  const mistaken = db.projectStop.update({ where: { id: form.stopId }, data: { reason: 'x' } })
  await expect(mistaken).rejects.toThrow()
  for (const outsider of [other, project.supplier, await build.officer()])
    await expect(agreeStop(outsider, id, form)).rejects.toMatchObject({ kind: 'forbidden' })

  await endStop(manager, id, { ...form, reason: 'The firm found a way to go on.' })

  await expect(agreeStop(manager, id, { ...form, operationKey: newId() })).rejects.toMatchObject(
    conflict,
  )
  expect(await stageOf(project)).toBe('delivering')
  expect(await getStop(lead, projectReference(project.number))).toMatchObject({
    state: 'building',
    mayPropose: true,
  })
  await propose(project)
}, 60_000)

test('a claim and an agreement at once: one of them is turned down', async () => {
  const project = await build.project()
  const form = await proposed(project)
  const [first] = project.milestones

  const answers = await Promise.allSettled([
    agreeStop(project.manager, project.id, form),
    claimMilestone(project.supplier, first?.id ?? '', build.claimInput()),
  ])

  const refused = answers.filter((answer) => answer.status === 'rejected')
  expect(refused).toHaveLength(1)
  expect(refused[0]?.reason).toMatchObject(conflict)
}, 60_000)

test('all who have a part in it are told of a proposal, once', async () => {
  const project = await build.project()
  const { lead, manager } = project
  const { stopId } = await proposed(project)

  await tellProjectNews('stop-proposed', stopId)
  await tellProjectNews('stop-proposed', stopId)

  const told = await db.outboxEmail.findMany({
    where: { idempotencyKey: { startsWith: `stop-proposed:${stopId}:` } },
    select: { idempotencyKey: true },
  })
  const ids = told.map(({ idempotencyKey }) => idempotencyKey.split(':')[2])
  const people = [project.supplier, manager, lead, ...project.councils]
  expect(ids).toEqual(expect.arrayContaining(people.map(({ personId }) => personId)))
  expect(ids).not.toContain(project.other.personId)
  expect(new Set(ids).size).toBe(ids.length)
}, 60_000)
