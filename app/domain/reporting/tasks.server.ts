import { clock } from '#app/core/clock.ts'
import { formatPounds, formatPoundsExact } from '#app/core/money.ts'
import { londonDay } from '#app/core/time.ts'
import { listDrafts } from '../challenges/draft-queries.server.ts'
import { findDueToReceive, listOwnDue } from '../delivery/collection-queries.server.ts'
import { listGiveBacksToDo } from '../delivery/give-back-queries.server.ts'
import { listPaymentsDue } from '../delivery/payment-queries.server.ts'
import { listStopsToDecide } from '../delivery/stop-queries.server.ts'
import {
  listClaimsToAccept,
  listMilestonesToClaim,
  listPaymentsToApprove,
  type WaitingMilestone,
} from '../delivery/waiting-queries.server.ts'
import { listProjectsToStart } from '../delivery/start-queries.server.ts'
import { listEvaluationTasks } from '../evaluation/tasks-queries.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { canChangePledge, pledgeReference } from '../pledges/pledge.ts'
import { listOwnDrafts } from '../pledges/own-pledge-queries.server.ts'
import { listConditionsToAnswer, listPledgesToSign } from '../pledges/pledge-queries.server.ts'
import { canOpenRound } from '../pledges/round.ts'
import { listAreasToApprove } from '../pots/area-queries.server.ts'
import { areaStands } from '../pots/area-words.ts'
import { listInvitationsToAnswer } from '../pots/funder-queries.server.ts'
import { listPotsToAgree } from '../pots/proposed-pot-queries.server.ts'
import { listRulesToPublish } from '../pots/rule-queries.server.ts'
import { firmTasks } from './firm-tasks.server.ts'
import { listReportTasks } from './report-tasks.server.ts'
import { listOpenOffers, listOpenQuestions } from './waiting.server.ts'
import { age, deadline, inOrder, type Task } from './workspace.ts'

/** Everything that waits for this person in the organisation they act for, the soonest deadline first. */
export async function listTasks(actor: Actor): Promise<Task[]> {
  const today = londonDay(clock.now())
  const found = await Promise.all([
    pledgesToSign(actor, today),
    pledgeDrafts(actor),
    conditions(actor, today),
    evaluation(actor, today),
    questions(actor, today),
    challengeDrafts(actor, today),
    projectsToStart(actor, today),
    delivery(actor, today),
    money(actor, today),
    offers(actor),
    potsToAgree(actor, today),
    rulesToPublish(actor, today),
    areasToApprove(actor, today),
    invitations(actor, today),
    giveBacks(actor, today),
    stops(actor, today),
    firmTasks(actor, today),
    listReportTasks(actor, today),
  ])
  return inOrder(found.flat())
}

async function pledgesToSign(actor: Actor, today: string): Promise<Task[]> {
  const pledges = await listPledgesToSign(actor)
  return pledges.map(({ number, amountPence, challenge, madeBy, signBy, signByOn }) => ({
    href: `/pledges/${pledgeReference(number)}/approval`,
    title: `Sign a pledge of ${formatPounds(amountPence)} to ${challenge.shortTitle}`,
    detail: `From ${madeBy.name}.${signBy && signBy.id !== actor.personId ? ` Sent to ${signBy.name}.` : ''}`,
    ...deadline('Sign', signByOn, today),
  }))
}

async function potsToAgree(actor: Actor, today: string): Promise<Task[]> {
  const proposals = await listPotsToAgree(actor)
  return proposals.map(({ id, name, proposedBy, proposedAt }) => ({
    href: `/pots/proposed/${id}`,
    title: `Agree to a new pot, the ${name}, or turn it down`,
    detail: `From ${proposedBy.name}, with its first rule.`,
    ...age(londonDay(proposedAt), today),
  }))
}

