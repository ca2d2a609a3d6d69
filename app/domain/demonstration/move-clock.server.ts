import { clock } from '#app/core/clock.ts'
import { db, transaction } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { askFor } from '#app/core/jobs.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { furthestMs, timedTasks, whereTo, type ClockMoveInput } from './clock-move.ts'

/** Takes up the clock where the demonstration left it. Called when the process starts. */
export async function resumeClock() {
  if (!env.DEMONSTRATION) return
  const kept = await db.demonstrationClock.findUnique({ where: { id: true } })
  clock.runAhead(Number(kept?.aheadMs ?? 0))
}

/** Moves the demonstration's business clock forward for everybody, and does at once what fell due. */
export async function moveClock(move: ClockMoveInput) {
  if (!env.DEMONSTRATION) throw new Refusal('not-found', 'Page not found')
  const to = whereTo(move, clock.now())
  if (to <= clock.now())
    throw new Refusal('invalid', 'Choose a day after today: the clock only moves forward', {
      field: 'day',
    })
  const aheadMs = to.getTime() - clock.real().getTime()
  if (aheadMs > furthestMs)
    throw new Refusal('invalid', 'Choose a day within five years of the real one', { field: 'day' })
  await transaction(async (tx) => {
    // Of two moves at once the further one stands.
    await tx.$executeRaw`
      insert into demonstration_clocks (ahead_ms, moved_at) values (${aheadMs}, ${clock.real()})
      on conflict (id) do update set moved_at = excluded.moved_at,
        ahead_ms = greatest(demonstration_clocks.ahead_ms, excluded.ahead_ms)`
  })
  await resumeClock()
  await transaction(async (tx) => {
    for (const task of timedTasks) await askFor(tx, task)
  })
  return clock.now()
}
