import { clock } from '#app/core/clock.ts'
import { newId } from '#app/core/id.ts'
import { formatPounds, type Pence } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { withCapital } from '#app/core/sentence.ts'
import type { Actor } from '../organisations/actor.ts'
import { capKey, fitWants, type Fit, type Rooms } from '../pots/match-room.ts'
import type { Want } from '../pots/match-rule.ts'
import type { RuleInForce } from '../pots/plan-match.ts'
import type { RingFence } from '../pots/purse.ts'
import { rateOf } from '../pots/rate-words.ts'
import { readRooms } from '../pots/rooms.server.ts'
import { describeNoMatch, describeWorking, stopInWords } from '../pots/working-words.ts'
import { findRoundToPledgeTo, planCommitment, type Commitment } from './plan-commitment.server.ts'
import { leftToFind, type Reached } from './round.ts'

/** What one pot would add to the pledge, and why. */
export type PotPreview = {
  potSlug: string
  potName: string
  amountPence: Pence
  sentence: string
  working: string[]
}

export type MatchPreview = {
  amountPence: Pence
  pots: PotPreview[]
  /** Match this pledge switches on for pledges made before it. */
  unlockedPence: Pence
  /** The pledge and all match it brings. */
  addedPence: Pence
  totalPence: Pence
  targetPence: Pence
  leftToFindPence: Pence
  workedOutAt: Date
}

export type PledgeToPreview = {
  amountPence: Pence
  fundingType: RingFence
  /** The pledge it would top up. */
  topsUpId?: string | null
}

/**
 * What a pledge of this sum would bring if it were committed now: the same sums as committing it, but
 * nothing is held. Other pledges may arrive first.
 */
export async function previewMatch(
  actor: Actor,
  roundId: string,
  { amountPence, fundingType, topsUpId = null }: PledgeToPreview,
): Promise<MatchPreview> {
  const round = await findRoundToPledgeTo(roundId)
  if (!round || actor.organisationKind !== 'council')
    throw new Refusal('not-found', 'Pledging to this challenge is not open.')
  const { targetPence, ...totals } = round
  const pledgeId = newId()
  const workedOutAt = clock.now()
  const sent = { topsUpId, councilId: actor.organisationId, amountPence, fundingType }
  const asked = { pledgeId, ...sent, at: workedOutAt }
  const plan = await planCommitment({ ...round, ...asked })
  const rooms: Rooms = {
    ...(await readRooms(plan.wants)),
    gapToTargetPence: leftToFind(targetPence, {
      ...totals,
      pledgedPence: totals.pledgedPence + amountPence,
    }),
  }
  const fits = fitWants(plan.wants, rooms)
  const own = new Map(
    fits.filter((fit) => fit.pledgeId === pledgeId).map((fit) => [fit.potId, fit]),
  )
  const matchedPence = fits.reduce((sum, fit) => sum + fit.amountPence, 0n)
  const totalPence = totals.pledgedPence + totals.matchedPence + amountPence + matchedPence
  return {
    amountPence,
    pots: plan
      .answers()
      .map((answer) => previewOf(answer, own.get(answer.potId), { rooms, totals })),
    unlockedPence: fits
      .filter((fit) => fit.pledgeId !== pledgeId)
      .reduce((sum, fit) => sum + fit.amountPence, 0n),
    addedPence: amountPence + matchedPence,
    totalPence,
    targetPence,
    leftToFindPence: totalPence < targetPence ? targetPence - totalPence : 0n,
    workedOutAt,
  }
}

type Around = { rooms: Rooms; totals: Reached }

function previewOf(
  asked: ReturnType<Commitment['answers']>[number],
  fit: Fit | undefined,
  around: Around,
): PotPreview {
  const { potSlug, potName, answer, terms } = asked
  if (!answer.wants || !fit) {
    const councils = around.totals.councilCount
    const sentence = answer.wants ? '' : describeNoMatch(answer, terms, councils)
    return { potSlug, potName, amountPence: 0n, sentence, working: [] }
  }
  return {
    potSlug,
    potName,
    amountPence: fit.amountPence,
    sentence: [rateSentence(asked, answer), roomSentence(fit, around), stopSentence(fit)]
      .filter(Boolean)
      .join(' '),
    working: describeWorking(fit.working),
  }
}

function rateSentence({ terms }: RuleInForce, { area }: Want) {
  const rate = rateOf(terms)
  if (terms.who.areaRegister && area) return `${rate}, because ${area.name} is on the register.`
  if (terms.who.mayorInPost && area) return `${rate}, because ${area.name} has a mayor in post.`
  return `${rate}.`
}

/** What is left for the area, or else for the challenge, before this pledge. */
function roomSentence({ area, caps, potId, challengeId }: Fit, { rooms }: Around) {
  const usedOf = (scope: string, ref: string) =>
    rooms.usedPence.get(capKey(potId, { scope, ref })) ?? 0n
  if (area && caps.area !== undefined) {
    const used = usedOf('area', `${challengeId}/${area.id}`)
    if (used === 0n) return 'First pledge from your area.'
    return `${formatPounds(caps.area - used)} is left for your area.`
  }
  if (caps.challenge === undefined) return ''
  const left = caps.challenge - usedOf('challenge', challengeId)
  return `${formatPounds(left)} is left for this challenge.`
}

function stopSentence({ boundBy, working }: Fit) {
  if (!boundBy) return ''
  const stop = working.find((step) => step.step === boundBy)
  const cap = stop && 'capPence' in stop && stop.capPence ? BigInt(stop.capPence) : undefined
  const words = stopInWords(boundBy, cap)
  return `${withCapital(words)}.`
}
