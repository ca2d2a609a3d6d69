import { db, pool } from '#app/core/db.server.ts'
import { columnsOf, type TableMap } from '#app/core/data-map.ts'
import { Refusal } from '#app/core/refusal.ts'
import { withCapital } from '#app/core/sentence.ts'
import { clock } from '#app/core/clock.ts'
import { dataMap, keptFor } from './data-map.ts'

/** One row about a person: what they did in it and when, what they wrote, and how to find it. */
export type OwnRow = {
  reference: string
  deeds: { deed: string; at: string | null }[]
  /** What tells who they are, and what they wrote. Nothing of anybody else. */
  values: Record<string, unknown>
}

export type OwnTable = { what: string; keptUntil: string; rows: OwnRow[] }

export type OwnData = {
  madeAt: string
  person: { name: string; email: string }
  held: OwnTable[]
}

/**
 * All that is held about one person (UK GDPR, article 15), read by the data map: each row that names them, with their
 * own deeds and words in it. What others did or wrote in the same row, and what belongs to an organisation, is left out.
 */
export async function getOwnData({ personId }: { personId: string }): Promise<OwnData> {
  const person = await db.person.findUnique({
    where: { id: personId },
    select: { name: true, email: true },
  })
  if (!person) throw new Refusal('not-found', 'Page not found')
  const self = await listSelf(personId)
  const held: OwnTable[] = []
  for (const [table, map] of Object.entries(dataMap)) {
    const rows = await readTable(table, map, { self, email: person.email })
    if (rows.length === 0) continue
    held.push({ what: called[table] ?? inWords(table), keptUntil: keptFor[map.kept].until, rows })
  }
  return { madeAt: clock.now().toISOString(), person, held }
}

/** The person, and the ids by which other tables know them. */
async function listSelf(personId: string) {
  const { rows } = await pool.query<{ id: string }>(
    `select id from memberships where person_id = $1
     union all select id from assessors where person_id = $1`,
    [personId],
  )
  return [personId, ...rows.map(({ id }) => id)]
}

type Self = { self: string[]; email: string }
type Row = Record<string, unknown>

const names = ['reference', 'number', 'id']

/** Where the name of a table is not what people call it. */
const called: Record<string, string> = {
  people: 'Your name and address',
  outbox_emails: 'Emails to you',
  co_signatures: 'Co-signatures',
  audit_entries: 'What you did, on the audit trail',
}

async function readTable(table: string, map: TableMap, { self, email }: Self): Promise<OwnRow[]> {
  const about = table === 'people' ? { id: '' } : (map.about ?? {})
  const whose = map.address ? [map.address] : Object.keys(about)
  if (whose.length === 0) return []
  const name = names.find((column) => columnsOf(map.plain).includes(column))
  const columns = new Set([
    ...Object.entries(about).flat(),
    ...columnsOf(map.contact),
    ...Object.keys(map.words ?? {}),
    name ?? '',
  ])
  columns.delete('')
  const { rows } = await pool.query<Row>(
    `select ${[...columns].join(', ')} from ${table}
     where ${whose.map((column) => `${column} = any ($1)`).join(' or ')}`,
    [map.address ? [email] : self],
  )
  return rows.map((row) => ownPartOf(row, { about, map, self, name }))
}

type Reading = {
  about: Record<string, string>
  map: TableMap
  self: string[]
  name: string | undefined
}

function ownPartOf(row: Row, { about, map, self, name }: Reading): OwnRow {
  const isOwn = (column: string) => self.includes(String(row[column]))
  const deeds = Object.entries(about)
    .filter(([column]) => isOwn(column))
    .map(([column, at]) => ({ deed: deedOf(column), at: at ? textOf(row[at]) : null }))
  const own = Object.entries(map.words ?? {}).filter(([, author]) => isOwn(author))
  const values = Object.fromEntries(
    [...own.map(([column]) => column), ...columnsOf(map.contact)]
      .filter((column) => row[column] !== null)
      .map((column) => [inWords(column), row[column]]),
  )
  return { reference: name ? String(row[name]) : '', deeds, values }
}

const textOf = (value: unknown) => (value instanceof Date ? value.toISOString() : String(value))

/** 'signed_by_id' is "Signed"; where a column only says who it is about, that. */
const deedOf = (column: string) =>
  column.endsWith('_by_id') ? inWords(column.replace(/_by_id$/, '')) : 'About you'

const inWords = (name: string) => withCapital(name.replaceAll('_', ' '))
