import { z } from 'zod'
import { Refusal } from '#app/core/refusal.ts'
import { startOfDay } from '#app/core/time.ts'

export const LARGEST_PAGE = 100
const USUAL_PAGE = 50

/** What every list may be asked. */
export const PageParameters = z.strictObject({
  cursor: z
    .string()
    .max(300)
    .optional()
    .meta({ description: 'Where to go on: taken from `links.next` of the page before, as it is.' }),
  limit: z.coerce
    .number('Give a limit as a whole number')
    .int('Give a limit as a whole number')
    .min(1, 'Give a limit from 1 to 100')
    .max(LARGEST_PAGE, 'Give a limit from 1 to 100')
    .default(USUAL_PAGE)
    .meta({ description: 'How many to give at most.' }),
})

/** A council by its code or by its name in addresses. */
export const CouncilParameter = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,100}$/, 'Give a council by its code or slug')
  .optional()
  .meta({ description: 'A council, by its ONS code or its slug.' })

export const ReferenceParameter = z
  .string()
  .regex(/^SO-?\d{1,9}$/i, 'Give a reference like SO-0412')
  .optional()
  .meta({ description: 'A challenge, by its reference.' })

export const SlugParameter = z
  .string()
  .regex(/^[a-z0-9-]{1,100}$/, 'Give a slug: small letters, digits and hyphens')
  .optional()

const [FIRST_MS, LAST_MS] = [Date.UTC(1900, 0), Date.UTC(10_000, 0) - 1]

/** Of the years 1900 to 9999: the database is asked about no others. */
const isInReach = (text: string) => Date.parse(text) >= FIRST_MS && Date.parse(text) <= LAST_MS

const dayOrInstant = 'Give a day or an instant, like 2027-10-29'

/** A day means from when it begins in London. */
export const SinceParameter = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], dayOrInstant)
  .refine(isInReach, dayOrInstant)
  .transform((text) => (text.length === 10 ? startOfDay(text) : new Date(text)))
  .optional()

/** Reads the query of a list; what is wrong with it, or unknown, is said and not skipped. */
export function readParameters<S extends z.ZodType>(
  schema: S,
  search: URLSearchParams,
): z.output<S> {
  const given = new Map<string, string>()
  for (const [name, value] of search) {
    if (given.has(name)) throw new Refusal('invalid', `Give ${name} once.`)
    if (value !== '') given.set(name, value)
  }
  const read = schema.safeParse(Object.fromEntries(given))
  if (read.success) return read.data
  const [issue] = read.error.issues
  if (issue?.code === 'unrecognized_keys')
    throw new Refusal(
      'invalid',
      `There is no parameter called ${issue.keys.join(', ').slice(0, 100)}.`,
    )
  throw new Refusal('invalid', `${issue?.path.join('.')}: ${issue?.message}`)
}

const instant = z.iso.datetime().refine(isInReach)

/** Where each list goes on: the key of the last row given. Anybody can write one, so it holds what a table could. */
const keys = {
  challenges: z.tuple([z.int32()]),
  pledges: z.tuple([instant, z.int32()]),
  'in-kind-pledges': z.tuple([z.int32()]),
  matches: z.tuple([instant, z.uuid()]),
  pots: z.tuple([z.int32()]),
  'market-days': z.tuple([instant, z.uuid()]),
  projects: z.tuple([z.int32()]),
  payments: z.tuple([z.int32()]),
  councils: z.tuple([z.string().regex(/^[a-z0-9-]{1,100}$/)]),
  suppliers: z.tuple([z.string().regex(/^[a-z0-9-]{1,200}$/)]),
} as const
export type ListName = keyof typeof keys
export type Key<L extends ListName> = z.output<(typeof keys)[L]>

/** Opaque to readers; it names its list, so that the cursor of another one is noticed. */
export const writeCursor = <L extends ListName>(list: L, key: Key<L>) =>
  btoa(JSON.stringify([list, ...key]))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

export function readCursor<L extends ListName>(list: L, cursor: string | undefined) {
  if (cursor === undefined) return undefined
  const [name, ...key] = decode(cursor)
  const known = keys[list].safeParse(key)
  if (name !== list || !known.success)
    throw new Refusal('invalid', 'This cursor is not one of this list. Start without a cursor.')
  return known.data as Key<L>
}

function decode(cursor: string): unknown[] {
  try {
    const read: unknown = JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')))
    return Array.isArray(read) ? read : []
  } catch {
    return []
  }
}

export type Page<Row> = { data: Row[]; next: string | undefined }

/** A page out of rows of which one more than wanted was read, to know whether there are others. */
export function pageOf<Row, L extends ListName>(
  rows: Row[],
  limit: number,
  { list, keyOf }: { list: L; keyOf: (row: Row) => Key<L> },
): Page<Row> {
  const data = rows.slice(0, limit)
  const last = data.at(-1)
  return { data, next: rows.length > limit && last ? writeCursor(list, keyOf(last)) : undefined }
}
