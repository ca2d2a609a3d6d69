import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { whileInRole } from '../organisations/while-in-role.server.ts'
import { askToTell } from './ask-to-tell.server.ts'
import { lockProjectToStop } from './lock-project.server.ts'
import { canProposeStop, whyNotStop, type ProposeStopInput } from './stop.ts'

/**
 * Proposes, for the lead council, that a project stops before its last milestone. Nothing changes until a funder
 * agrees; supplier, partner councils and funders are told. The same form again changes nothing.
 */
export async function proposeStop(actor: Actor, projectId: string, input: ProposeStopInput) {
  try {
    await whileInRole(() => transaction((tx) => propose(tx, actor, { projectId, ...input })))
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Refusal('conflict', 'It is proposed already that this project stops.')
  }
}

type Proposing = ProposeStopInput & { projectId: string }

async function propose(tx: Tx, actor: Actor, { projectId, reason, operationKey: key }: Proposing) {
  const project = await lockProjectToStop(tx, projectId)
  if (!canProposeStop(actor, project))
    throw new Refusal('forbidden', 'An officer of the lead council proposes that a project stops.')
  const body = { projectId, reason, personId: actor.personId }
  if (!(await startOperation(tx, actor, { verb: 'propose-stop', key, body }))) return
  if (project.challenge.stage !== 'delivering')
    throw new Refusal('conflict', 'This project is built or stopped already.')
  const why = whyNotStop(project.milestones)
  if (why) throw new Refusal('conflict', why)
  await tx.projectStop.create({
    data: { id: key, projectId, reason, proposedById: actor.personId, proposedAt: clock.now() },
  })
  await record(tx, actor, {
    subjectKind: 'project',
    subjectId: projectId,
    action: 'stop-proposed',
    summary: `Proposed that the project stops: ${reason}`,
  })
  await askToTell(tx, 'stop-proposed', key)
}
