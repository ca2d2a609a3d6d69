import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { inNameOf } from '#tests/setup/in-name-of.ts'
import { loseHalfWay } from '#tests/setup/lose-half-way.ts'
import { clock } from '#app/core/clock.ts'
import { db, transaction } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { londonDay } from '#app/core/time.ts'
import { endMembership } from '../organisations/end-membership.server.ts'
import { agreePot } from '../pots/agree-pot.server.ts'
import { answerInvitation } from '../pots/answer-invitation.server.ts'
import { fundPot } from '../pots/fund-pot.server.ts'
import { inviteFunder } from '../pots/invite-funder.server.ts'
import { getProposedPot } from '../pots/proposed-pot-queries.server.ts'
import { proposePot } from '../pots/propose-pot.server.ts'
import { proposeRule } from '../pots/propose-rule.server.ts'
import { publishRule } from '../pots/publish-rule.server.ts'
import { RuleTerms } from '../pots/rule-terms.ts'
import { takeBackFunding } from '../pots/take-back-funding.server.ts'
import { confirmSuccession } from './confirm-succession.server.ts'
import { listHandedOver, openSuccession } from './preview-queries.server.ts'
import { succeedOrganisations } from './succeed-organisations.server.ts'

/** A pot whose funder is to become part of another today. */
async function funding() {
  const pot = await build.pot({ for: { serviceFunctionId: 0 }, holds: pounds(1_000) })
  const former = build.organisationOf(pot.by)
  const heir = await build.funder({ name: 'Office for Growth' })
  const manager = await build.fundManager({ organisation: heir })
  const asked = { predecessors: [former], successor: heir, vestsOn: londonDay(clock.now()) }
  return { pot, former, heir, manager, ...(await build.takeover(asked)) }
}

const amount = (pence: bigint) => ({ operationKey: newId(), amount: pence })

const ruleInput = () => ({
  operationKey: newId(),
  terms: RuleTerms.parse({ basisPoints: 5_000, what: { serviceFunctionIds: [0] } }),
  reason: 'Half is enough',
})

test('a funder becomes part of another: its pot and its money keep its name, and both see what it had by then', async () => {
  const { pot, former, manager, id, first, second } = await funding()
  const { personId } = pot.by

  await confirmSuccession(second, id)

  const stake = await db.stake.findFirstOrThrow({ where: { potId: pot.id } })
  expect(stake).toMatchObject({ funderId: former.id, putInPence: pounds(1_000) })
  const held = await db.membership.findFirstOrThrow({
    where: { personId, organisationId: manager.organisationId, endedAt: null },
    select: { roles: true },
  })
  expect(held.roles.map(({ role }) => role)).toEqual(['fund-manager'])
  const then = { purse: 'unrestricted', leftPence: pounds(1_000), potName: pot.name }
  const old = await inNameOf(pot.by, former.id)
  expect(await listHandedOver(manager)).toMatchObject([{ name: former.name, stakes: [then] }])
  await takeBackFunding(old, pot.id, amount(pounds(400)))
  expect(await listHandedOver(old)).toMatchObject([{ name: former.name, stakes: [then] }])
  expect((await openSuccession(first, id)).stakes).toMatchObject([then])
})

test('the successor runs the pot in the old name and takes money back; new money it puts in as its own', async () => {
  const { pot, former, heir, manager, id, second } = await funding()
  await confirmSuccession(second, id)
  const old = await inNameOf(pot.by, former.id)
  const colleague = await inNameOf(await build.colleagueOf(manager), former.id)

  const { id: proposalId } = await proposeRule(old, pot.id, ruleInput())
  await publishRule(colleague, proposalId)
  await takeBackFunding(old, pot.id, amount(pounds(400)))

  expect(await db.potRule.count({ where: { potId: pot.id } })).toBe(2)
  await expect(fundPot(old, pot.id, amount(pounds(50)))).rejects.toThrow(/begins nothing new/)
  const invitation = { operationKey: newId(), funderId: heir.id, message: '' }
  await inviteFunder(old, pot.id, invitation)
  await answerInvitation(manager, invitation.operationKey, { answer: 'joined' })
  await fundPot(manager, pot.id, amount(pounds(50)))
  const stakes = await db.stake.findMany({ where: { potId: pot.id } })
  expect(new Map(stakes.map(({ funderId, putInPence }) => [funderId, putInPence]))).toEqual(
    new Map([
      [former.id, pounds(1_000)],
      [heir.id, pounds(50)],
    ]),
  )
})

