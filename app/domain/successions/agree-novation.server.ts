import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { formatDay } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { lockSuccession } from './lock-succession.server.ts'
import { canAgreeNovation, type AgreeNovationInput } from './novation.ts'
import { findWaitingNovation } from './novation-queries.server.ts'
import { tellAgreed } from './tell-novation.server.ts'

/**
 * The lead council's yes: from the day on, the firm that takes over builds this project and is paid for it. Nothing changes
 * before, and each payment is still accepted and approved by others. Sent twice it is agreed once.
 */
export async function agreeNovation(actor: Actor, projectId: string, input: AgreeNovationInput) {
  try {
    await transaction((tx) => agree(tx, actor, { projectId, input }))
  } catch (error) {
    if (!isUniqueViolation(error, 'novations_live_key')) throw error
    throw new Refusal('conflict', 'Your council has agreed to this already.')
  }
}

type Agreeing = { projectId: string; input: AgreeNovationInput }

async function agree(tx: Tx, actor: Actor, { projectId, input }: Agreeing) {
  const { project, waits } = await lockWaiting(tx, projectId)
  if (!canAgreeNovation(actor, project))
    throw new Refusal('forbidden', 'An officer of the lead council agrees to this.')
  const { operationKey: id, agreement } = input
  const body = { projectId, agreement }
  if (!(await startOperation(tx, actor, { verb: 'agree-novation', key: id, body }))) return
  if (!waits?.successorId)
    throw new Refusal('conflict', 'No other firm is to take this contract over any more.')
  const { successor, vestsOn } = waits
  const firm = project.supplier.organisation.name
  await tx.novation.create({
    data: {
      ...{ id, projectId, agreement, successionId: waits.id },
      fromSupplierId: project.supplierId,
      toSupplierId: waits.successorId,
      agreedById: actor.personId,
      agreedForId: project.leadCouncilId,
      agreedAt: clock.now(),
    },
  })
  await record(tx, actor, {
    subjectKind: 'project',
    subjectId: projectId,
    action: 'novation-agreed',
    summary: `Agreed that ${successor.name} takes the contract over from ${firm} on ${formatDay(vestsOn)}`,
    detail: { novationId: id, agreement },
  })
  await tellAgreed(tx, id)
}

/** Takes the lead council's yes back, until it has happened. */
export async function endNovation(actor: Actor, projectId: string, novationId: string) {
  await transaction(async (tx) => {
    const { project, waits } = await lockWaiting(tx, projectId)
    if (!canAgreeNovation(actor, project))
      throw new Refusal('forbidden', 'An officer of the lead council takes this back.')
    if (waits?.novation?.id !== novationId)
      throw new Refusal('conflict', 'It has happened or was taken back. Look at it again.')
    await tx.novation.update({
      where: { id: novationId },
      data: { endedById: actor.personId, endedAt: clock.now() },
    })
    await record(tx, actor, {
      subjectKind: 'project',
      subjectId: projectId,
      action: 'novation-ended',
      summary: `Took back that ${waits.successor.name} takes the contract over`,
      detail: { novationId },
    })
  })
}

/** What waits for a project, held: it does not happen, and is not withdrawn, while somebody decides. */
async function lockWaiting(tx: Tx, projectId: string) {
  const project = await tx.project.findUnique({
    where: { id: projectId },
    select: {
      ...{ supplierId: true, leadCouncilId: true },
      supplier: { select: { organisation: { select: { name: true } } } },
    },
  })
  if (!project) throw new Refusal('not-found', 'Page not found')
  const seen = await findWaitingNovation(projectId, project.supplierId, tx)
  if (seen) await lockSuccession(tx, seen.id)
  return { project, waits: seen && (await findWaitingNovation(projectId, project.supplierId, tx)) }
}
