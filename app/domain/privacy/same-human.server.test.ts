import { afterEach, expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { askedBack } from '#tests/factories/way-back.ts'
import { confirmWayBack } from '../auth/confirm-way-back.server.ts'
import { findSignedIn } from '../auth/find-signed-in.server.ts'
import { agreeGiveBack } from '../delivery/agree-give-back.server.ts'
import { agreeStop } from '../delivery/agree-stop.server.ts'
import { askGiveBack } from '../delivery/ask-give-back.server.ts'
import { decideAcceptance } from '../delivery/decide-acceptance.server.ts'
import { decidePayment } from '../delivery/decide-payment.server.ts'
import { proposeStop } from '../delivery/propose-stop.server.ts'
import { sendPaymentFile } from '../delivery/send-payment-file.server.ts'
import { appointAssessor } from '../evaluation/appoint-assessor.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { changeRoles } from '../organisations/change-roles.server.ts'
import { endSameHuman } from '../organisations/end-same-human.server.ts'
import { recordSameHuman } from '../organisations/record-same-human.server.ts'
import { listSameHumans } from '../organisations/same-human-queries.server.ts'
import { changeBankDetails } from '../payments/change-bank-details.server.ts'
import { confirmBankDetails } from '../payments/confirm-bank-details.server.ts'
import { makePaymentFile } from '../payments/make-payment-file.server.ts'
import { approvePledge } from '../pledges/approve-pledge.server.ts'
import { getOwnPledge } from '../pledges/find-own-pledge.server.ts'
import { getSigning } from '../pledges/gate-facts.server.ts'
import { agreePot } from '../pots/agree-pot.server.ts'
import { approveArea } from '../pots/approve-area.server.ts'
import { proposeArea } from '../pots/propose-area.server.ts'
import { proposeRule } from '../pots/propose-rule.server.ts'
import { publishRule } from '../pots/publish-rule.server.ts'
import { RuleTerms } from '../pots/rule-terms.ts'

const isDemonstration = env.DEMONSTRATION
afterEach(() => {
  env.DEMONSTRATION = isDemonstration
})

const forbidden = { kind: 'forbidden' }
const reason = 'Both accounts are used by one person, who said so.'

/** Who did the first step, who is to do the second, and how. */
type Case = { first: Actor; second: Actor; send: (by: Actor) => Promise<unknown> }

async function proposal() {
  const pot = await build.pot({ for: { serviceFunctionId: 0 } })
  return { pot, first: pot.by, second: await build.colleagueOf(pot.by) }
}

async function claimed() {
  // Far above what one approval is enough for.
  const project = await build.project({ milestones: [pounds(400_000)] })
  const claim = await build.acceptedClaim({ project })
  for (const by of [project.manager, project.other]) await build.readEvidence({ by, claim })
  const pay = (by: Actor) => decidePayment(by, claim.id, build.yes(claim.sealSha256))
  return { project, claim, pay }
}

const cases: Record<string, () => Promise<Case>> = {
  async 'publish a rule'() {
    const { pot, first, second } = await proposal()
    const terms = RuleTerms.parse({ basisPoints: 5_000, what: { serviceFunctionIds: [0] } })
    const { id } = await proposeRule(first, pot.id, { ...build.key(), terms, reason })
    return { first, second, send: (by) => publishRule(by, id) }
  },
  async 'agree to a pot'() {
    const first = await build.fundManager()
    const second = await build.colleagueOf(first)
    const { id } = await build.proposedPot({ by: first })
    return { first, second, send: (by) => agreePot(by, id) }
  },
  async 'approve an entry of the register'() {
    const { pot, first, second } = await proposal()
    const area = await build.combinedAuthority()
    const { id } = await proposeArea(first, pot.id, build.areaInput(area.id))
    return { first, second, send: (by) => approveArea(by, id) }
  },
  async 'agree to a stop'() {
    const project = await build.project()
    const stopId = newId()
    await proposeStop(project.lead, project.id, { operationKey: stopId, reason })
    const send = (by: Actor) => agreeStop(by, project.id, { ...build.key(), stopId })
    return { first: project.lead, second: project.manager, send }
  },
  async 'agree to a give-back'() {
    const project = await build.builtProject({ milestones: [33_333n], raises: pounds(1_000) })
    const organisation = build.organisationOf(project.lead)
    const first = await build.financeApprover({ organisation })
    await askGiveBack(first, project.id, build.key())
    const send = (by: Actor) => agreeGiveBack(by, project.id, build.key())
    return { first, second: project.manager, send }
  },
  async 'send a payment file'() {
    const project = await build.project()
    await build.approvedMilestone({ project })
    const fileId = await makePaymentFile(project.manager, newId())
    const send = (by: Actor) => sendPaymentFile(by, fileId)
    return { first: project.manager, second: project.other, send }
  },
  async 'accept the work'() {
    const project = await build.project()
    const claim = await build.claim({ project })
    const yes = { decision: 'accepted' as const, reason: '' }
    const send = (by: Actor) => decideAcceptance(by, claim.id, yes)
    return { first: project.supplier, second: project.lead, send }
  },
  async 'pay for what they claimed'() {
    const { project, pay } = await claimed()
    return { first: project.supplier, second: project.manager, send: pay }
  },
  async 'pay for what they accepted'() {
    const { project, pay } = await claimed()
    return { first: project.lead, second: project.manager, send: pay }
  },
  async 'give the second approval of a payment'() {
    const { project, pay } = await claimed()
    await pay(project.manager)
    return { first: project.manager, second: project.other, send: pay }
  },
  async 'confirm bank details'() {
    await build.rules()
    const organisation = await build.supplier()
    const first = await build.administrator({ organisation })
    const account = { accountName: 'TIDELINE', sortCode: '309430' }
    for (const accountNumber of ['00000001', '87654321'])
      await changeBankDetails(first, { ...build.key(), ...account, accountNumber })
    const { id } = await db.bankDetailsChange.findFirstOrThrow({
      where: { organisationId: first.organisationId },
    })
    const second = await build.member({ organisation })
    return { first, second, send: (by) => confirmBankDetails(by, id) }
  },
  async 'sign a pledge'() {
    const organisation = await build.council()
    const first = await build.officer({ organisation })
    const second = await build.financeApprover({ organisation, limitPence: pounds(90_000) })
    const pledge = await build.pledge({
      ...{ round: await build.round(), by: first, state: 'awaiting-approval' },
    })
    const seenPence = pledge.amountPence
    const send = (by: Actor) => approvePledge(by, pledge.id, { ...build.key(), seenPence })
    return { first, second, send }
  },
}

const kindOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (refusal: { kind?: string }) => refusal.kind,
  )

