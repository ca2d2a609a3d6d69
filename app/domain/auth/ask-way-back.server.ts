import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { Refusal } from '#app/core/refusal.ts'
import { DAY_MS } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import { signedOut } from './factor-refusals.ts'
import { findSession } from './find-signed-in.server.ts'
import { lockFactors } from './lock-factors.server.ts'
import { listAsked, readReturning } from './returning.server.ts'
import { hashOf, newSecret } from './secret.server.ts'
import { tellReturning, tellThoseAsked } from './tell-of-way-back.server.ts'
import { ASKED_A_DAY, LAPSE_MS } from './way-back.ts'

/**
 * Asks for a way back in for whoever holds half a session and has lost every factor. Its person is mailed how to stop
 * it, and those who may confirm it are asked to. While one is open, asking again changes nothing and mails nobody.
 */
export async function askWayBack(token: string | undefined) {
  return transaction(async (tx) => {
    const found = await findSession(token, tx)
    if (!found?.isHalf) throw signedOut()
    const { actor } = found.signedIn
    const { personId } = actor
    await lockFactors(tx, personId)
    await endLapsed(tx, personId)
    if (await tx.wayBack.count({ where: { personId, endedAt: null } })) return
    await refuseTooMany(tx, personId)
    const stop = newSecret()
    const { id } = await tx.wayBack.create({
      data: { id: newId(), personId, askedAt: clock.now(), stopHashes: [hashOf(stop)] },
    })
    const returning = await readReturning(tx, personId)
    const asked = await listAsked(tx, returning)
    await record(tx, actor, {
      subjectKind: 'person',
      subjectId: personId,
      action: 'way-back-asked',
      summary: 'Asked to be let back in without a second factor',
      detail: { wayBackId: id },
    })
    await tellReturning(
      tx,
      { personId, stop },
      'Somebody who has your mailbox asked to be let back in without your second factor. If it was you, your administrator will ask you in person whether it was.',
    )
    await tellThoseAsked(tx, { wayBackId: id, name: actor.personName, returning, asked })
  })
}

/** What nobody confirmed within a week makes room for a new one. */
async function endLapsed(tx: Tx, personId: string) {
  const now = clock.now()
  const askedAt = { lte: new Date(now.getTime() - LAPSE_MS) }
  await tx.wayBack.updateMany({
    where: { personId, endedAt: null, dueAt: null, askedAt },
    data: { endedAt: now, endedAs: 'lapsed' },
  })
}

async function refuseTooMany(tx: Tx, personId: string) {
  const askedAt = { gt: new Date(clock.now().getTime() - DAY_MS) }
  if ((await tx.wayBack.count({ where: { personId, askedAt } })) >= ASKED_A_DAY)
    throw new Refusal('conflict', 'This was asked three times since yesterday. Try again tomorrow.')
}
