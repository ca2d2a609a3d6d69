import { clock } from '#app/core/clock.ts'
import { db, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { formatDateTime, londonDay } from '#app/core/time.ts'
import type { Actor } from '../organisations/actor.ts'
import { isSameProfile, KeptProfile } from '../profiles/kept-profile.ts'
import { readProfile } from '../profiles/profile-queries.server.ts'
import { profileParts, type SupplierProfile } from '../profiles/profile.ts'
import { earliestEnd, priceOf, priceProblem } from './milestones.ts'
import { canPitch, pitchReference, pitchState, whatIsMissing } from './pitch.ts'
import { isClosed, isOpen } from './pitch-call.ts'

const inOrder = { orderBy: { position: 'asc' } } as const

/** What everybody may know of a call: its terms and how many started and sent, never who or what. */
export async function findPitchCall(challengeId: string) {
  const call = await db.pitchCall.findUnique({
    where: { challengeId },
    include: { criteria: inOrder, questions: inOrder },
  })
  if (!call) return undefined
  const going = { pitchCallId: call.id, withdrawnAt: null }
  const [startedCount, sentCount] = await Promise.all([
    db.pitch.count({ where: going }),
    db.pitch.count({ where: { ...going, sentAt: { not: null } } }),
  ])
  return { ...call, startedCount, sentCount, isOpen: isOpen(call, clock.now()) }
}

/** The supplier's own pitch for a challenge, if it has started one. */
export async function findOwnPitchId(actor: Actor, challengeId: string) {
  if (!canPitch(actor)) return undefined
  const pitch = await db.pitch.findFirst({
    where: { supplierId: actor.organisationId, pitchCall: { challengeId } },
    select: { id: true },
  })
  return pitch?.id
}

/** A supplier's pitches, newest first; only its own people get any. */
export async function listPitchesOf(actor: Actor) {
  if (!canPitch(actor)) return []
  const now = clock.now()
  const pitches = await db.pitch.findMany({
    where: { supplierId: actor.organisationId },
    orderBy: { startedAt: 'desc' },
    take: 100,
    include: {
      milestones: { select: { pricePence: true } },
      pitchCall: {
        include: { challenge: { select: { slug: true, title: true, shortTitle: true } } },
      },
    },
  })
  return pitches.map(({ pitchCall: call, milestones, ...pitch }) => ({
    id: pitch.id,
    pitchCallId: call.id,
    reference: pitchReference(pitch.number),
    state: pitchState(pitch),
    sentAt: pitch.sentAt,
    closesAt: call.closesAt,
    isOpen: isOpen(call, now),
    pricePence: priceOf(milestones),
    challengeSlug: call.challenge.slug ?? '',
    challengeTitle: call.challenge.shortTitle ?? call.challenge.title,
  }))
}

const wholePitch = {
  pitchCall: {
    include: {
      criteria: inOrder,
      questions: inOrder,
      challenge: { select: { id: true, slug: true, title: true, shortTitle: true } },
    },
  },
  answers: true,
  milestones: inOrder,
} as const

const fetchWhole = (pitchId: string) =>
  db.pitch.findUnique({ where: { id: pitchId }, include: wholePitch })
type Whole = NonNullable<Awaited<ReturnType<typeof fetchWhole>>>

/** As it was when the pitch was sent, or else as it is. */
const profileOf = async (whole: Whole) =>
  whole.profile === null ? readProfile(db, whole.supplierId) : KeptProfile.parse(whole.profile)

function shape(whole: Whole, profile: SupplierProfile) {
  const { pitchCall: call, answers, ...pitch } = whole
  return {
    id: pitch.id,
    reference: pitchReference(pitch.number),
    state: pitchState(pitch),
    sentAt: pitch.sentAt,
    supplierId: pitch.supplierId,
    supplierName: profile.name,
    profile,
    earliestEndOn: earliestEnd(call.closesAt, pitch.milestones),
    today: londonDay(clock.now()),
    challenge: {
      id: call.challenge.id,
      slug: call.challenge.slug ?? '',
      title: call.challenge.shortTitle ?? call.challenge.title,
    },
    call: {
      id: call.id,
      closesAt: call.closesAt,
      priceLimitPence: call.priceLimitPence,
      criteria: call.criteria,
    },
    questions: call.questions.map((question) => ({
      ...question,
      answer: answers.find((answer) => answer.questionId === question.id)?.text,
    })),
    milestones: pitch.milestones,
    pricePence: priceOf(pitch.milestones),
  }
}

/** A supplier's own pitch with all it needs to go on. To anybody else it does not exist. */
export async function getOwnPitch(actor: Actor, pitchId: string) {
  const found = canPitch(actor) ? await fetchWhole(pitchId) : null
  if (!found || found.supplierId !== actor.organisationId)
    throw new Refusal('not-found', 'Page not found')
  const profile = await readProfile(db, actor.organisationId)
  const pitch = shape(found, found.profile === null ? profile : KeptProfile.parse(found.profile))
  const firm = profileParts(profile)
  return {
    ...pitch,
    firm,
    currentProfile: profile,
    /** Since it was sent the profile was changed; the pitch still carries the earlier one. */
    hasNewerProfile: pitch.state === 'sent' && !isSameProfile(profile, pitch.profile),
    isOpen: isOpen(found.pitchCall, clock.now()),
    missing: whatIsMissing({
      questions: pitch.questions,
      milestoneCount: pitch.milestones.length,
      priceProblem: priceProblem(pitch.milestones, pitch.call.priceLimitPence),
      firm,
    }),
  }
}
/** A firm's own pitch while it may still be changed; afterwards it says since when it may not. */
export async function getOpenPitch(actor: Actor, pitchId: string) {
  const pitch = await getOwnPitch(actor, pitchId)
  if (!pitch.isOpen)
    throw new Refusal(
      'conflict',
      `Pitches closed at ${formatDateTime(pitch.call.closesAt)}. Nothing in them can change now.`,
    )
  return pitch
}
export type OwnPitch = Awaited<ReturnType<typeof getOwnPitch>>

/**
 * The pitches that were sent for a call. Before the closing instant there are none, whoever asks:
 * evaluation reads pitches only through here and `readSentPitch`.
 */
export async function listSentPitches(pitchCallId: string, at: Tx = db) {
  const call = await at.pitchCall.findUnique({ where: { id: pitchCallId } })
  if (!call || !isClosed(call, clock.now())) return []
  const pitches = await at.pitch.findMany({
    where: { pitchCallId, sentAt: { not: null }, withdrawnAt: null },
    orderBy: { number: 'asc' },
    select: {
      id: true,
      number: true,
      supplierId: true,
      supplier: { select: { organisation: { select: { name: true } } } },
      milestones: { select: { pricePence: true } },
    },
  })
  return pitches.map((pitch) => ({
    id: pitch.id,
    reference: pitchReference(pitch.number),
    supplierId: pitch.supplierId,
    supplierName: pitch.supplier.organisation.name,
    pricePence: priceOf(pitch.milestones),
  }))
}

/** A pitch that was sent, once the call has closed. The caller has checked who may open it. */
export async function readSentPitch(pitchId: string) {
  const found = await fetchWhole(pitchId)
  if (!found?.sentAt || found.withdrawnAt || !isClosed(found.pitchCall, clock.now()))
    throw new Refusal('not-found', 'Page not found')
  return shape(found, await profileOf(found))
}
