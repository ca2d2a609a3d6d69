import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { askFor } from '#app/core/jobs.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { requireProof } from '../audit/require-proof.server.ts'
import type { Actor } from './actor.ts'
import { listAccounts } from './same-human-queries.server.ts'
import { canRecordSameHuman, type SameHumanInput } from './same-human.ts'

const known = () => new Refusal('conflict', 'It is on record already that these are one person’s.')

/**
 * Writes down, for an operator, that two accounts are one human's. From now on they count as one person wherever two
 * are wanted; what they have signed stays signed, and nobody loses a role by it. Both accounts are told.
 */
export async function recordSameHuman(actor: Actor, input: SameHumanInput) {
  if (!canRecordSameHuman(actor)) throw new Refusal('not-found', 'Page not found')
  try {
    return await transaction((tx) => write(tx, actor, input))
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw known()
  }
}

async function write(tx: Tx, actor: Actor, { firstEmail, secondEmail, reason }: SameHumanInput) {
  const first = await findAccount(tx, 'firstEmail', firstEmail)
  const second = await findAccount(tx, 'secondEmail', secondEmail)
  if (first.id === second.id)
    throw new Refusal('invalid', 'Enter the address of another account', { field: 'secondEmail' })
  if ((await listAccounts(tx, first.id)).includes(second.id)) throw known()
  const [personId = '', otherId = ''] = [first.id, second.id].sort()
  const says = () => [
    { name: 'You sign', value: 'That these two accounts are one person’s' },
    { name: 'One account', value: `${first.name}, ${first.email}` },
    { name: 'The other', value: `${second.name}, ${second.email}` },
    { name: 'How you know', value: reason },
  ]
  const body = { personId, otherId, reason }
  await requireProof(tx, actor, { verb: 'record-same-human', body, says })
  const row = { id: newId(), personId, otherId, reason }
  await tx.sameHuman.create({
    data: { ...row, recordedById: actor.personId, recordedAt: clock.now() },
  })
  for (const id of [personId, otherId])
    await record(tx, actor, {
      subjectKind: 'person',
      subjectId: id,
      action: 'same-human-recorded',
      summary: 'Recorded that two accounts are one person’s',
      detail: { sameHumanId: row.id },
    })
  const payload = { id: row.id, news: 'recorded' }
  await askFor(tx, 'tell-same-human', { payload, key: `tell-same-human:recorded:${row.id}` })
  return { id: row.id }
}

async function findAccount(tx: Tx, field: 'firstEmail' | 'secondEmail', email: string) {
  const found = await tx.person.findUnique({
    where: { email },
    select: { id: true, name: true, email: true },
  })
  if (!found) throw new Refusal('invalid', 'No account has this address', { field })
  return found
}
