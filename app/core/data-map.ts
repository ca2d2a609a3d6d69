/**
 * How long a table's rows are kept, and why. `record` is what happened with public money, which the law has us keep; `account`
 * is kept until the person is erased, a `listing` as long as they want it, the words of a `message` as a mail.
 */
export const keptClasses = [
  'record',
  'account',
  'session',
  'sign-in',
  'invitation',
  'listing',
  'message',
  'mail',
  'register',
  'worked-out',
] as const

/** Columns by name, with spaces between. */
type Columns = string

export type TableMap = {
  kept: (typeof keptClasses)[number]
  /** Columns that say whom a row is about, each with the column that says when, or '' where none does. */
  about?: Record<string, string>
  /** Where the row goes to an address instead: the person who has that email. */
  address?: string
  /** What people wrote: by the person in that column, or for their organisation. It may name others. */
  words?: Record<string, string>
  /** What tells who a person is, or where they are to be found. */
  contact?: Columns
  /** Handed out to nobody: secrets, and what belongs to an organisation alone. */
  secret?: Columns
  /** About nobody. */
  plain: Columns
}

/** The tables of one area. */
export type AreaMap = Record<string, TableMap>

export const columnsOf = (text: Columns | undefined) => (text ? text.split(' ') : [])
