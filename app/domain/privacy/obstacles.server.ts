import { db, type Tx } from '#app/core/db.server.ts'
import { countOf } from '#app/core/number.ts'
import { listAloneAsAdministrator } from '../organisations/erase-person.server.ts'

/** What only this person can finish, in words: while there is any of it they cannot be erased. */
export async function listObstacles(personId: string, tx: Tx = db) {
  const [alone, toSign, toAssess] = [
    await listAloneAsAdministrator(tx, personId),
    await tx.pledge.count({ where: { signById: personId, state: 'awaiting-approval' } }),
    await tx.assessor.count({
      where: { personId, pitchCall: { OR: [{ award: null }, { award: { publishedAt: null } }] } },
    }),
  ]
  return [
    ...alone.map((name) => `${name} would have no administrator. Appoint another one first.`),
    ...(toSign > 0
      ? [`${countOf(toSign, 'pledge')} wait for your signature. Sign or decline first.`]
      : []),
    ...(toAssess > 0
      ? [
          `You assess pitches of ${countOf(toAssess, 'challenge')} whose award is not published yet.`,
        ]
      : []),
  ]
}
