/** What was played, counted over all histories of this process. */
export const tally = { runs: 0, steps: 0, twice: 0, refused: 0, kinds: new Map<string, number>() }

export const count = (kind: string) => tally.kinds.set(kind, (tally.kinds.get(kind) ?? 0) + 1)
