/** What somebody asked for, under the key that their form carries or that the thing itself has. */
export type Operation = {
  verb: string
  key: string
  body: unknown
  /** What to say to whoever comes with another body; left out, that the form was sent before. */
  refusal?: string
}

/** The same body gives the same text, whatever the order in which its answers were put together. */
export function textOfBody(body: unknown): string {
  return JSON.stringify(plain(body))
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value)
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, each]) => each !== undefined && each !== null)
  entries.sort(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(entries.map(([key, each]) => [key, plain(each)]))
}
