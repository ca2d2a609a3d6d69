import type { Job } from '#app/core/job.ts'
import { raiseAlarm } from '#app/domain/notifications/raise-alarm.server.ts'
import { noteReplay } from '#app/domain/pledges/note-replay.server.ts'
import { replayPots } from '#app/domain/pledges/replay-pots.server.ts'

/** For `npm run replay`: what is different, of one pot or of all. */
export const replay = (potSlug?: string) => replayPots(potSlug)

/** Each night: do the journals still lead to every match and balance? */
export const job: Job = {
  schedule: '50 2 * * *',
  run: async () => {
    const report = await replayPots()
    const { differences } = report
    await noteReplay(report)
    if (differences.length === 0) return
    await raiseAlarm({
      what: 'Pots worked out again are not what is stored',
      found: differences.map(({ pot, pledge, what }) =>
        [pot, pledge, what].filter(Boolean).join(', '),
      ),
      command: 'npm run replay',
    })
  },
}
