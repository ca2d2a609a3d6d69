import type { Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { pitchReceived } from '#emails/pitch-received.tsx'
import { queueEmail } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { requireVerified } from '../organisations/require-verified.server.ts'
import { keepProfile } from '../profiles/kept-profile.ts'
import { readProfile } from '../profiles/profile-queries.server.ts'
import { profileParts, type SupplierProfile } from '../profiles/profile.ts'
import { changeOwnPitch, type OpenPitch } from './change-own-pitch.server.ts'
import { priceProblem } from './milestones.ts'
import { whatIsMissing } from './pitch.ts'

/**
 * Sends a supplier's pitch with its profile of this moment, sealed until the call closes. Sent twice
 * it is sent once, though a profile changed since goes with it. It can be changed until closing.
 */
export async function sendPitch(actor: Actor, pitchId: string) {
  return changeOwnPitch(actor, pitchId, async (tx, pitch) => {
    await requireVerified(tx, actor.organisationId)
    const profile = await readProfile(tx, actor.organisationId)
    const missing = await listMissing(tx, pitch, profile)
    if (missing[0]) throw new Refusal('invalid', missing[0])
    await tx.pitch.update({
      where: { id: pitchId },
      data: {
        profile: keepProfile(profile),
        ...(!pitch.sentAt && { sentAt: pitch.now, sentById: actor.personId }),
      },
    })
    const sent = { challengeSlug: pitch.challengeSlug }
    if (pitch.sentAt) return sent
    await tellReceived(tx, actor, pitch)
    await record(tx, actor, {
      subjectKind: 'pitch',
      subjectId: pitchId,
      action: 'pitch-sent',
      summary: 'Sent the pitch',
    })
    return sent
  })
}

async function tellReceived(tx: Tx, actor: Actor, pitch: OpenPitch) {
  const challenge = await tx.challenge.findUniqueOrThrow({ where: { id: pitch.challengeId } })
  const to = await tx.person.findUniqueOrThrow({ where: { id: actor.personId } })
  await queueEmail(tx, {
    key: `pitch-received:${pitch.id}:${pitch.now.toISOString()}`,
    to,
    mail: pitchReceived({
      challengeTitle: challenge.title,
      sentAt: pitch.now,
      closesAt: pitch.closesAt,
      href: siteLink(`/challenges/${challenge.slug}/pitch`),
    }),
  })
}

async function listMissing(tx: Tx, pitch: OpenPitch, profile: SupplierProfile) {
  const questions = await tx.pitchQuestion.findMany({
    where: { pitchCallId: pitch.pitchCallId },
    orderBy: { position: 'asc' },
    include: { answers: { where: { pitchId: pitch.id } } },
  })
  const milestones = await tx.pitchMilestone.findMany({
    where: { pitchId: pitch.id },
    select: { pricePence: true },
  })
  return whatIsMissing({
    questions: questions.map(({ text, maximumWords, answers }) => ({
      text,
      maximumWords,
      answer: answers[0]?.text,
    })),
    milestoneCount: milestones.length,
    priceProblem: priceProblem(milestones, pitch.priceLimitPence),
    firm: profileParts(profile),
  })
}
