import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import type { ReplayReport } from './replay-pots.server.ts'

/** Notes for each pot what came of working it out again, for its page to show. The total of a round is no pot's. */
export async function noteReplay({ journals, seen, differences }: ReplayReport) {
  const pots = await db.pot.findMany({ select: { id: true }, take: 1_000 })
  const at = clock.now()
  await db.potReplay.createMany({
    data: pots.map(({ id: potId }) => ({
      ...{ potId, at, journalCount: journals, matchCount: seen.get(potId) ?? 0 },
      differenceCount: differences.filter((one) => one.potId === potId).length,
    })),
    // Two runs at one instant say the same.
    skipDuplicates: true,
  })
}
