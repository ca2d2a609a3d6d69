/** The connection a check asks on: it looks at all there is, and may take its time. */
type Asked = {
  $queryRaw: <T = unknown[]>(text: TemplateStringsArray, ...values: unknown[]) => PromiseLike<T>
}

/** Something that must always hold, as a query for the rows that break it. */
export type Check = {
  /** A sentence that is true while `rows` returns nothing. */
  name: string
  rows: (db: Asked) => PromiseLike<unknown[]>
}
