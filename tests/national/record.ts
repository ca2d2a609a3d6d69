import pg from 'pg'

/** One statement as it was sent, and how its session plans. */
export type Statement = { text: string; values: unknown[]; isGeneric: boolean }

type Query = (this: pg.Client, ...given: unknown[]) => unknown

/**
 * Does some work and tells which reading statements it sent, in order. What is only there to open or
 * close a transaction is left out.
 */
export async function recordSql(work: () => Promise<unknown>): Promise<Statement[]> {
  const sent: Statement[] = []
  const prototype = pg.Client.prototype as unknown as { query: Query }
  const original = prototype.query
  prototype.query = function (...given) {
    const [first, second] = given
    const asked =
      typeof first === 'string'
        ? { text: first }
        : (first as { text?: string; values?: unknown[]; rowMode?: string })
    const values = asked.values ?? (Array.isArray(second) ? (second as unknown[]) : [])
    // Prisma asks for rows as arrays; the pool of the money core, with its generic plans, does not.
    if (
      asked.text &&
      /^\s*(select|with)\b/i.test(asked.text) &&
      !asked.text.includes('set_config(')
    )
      sent.push({ text: asked.text, values, isGeneric: asked.rowMode === undefined })
    return original.apply(this, given)
  }
  try {
    await work()
  } finally {
    prototype.query = original
  }
  return sent
}
