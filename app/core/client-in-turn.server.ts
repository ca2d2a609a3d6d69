import pg from 'pg'

/**
 * A connection that is asked one thing at a time. Within a transaction Prisma reads several relations of a row
 * at once, on the one connection there is; pg makes them wait for each other too, but warns, and from its
 * version 9 on refuses. Only queries that answer by a promise are Prisma's in a transaction; others pass.
 */
export class ClientInTurn extends pg.Client {
  private last: Promise<unknown> = Promise.resolve()

  constructor(config?: pg.ClientConfig) {
    super(config)
    // Looked up at each query: `tests/national` listens there.
    const ask = (...asked: unknown[]) =>
      Reflect.apply(pg.Client.prototype.query, this, asked) as unknown as Promise<unknown>
    const inTurn = (...asked: unknown[]) => {
      if (!isByPromise(asked)) return ask(...asked)
      const answer = this.last.then(() => ask(...asked))
      this.last = answer.catch(() => undefined)
      return answer
    }
    this.query = inTurn as unknown as pg.Client['query']
  }
}

/** Not with a callback at the end, nor a query that is an object with a life of its own. */
const isByPromise = (asked: unknown[]) =>
  typeof asked.at(-1) !== 'function' &&
  !(typeof asked[0] === 'object' && asked[0] !== null && 'submit' in asked[0])
