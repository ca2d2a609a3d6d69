import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from '../organisations/actor.ts'
import { canKeepHolds, type HoldInput } from './legal-hold.ts'
import { lockHolds } from './lock-holds.server.ts'
import { record } from './record.server.ts'

/**
 * Keeps what is held about a person, or about the people of an organisation, from being forgotten or erased until the hold is
 * ended. What is gone already it does not bring back. An organisation reads of it in its audit; a person, on asking to be erased.
 */
export async function setLegalHold(actor: Actor, input: HoldInput) {
  if (!canKeepHolds(actor)) throw new Refusal('not-found', 'Page not found')
  const { reason, source } = input
  const id = newId()
  try {
    await transaction(async (tx) => {
      await lockHolds(tx)
      const subject = await findSubject(tx, input)
      const set = { setById: actor.personId, setAt: clock.now() }
      await tx.legalHold.create({ data: { id, ...subject, reason, source, ...set } })
      await record(tx, actor, {
        subjectKind: 'legal-hold',
        subjectId: id,
        action: 'legal-hold-set',
        summary: `Set a legal hold on ${input.of === 'person' ? 'what is held about a person' : 'an organisation'}`,
        about: subject.organisationId ? [subject.organisationId] : [],
      })
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Refusal('conflict', 'There is a hold on them already.', { field: 'named' })
  }
}

type Subject = { personId: string | null; organisationId: string | null }

async function findSubject(tx: Tx, { of, named }: HoldInput): Promise<Subject> {
  const found =
    of === 'person'
      ? await tx.person.findUnique({ where: { email: named.toLowerCase() }, select: { id: true } })
      : await tx.organisation.findFirst({
          where: { name: { equals: named, mode: 'insensitive' } },
          orderBy: { id: 'asc' },
          select: { id: true },
        })
  if (!found)
    throw new Refusal(
      'invalid',
      of === 'person'
        ? 'Nobody here has this address. Enter it as it is on their people page.'
        : 'No organisation here has this name. Enter it as it is on its page.',
      { field: 'named' },
    )
  const { id } = found
  return of === 'person'
    ? { personId: id, organisationId: null }
    : { personId: null, organisationId: id }
}
