import type { TrialPair } from '../pots/compare-trials.ts'
import { csvHeader, csvRow, type CsvColumn } from './csv.ts'

const columns: CsvColumn<TrialPair>[] = [
  { name: 'challenge', value: ({ after }) => after.challengeTitle },
  { name: 'challenge_slug', value: ({ after }) => after.challengeSlug },
  { name: 'closed_at', value: ({ after }) => after.closedAt?.toISOString() },
  { name: 'target_pence', value: ({ after }) => after.targetPence },
  { name: 'councils', value: ({ after }) => after.councilCount },
  { name: 'pledged_pence', value: ({ after }) => after.pledgedPence },
  { name: 'from_pot_before_pence', value: ({ before }) => before.fromPotPence },
  { name: 'from_pot_after_pence', value: ({ after }) => after.fromPotPence },
  { name: 'difference_pence', value: ({ morePence }) => morePence },
  { name: 'reaches_target_before', value: ({ before }) => before.isReached },
  { name: 'reaches_target_after', value: ({ after }) => after.isReached },
]

/** A rule tried on the pledges so far, round by round, beside the one in force. */
export async function* trialCsv(pairs: TrialPair[]) {
  yield await Promise.resolve(csvHeader(columns))
  yield pairs.map((pair) => csvRow(columns, pair)).join('')
}
