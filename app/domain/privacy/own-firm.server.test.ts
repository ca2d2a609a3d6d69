import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { findSignedIn } from '../auth/find-signed-in.server.ts'
import { OWN_WORK } from '../delivery/approval.ts'
import { decideAcceptance } from '../delivery/decide-acceptance.server.ts'
import { decidePayment } from '../delivery/decide-payment.server.ts'
import { getMilestone } from '../delivery/milestone-queries.server.ts'
import { listClaimsToAccept } from '../delivery/waiting-queries.server.ts'
import { decideAward } from '../evaluation/decide-award.server.ts'
import { decideJoinRequest } from '../joining/decide-join-request.server.ts'
import { decideVerification } from '../joining/decide-verification.server.ts'
import type { Actor } from '../organisations/actor.ts'

/** Whoever it is also works for this firm from now, besides where they act. */
const joins = ({ personId }: Actor, organisationId: string) =>
  db.membership.create({
    data: { personId, organisationId, jobTitle: 'Adviser', joinedAt: new Date('2026-01-01') },
  })

/** Another account of the same human works for it. */
async function joinsByAnotherAccount(who: Actor, organisationId: string) {
  const organisation = await db.organisation.findUniqueOrThrow({ where: { id: organisationId } })
  const account = await build.member({ organisation })
  await build.sameHuman(who, account)
}

/** Who decides, the firm it is about, and how they do it. */
type Case = { who: Actor; firmId: string; send: () => Promise<unknown> }

/** An assessor, and a pitch of a call that has closed, about which they have not declared. */
async function judged() {
  clock.set('2026-02-02T09:00:00Z')
  const call = await build.pitchCall({ closesAt: new Date('2026-02-20T12:00:00Z') })
  const pitch = await build.pitch({ call })
  const assessor = await build.assessor({ call, by: call.challenge.lead })
  clock.set('2026-02-27T09:00:00Z')
  const of = { assessorId: assessor.id, pitchId: pitch.id }
  const declare = () =>
    db.conflictDeclaration.create({ data: { ...of, hasConflict: false, declaredAt: clock.now() } })
  return { call, of, declare, who: assessor.actor, firmId: pitch.by.organisationId }
}

const cases: Record<string, () => Promise<Case>> = {
  async 'accepts its work'() {
    const project = await build.project()
    const claim = await build.claim({ project })
    const yes = { decision: 'accepted' as const, reason: '' }
    const send = () => decideAcceptance(project.lead, claim.id, yes)
    return { who: project.lead, firmId: project.supplier.organisationId, send }
  },
  async 'approves what it is paid'() {
    const project = await build.project({ milestones: [pounds(400_000)] })
    const claim = await build.acceptedClaim({ project })
    await build.readEvidence({ by: project.manager, claim })
    const send = () => decidePayment(project.manager, claim.id, build.yes(claim.sealSha256))
    return { who: project.manager, firmId: project.supplier.organisationId, send }
  },
  async 'approves a second time what it is paid'() {
    const project = await build.project({ milestones: [pounds(400_000)] })
    const claim = await build.acceptedClaim({ project })
    for (const by of [project.manager, project.other]) await build.readEvidence({ by, claim })
    await decidePayment(project.manager, claim.id, build.yes(claim.sealSha256))
    const send = () => decidePayment(project.other, claim.id, build.yes(claim.sealSha256))
    return { who: project.other, firmId: project.supplier.organisationId, send }
  },
  async 'verifies it'() {
    const { id, by } = await build.waitingFirm()
    const operator = await build.operator()
    const send = () => decideVerification(operator, id, { decision: 'verify', text: '' })
    return { who: operator, firmId: by.organisationId, send }
  },
  async 'says they have no conflict with it'() {
    const { who, firmId, declare } = await judged()
    return { who, firmId, send: declare }
  },
  async 'finishes the scores of its pitch'() {
    const { call, of, declare, who, firmId } = await judged()
    await declare()
    const score = { ...of, points: 3, reason: 'As shown', savedAt: clock.now() }
    await db.score.createMany({
      data: call.criteria.map(({ id }) => ({ ...score, criterionId: id })),
    })
    const send = () => db.scoreSheet.create({ data: { ...of, finishedAt: clock.now() } })
    return { who, firmId, send }
  },
  async 'decides about a call it pitched for'() {
    const { lead, slug, best, second } = await build.moderatedCall()
    const decision = { pitchId: best.id, reason: 'The best evidence', ...build.key() }
    return {
      who: lead,
      firmId: second.by.organisationId,
      send: () => decideAward(lead, slug, decision),
    }
  },
}

test.each(Object.keys(cases))('nobody who belongs to a firm %s', async (what) => {
  const { who, firmId, send } = await (cases[what] as () => Promise<Case>)()
  const { id } = await joins(who, firmId)

  await expect(send()).rejects.toThrow(/somebody else/i)

  await db.membership.update({ where: { id }, data: { endedAt: new Date('2026-02-01') } })
  await send()
})

test.each(Object.keys(cases))('nobody whose other account belongs to a firm %s', async (what) => {
  const { who, firmId, send } = await (cases[what] as () => Promise<Case>)()
  await joinsByAnotherAccount(who, firmId)

  await expect(send()).rejects.toThrow(/somebody else/i)
})

test('whoever belongs to the firm, too, reads who decides and is not asked to', async () => {
  const project = await build.project()
  const claim = await build.claim({ project })
  await joins(project.lead, project.supplier.organisationId)
  const { token } = await build.session(project.lead)
  const { memberOf = [] } = (await findSignedIn(token))?.actor ?? {}
  const officer = { ...project.lead, memberOf }

  const { decision } = await getMilestone(officer, claim.milestoneId)

  expect(memberOf.sort()).toEqual(
    [project.lead.organisationId, project.supplier.organisationId].sort(),
  )
  expect(decision).toEqual({ kind: 'none', why: OWN_WORK })
  expect(await listClaimsToAccept(officer)).toEqual([])
  expect(await listClaimsToAccept(project.lead)).toHaveLength(1)
})

test('an operator who asks to join a council does not say yes to themselves', async () => {
  const operator = await build.operator()
  const { id: organisationId } = await build.council()
  const { email } = await db.person.findUniqueOrThrow({ where: { id: operator.personId } })
  const asked = { email, name: 'Ann', jobTitle: 'Officer', askedAt: clock.now() }
  const { id } = await db.joinRequest.create({ data: { ...asked, organisationId } })
  const yes = { decision: 'yes' as const, roles: ['officer' as const], reason: '' }

  await expect(decideJoinRequest(operator, id, yes)).rejects.toMatchObject({ kind: 'forbidden' })
  await decideJoinRequest(await build.operator(), id, yes)
})
