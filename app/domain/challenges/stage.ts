/**
 * Where a challenge stands. Stored, because lists filter on it; moved only by `moveChallenge`,
 * which the areas above call from the verb that makes it true.
 */
export const stages = [
  'draft',
  'gathering',
  'pooling',
  'funded',
  'lapsed',
  'awarded',
  'delivering',
  'completed',
  'stopped',
] as const
export type Stage = (typeof stages)[number]

/** What may follow what. A lapsed challenge may open another round. */
const next: Record<Stage, Stage[]> = {
  draft: ['gathering'],
  gathering: ['pooling'],
  pooling: ['funded', 'lapsed'],
  funded: ['awarded'],
  lapsed: ['pooling'],
  awarded: ['delivering'],
  delivering: ['completed', 'stopped'],
  completed: [],
  stopped: [],
}

export const canFollow = (from: Stage, to: Stage) => next[from].includes(to)

/** As people read it, on tags and in filters. */
export const stageLabel: Record<Stage, string> = {
  draft: 'Draft',
  gathering: 'Needs co-signers',
  pooling: 'Open for pledges',
  funded: 'Funded',
  lapsed: 'Target missed',
  awarded: 'Supplier chosen',
  delivering: 'Being built',
  completed: 'In use',
  stopped: 'Stopped',
}
