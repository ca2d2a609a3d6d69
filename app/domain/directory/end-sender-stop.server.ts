import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { whileTwoPeople } from '../organisations/while-two-people.server.ts'
import { canEndStop, canReadReports, isStanding, type EndStopInput } from './report.ts'
import { tellOfStopEnded } from './tell-of-report.server.ts'

/** Lets a sender whom an operator has stopped write again before their time is over, and tells them. Once. */
export async function endSenderStop(actor: Actor, id: string, { reason }: EndStopInput) {
  if (!canReadReports(actor)) throw new Refusal('not-found', 'Page not found')
  const end = () =>
    transaction(async (tx) => {
      const stop = await tx.senderStop.findUnique({
        where: { id },
        select: { personId: true, endsAt: true, endedAt: true },
      })
      if (!stop) throw new Refusal('not-found', 'Page not found')
      if (!canEndStop(actor, stop))
        throw new Refusal('forbidden', 'Another operator decides whether you may write again.')
      const endedAt = clock.real()
      if (!isStanding(stop, endedAt)) throw over()
      const { count } = await tx.senderStop.updateMany({
        where: { id, endedAt: null },
        data: { endedById: actor.personId, endedAt, endedReason: reason },
      })
      if (count === 0) throw over()
      await tellOfStopEnded(tx, { id, personId: stop.personId, reason })
      await record(tx, actor, {
        subjectKind: 'person',
        subjectId: stop.personId,
        action: 'sender-stop-ended',
        summary: 'Let somebody write to people in the directory again',
        detail: { stopId: id },
      })
    })
  await whileTwoPeople(end)
}

const over = () => new Refusal('conflict', 'They may write again already.')
