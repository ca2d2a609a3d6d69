/** That somebody was erased, and when: all that outlives a database which is put back to an earlier day. */
export type Erasure = { personId: string; at: string }

const line = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) (\d{4}-\d{2}-\d{2}T[\d:.]+Z)$/

/** One erasure a line, the oldest first, each person once. */
export const erasuresText = (erasures: Erasure[]) =>
  merged(erasures)
    .map(({ personId, at }) => `${personId} ${at}\n`)
    .join('')

/** Reads it back. A line that says neither is an error: nobody may be missed for a slip of the pen. */
export function readErasures(text: string): Erasure[] {
  return merged(
    text
      .split(/\r?\n/)
      .map((each) => each.trim())
      .filter((each) => each !== '' && !each.startsWith('#'))
      .map((each) => {
        const [, personId, at] = line.exec(each) ?? []
        if (!personId || !at) throw new Error(`This line names nobody who was erased: ${each}`)
        return { personId, at }
      }),
  )
}

function merged(erasures: Erasure[]): Erasure[] {
  const first = new Map<string, string>()
  for (const { personId, at } of erasures.toSorted((one, other) => (one.at < other.at ? -1 : 1)))
    if (!first.has(personId)) first.set(personId, at)
  return [...first].map(([personId, at]) => ({ personId, at }))
}
