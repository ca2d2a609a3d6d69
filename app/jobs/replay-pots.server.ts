import type { Job } from '#app/core/job.ts'
import { log } from '#app/core/log.server.ts'
import { replayPots } from '#app/domain/pledges/replay-pots.server.ts'

/** For `npm run replay`: what is different, of one pot or of all. */
export const replay = (potSlug?: string) => replayPots(potSlug)

/** Each night: do the journals still lead to every match and balance? An error in the log is for a person. */
export const job: Job = {
  schedule: '50 2 * * *',
  run: async () => {
    const { differences } = await replayPots()
    if (differences.length === 0) return
    const first = differences.slice(0, 20).map(({ pot, pledge, what }) => ({ pot, pledge, what }))
    log.error('Pots worked out again are not what is stored', { count: differences.length, first })
  },
}