/** As the next request finds them, with their other accounts. */
async function signedInAgain(who: Actor): Promise<Actor> {
  const { token } = await build.session(who)
  const found = await findSignedIn(token)
  if (!found) throw new Error('nobody is signed in')
  return { ...who, otherAccounts: found.actor.otherAccounts ?? [] }
}

test.each(Object.keys(cases))('one human with two accounts does not %s', async (what) => {
  const { first, second, send } = await (cases[what] as () => Promise<Case>)()
  const id = await build.sameHuman(first, second)
  const known = await signedInAgain(second)
  expect(known.otherAccounts).toEqual([first.personId])

  expect([await kindOf(send(second)), await kindOf(send(known))]).toEqual([
    'forbidden',
    'forbidden',
  ])

  await endSameHuman(await build.operator(), id, { reason })
  expect(await kindOf(send(second))).toBe('done')
})

test('nobody is offered another account of theirs to sign what they are about to send', async () => {
  const organisation = await build.council()
  const ann = await build.officer({ organisation })
  const her = await build.financeApprover({ organisation, limitPence: pounds(90_000) })
  const neil = await build.financeApprover({ organisation, limitPence: pounds(95_000) })
  const round = await build.round()
  const { id } = await build.pledge({ round, by: ann, amountPence: pounds(50_000) })
  const offered = async () =>
    (await getSigning(ann, await getOwnPledge(ann, id))).signers.map(({ personId }) => personId)
  expect(await offered()).toEqual([her.personId, neil.personId])

  await build.sameHuman(ann, her)

  expect(await offered()).toEqual([neil.personId])
})

test('one human over three accounts is one human', async () => {
  const { first, second, send } = await (cases['agree to a stop'] as () => Promise<Case>)()
  const between = await build.officer()
  await build.sameHuman(first, between)
  await build.sameHuman(between, second)

  expect(await kindOf(send(second))).toBe('forbidden')
})

