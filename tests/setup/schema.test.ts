import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'

type Column = { table: string; column: string; type: string; optional: boolean }

const source = readdirSync('prisma/schema')
  .map((name) => readFileSync(`prisma/schema/${name}`, 'utf8'))
  .join('\n')

const models = [...source.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(
  ([, name = '', body = '']) => ({
    name,
    table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name,
    lines: body.split('\n').map((line) => line.trim()),
  }),
)

const plainTypes: Record<string, string> = {
  String: 'text',
  Int: 'int4',
  BigInt: 'int8',
  Boolean: 'bool',
  Json: 'jsonb',
  Bytes: 'bytea',
}
const namedTypes: Record<string, string> = {
  Uuid: 'uuid',
  'Timestamptz(3)': 'timestamptz',
  Date: 'date',
  SmallInt: 'int2',
  Inet: 'inet',
  Citext: 'citext',
}

/** What one line of a model says about a column; a relation or an attribute is none. */
function columnOf(table: string, line: string): Column[] {
  const [, field = '', type = '', list, mark] =
    /^(\w+)\s+(\w+(?:\("[^"]+"\))?)(\[\])?(\?)?/.exec(line) ?? []
  const named = /@db\.(\w+(?:\(\d+\))?)/.exec(line)?.[1]
  const unsupported = /^Unsupported\("([^"]+)"\)/.exec(type)?.[1]
  const base = unsupported ?? (named ? namedTypes[named] : plainTypes[type]) ?? ''
  const isColumn = Boolean(unsupported) || type in plainTypes || type === 'DateTime'
  if (!isColumn) return []
  const column = /@map\("(\w+)"\)/.exec(line)?.[1] ?? field
  return [{ table, column, type: list ? `_${base}` : base, optional: mark === '?' }]
}

const byName = (one: Column, other: Column) =>
  `${one.table}.${one.column}` < `${other.table}.${other.column}` ? -1 : 1

// A column that PostgreSQL works out by itself is nothing Prisma could write, so Prisma need not know it.
test('the Prisma schema and the migrations describe the same tables', async () => {
  const declared = models.flatMap(({ table, lines }) =>
    lines.flatMap((line) => columnOf(table, line)),
  )

  const actual = await db.$queryRaw<Column[]>`
    select table_name as "table", column_name as "column", udt_name as type,
           is_nullable = 'YES' as optional
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> '_prisma_migrations'
      and is_generated = 'NEVER'`

  expect(declared.length).toBeGreaterThan(100)
  expect(actual.sort(byName)).toEqual(declared.sort(byName))
})

test('every foreign key has an index that starts with one of its columns', async () => {
  const bare = await db.$queryRaw`
    select conrelid::regclass::text as "table", conname as name from pg_constraint
    where contype = 'f' and connamespace = 'public'::regnamespace and not exists (
      select from pg_index where indrelid = conrelid and indkey[0] = any(conkey))`

  expect(bare).toEqual([])
})

test('every table has a primary key', async () => {
  const bare = await db.$queryRaw`
    select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
    and not exists (select from pg_constraint where conrelid = pg_class.oid and contype = 'p')`

  expect(bare).toEqual([])
})
