import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { formatPoundsExact } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { whileInRole } from '../organisations/while-in-role.server.ts'
import { askToTell } from './ask-to-tell.server.ts'
import { canAskGiveBack } from './give-back.ts'

type Asking = { operationKey: string }

/**
 * Asks, for the lead council, that what is left of a project's money goes back to whom it came from. No money
 * moves until a funder agrees.
 */
export async function askGiveBack(actor: Actor, projectId: string, { operationKey }: Asking) {
  await whileInRole(() =>
    transaction(async (tx) => {
      const project = await tx.project.findUnique({
        where: { id: projectId },
        select: { leadCouncilId: true, giveBack: { select: { id: true, leftPence: true } } },
      })
      if (!project) throw new Refusal('not-found', 'Page not found')
      if (!canAskGiveBack(actor, project))
        throw new Refusal('forbidden', 'A finance approver of the lead council asks for it.')
      const operation = { verb: 'ask-give-back', key: operationKey, body: { projectId } }
      if (!(await startOperation(tx, actor, operation))) return
      const asked = await tx.giveBack.updateMany({
        where: { projectId, askedAt: null },
        data: { askedById: actor.personId, askedAt: clock.now() },
      })
      if (!project.giveBack)
        throw new Refusal(
          'conflict',
          'Nothing is left to give back, or the project is neither built nor stopped.',
        )
      if (asked.count === 0) throw new Refusal('conflict', 'A colleague has asked for it already.')
      await record(tx, actor, {
        subjectKind: 'project',
        subjectId: projectId,
        action: 'give-back-asked',
        summary: `Asked that the ${formatPoundsExact(project.giveBack.leftPence)} left goes back`,
      })
      await askToTell(tx, 'give-back-asked', project.giveBack.id)
    }),
  )
}
