import { clock } from '#app/core/clock.ts'
import { db, transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { getOwnData } from './own-data.server.ts'

const action = 'own-data-copied'
const PAUSE_SECONDS = 60

/**
 * The copy a person takes of what is held about them. That they took one is on record. Every table is looked through for it,
 * so whoever has just taken one waits a minute for the next.
 */
export async function copyOwnData(actor: Actor) {
  const { personId } = actor
  const subject = { subjectKind: 'person', subjectId: personId }
  const since = new Date(clock.now().getTime() - PAUSE_SECONDS * 1_000)
  if (await db.auditEntry.findFirst({ where: { ...subject, action, at: { gt: since } } }))
    throw new Refusal('conflict', 'You have just taken a copy. Wait a minute for the next one.', {
      retryAfterSeconds: PAUSE_SECONDS,
    })
  await transaction((tx) =>
    record(tx, actor, { ...subject, action, summary: 'Took a copy of what is held about them' }),
  )
  return getOwnData(actor)
}
