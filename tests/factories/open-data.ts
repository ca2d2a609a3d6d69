import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { londonDay } from '#app/core/time.ts'
import { sendPaymentFile } from '#app/domain/delivery/send-payment-file.server.ts'
import { settlePaymentFile } from '#app/domain/delivery/settle-payment-file.server.ts'
import { makePaymentFile } from '#app/domain/payments/make-payment-file.server.ts'
import { offerInKind } from '#app/domain/pledges/offer-in-kind.server.ts'
import { challenge } from './challenges.ts'
import { approvedMilestone, project } from './delivery.ts'
import { award } from './evaluation.ts'
import { marketDay } from './market-days.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { combinedAuthority, fundManager, supplier } from './organisations.ts'
import { pitch, pitchCall } from './pitches.ts'
import { committedPledge, pledge, round } from './pledges.ts'
import { pot } from './pots.ts'
import { credential, framework } from './profiles.ts'

/** A project with one milestone paid, one approved and one to come; odd sums, so that splits have remainders. */
async function paidProject() {
  const milestones = [pounds(40_000) + 1n, pounds(25_000) + 99n, pounds(30_001)]
  const paid = await project({ milestones })
  await approvedMilestone({ project: paid, place: 0 })
  const fileId = await makePaymentFile(paid.manager, newId())
  const sender = await fundManager()
  await sendPaymentFile(sender, fileId)
  await settlePaymentFile(sender, fileId, { settledOn: londonDay(clock.now()) })
  await approvedMilestone({ project: paid, place: 1 })
  return { ...paid, potSlug: await slugOf(paid.pot) }
}

const slugOf = async ({ id }: { id: string }) =>
  (await db.pot.findUniqueOrThrow({ where: { id }, select: { slug: true } })).slug

/** One challenge that was paid, one still open, a market day; and a CANARY in every place that is private. */
export async function openDataWorld() {
  const paid = await paidProject()
  const open = await round()
  const from = await pot({ for: open, terms: { basisPoints: 5000, areaCapPence: '900000' } })
  const signed = await committedPledge({ round: open, amountPence: pounds(7_001) })
  const shy = await shyPledge(open)
  await pledge({ round: open, state: 'awaiting-approval', amountPence: pounds(77_777) })
  await challenge({ stage: 'draft', title: 'CANARY draft' })
  await offerInKind(signed.by, open.challengeId, {
    ...{ operationKey: newId(), skill: 'user-research', about: 'Interviews', days: 10 },
    ...{ dayRate: pounds(450), rateSource: 'Our internal charge' },
  })
  const area = await combinedAuthority({ members: [paid.lead.organisationId] })
  const call = await pitchCall()
  await pitch({ call, answers: ['CANARY answer'] })
  const chosen = await award({ isPublished: false, reason: 'CANARY reason' })
  const day = await marketDay()
  await db.marketDay.update({
    where: { id: day.id },
    data: { joinUrl: 'https://meet.test/CANARY', phoneNumber: 'CANARY phone' },
  })
  await marketDay({ isDraft: true, title: 'CANARY day' })
  await shownSupplier(paid.supplier)
  await db.person.updateMany({ data: { name: 'CANARY person' } })
  return { paid, open, potSlug: await slugOf(from), signed, shy, area, day, chosen }
}

/** Of a council that is not to be named before the target is met. */
async function shyPledge(open: { id: string; challengeId: string }) {
  const shy = await committedPledge({ round: open, conditions: { other: 'We need Welsh' } })
  await db.pledge.update({
    where: { id: shy.id },
    data: { isNameShown: false, budgetCode: 'CANARY budget' },
  })
  await db.organisation.update({
    where: { id: shy.by.organisationId },
    data: { name: 'CANARY council', slug: 'canary-council' },
  })
  return shy
}

/** Verified, with a policy of which only the sum is for everybody; and a firm that nobody has looked at. */
export async function shownSupplier(member: Actor) {
  const id = member.organisationId
  await db.organisation.update({ where: { id }, data: { verifiedAt: clock.now() } })
  await db.supplier.update({ where: { id }, data: { firstVerifiedAt: clock.now() } })
  await credential(member, { kind: 'professional-indemnity', number: 'CANARY policy' })
  await credential(member, { kind: 'iso-27001', number: 'IS 1', hasDocument: true })
  const slug = await framework({ slug: 'open-world' })
  await db.frameworkPlace.create({
    data: {
      ...{ id: newId(), supplierId: id, frameworkSlug: slug, lot: 'Lot 2' },
      ...{ enteredById: member.personId, enteredAt: clock.now() },
    },
  })
  await supplier({ name: 'CANARY firm', slug: 'canary-firm' })
}
