/** That somebody was erased, and when: all that outlives a database which is put back to an earlier day. */
export type Erasure = { personId: string; at: string }

const line = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) (\d{4}-\d{2}-\d{2}T[\d:.]+Z)$/

/** One erasure a line, the oldest first, each person once. */
export const erasuresText = (erasures: Erasure[]) =>
  merged(erasures)
    .map(({ personId, at }) => `${personId} ${at}\n`)
    .join('')

/** A list that cannot be followed as it is; its message says which lines and why. */
export class UnreadableErasures extends Error {}

/** Reads it back, as a whole or not at all: nobody may be missed for a slip of the pen. */
export function readErasures(text: string): Erasure[] {
  const read = text.split(/\r?\n/).map((each, place) => readLine(each.trim(), place + 1))
  const wrong = read.filter((each) => typeof each === 'string')
  if (wrong.length > 0) throw new UnreadableErasures(wrong.slice(0, MOST_NAMED).join('\n'))
  return merged(read.filter((each) => typeof each === 'object'))
}

/** Of a file that is something else every line would be wrong. */
const MOST_NAMED = 10

/** What a line says, or what is wrong with it; nothing where it is empty or a remark. */
function readLine(text: string, number: number): Erasure | string | undefined {
  if (text === '' || text.startsWith('#')) return undefined
  const [, personId, at] = line.exec(text) ?? []
  if (!personId || !at)
    return `Line ${number} is not an id and a time, like “${example}”: ${JSON.stringify(text.slice(0, 80))}`
  if (Number.isNaN(Date.parse(at))) return `Line ${number} has a time that never was: ${at}`
  return { personId, at }
}

const example = '01a22852-83d0-730f-9dc6-630158780d48 2026-11-01T09:00:00Z'

function merged(erasures: Erasure[]): Erasure[] {
  const first = new Map<string, string>()
  for (const { personId, at } of erasures.toSorted((one, other) => (one.at < other.at ? -1 : 1)))
    if (!first.has(personId)) first.set(personId, at)
  return [...first].map(([personId, at]) => ({ personId, at }))
}
