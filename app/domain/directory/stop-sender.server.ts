import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { covers } from './report.ts'

type Wanted = { personId: string; reason: string; endsAt: Date | null }
type Stop = { id: string; endsAt: Date | null }

/**
 * Keeps somebody from writing to anybody in the directory, for whichever organisation: a step of closing a report. Where
 * they are stopped for as long already, that stop is the answer; a shorter one ends, and the longer one stands.
 */
export async function stopSender(tx: Tx, actor: Actor, wanted: Wanted): Promise<Stop> {
  const { personId, reason, endsAt } = wanted
  await tx.$executeRaw`select lock_sender(${personId}::uuid)`
  const at = clock.real()
  const standing = await findStandingStop(tx, personId)
  if (standing && covers(standing.endsAt, endsAt)) return standing
  if (standing)
    await tx.senderStop.update({
      where: { id: standing.id },
      data: { endedById: actor.personId, endedAt: at, endedReason: 'A longer one follows.' },
    })
  const id = newId()
  await tx.senderStop.create({
    data: { id, personId, reason, stoppedById: actor.personId, stoppedAt: at, endsAt },
  })
  await record(tx, actor, {
    subjectKind: 'person',
    subjectId: personId,
    action: 'sender-stopped',
    summary: 'Stopped somebody from writing to people in the directory',
    detail: { stopId: id },
  })
  return { id, endsAt }
}

const findStandingStop = (tx: Tx, personId: string) =>
  tx.senderStop.findFirst({
    where: {
      ...{ personId, endedAt: null },
      OR: [{ endsAt: null }, { endsAt: { gt: clock.real() } }],
    },
    orderBy: { id: 'desc' },
    select: { id: true, endsAt: true },
  })
