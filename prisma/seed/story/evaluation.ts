import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { invariant } from '#app/core/refusal.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { agreeScores } from '#app/domain/evaluation/agree-scores.server.ts'
import { appointAssessor } from '#app/domain/evaluation/appoint-assessor.server.ts'
import { confirmAward } from '#app/domain/evaluation/confirm-award.server.ts'
import { decideAward } from '#app/domain/evaluation/decide-award.server.ts'
import { declareConflict } from '#app/domain/evaluation/declare-conflict.server.ts'
import { publishAward } from '#app/domain/evaluation/publish-award.server.ts'
import { saveScores } from '#app/domain/evaluation/save-scores.server.ts'
import type { DemonstrationPitch, DemonstrationPitchCall } from '../demonstration/pitches.ts'
import { idOf } from './challenges.ts'
import { leadOf, slugOf, type Told } from './told.ts'
import { on, type Happening } from './timeline.ts'

/** After closing: the panel is appointed, declares, scores, moderates; the award is decided and stands. */
export function evaluationHappenings(call: DemonstrationPitchCall, told: Told): Happening[] {
  const closed = -call.closesInDays
  if (closed < 0) return []
  const scored = call.pitches.filter(
    ({ sentDaysAgo, scores }) => sentDaysAgo !== undefined && scores,
  )
  const happen = (daysAgo: number, what: string, tell: Happening['tell']) => ({
    at: on(Math.max(daysAgo, 0), '08:00'),
    what: `${call.challenge}: ${what}`,
    tell,
  })
  const { award } = call
  return [
    happen(closed - 1, 'the panel is appointed', () => appoint(call, told)),
    ...(award
      ? [
          happen(closed - 3, 'pitches are scored', () => scoreAll(call, scored, told)),
          happen(closed - 6, 'scores are moderated', () => agreeAll(call, scored, told)),
          happen(award.daysAgo, 'the award is decided', () => decide(call, told)),
          ...(award.confirmedDaysAgo === undefined
            ? []
            : [
                happen(award.confirmedDaysAgo, 'the award stands', async () =>
                  confirmAward(
                    await leadOf(told, call.challenge),
                    await slugOf(told.ids, call.challenge),
                    { operationKey: newId() },
                  ),
                ),
              ]),
        ]
      : []),
  ]
}

/** The lead council's own officer chairs, whoever else is named. */
async function panelOf(call: DemonstrationPitchCall, told: Told): Promise<Actor[]> {
  const lead = await leadOf(told, call.challenge)
  const others = call.assessors
    .filter((council) => council !== lead.organisationSlug)
    .map((council) => told.cast.holder(council, 'officer'))
  return [lead, ...others]
}

async function appoint(call: DemonstrationPitchCall, told: Told) {
  const [lead, ...others] = await panelOf(call, told)
  invariant(lead, 'a challenge has a lead')
  const slug = await slugOf(told.ids, call.challenge)
  for (const { personId, organisationId } of [lead, ...others]) {
    const { id: membershipId } = await db.membership.findUniqueOrThrow({
      where: { personId_organisationId: { personId, organisationId } },
    })
    await appointAssessor(lead, slug, { membershipId })
  }
}

async function pitchOf(call: DemonstrationPitchCall, pitch: DemonstrationPitch, told: Told) {
  const { organisationId: supplierId } = told.cast.holder(pitch.supplier, 'member')
  const found = await db.pitch.findFirstOrThrow({
    where: { supplierId, pitchCall: { challengeId: idOf(told.ids, call.challenge) } },
  })
  return found.id
}

/** The content scores out of ten; a sheet has nought to five points. */
const sheet = (outOfTen: number[], reason: string) => ({
  intent: 'finish' as const,
  fields: Object.fromEntries(
    outOfTen.flatMap((points, place) => [
      [`points${place + 1}`, String(Math.round(points / 2))],
      [`reason${place + 1}`, reason],
    ]),
  ),
})

async function scoreAll(call: DemonstrationPitchCall, pitches: DemonstrationPitch[], told: Told) {
  for (const [place, assessor] of (await panelOf(call, told)).entries())
    for (const pitch of pitches) {
      const pitchId = await pitchOf(call, pitch, told)
      await declareConflict(assessor, pitchId, { hasConflict: false, detail: null })
      const { byAssessor = [], agreed = [], reason = '' } = pitch.scores ?? {}
      await saveScores(assessor, pitchId, sheet(byAssessor[place] ?? agreed, reason))
    }
}

async function agreeAll(call: DemonstrationPitchCall, pitches: DemonstrationPitch[], told: Told) {
  const chair = await leadOf(told, call.challenge)
  for (const pitch of pitches)
    await agreeScores(
      chair,
      await pitchOf(call, pitch, told),
      sheet(pitch.scores?.agreed ?? [], pitch.scores?.reason ?? ''),
    )
}

async function decide(call: DemonstrationPitchCall, told: Told) {
  const winner = call.pitches.find(({ supplier }) => supplier === call.award?.supplier)
  invariant(winner && call.award, `${call.challenge} has a winner`)
  const lead = await leadOf(told, call.challenge)
  const slug = await slugOf(told.ids, call.challenge)
  await decideAward(lead, slug, {
    operationKey: newId(),
    pitchId: await pitchOf(call, winner, told),
    reason: call.award.reason,
  })
  await publishAward(lead, slug, { operationKey: newId() })
}
