import { transaction } from '#app/core/db.server.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { getOwnData } from './own-data.server.ts'

/** The copy a person takes of what is held about them. That they took one is on record. */
export async function copyOwnData(actor: Actor) {
  const own = await getOwnData(actor)
  await transaction((tx) =>
    record(tx, actor, {
      subjectKind: 'person',
      subjectId: actor.personId,
      action: 'own-data-copied',
      summary: 'Took a copy of what is held about them',
    }),
  )
  return own
}
