import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dateOf } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { requireBeginning } from '../organisations/former-organisation.ts'
import { canCreatePot, type PotInput } from './pot.ts'
import { writePot } from './write-pot.server.ts'

/** Sets up an empty pot for a funder. It adds nothing until it has money and a rule. */
export async function createPot(actor: Actor, input: PotInput) {
  requireBeginning(actor)
  if (!canCreatePot(actor))
    throw new Refusal('forbidden', 'Ask a fund manager of your organisation to set up a pot.')
  const { operationKey: id, opensOn, closesOn, ...details } = input
  try {
    return await transaction(async (tx) => {
      const body = { ...input, funderId: actor.organisationId }
      if (!(await startOperation(tx, actor, { verb: 'create-pot', key: id, body }))) return { id }
      await writePot(tx, {
        id,
        ...details,
        opensOn: dateOf(opensOn),
        closesOn: closesOn ? dateOf(closesOn) : null,
        funderId: actor.organisationId,
        createdAt: clock.now(),
      })
      await record(tx, actor, {
        subjectKind: 'pot',
        subjectId: id,
        action: 'pot-created',
        summary: `Set up the pot ${input.name}`,
      })
      return { id }
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Refusal('conflict', 'Another pot has this address or this place in the order.')
  }
}
