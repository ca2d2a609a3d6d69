import { expect, test } from 'vitest'
import { db, pool } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import type { BuiltProject } from '#tests/factories/delivery.ts'
import type { Actor } from '../organisations/actor.ts'
import { changeRoles } from '../organisations/change-roles.server.ts'
import { endMembership } from '../organisations/end-membership.server.ts'
import { agreeGiveBack } from './agree-give-back.server.ts'
import { agreeStop } from './agree-stop.server.ts'
import { askGiveBack } from './ask-give-back.server.ts'
import { getGiveBack, listGiveBacksToDo } from './give-back-queries.server.ts'
import { projectReference } from './milestone.ts'
import { proposeStop } from './propose-stop.server.ts'
import { getStop, listStopsToDecide } from './stop-queries.server.ts'
import { tellProjectNews } from './tell-project-news.server.ts'

const conflict = { kind: 'conflict' }
const reason = 'The firm cannot go on with the work.'

const membershipOf = ({ personId, organisationId }: Actor) =>
  db.membership.findUniqueOrThrow({
    where: { personId_organisationId: { personId, organisationId } },
  })

/** Whoever gives and takes roles of somebody's organisation. */
const administratorOf = (who: Actor) =>
  build.administrator({ organisation: build.organisationOf(who) })

async function proposedStop() {
  const project = await build.project()
  const stopId = newId()
  await proposeStop(project.lead, project.id, { operationKey: stopId, reason })
  const agree = () => agreeStop(project.manager, project.id, { operationKey: newId(), stopId })
  return { project, agree, administrator: await administratorOf(project.lead) }
}

const findStop = ({ number }: BuiltProject, by?: Actor) => getStop(by, projectReference(number))

test('a stop ends when the officer who proposed it leaves, and another one proposes it anew', async () => {
  const { project, agree, administrator } = await proposedStop()
  const { id } = await membershipOf(project.lead)
  await endMembership(administrator, id)

  await expect(agree()).rejects.toMatchObject(conflict)
  expect(await listStopsToDecide(project.manager)).toEqual([])
  expect(await findStop(project)).toMatchObject({
    state: 'building',
    stop: { endedReason: 'Whoever proposed it no longer has the role that let them propose it.' },
  })

  const officer = await build.officer({ organisation: build.organisationOf(project.lead) })
  const stopId = newId()
  await proposeStop(officer, project.id, { operationKey: stopId, reason })
  await agreeStop(project.manager, project.id, { operationKey: newId(), stopId })
  expect((await findStop(project)).state).toBe('stopped')
})

test('nobody proposes a stop who has lost the role since they opened the page', async () => {
  const project = await build.project()
  const { id } = await membershipOf(project.lead)
  await changeRoles(await administratorOf(project.lead), id, ['administrator'])

  const late = proposeStop(project.lead, project.id, { operationKey: newId(), reason })

  await expect(late).rejects.toMatchObject({ kind: 'forbidden' })
})

test('a stop whose proposer loses the role at once: agreed to, or ended', async () => {
  for (let round = 0; round < 3; round++) {
    const { project, agree, administrator } = await proposedStop()
    const { id } = await membershipOf(project.lead)

    const [agreed] = await Promise.allSettled([agree(), changeRoles(administrator, id, [])])

    const isAgreed = agreed.status === 'fulfilled'
    expect((await findStop(project)).state).toBe(isAgreed ? 'stopped' : 'building')
    const stage = isAgreed ? 'stopped' : 'delivering'
    expect(await db.challenge.findUnique({ where: { id: project.challengeId } })).toMatchObject({
      stage,
    })
  }
})

async function askedBack() {
  const project = await build.builtProject({ milestones: [33_333n], raises: pounds(1_000) })
  const organisation = build.organisationOf(project.lead)
  const approver = await build.financeApprover({ organisation })
  await askGiveBack(approver, project.id, build.key())
  const agree = () => agreeGiveBack(project.manager, project.id, build.key())
  return { project, approver, agree, administrator: await build.administrator({ organisation }) }
}

