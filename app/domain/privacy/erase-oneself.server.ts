import { z } from 'zod'
import { transaction } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Said } from '../audit/proofs.ts'
import { record } from '../audit/record.server.ts'
import { requireProof } from '../audit/require-proof.server.ts'
import { forgetPerson } from '../auth/forget-person.server.ts'
import { unfollowAll } from '../challenges/unfollow-all.server.ts'
import { forgetMessages } from '../directory/empty-messages.server.ts'
import { leaveDays } from '../market-days/leave-days.server.ts'
import { forgetInvitationsTo } from '../joining/forget-old-invitations.server.ts'
import { emptyMailOf } from '../notifications/empty-mail.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { erasePerson } from '../organisations/erase-person.server.ts'
import { listObstacles } from './obstacles.server.ts'

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
    await unfollowAll(tx, personId)
    await leaveDays(tx, personId)
    await emptyMailOf(tx, email)
    await forgetMessages(tx, personId)
    await forgetInvitationsTo(tx, email)
    await forgetPerson(tx, personId)
    await erasePerson(tx, personId)
  })
}
