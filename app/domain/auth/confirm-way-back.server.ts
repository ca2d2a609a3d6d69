import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { formatDateTime } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import { requireProof } from '../audit/require-proof.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { whileTwoPeople } from '../organisations/while-two-people.server.ts'
import { onlyThoseWhoMay, readReturning } from './returning.server.ts'
import { hashOf, newSecret } from './secret.server.ts'
import { tellReturning } from './tell-of-way-back.server.ts'
import { confirmsAs, hasLapsed, isEnough, WAIT_MS, type Returning } from './way-back.ts'

const isGone = () => new Refusal('not-found', 'Nobody asks to be let back in here.')

/**
 * Says that somebody who asks to be let back in was asked in person and is who they are. Once enough have said so, a
 * day begins in which its person can stop it; then their factors go. Lets nobody in by itself.
 */
export async function confirmWayBack(actor: Actor, wayBackId: string) {
  await whileTwoPeople(() =>
    transaction(async (tx) => {
      const way = await lockWayBack(tx, wayBackId)
      const returning = way && (await readReturning(tx, way.personId))
      const confirmedAs = returning && confirmsAs(returning, actor)
      if (!way || !confirmedAs) throw isGone()
      if (hasLapsed(way, clock.now())) throw new Refusal('conflict', 'That was asked too long ago.')
      const mine = { wayBackId, personId: actor.personId }
      if (await tx.wayBackConfirmation.count({ where: mine })) return
      const says = () => sayWayBack(tx, way.personId)
      await requireProof(tx, actor, { verb: 'confirm-way-back', body: { wayBackId }, says })
      const confirmedAt = clock.now()
      await tx.wayBackConfirmation.create({ data: { ...mine, confirmedAs, confirmedAt } })
      await record(tx, actor, {
        subjectKind: 'person',
        subjectId: way.personId,
        action: 'way-back-confirmed',
        summary: 'Confirmed that somebody is to be let back in',
        about: returning.organisationIds,
        detail: { wayBackId, confirmedAs },
      })
      await beginWait(tx, way, returning)
    }),
  )
}

type Open = { id: string; personId: string; askedAt: Date; dueAt: Date | null }

/** One that is open, locked: whoever confirms, stops and finishes it come one after the other. */
export async function lockWayBack(tx: Tx, id: string) {
  const [way] = await tx.$queryRaw<Open[]>`
    select id, person_id as "personId", asked_at as "askedAt", due_at as "dueAt"
    from ways_back where id = ${id}::uuid and ended_at is null for update`
  return way
}

async function beginWait(tx: Tx, { id, personId, dueAt: before }: Open, returning: Returning) {
  const kept = await tx.wayBackConfirmation.findMany({ where: { wayBackId: id } })
  if (before || !isEnough(returning, await onlyThoseWhoMay(tx, returning, kept))) return
  const dueAt = new Date(clock.now().getTime() + WAIT_MS)
  const stop = newSecret()
  await tx.wayBack.updateMany({
    where: { id, endedAt: null },
    data: { dueAt, stopHashes: { push: hashOf(stop) } },
  })
  await tellReturning(
    tx,
    { personId, stop },
    `It was confirmed that you are to be let back in. On ${formatDateTime(dueAt)} your second factor is removed, every browser of yours is signed out, and you set up a new one.`,
  )
}

async function sayWayBack(tx: Tx, personId: string) {
  const { name, email } = await tx.person.findUniqueOrThrow({ where: { id: personId } })
  return [
    { name: 'You sign', value: `That ${name} asks to be let back in, and told you so in person` },
    { name: 'Their address', value: email },
    { name: 'Then', value: 'After a day their second factor is removed and they set up a new one' },
  ]
}
