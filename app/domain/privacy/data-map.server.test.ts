import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { columnsOf, type TableMap } from '#app/core/data-map.ts'
import { dataMap } from './data-map.ts'

type Column = { table: string; column: string }

const mappedColumns = ({ about = {}, words = {}, contact, secret, plain }: TableMap) => [
  ...Object.keys(about),
  ...Object.keys(words),
  ...[contact, secret, plain].flatMap(columnsOf),
]
const inWords = ({ table, column }: Column) => `${table}.${column}`
const mapped = Object.entries(dataMap).flatMap(([table, map]) =>
  mappedColumns(map).map((column) => `${table}.${column}`),
)

test('every column of every table is on the data map, once, and nothing else is', async () => {
  const there = await db.$queryRaw<Column[]>`
    select table_name as "table", column_name as "column" from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE' and is_generated = 'NEVER'
      and table_name not in ('_prisma_migrations', 'migrations')`
  expect(mapped.toSorted()).toEqual(there.map(inWords).toSorted())
})

test('whoever a column points at is among those its row is about', async () => {
  const links = await db.$queryRaw<Column[]>`
    select from_table.relname as "table", attname as "column" from pg_constraint
    join pg_class from_table on from_table.oid = conrelid join pg_class to_table on to_table.oid = confrelid
    join pg_attribute on attrelid = conrelid and attnum = any (conkey)
    where contype = 'f' and to_table.relname in ('people', 'assessors')`
  expect(links.length).toBeGreaterThan(60)
  const about = Object.entries(dataMap).flatMap(([table, { about: named = {} }]) =>
    Object.keys(named).map((column) => `${table}.${column}`),
  )
  expect(links.map(inWords).filter((link) => !about.includes(link))).toEqual([])
})

test('a column that says when, or who wrote, is one of the same table', () => {
  for (const [table, map] of Object.entries(dataMap)) {
    const all = mappedColumns(map)
    for (const at of Object.values(map.about ?? {})) expect(['', ...all], table).toContain(at)
    for (const author of Object.values(map.words ?? {}))
      expect(['organisation', ...Object.keys(map.about ?? {})], table).toContain(author)
    expect([undefined, ...columnsOf(map.contact)], table).toContain(map.address)
  }
})

test('what nobody is handed is named a secret: hashes, and how somebody is paid', () => {
  const open = Object.entries(dataMap).flatMap(([table, map]) =>
    [...columnsOf(map.contact), ...Object.keys(map.words ?? {})].map(
      (column) => `${table}.${column}`,
    ),
  )
  expect(open.filter((name) => /_hash|sort_code|account_number|fingerprint/.test(name))).toEqual([])
})
