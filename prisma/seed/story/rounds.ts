import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import type { Conditions } from '#app/domain/pledges/conditions.ts'
import { closeDueRounds } from '#app/domain/pledges/close-round.server.ts'
import { approvePledge } from '#app/domain/pledges/approve-pledge.server.ts'
import { makePledge } from '#app/domain/pledges/make-pledge.server.ts'
import { openRound } from '#app/domain/pledges/open-round.server.ts'
import { recordGateFact } from '#app/domain/pledges/record-gate-fact.server.ts'
import { savePledgeDraft } from '#app/domain/pledges/save-pledge-draft.server.ts'
import { recordReceipt } from '#app/domain/payments/record-receipt.server.ts'
import { invariant } from '#app/core/refusal.ts'
import { londonDay } from '#app/core/time.ts'
import { challenges } from '../demonstration/challenges.ts'
import type {
  DemonstrationChallenge,
  DemonstrationPledge,
  DemonstrationRound,
} from '../demonstration/types.ts'
import type { Cast } from './cast.ts'
import { idOf, type ChallengeIds } from './challenges.ts'
import { dayOn, on, type Happening } from './timeline.ts'

/** Rounds open, councils pledge and sign, rounds close, and the called money comes in. */
export const roundHappenings = (cast: Cast, ids: ChallengeIds): Happening[] =>
  challenges.flatMap((challenge) => {
    const { round, pledges = [] } = challenge
    if (!round) return []
    const id = idOf(ids, challenge.slug)
    return [
      {
        at: on(round.openedDaysAgo, '09:00'),
        what: `pledging to ${challenge.slug} opens`,
        tell: () => open(challenge, round, { id, cast }),
      },
      ...pledges.flatMap((pledge, place) => pledgeHappenings(pledge, { id, cast, place })),
      ...(round.closesInDays < 0 ? endOf(challenge, round, { id, cast }) : []),
    ]
  })

type Told = { id: string; cast: Cast }

function open(challenge: DemonstrationChallenge, round: DemonstrationRound, { id, cast }: Told) {
  const { target, stretch, minimumCouncils, smallestPledge, closesInDays } = round
  return openRound(cast.holder(challenge.leadCouncil, 'officer'), id, {
    operationKey: newId(),
    target,
    stretch,
    minimumCouncils,
    smallestPledge,
    closesOn: dayOn(-closesInDays),
    isDataKeptInUk: true,
  })
}

const clockTime = (place: number, hour: number) =>
  `${String(hour).padStart(2, '0')}:${String(place % 60).padStart(2, '0')}`

/** An officer drafts and sends it; a finance approver signs it two hours later unless it waits. */
function pledgeHappenings(
  pledge: DemonstrationPledge,
  { id, cast, place }: Told & { place: number },
): Happening[] {
  const pledgeId = newId()
  const what = `${pledge.council} pledges`
  const sent = {
    at: on(pledge.madeDaysAgo, clockTime(place, 10)),
    what,
    tell: () => send(pledge, pledgeId, { id, cast }),
  }
  if (pledge.state === 'waiting') return [sent]
  if (pledge.state === 'deciding')
    return [
      sent,
      {
        at: on(pledge.madeDaysAgo - 1, '10:00'),
        what: `${pledge.council} publishes the notice of a key decision, and it is signed`,
        tell: () => giveNotice(pledge, pledgeId, cast),
      },
    ]
  return [
    sent,
    {
      at: on(pledge.madeDaysAgo, clockTime(place, 12)),
      what: `${what}, and it is signed`,
      tell: async () => {
        const { state } = await db.pledge.findUniqueOrThrow({ where: { id: pledgeId } })
        if (state === 'awaiting-approval')
          await approvePledge(cast.holder(pledge.council, 'finance-approver'), pledgeId, {
            operationKey: newId(),
          })
      },
    },
  ]
}

async function send(pledge: DemonstrationPledge, pledgeId: string, { id, cast }: Told) {
  const officer = cast.holder(pledge.council, 'officer')
  const round = await db.round.findFirst({ where: { challengeId: id, closedAt: null } })
  invariant(round, `pledging is open when ${pledge.council} pledges`)
  const isWaiting = pledge.state === 'waiting'
  const [inTenDays, lastDay] = [dayOn(-10), londonDay(round.closesAt)]
  const signByOn = inTenDays < lastDay ? inTenDays : lastDay
  await savePledgeDraft(officer, round.id, {
    id: pledgeId,
    amount: pledge.amount,
    fundingType: pledge.fundingType ?? 'revenue',
    // A council whose own decision is still to come waits for it, however small the sum.
    conditions: isWaiting ? { decisionByOn: signByOn } : await conditionsOf(pledge),
    isNameShown: true,
  })
  await makePledge(officer, pledgeId, {
    agreement: 'accepted',
    signById: cast.holder(pledge.council, 'finance-approver').personId,
    signByOn,
  })
}

async function conditionsOf({ conditions = {} }: DemonstrationPledge): Promise<Conditions> {
  const { minimumPledged, asMuchAs, ...rest } = conditions
  if (asMuchAs === undefined)
    return { ...rest, ...(minimumPledged && { minimumPledgedPence: String(minimumPledged) }) }
  const { id, name } = await db.organisation.findUniqueOrThrow({ where: { slug: asMuchAs } })
  return { ...rest, asMuchAs: { councilId: id, name } }
}

async function giveNotice({ council, madeDaysAgo }: DemonstrationPledge, id: string, cast: Cast) {
  await recordGateFact(cast.holder(council, 'officer'), id, {
    operationKey: newId(),
    kind: 'notice-published',
    on: dayOn(madeDaysAgo - 1),
    reference: 'Forward plan, item 14',
    link: undefined,
  })
  await approvePledge(cast.holder(council, 'finance-approver'), id, { operationKey: newId() })
}

function endOf(
  challenge: DemonstrationChallenge,
  round: DemonstrationRound,
  { id, cast }: Told,
): Happening[] {
  const daysAgo = -round.closesInDays
  const closes = {
    at: on(daysAgo, '17:01'),
    what: `pledging to ${challenge.slug} closes`,
    tell: closeDueRounds,
  }
  if (challenge.stage === 'lapsed') return [closes]
  const receives = {
    at: on(Math.max(daysAgo - 21, 0), '08:00'),
    what: `the money for ${challenge.slug} comes in`,
    tell: () => receive(challenge, { id, cast }),
  }
  return [closes, receives]
}

async function receive(challenge: DemonstrationChallenge, { id, cast }: Told) {
  const approver = cast.holder(challenge.leadCouncil, 'finance-approver')
  const called = await db.collection.findMany({
    where: { challengeId: id, receipts: { none: {} } },
    orderBy: { reference: 'asc' },
  })
  for (const collection of called)
    await recordReceipt(approver, collection.id, {
      operationKey: newId(),
      receivedOn: londonDay(collection.calledAt),
      bankReference: collection.reference,
    })
}
