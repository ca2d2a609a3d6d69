import { clock } from '#app/core/clock.ts'
import { db, isUniqueViolation, transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { requireBeginning } from '../organisations/former-organisation.ts'
import { canDraft } from './challenge.ts'
import type { StartInput } from './draft.ts'

/**
 * Begins a challenge for an officer's council with its title. Only that council's officers see it.
 * The operation key becomes its id, so the form sent twice begins one draft.
 */
export async function startDraft(actor: Actor, { operationKey, ...answers }: StartInput) {
  requireBeginning(actor)
  if (!canDraft(actor))
    throw new Refusal('forbidden', 'Only officers of a council can post a challenge.')
  const now = clock.now()
  try {
    await transaction(async (tx) => {
      await tx.challenge.create({
        data: {
          id: operationKey,
          ...answers,
          leadCouncilId: actor.organisationId,
          stage: 'draft',
          createdById: actor.personId,
          createdAt: now,
          changedAt: now,
        },
      })
      await record(tx, actor, {
        subjectKind: 'challenge',
        subjectId: operationKey,
        action: 'draft-started',
        summary: `Started to write “${answers.title}”`,
      })
    })
  } catch (error) {
    if (!isUniqueViolation(error) || !(await isOwnDraft(actor, operationKey))) throw error
  }
  return { id: operationKey }
}

const isOwnDraft = (actor: Actor, id: string) =>
  db.challenge.findUnique({
    where: { id, createdById: actor.personId, leadCouncilId: actor.organisationId },
    select: { id: true },
  })