const findGiveBack = ({ number }: BuiltProject) => getGiveBack(undefined, projectReference(number))

test('a give-back is asked for again when whoever asked loses the role', async () => {
  const { project, approver, agree, administrator } = await askedBack()
  const { id } = await membershipOf(approver)
  await changeRoles(administrator, id, ['officer'])

  await expect(agree()).rejects.toMatchObject(conflict)
  const shown = await findGiveBack(project)
  expect(shown.state).toBe('open')
  expect(shown.askingEndedAt).toBeInstanceOf(Date)
  expect(await listGiveBacksToDo(project.manager)).toEqual([])

  const late = askGiveBack(approver, project.id, build.key())
  await expect(late).rejects.toMatchObject({ kind: 'forbidden' })
  const another = await build.financeApprover({ organisation: build.organisationOf(project.lead) })
  await askGiveBack(another, project.id, build.key())
  await agree()
  expect((await findGiveBack(project)).state).toBe('refunding')
})

test('a give-back whose asker loses the role at once: agreed to, or to be asked for again', async () => {
  for (let round = 0; round < 3; round++) {
    const { project, approver, agree, administrator } = await askedBack()
    const { id } = await membershipOf(approver)

    const [agreed] = await Promise.allSettled([agree(), changeRoles(administrator, id, [])])

    const isAgreed = agreed.status === 'fulfilled'
    expect((await findGiveBack(project)).state).toBe(isAgreed ? 'refunding' : 'open')
    const parts = await db.giveBackPart.count({ where: { giveBack: { projectId: project.id } } })
    expect(parts > 0).toBe(isAgreed)
  }
})

const isAskedToTell = async (news: string, id: string) => {
  const key = `tell-project-news:${news}:${id}`
  const { rows } = await pool.query('select from graphile_worker.jobs where key = $1', [key])
  return rows.length === 1
}
const toldOf = (news: string, id: string) =>
  db.outboxEmail.findMany({ where: { idempotencyKey: { startsWith: `${news}:${id}` } } })
const emailOf = async ({ personId }: Actor) =>
  (await db.person.findUniqueOrThrow({ where: { id: personId } })).email

test('the lead council and all who were told of a stop hear that it has ended by itself', async () => {
  const { project, administrator } = await proposedStop()
  const { id } = await db.projectStop.findFirstOrThrow({ where: { projectId: project.id } })
  await changeRoles(administrator, (await membershipOf(project.lead)).id, [])

  expect(await isAskedToTell('stop-lapsed', id)).toBe(true)
  await tellProjectNews('stop-lapsed', id)
  await tellProjectNews('stop-lapsed', id)

  const told = await toldOf('stop-lapsed', id)
  const addresses = told.map(({ toEmail }) => toEmail)
  expect(addresses).toEqual(
    expect.arrayContaining([
      await emailOf(administrator),
      await emailOf(project.manager),
      await emailOf(project.supplier),
    ]),
  )
  expect(new Set(addresses).size).toBe(addresses.length)
})

test('each time a give-back is not asked for any more those who paid hear of it', async () => {
  const { project, approver, administrator } = await askedBack()
  const { id } = await db.giveBack.findFirstOrThrow({ where: { projectId: project.id } })
  const membership = await membershipOf(approver)
  const lapse = async () => {
    await changeRoles(administrator, membership.id, [])
    expect(await isAskedToTell('asking-lapsed', id)).toBe(true)
    await tellProjectNews('asking-lapsed', id)
    await tellProjectNews('asking-lapsed', id)
  }
  const toManager = async () => {
    const to = await emailOf(project.manager)
    return (await toldOf('asking-lapsed', id)).filter(({ toEmail }) => toEmail === to).length
  }

  await lapse()
  expect(await toManager()).toBe(1)
  await changeRoles(administrator, membership.id, ['finance-approver'])
  await askGiveBack(approver, project.id, build.key())
  await lapse()

  expect(await toManager()).toBe(2)
})
