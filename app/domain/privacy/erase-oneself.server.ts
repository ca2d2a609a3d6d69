import { z } from 'zod'
import { transaction } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { askFor } from '#app/core/jobs.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Said } from '../audit/proofs.ts'
import { lockHolds } from '../audit/lock-holds.server.ts'
import { record } from '../audit/record.server.ts'
import { requireProof } from '../audit/require-proof.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { listObstacles } from './obstacles.server.ts'
import { takeOut } from './take-out.server.ts'

export const EraseInput = z.object({
  isSure: z.literal('yes', 'Tick the box if you want to be erased'),
})

const said: Said[] = [
  { name: 'What', value: 'Have yourself erased' },
  { name: 'Then', value: 'Nobody can sign in as you again, and it cannot be undone' },
]

/**
 * Erases a person at their own wish (UK GDPR, article 17): name and address are gone everywhere, with sessions, mails and what
 * they follow. What they did with public money stays, under a token (article 17(3)(b)), so that ledger and audit trail hold.
 */
export async function eraseOneself(actor: Actor) {
  const { personId } = actor
  if (env.DEMONSTRATION)
    throw new Refusal('conflict', 'People of the demonstration are not real, and cannot be erased.')
  await transaction(async (tx) => {
    await lockHolds(tx)
    const [obstacle] = await listObstacles(personId, tx)
    if (obstacle) throw new Refusal('conflict', obstacle)
    const { email } = await tx.person.findUniqueOrThrow({
      where: { id: personId },
      select: { email: true },
    })
    await requireProof(tx, actor, { verb: 'erase-oneself', body: { personId }, says: () => said })
    await record(tx, actor, {
      subjectKind: 'person',
      subjectId: personId,
      action: 'person-erased',
      summary: 'Had their name, address and emails erased',
    })
    await takeOut(tx, { id: personId, email })
    await askFor(tx, 'note-erasures', { key: 'note-erasures' })
  })
}