async function rulesToPublish(actor: Actor, today: string): Promise<Task[]> {
  const proposals = await listRulesToPublish(actor)
  return proposals.map(({ id, pot, proposedBy, proposedAt, reason }) => ({
    href: `/pots/${pot.slug}/proposals/${id}`,
    title: `Publish a change to the rule of the ${pot.name}, or turn it down`,
    detail: `From ${proposedBy.name}: “${reason}”`,
    ...age(londonDay(proposedAt), today),
  }))
}

async function areasToApprove(actor: Actor, today: string): Promise<Task[]> {
  const proposals = await listAreasToApprove(actor)
  return proposals.map(({ id, pot, area, status, proposedBy, proposedAt, reason }) => ({
    href: `/pots/${pot.slug}/areas/proposals/${id}`,
    title: `Approve that ${area.name} ${areaStands[status]}, or send it back`,
    detail: `Register of the ${pot.name}. From ${proposedBy.name}: “${reason}”`,
    ...age(londonDay(proposedAt), today),
  }))
}

async function invitations(actor: Actor, today: string): Promise<Task[]> {
  const waiting = await listInvitationsToAnswer(actor)
  return waiting.map(({ id, pot, invitedBy, invitedAt }) => ({
    href: `/pots/${pot.slug}/funders/${id}`,
    title: `Join the ${pot.name}, or decline`,
    detail: `${invitedBy.name} invited your organisation to put money in.`,
    ...age(londonDay(invitedAt), today),
  }))
}

const toDoAbout = {
  ask: 'Ask that what is left goes back',
  agree: 'Agree that what is left goes back',
  refund: 'Refund councils what is left',
}

async function giveBacks(actor: Actor, today: string): Promise<Task[]> {
  const waiting = await listGiveBacksToDo(actor)
  return waiting.map(({ what, reference, title, pence, since }) => ({
    href: `/projects/${reference}/give-back`,
    title: `${toDoAbout[what]}: ${formatPoundsExact(pence)}`,
    detail: title,
    ...age(londonDay(since), today),
  }))
}

async function stops(actor: Actor, today: string): Promise<Task[]> {
  const waiting = await listStopsToDecide(actor)
  return waiting.map(({ reference, title, reason, proposedAt }) => ({
    href: `/projects/${reference}/stop`,
    title: `Agree that a project stops, or decline: ${title}`,
    detail: `“${reason}”`,
    ...age(londonDay(proposedAt), today),
  }))
}

async function pledgeDrafts(actor: Actor): Promise<Task[]> {
  if (actor.organisationKind !== 'council') return []
  const drafts = await listOwnDrafts(actor)
  return drafts
    .filter((pledge) => canChangePledge(actor, pledge))
    .map(({ amountPence, challenge, madeBy }) => ({
      href: `/challenges/${challenge.slug}/pledge/check`,
      title: `Finish a pledge of ${formatPounds(amountPence)} to ${challenge.shortTitle}`,
      detail: `Started by ${madeBy.name}.`,
    }))
}

async function conditions(actor: Actor, today: string): Promise<Task[]> {
  if (!canOpenRound(actor, { leadCouncilId: actor.organisationId })) return []
  const pledges = await listConditionsToAnswer(actor)
  return pledges.map(({ number, challenge, conditions: { other = '' }, round }) => ({
    href: `/pledges/${pledgeReference(number)}/condition`,
    title: `Answer a condition of a pledge to ${challenge.shortTitle}`,
    detail: `“${other}”`,
    ...deadline('Answer', londonDay(round.closesAt), today),
  }))
}

async function evaluation(actor: Actor, today: string): Promise<Task[]> {
  const tasks = await listEvaluationTasks(actor)
  return tasks.map(({ href, title, detail, by }) => ({
    href,
    title,
    detail,
    ...deadline('Send', by && londonDay(by), today),
  }))
}

async function questions(actor: Actor, today: string): Promise<Task[]> {
  const waiting = await listOpenQuestions(actor)
  return waiting.map(({ id, text, slug, title, askedAt, isFromSupplier }) => ({
    href: `/challenges/${slug}/questions/${id}/answer`,
    title: `Answer a question about ${title}`,
    detail: `From ${isFromSupplier ? 'a supplier, name hidden' : 'another council'}: “${text}”`,
    ...age(londonDay(askedAt), today),
  }))
}

