import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { formatDateTime } from '#app/core/time.ts'
import type { Actor } from '../organisations/actor.ts'
import { requireBeginning } from '../organisations/former-organisation.ts'
import { canPitch } from './pitch.ts'
import { isOpen } from './pitch-call.ts'

export type OpenPitch = {
  id: string
  number: number
  challengeId: string
  challengeSlug: string
  pitchCallId: string
  sentAt: Date | null
  closesAt: Date
  priceLimitPence: Pence
  now: Date
}

/**
 * Lets somebody of the supplier change its pitch while the call is open. The pitch stays locked for
 * the whole change, so that of two at once the second sees what the first has done.
 */
export async function changeOwnPitch<T>(
  actor: Actor,
  pitchId: string,
  work: (tx: Tx, pitch: OpenPitch) => Promise<T>,
): Promise<T> {
  if (!canPitch(actor)) throw new Refusal('not-found', 'Page not found')
  requireBeginning(actor)
  return transaction(async (tx) => {
    await tx.$queryRaw`select 1 from pitches where id = ${pitchId}::uuid for update`
    const pitch = await tx.pitch.findUnique({
      where: { id: pitchId, supplierId: actor.organisationId },
      include: { pitchCall: { include: { challenge: { select: { slug: true } } } } },
    })
    if (!pitch) throw new Refusal('not-found', 'Page not found')
    const now = clock.now()
    const { pitchCall: call } = pitch
    if (!isOpen(call, now))
      throw new Refusal(
        'conflict',
        `Pitches closed at ${formatDateTime(call.closesAt)}. Nothing in them can change now.`,
      )
    if (pitch.withdrawnAt)
      throw new Refusal('conflict', 'This pitch is withdrawn. Start it again to change it.')
    await tx.pitch.update({ where: { id: pitchId }, data: { changedAt: now } })
    return work(tx, {
      id: pitch.id,
      number: pitch.number,
      challengeId: call.challengeId,
      challengeSlug: call.challenge.slug ?? '',
      pitchCallId: call.id,
      sentAt: pitch.sentAt,
      closesAt: call.closesAt,
      priceLimitPence: call.priceLimitPence,
      now,
    })
  })
}
