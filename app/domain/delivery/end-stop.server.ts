import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { askToTell } from './ask-to-tell.server.ts'
import { listPotFunders } from './hands.server.ts'
import { lockProjectToStop } from './lock-project.server.ts'
import { canEndStop, canProposeStop, type EndStopInput } from './stop.ts'

/**
 * Ends a proposal to stop a project: its lead council takes it back, or a funder declines it. The project goes
 * on as before, and who was told of the proposal is told of this. The same form again changes nothing.
 */
export async function endStop(
  actor: Actor,
  projectId: string,
  { stopId, reason, operationKey: key }: EndStopInput,
) {
  await transaction(async (tx) => {
    const project = await lockProjectToStop(tx, projectId)
    const stop = await tx.projectStop.findFirst({ where: { id: stopId, projectId } })
    if (!stop) throw new Refusal('not-found', 'This proposal is not there.')
    const potFunderIds = await listPotFunders(tx, project.challengeId)
    if (!canEndStop(actor, { ...project, ...stop, potFunderIds }))
      throw new Refusal('forbidden', 'The lead council takes it back, or a funder declines it.')
    const body = { stopId, reason, personId: actor.personId }
    if (!(await startOperation(tx, actor, { verb: 'end-stop', key, body }))) return
    const ended = await tx.projectStop.updateMany({
      where: { id: stopId, agreedAt: null, endedAt: null },
      data: { endedById: actor.personId, endedAt: clock.now(), endedReason: reason },
    })
    if (ended.count === 0) throw new Refusal('conflict', 'This proposal was answered just now.')
    const isOwn = canProposeStop(actor, project)
    await record(tx, actor, {
      subjectKind: 'project',
      subjectId: projectId,
      action: 'stop-ended',
      summary: `${isOwn ? 'Took back' : 'Declined'} the proposal that the project stops: ${reason}`,
    })
    await askToTell(tx, 'stop-ended', stopId)
  })
}