test('what was signed before two accounts were known to be one human’s stays signed', async () => {
  const { project, claim, pay } = await claimed()
  await pay(project.manager)
  await pay(project.other)

  await build.sameHuman(project.manager, project.other)

  expect(await db.payment.count({ where: { milestoneId: claim.milestoneId } })).toBe(1)
})

test('two accounts of one human are not the two administrators that money roles need', async () => {
  const organisation = await build.council()
  const ada = await build.administrator({ organisation })
  const her = await build.administrator({ organisation })
  const officer = await build.officer({ organisation })
  const { id } = await db.membership.findFirstOrThrow({ where: { personId: officer.personId } })
  await build.sameHuman(ada, her)

  await expect(changeRoles(ada, id, ['finance-approver'])).rejects.toMatchObject({
    kind: 'conflict',
  })
  await build.administrator({ organisation })
  await changeRoles(ada, id, ['finance-approver'])
})

test('nobody lets themselves back in by another account, and two of one human confirm once', async () => {
  const { who, ann, olu, id } = await askedBack({ roles: ['finance-approver'] })
  await build.sameHuman(ann, olu)
  await confirmWayBack(ann, id)
  await expect(confirmWayBack(olu, id)).rejects.toMatchObject(forbidden)

  const another = await build.operator()
  await build.sameHuman(another, who)
  await expect(confirmWayBack(another, id)).rejects.toMatchObject(forbidden)
  expect(await db.wayBackConfirmation.count({ where: { wayBackId: id } })).toBe(1)
})

test('two accounts of one human are one assessor', async () => {
  const call = await build.pitchCall()
  const first = await build.assessor({ call, by: call.challenge.lead })
  const officer = await build.officer()
  await build.coSignature({ challengeId: call.challengeId, by: officer })
  await build.sameHuman(first, officer)
  const { id } = await db.membership.findFirstOrThrow({ where: { personId: officer.personId } })

  const appointed = appointAssessor(call.challenge.lead, call.challenge.slug, { membershipId: id })

  await expect(appointed).rejects.toMatchObject(forbidden)
  expect(await db.assessor.count({ where: { pitchCallId: call.id } })).toBe(1)
})

test('only operators record it, and another one ends it who is neither of the two', async () => {
  const [ann, her] = [await build.officer(), await build.officer()]
  const recorder = await build.operator()
  const emailOf = async ({ personId }: Actor) =>
    (await db.person.findUniqueOrThrow({ where: { id: personId } })).email
  const input = { firstEmail: await emailOf(ann), secondEmail: await emailOf(her), reason }
  await expect(recordSameHuman(ann, input)).rejects.toMatchObject({ kind: 'not-found' })
  const unknown = { ...input, secondEmail: 'nobody@example.gov.uk' }
  await expect(recordSameHuman(recorder, unknown)).rejects.toMatchObject({
    kind: 'invalid',
    field: 'secondEmail',
  })
  const { id } = await recordSameHuman(recorder, input)
  await expect(recordSameHuman(recorder, input)).rejects.toMatchObject({ kind: 'conflict' })

  await expect(endSameHuman(recorder, id, { reason })).rejects.toMatchObject(forbidden)
  const second = await build.operator()
  await build.sameHuman(recorder, second)
  await expect(endSameHuman(second, id, { reason })).rejects.toMatchObject(forbidden)
  await endSameHuman(await build.operator(), id, { reason })

  const { records } = await listSameHumans(recorder)
  expect(records.find((one) => one.id === id)).toMatchObject({ endedReason: reason })
  await expect(listSameHumans(ann)).rejects.toMatchObject({ kind: 'not-found' })
})

test('recorded by two operators at once there is one record', async () => {
  const [ann, her] = [await build.officer(), await build.officer()]

  const made = await Promise.allSettled([build.sameHuman(ann, her), build.sameHuman(her, ann)])

  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('known to be one human while the second approval is given: before it, or after it', async () => {
  for (let round = 0; round < 3; round++) {
    const { project, claim, pay } = await claimed()
    await pay(project.manager)

    const [paid] = await Promise.allSettled([
      pay(project.other),
      build.sameHuman(project.manager, project.other),
    ])

    const payments = await db.payment.count({ where: { milestoneId: claim.milestoneId } })
    expect(payments).toBe(paid.status === 'fulfilled' ? 1 : 0)
  }
})
