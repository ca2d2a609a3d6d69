import { transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { stepLabel, type StepInput } from './draft.ts'
import { lockOwnChallenge } from './lock-challenge.server.ts'
import { noteChange, refuseStale } from './part-changes.server.ts'

/** Keeps one page of a draft. Writes over nothing that a colleague changed in the meantime. */
export async function saveDraftStep(actor: Actor, challengeId: string, input: StepInput) {
  const { step, seenAt, ...answers } = input
  return transaction(async (tx) => {
    const draft = await lockOwnChallenge(tx, actor, challengeId)
    if (draft.stage !== 'draft')
      throw new Refusal('conflict', 'This challenge is published. Change it from its own page.')
    await refuseStale(tx, actor, { challengeId, seenAt, parts: [step] })
    const columns = await columnsOf(tx, answers)
    const changedAt = await noteChange(tx, actor, {
      challengeId,
      part: step,
      before: draft.changedAt,
    })
    await tx.challenge.update({ where: { id: challengeId }, data: { ...columns, changedAt } })
    await record(tx, actor, {
      subjectKind: 'challenge',
      subjectId: challengeId,
      action: 'draft-changed',
      summary: `Answered “${stepLabel[step]}”`,
    })
  })
}

type Answers = Unstepped<StepInput>
type Unstepped<Input> = Input extends unknown ? Omit<Input, 'step' | 'seenAt'> : never

/** The columns that answers fill. A service is typed by its name: the list is too long to choose from. */
async function columnsOf(tx: Tx, answers: Answers) {
  if (!('serviceName' in answers)) return answers
  const { serviceFunctionId, serviceName, theme } = answers
  const area = await tx.serviceFunction.findUnique({ where: { id: serviceFunctionId } })
  if (!area) throw new Refusal('invalid', 'Choose the service area', { field: 'serviceFunctionId' })
  const service = serviceName
    ? await tx.service.findFirst({
        where: { name: { equals: serviceName, mode: 'insensitive' } },
        orderBy: { id: 'asc' },
      })
    : null
  if (serviceName && !service)
    throw new Refusal('invalid', 'Choose a service from the list, or leave this empty', {
      field: 'serviceName',
    })
  return { serviceFunctionId, serviceId: service?.id ?? null, theme }
}
