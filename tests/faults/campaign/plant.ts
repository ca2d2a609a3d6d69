import type { OwnPostgres } from '../own-postgres.ts'
import type { Bug } from './bugs.ts'
import { isBroken, runCampaign } from './campaign.ts'
import type { BugScore } from './report.ts'

type Wanted = {
  postgres: OwnPostgres
  bug: Bug
  seed: number
  mostRounds: number
  say: (line: string) => void
}

/** Tests the test: a campaign on a site with this mistake has to find it, within so many rounds. */
export async function plant({ bug, mostRounds, ...wanted }: Wanted): Promise<BugScore> {
  const { rounds } = await runCampaign({
    ...wanted,
    ...{ bug, rounds: mostRounds, big: [] },
    say: (line) => wanted.say(`planted: ${bug.name}: ${line}`),
  })
  const found = rounds.find(isBroken)
  const caughtBy = found?.judged.filter(({ broken }) => broken.length > 0).map(({ name }) => name)
  return { name: bug.name, caughtBy: caughtBy ?? [], rounds: rounds.length }
}
