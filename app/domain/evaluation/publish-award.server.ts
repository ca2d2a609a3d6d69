import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dateOf, formatDate, londonDay } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { getPolicyNumber } from '../organisations/policy-number.server.ts'
import { listBankHolidays } from '../organisations/queries.server.ts'
import { divisionOf, lastWorkingDay } from '../organisations/working-days.ts'
import { getChallengeHead } from '../pitches/challenge-queries.server.ts'
import type { AwardStep } from './award.ts'
import { canRunEvaluation } from './panel.ts'
import { tellPublished } from './tell-about-award.server.ts'

/** Publishes a decided award, which every supplier knows by now, and begins the standstill. Sent twice it happens once. */
export async function publishAward(actor: Actor, slug: string, { operationKey: key }: AwardStep) {
  const challenge = await getChallengeHead(slug)
  if (!canRunEvaluation(actor, challenge))
    throw new Refusal('forbidden', 'Only an officer of the lead council can publish the award.')
  const publishedAt = clock.now()
  const workingDays = await getPolicyNumber('award-standstill-working-days')
  const holidays = await listBankHolidays(divisionOf(challenge.nation))
  const lastDay = lastWorkingDay(londonDay(publishedAt), Number(workingDays), holidays)
  const body = { challengeId: challenge.id, personId: actor.personId }
  await transaction(async (tx) => {
    if (!(await startOperation(tx, actor, { verb: 'publish-award', key, body }))) return
    const { count } = await tx.award.updateMany({
      where: { challengeId: challenge.id, publishedAt: null },
      data: { publishedAt, publishedById: actor.personId, standstillEndsOn: dateOf(lastDay) },
    })
    if (count !== 1) throw new Refusal('conflict', 'There is no award waiting to be published.')
    const award = await tx.award.findUniqueOrThrow({
      where: { challengeId: challenge.id },
      include: { supplier: { include: { organisation: { select: { name: true } } } } },
    })
    const about = await tellPublished(tx, {
      challenge,
      award: { ...award, standstillEndsOn: dateOf(lastDay) },
    })
    await record(tx, actor, {
      subjectKind: 'challenge',
      subjectId: challenge.id,
      action: 'award-published',
      about,
      summary: `Published the award. The standstill runs to the end of ${formatDate(lastDay)}`,
    })
  })
}