async function challengeDrafts(actor: Actor, today: string): Promise<Task[]> {
  const drafts = await listDrafts(actor)
  return drafts.map(({ id, title, changedAt, createdBy }) => ({
    href: `/challenges/drafts/${id}`,
    title: `Finish a challenge: ${title}`,
    detail: `Started by ${createdBy.name}.`,
    ...age(londonDay(changedAt), today),
  }))
}

async function projectsToStart(actor: Actor, today: string): Promise<Task[]> {
  const awarded = await listProjectsToStart(actor)
  return awarded.map(({ slug, title, supplierName, confirmedAt }) => ({
    href: `/challenges/${slug}/project/new`,
    title: `Start the project: ${title}`,
    detail: `The award to ${supplierName} stands.`,
    ...(confirmedAt && age(londonDay(confirmedAt), today)),
  }))
}

async function delivery(actor: Actor, today: string): Promise<Task[]> {
  const [accept, approve, claim] = await Promise.all([
    listClaimsToAccept(actor),
    listPaymentsToApprove(actor),
    listMilestonesToClaim(actor),
  ])
  const page = ({ milestoneId }: WaitingMilestone) => `/milestones/${milestoneId}`
  const since = (one: WaitingMilestone) => (one.since ? age(londonDay(one.since), today) : {})
  const [next] = claim
  return [
    ...accept.map((one) => ({
      href: page(one),
      title: `Accept or send back “${one.title}”`,
      detail: `${one.challengeTitle}. Claimed by ${one.supplierName}, ${formatPounds(one.amountPence)}.`,
      ...since(one),
    })),
    ...approve.map((one) => ({
      href: page(one),
      title: `Approve ${formatPounds(one.amountPence)} payment to ${one.supplierName}`,
      detail: `${one.challengeTitle}: ${one.title}. ${one.approval === 1 ? 'First' : 'Second'} approval.`,
      ...since(one),
    })),
    ...(next
      ? [
          {
            href: `${page(next)}/claim`,
            title: `Claim ${formatPounds(next.amountPence)} for “${next.title}”`,
            detail: `${next.challengeTitle}. For ${next.leadCouncilName}.`,
            ...deadline('Due', next.dueOn, today),
          },
        ]
      : []),
  ]
}

async function money(actor: Actor, today: string): Promise<Task[]> {
  const [due, waiting, owed] = await Promise.all([
    listPaymentsDue(actor),
    findDueToReceive(actor),
    listOwnDue(actor, 5),
  ])
  const sum = (rows: { amountPence: bigint }[]) =>
    formatPounds(rows.reduce((total, { amountPence }) => total + amountPence, 0n))
  return [
    ...(due.length > 0
      ? [
          {
            href: '/payments',
            title: `Send ${sum(due)} of approved payments`,
            detail: 'They are approved and in no payment file yet.',
          },
        ]
      : []),
    ...(waiting
      ? [
          {
            href: '/collections',
            title: `Record ${formatPounds(waiting.pence)} from other councils when it arrives`,
            detail: 'Called for challenges your council leads.',
            ...deadline('Due', waiting.dueOn, today),
          },
        ]
      : []),
    ...owed.map(({ amountPence, leadCouncilName, reference, dueOn, challenge }) => ({
      href: '/collections',
      title: `Pay ${formatPounds(amountPence)} to ${leadCouncilName}`,
      detail: `Your pledge to ${challenge.title}. Quote ${reference}.`,
      ...deadline('Pay', dueOn, today),
    })),
  ]
}

async function offers(actor: Actor): Promise<Task[]> {
  const open = await listOpenOffers(actor)
  return open.map(({ slug, title, expiresAt }) => ({
    href: `/market-days/${slug}/waiting-list`,
    title: 'Take or leave the demo slot you are offered',
    detail: title,
    ...deadline('Answer', londonDay(expiresAt), londonDay(clock.now())),
  }))
}
