/** Something that must always hold, as a query for the rows that break it. */
export type Check = {
  /** A sentence that is true while `rows` returns nothing. */
  name: string
  rows: () => Promise<unknown[]>
}
