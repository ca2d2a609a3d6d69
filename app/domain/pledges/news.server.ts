import { db, transaction, type Tx } from '#app/core/db.server.ts'
import { invariant } from '#app/core/refusal.ts'
import { pledgeApproved } from '#emails/pledge-approved.tsx'
import { pledgeDeclined } from '#emails/pledge-declined.tsx'
import { pledgeWaitingForYou } from '#emails/pledge-waiting-for-you.tsx'
import { roundFunded } from '#emails/round-funded.tsx'
import { roundLapsed } from '#emails/round-lapsed.tsx'
import { queueEmail } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { pledgeReference } from './pledge.ts'

const person = { select: { id: true, email: true, name: true } } as const
const pledgeColumns = {
  id: true,
  number: true,
  amountPence: true,
  madeBy: person,
  signBy: person,
  council: { select: { organisation: { select: { name: true } } } },
  challenge: { select: { title: true } },
  round: { select: { closesAt: true } },
  approval: { select: { approvedBy: person } },
  matches: { where: { state: { not: 'released' } }, select: { amountPence: true } },
} as const

async function readPledge(tx: Tx, id: string) {
  const pledge = await tx.pledge.findUniqueOrThrow({ where: { id }, select: pledgeColumns })
  return {
    ...pledge,
    challengeTitle: pledge.challenge.title,
    councilName: pledge.council.organisation.name,
    matchPence: pledge.matches.reduce((sum, match) => sum + match.amountPence, 0n),
    href: siteLink(`/pledges/${pledgeReference(pledge.number)}`),
  }
}

type Request = {
  actor: Actor
  pledge: { id: string }
  approver: { personId: string }
  matchPence: bigint
}

/** Asks the finance approver to sign. */
export async function askToSign(tx: Tx, { actor, pledge: { id }, approver, matchPence }: Request) {
  const { round, amountPence, challengeTitle, councilName, href } = await readPledge(tx, id)
  const to = await tx.person.findUniqueOrThrow({ where: { id: approver.personId }, ...person })
  const about = { challengeTitle, councilName, amountPence, matchPence, href: `${href}/approval` }
  await queueEmail(tx, {
    key: `pledge-waiting-for-you:${id}`,
    to,
    mail: pledgeWaitingForYou({ ...about, madeBy: actor.personName, closesAt: round.closesAt }),
  })
}

type Declined = { pledge: { id: string }; declinedBy: string; reason: string }

/** Tells the officer that the pledge was not signed, and why. */
export async function tellDeclined(tx: Tx, { pledge: { id }, declinedBy, reason }: Declined) {
  const { madeBy, amountPence, challengeTitle, councilName, href } = await readPledge(tx, id)
  const about = { challengeTitle, councilName, amountPence, href }
  await queueEmail(tx, {
    key: `pledge-declined:${id}`,
    to: madeBy,
    mail: pledgeDeclined({ ...about, declinedBy, reason }),
  })
}

/** Tells the officer that the pledge was signed and counts. The commitment asked for it. */
export async function tellPledgeSigned(pledgeId: string) {
  await transaction(async (tx) => {
    const { madeBy, approval, ...pledge } = await readPledge(tx, pledgeId)
    invariant(approval, 'a signed pledge has its approval')
    const { amountPence, challengeTitle, councilName, matchPence, href } = pledge
    const about = { challengeTitle, councilName, amountPence, matchPence, href }
    await queueEmail(tx, {
      key: `pledge-approved:${pledgeId}`,
      to: madeBy,
      mail: pledgeApproved({ ...about, approvedBy: approval.approvedBy.name }),
    })
  })
}

/** Tells everybody who made or signed a pledge how the round ended. The closing asked for it. */
export async function tellRoundClosed(roundId: string) {
  const round = await db.round.findUniqueOrThrow({
    where: { id: roundId },
    include: {
      challenge: { select: { title: true, slug: true } },
      pledges: {
        where: { committedAt: { not: null }, state: { in: ['called', 'lapsed'] } },
        select: { state: true, amountPence: true, madeBy: person, signBy: person },
      },
    },
  })
  const { targetPence, closingPledgedPence, closingMatchedPence, closingCouncilCount } = round
  const pledgedPence = closingPledgedPence ?? 0n
  const matchedPence = closingMatchedPence ?? 0n
  const about = {
    challengeTitle: round.challenge.title,
    targetPence,
    href: siteLink(`/challenges/${round.challenge.slug}`),
  }
  await transaction(async (tx) => {
    for (const { madeBy, signBy, state, amountPence } of round.pledges)
      for (const to of [madeBy, signBy]) {
        if (!to) continue
        const funded = {
          ...about,
          pledgedPence,
          matchedPence,
          councilCount: closingCouncilCount ?? 0,
        }
        const mail =
          round.outcome === 'funded'
            ? roundFunded({
                ...funded,
                ...(state === 'called' && { yourPledgePence: amountPence }),
              })
            : roundLapsed({ ...about, reachedPence: pledgedPence + matchedPence })
        await queueEmail(tx, { key: `round-${round.outcome}:${roundId}:${to.id}`, to, mail })
      }
  })
}
