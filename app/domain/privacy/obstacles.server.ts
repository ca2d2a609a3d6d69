import { db, type Tx } from '#app/core/db.server.ts'
import { countOf } from '#app/core/number.ts'
import { isHeld } from '../audit/hold-queries.server.ts'
import { listAloneAsAdministrator } from '../organisations/erase-person.server.ts'

/** What stands in the way, in words: what only this person can finish, and a legal hold. While there is any they cannot be erased. */
export async function listObstacles(personId: string, tx: Tx = db) {
  const [alone, toSign, toAssess] = [
    await listAloneAsAdministrator(tx, personId),
    await tx.pledge.count({ where: { signById: personId, state: 'awaiting-approval' } }),
    await tx.assessor.count({
      where: { personId, pitchCall: { OR: [{ award: null }, { award: { publishedAt: null } }] } },
    }),
  ]
  return [
    ...((await isHeld(personId, tx))
      ? [
          'The law has us keep what we hold about you for now: there is a legal hold. Nothing about you is deleted until it ends. Contact us to ask about it.',
        ]
      : []),
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
