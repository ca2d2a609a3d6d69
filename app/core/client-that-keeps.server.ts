import { createHash } from 'node:crypto'
import pg from 'pg'

/** Statements are constant texts, so there are some dozens. Were they made up, no connection would keep them without end. */
const MOST_KEPT = 500
const names = new Map<string, string>()

/**
 * A connection that keeps what it was asked with values: PostgreSQL reads and plans each statement once, and is asked for
 * it by name from then on (decision 074). For plans that are good for any values.
 */
export class ClientThatKeeps extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config)
    // Looked up at each query: `tests/national` listens there.
    const ask = (...asked: unknown[]) =>
      Reflect.apply(pg.Client.prototype.query, this, named(asked)) as unknown
    this.query = ask as unknown as pg.Client['query']
  }
}

/** Text without values may be several statements, which cannot be kept; what is no text has its own name. */
function named(asked: unknown[]) {
  const [text, values, ...others] = asked
  if (typeof text !== 'string' || !Array.isArray(values)) return asked
  const name = nameOf(text)
  return name ? [{ name, text, values }, ...others] : asked
}

function nameOf(text: string) {
  const known = names.get(text)
  if (known || names.size >= MOST_KEPT) return known
  const name = createHash('sha256').update(text).digest('base64url')
  names.set(text, name)
  return name
}