test('a rule that waits ends with the funder, and what is proposed in the old name ends with its proposer’s role', async () => {
  const { pot, former, heir, manager, id, second } = await funding()
  const { id: before } = await proposeRule(pot.by, pot.id, ruleInput())
  await confirmSuccession(second, id)
  const old = await inNameOf(manager, former.id)
  const { id: after } = await proposeRule(old, pot.id, ruleInput())
  const endOf = async (proposalId: string) =>
    (await db.ruleProposal.findUniqueOrThrow({ where: { id: proposalId } })).endedReason

  expect(await endOf(before)).toContain('no longer has the role')
  expect(await endOf(after)).toBeNull()
  const { id: membershipId } = await db.membership.findFirstOrThrow({
    where: { personId: manager.personId, organisationId: heir.id },
  })
  await endMembership(await build.administrator({ organisation: heir }), membershipId)

  expect(await endOf(after)).toContain('no longer has the role')
})

test('what a funder was asked to join and has not answered ends with it, and whoever asked is told once', async () => {
  const { former, id, second } = await funding()
  const other = await build.pot({ for: { serviceFunctionId: 0 } })
  const [open, joined] = [newId(), newId()]
  const inviting = { funderId: former.id, message: '' }
  await inviteFunder(other.by, other.id, { operationKey: open, ...inviting })
  const also = await build.pot({ for: { serviceFunctionId: 0 } })
  await inviteFunder(also.by, also.id, { operationKey: joined, ...inviting })
  const theirs = await build.fundManager({ organisation: former })
  await answerInvitation(theirs, joined, { answer: 'joined' })

  await confirmSuccession(second, id)

  const invitations = await db.potInvitation.findMany({ where: { funderId: former.id } })
  expect(new Map(invitations.map((each) => [each.id, each.answer]))).toEqual(
    new Map([
      [open, 'ended'],
      [joined, 'joined'],
    ]),
  )
  await expect(answerInvitation(other.by, open, { answer: 'withdrawn' })).rejects.toMatchObject({
    kind: 'conflict',
  })
  const mails = await db.outboxEmail.findMany({
    where: { idempotencyKey: { startsWith: 'pot-invitation-ended:' } },
  })
  const { email } = await db.person.findUniqueOrThrow({ where: { id: other.by.personId } })
  expect(mails.filter(({ toEmail }) => toEmail === email)).toHaveLength(1)
  expect(mails[0]?.text).toContain('became part of Office for Growth')
  const entry = await db.auditEntry.findFirstOrThrow({ where: { action: 'invitation-ended' } })
  expect(entry).toMatchObject({ subjectId: other.id })
  expect(entry.detail).toMatchObject({ about: [other.by.organisationId] })
})

test('a pot that is proposed ends with its funder, and nobody proposes one in the old name', async () => {
  const { pot, former, manager, id, second } = await funding()
  const waiting = await build.proposedPot({ by: pot.by })
  await confirmSuccession(second, id)
  const old = await inNameOf(manager, former.id)

  expect(await getProposedPot(old, waiting.id)).toMatchObject({ endedBy: null, agreedAt: null })
  expect((await getProposedPot(old, waiting.id)).endedReason).toContain('no longer has the role')
  await expect(agreePot(old, waiting.id)).rejects.toThrow(/begins nothing new/)
  await expect(proposePot(old, build.potInput())).rejects.toThrow(/begins nothing new/)
  await expect(build.proposedPot({ by: pot.by })).rejects.toThrow(
    /former_organisations_begin_nothing/,
  )
})

