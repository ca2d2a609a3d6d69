import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { askFor } from '#app/core/jobs.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { requireProof } from '../audit/require-proof.server.ts'
import type { Actor } from './actor.ts'
import { canEndSameHuman, canRecordSameHuman, type EndSameHumanInput } from './same-human.ts'
import { whileTwoPeople } from './while-two-people.server.ts'

/**
 * Ends, as a second operator, the record that two accounts are one human's: from now on they are two people again.
 * What was refused meanwhile is not done by this. Both accounts are told.
 */
export async function endSameHuman(actor: Actor, id: string, { reason }: EndSameHumanInput) {
  if (!canRecordSameHuman(actor)) throw new Refusal('not-found', 'Page not found')
  const end = () =>
    transaction(async (tx) => {
      const columns = { select: { name: true, email: true } }
      const found = await tx.sameHuman.findUnique({
        where: { id },
        include: { person: columns, other: columns },
      })
      if (!found) throw new Refusal('not-found', 'Page not found')
      if (!canEndSameHuman(actor, found))
        throw new Refusal('forbidden', 'Another operator ends it, who is neither of the two.')
      if (found.endedAt) throw new Refusal('conflict', 'This record has ended already.')
      const { person, other } = found
      const says = () => [
        { name: 'You sign', value: 'That these two accounts are two people’s after all' },
        { name: 'One account', value: `${person.name}, ${person.email}` },
        { name: 'The other', value: `${other.name}, ${other.email}` },
        { name: 'Why', value: reason },
      ]
      await requireProof(tx, actor, { verb: 'end-same-human', body: { id, reason }, says })
      const ended = await tx.sameHuman.updateMany({
        where: { id, endedAt: null },
        data: { endedById: actor.personId, endedAt: clock.now(), endedReason: reason },
      })
      if (ended.count === 0) throw new Refusal('conflict', 'This record has ended already.')
      for (const subjectId of [found.personId, found.otherId])
        await record(tx, actor, {
          subjectKind: 'person',
          subjectId,
          action: 'same-human-ended',
          summary: 'Recorded that two accounts are two people’s after all',
          detail: { sameHumanId: id },
        })
      const payload = { id, news: 'ended' }
      await askFor(tx, 'tell-same-human', { payload, key: `tell-same-human:ended:${id}` })
    })
  await whileTwoPeople(end)
}
