import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import type { ConditionReply } from './conditions.ts'
import { canAnswerCondition, isPastClosing } from './round.ts'

/** The lead council says in public whether a pledge's condition in its own words is met. Its latest answer holds. */
export async function answerCondition(actor: Actor, pledgeId: string, input: ConditionReply) {
  await transaction(async (tx) => {
    const pledge = await tx.pledge.findUnique({
      where: { id: pledgeId },
      select: {
        challenge: { select: { leadCouncilId: true } },
        round: { select: { closesAt: true, closedAt: true } },
      },
    })
    if (!pledge || !canAnswerCondition(actor, pledge.challenge))
      throw new Refusal('not-found', 'This pledge is not there.')
    const { operationKey: key, ...answers } = input
    const body = { pledgeId, ...answers }
    if (!(await startOperation(tx, actor, { verb: 'answer-condition', key, body }))) return
    const now = clock.now()
    if (pledge.round.closedAt || isPastClosing(pledge.round, now))
      throw new Refusal('conflict', 'Pledging has closed.')
    const { count } = await tx.pledge.updateMany({
      where: { id: pledgeId, state: { in: ['awaiting-approval', 'committed'] } },
      data: {
        isConditionMet: input.isMet,
        conditionReply: input.reply,
        conditionRepliedAt: now,
        conditionRepliedById: actor.personId,
      },
    })
    if (count === 0) throw new Refusal('conflict', 'This pledge is not waiting for an answer.')
    await record(tx, actor, {
      subjectKind: 'pledge',
      subjectId: pledgeId,
      action: 'condition-answered',
      summary: input.isMet
        ? 'Said that its condition is met'
        : 'Said that its condition is not met',
    })
  })
}