test('the database refuses a pot, an invitation and money of a former funder', async () => {
  const { pot, former, id, second } = await funding()
  const other = await build.pot({ for: { serviceFunctionId: 0 } })
  const open = { operationKey: newId(), funderId: former.id, message: '' }
  await inviteFunder(other.by, other.id, open)
  await confirmSuccession(second, id)
  const theDatabase = /former_organisations_begin_nothing/
  const at = clock.now()

  await expect(
    db.pot.create({
      data: {
        ...{ slug: 'late', name: 'Late', purpose: 'None', funderId: former.id, askOrder: 999_999 },
        ...{ opensOn: at, createdAt: at },
      },
    }),
  ).rejects.toThrow(theDatabase)
  await expect(
    db.potInvitation.update({ where: { id: open.operationKey }, data: { answer: 'joined' } }),
  ).rejects.toThrow(theDatabase)
  await expect(fundPot(pot.by, pot.id, amount(100n))).rejects.toThrow(theDatabase)
  await expect(
    inviteFunder(other.by, other.id, { ...open, operationKey: newId() }),
  ).rejects.toMatchObject({ field: 'funderId' })
})

test('a funder ends only once money that is on its way is in, and then has it in its name', async () => {
  const { pot, former, id, second } = await funding()
  let confirming: Promise<void> | undefined

  await transaction(async (tx) => {
    await tx.$executeRaw`select id from organisations where id = ${former.id}::uuid for key share`
    confirming = confirmSuccession(second, id)
    await new Promise((wait) => setTimeout(wait, 300))
    expect(await db.formerOrganisation.count({ where: { id: former.id } })).toBe(0)
  })
  await confirming
  await Promise.all([succeedOrganisations(), succeedOrganisations()])

  const kept = { successionId: id, funderId: former.id, potId: pot.id }
  expect(await db.successionStake.count({ where: kept })).toBe(1)
  const happened = { subjectId: id, action: 'succession-happened' }
  expect(await db.auditEntry.count({ where: happened })).toBe(1)
})

test('a takeover of a funder whose connection is lost half way has done nothing, and happens once the next time', async () => {
  const { pot, former, heir, id, second } = await funding()
  const other = await build.pot({ for: { serviceFunctionId: 0 } })
  const open = { operationKey: newId(), funderId: former.id, message: '' }
  await inviteFunder(other.by, other.id, open)
  const waiting = await build.proposedPot({ by: pot.by })
  const standing = async () => ({
    isFormer: (await db.formerOrganisation.count({ where: { id: former.id } })) > 0,
    stakes: await db.successionStake.count({ where: { successionId: id } }),
    answer: (await db.potInvitation.findUniqueOrThrow({ where: { id: open.operationKey } })).answer,
    isEnded:
      (await db.potProposal.findUniqueOrThrow({ where: { id: waiting.id } })).endedAt !== null,
    isTold:
      (await db.outboxEmail.count({
        where: { idempotencyKey: { startsWith: `pot-invitation-ended:${open.operationKey}` } },
      })) > 0,
  })

  const actingFor = await loseHalfWay(pot.by, () => confirmSuccession(second, id))

  expect(await standing()).toEqual({
    isFormer: false,
    stakes: 0,
    answer: null,
    isEnded: false,
    isTold: false,
  })
  expect(await actingFor()).toBe(former.id)
  await confirmSuccession(second, id)
  await Promise.all([succeedOrganisations(), succeedOrganisations()])

  expect(await standing()).toEqual({
    isFormer: true,
    stakes: 1,
    answer: 'ended',
    isEnded: true,
    isTold: true,
  })
  expect(await actingFor()).toBe(heir.id)
  const happened = { subjectId: id, action: 'succession-happened' }
  expect(await db.auditEntry.count({ where: happened })).toBe(1)
})

test('whoever belongs to the firm that took another over belongs to both names', async () => {
  const member = await build.pitchingMember({ name: 'Fernhill' })
  const heirMember = await build.pitchingMember({ name: 'Tideline' })
  const [firm, heir] = [build.organisationOf(member), build.organisationOf(heirMember)]
  const belongs = async (personId: string, organisationId: string) => {
    const [row] = await db.$queryRaw<{ is: boolean }[]>`
      select belongs_to(${personId}::uuid, ${organisationId}::uuid) as is`
    return row?.is
  }
  expect(await belongs(heirMember.personId, firm.id)).toBe(false)

  await build.takenOver({ predecessors: [firm], successor: heir })

  expect(await belongs(heirMember.personId, firm.id)).toBe(true)
  expect(await belongs(member.personId, heir.id)).toBe(true)
})
