import { db, transaction } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { hashOf } from '#app/core/secret.server.ts'
import { agreeGiveBack } from '#app/domain/delivery/agree-give-back.server.ts'
import { askGiveBack } from '#app/domain/delivery/ask-give-back.server.ts'
import { askInWriting } from '#app/domain/market-days/ask-in-writing.server.ts'
import type { Actor, OrganisationKind, Role } from '#app/domain/organisations/actor.ts'
import { askToJoin } from '#app/domain/joining/ask-to-join.server.ts'
import { invitePerson } from '#app/domain/joining/invite-person.server.ts'
import { lockSpending } from '#app/domain/organisations/lock-spending.server.ts'
import { offerInKind } from '#app/domain/pledges/offer-in-kind.server.ts'
import { proposeRule } from '#app/domain/pots/propose-rule.server.ts'
import { RuleTerms } from '#app/domain/pots/rule-terms.ts'

/** Adds to the demonstration one thing of each kind that it has none of, by the verbs people use. */
export async function addThings() {
  if ((await db.slotQuestion.count()) > 0) return
  await offerHelp()
  await lockSpending(await actorOf('graham-poole'), {
    kind: 'section-114',
    successor: '',
    from: '2026-01-05',
    source: 'Made up for this test',
    sourceUrl: '',
  })
  await proposeAgain()
  await giveBack()
  await askAboutDemo()
  await invite()
}

async function actorOf(slug: string): Promise<Actor> {
  const { person, organisation, roles, personId } = await db.membership.findFirstOrThrow({
    where: { person: { slug } },
    include: { person: true, organisation: true, roles: true },
  })
  return {
    personId,
    personName: person.name,
    organisationId: organisation.id,
    organisationName: organisation.name,
    organisationSlug: organisation.slug,
    organisationKind: organisation.kind as OrganisationKind,
    roles: roles.map(({ role }) => role as Role),
  }
}

async function offerHelp() {
  const { id } = await db.challenge.findFirstOrThrow({ where: { slug: 'respite-beds' } })
  await offerInKind(await actorOf('helen-marsh'), id, {
    operationKey: newId(),
    skill: 'user-research',
    about: 'Interviews with carers',
    days: 10,
    dayRate: pounds(450),
    rateSource: 'Our internal charge',
  })
}

async function proposeAgain() {
  const pot = await db.pot.findFirstOrThrow({
    where: { slug: 'digital-devolution-dividend' },
    include: { rules: { orderBy: { inForceFrom: 'desc' }, take: 1 } },
  })
  await proposeRule(await actorOf('simone-petrie'), pot.id, {
    operationKey: newId(),
    terms: RuleTerms.parse(pot.rules[0]?.terms),
    reason: 'Made up for this test',
  })
}

/** What is left of the first project whose lead has not asked for it yet goes back. */
async function giveBack() {
  const { project } = await db.giveBack.findFirstOrThrow({
    where: { askedAt: null },
    orderBy: { id: 'asc' },
    include: { project: true },
  })
  const asking = await holderAt(project.leadCouncilId, 'finance-approver')
  await askGiveBack(asking, project.id, { operationKey: newId() })
  const paid = await db.account.findFirst({
    where: { challengeId: project.challengeId, kind: 'match-committed', potId: { not: null } },
    select: { pot: { select: { funderId: true } } },
  })
  const funder = await db.funder.findFirstOrThrow({
    where: paid?.pot ? { id: paid.pot.funderId } : {},
  })
  const agreeing = await holderAt(funder.id, 'fund-manager')
  await agreeGiveBack(agreeing, project.id, { operationKey: newId() })
}

async function holderAt(organisationId: string, role: Role) {
  const { person } = await db.membership.findFirstOrThrow({
    where: { organisationId, roles: { some: { role } } },
    include: { person: { select: { slug: true } } },
  })
  return actorOf(person.slug)
}

async function askAboutDemo() {
  const { slotId, marketDay } = await db.booking.findFirstOrThrow({
    where: { supplier: { organisation: { slug: 'tideline-digital' } } },
    include: { marketDay: true },
  })
  const input = { operationKey: newId(), text: 'Does it work with our bins?' }
  await askInWriting(await actorOf('helen-marsh'), { slug: marketDay.slug, slotId }, input)
}

/** With a link that the test knows: what is kept of one says nothing of it. */
async function invite() {
  const input = { email: 'somebody@leeds.example', roles: [] }
  const { id } = await invitePerson(await actorOf('graham-poole'), input)
  const tokenHash = hashOf('a'.repeat(64))
  await db.invitation.update({ where: { id }, data: { tokenHash } })
  const { id: organisationId } = await db.organisation.findUniqueOrThrow({
    where: { slug: 'leeds' },
  })
  await transaction((tx) =>
    askToJoin(tx, 'another@leeds.gov.uk', { organisationId, name: 'Ann Other', jobTitle: 'Clerk' }),
  )
}
