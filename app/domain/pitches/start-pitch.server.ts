import { clock } from '#app/core/clock.ts'
import { db, isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { formatDateTime } from '#app/core/time.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { requireBeginning } from '../organisations/former-organisation.ts'
import { requireVerified } from '../organisations/require-verified.server.ts'
import { canPitch } from './pitch.ts'
import { isOpen } from './pitch-call.ts'

/** Starts a supplier's pitch, or opens the one it has; a withdrawn one begins again as a draft. */
export async function startPitch(actor: Actor, slug: string) {
  if (!canPitch(actor)) throw new Refusal('forbidden', 'Only a supplier can pitch.')
  requireBeginning(actor)
  const call = await db.pitchCall.findFirst({ where: { challenge: { slug } } })
  if (!call) throw new Refusal('not-found', 'This challenge is not open for pitches.')
  const now = clock.now()
  if (!isOpen(call, now))
    throw new Refusal('conflict', `Pitches closed at ${formatDateTime(call.closesAt)}.`)
  const mine = { pitchCallId: call.id, supplierId: actor.organisationId }
  try {
    return await transaction((tx) => startOrReopen(tx, actor, { ...mine, now }))
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    return db.pitch.findUniqueOrThrow({ where: { pitchCallId_supplierId: mine } })
  }
}

const notSent = { sentAt: null, sentById: null, profile: Prisma.DbNull }

type Start = { pitchCallId: string; supplierId: string; now: Date }

async function startOrReopen(tx: Tx, actor: Actor, { pitchCallId, supplierId, now }: Start) {
  await requireVerified(tx, supplierId)
  const mine = { pitchCallId, supplierId }
  const earlier = await tx.pitch.findUnique({ where: { pitchCallId_supplierId: mine } })
  if (earlier && !earlier.withdrawnAt) return earlier
  const pitch = earlier
    ? await tx.pitch.update({
        where: { id: earlier.id },
        data: { ...notSent, withdrawnAt: null, changedAt: now },
      })
    : await tx.pitch.create({
        data: { ...mine, startedById: actor.personId, startedAt: now, changedAt: now },
      })
  await record(tx, actor, {
    subjectKind: 'pitch',
    subjectId: pitch.id,
    action: 'pitch-started',
    summary: earlier ? 'Started the pitch again' : 'Started a pitch',
  })
  return pitch
}
