import pg from 'pg'
import type { Statement } from './record.ts'

type Node = {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Index Cond'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  Plans?: Node[]
}
type Whole = Node & { 'Shared Hit Blocks': number; 'Shared Read Blocks': number }
type Explained = { Plan: Whole; 'Planning Time': number; 'Execution Time': number }

/** What a statement did to answer, as PostgreSQL tells it. */
export type Plan = {
  /** Tables that grow with the country and were read from end to end, by themselves or by an index. */
  readWhole: string[]
  /** Rows it looked at in tables and indexes, also those it did not want. */
  read: number
  returned: number
  blocks: number
}

/** Tables that grow with the number of councils and no further: a country has so many and no more. */
const register = [
  ...['organisations', 'councils', 'combined_authorities', 'combined_authority_members'],
  ...['mayor_terms', 'funders', 'suppliers', 'people', 'memberships', 'membership_roles'],
  ...['delegated_limits', 'bank_details', 'service_functions', 'services', 'bank_holidays'],
  ...['policy_numbers', 'pots', 'pot_rules', 'pot_balances', 'area_registrations', 'rule_books'],
  ...['area_proposals', 'purses', 'stakes', 'same_humans', 'sender_stops'],
  // A row for each service of the register.
  'listing_counts',
  ...['market_days', 'market_day_challenges', 'slots', 'seals', 'seal_spans', 'pledged_sums'],
  // A row for each value of a filter: an area, a pot, a nation, a stage, a day that something closes on.
  'list_filters',
]

export type Sizes = Map<string, number>

/** Every table that grows with what councils do and has more rows than `from`, and how many it has. */
export async function listSizes(client: pg.Client, from: number): Promise<Sizes> {
  const { rows } = await client.query<{ name: string; rows: number }>(
    `select relname as name, reltuples::float8 as rows from pg_class
     where relkind = 'r' and relnamespace = 'public'::regnamespace and reltuples > $2
       and relname <> all ($1)`,
    [register, from],
  )
  return new Map(rows.map((row) => [row.name, row.rows]))
}

/** Runs a statement as its own session would plan it, and tells what it did. */
export async function explain(client: pg.Client, statement: Statement, sizes: Sizes) {
  const { text, values, isGeneric } = statement
  const mode = isGeneric ? 'force_generic_plan' : 'force_custom_plan'
  await client.query(`set plan_cache_mode = ${mode}`)
  await client.query(`prepare asked as ${text}`)
  try {
    const given = values.length ? `(${values.map(literal).join(', ')})` : ''
    const { rows } = await client.query<{ 'QUERY PLAN': Explained[] }>(
      `explain (analyze, buffers, timing off, format json) execute asked${given}`,
    )
    const explained = rows[0]?.['QUERY PLAN'][0]
    if (!explained) throw new Error('PostgreSQL explained nothing.')
    return planOf(explained.Plan, sizes)
  } finally {
    await client.query('deallocate asked')
  }
}

function planOf(whole: Whole, sizes: Sizes): Plan {
  const nodes = allNodes(whole)
  const readWhole = nodes.filter((node) => isReadWhole(node, sizes))
  return {
    readWhole: [...new Set(readWhole.map((node) => node['Relation Name'] ?? ''))],
    read: Math.round(nodes.reduce((sum, node) => sum + rowsRead(node), 0)),
    returned: whole['Actual Rows'],
    blocks: whole['Shared Hit Blocks'] + whole['Shared Read Blocks'],
  }
}

const allNodes = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(allNodes)]

function isReadWhole(node: Node, sizes: Sizes) {
  const size = sizes.get(node['Relation Name'] ?? '')
  if (!size || node['Actual Loops'] === 0) return false
  if (node['Node Type'] === 'Seq Scan') return true
  return !node['Index Cond'] && rowsRead(node) > size / 2
}

/** What an index or a table gave, and what was thrown away of it. */
function rowsRead(node: Node) {
  const isRead = node['Node Type'].includes('Scan') && (node['Relation Name'] ?? node['Index Name'])
  if (!isRead) return 0
  const thrown =
    (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)
  // What it fetches was counted when the bitmap was made.
  const given = node['Node Type'] === 'Bitmap Heap Scan' ? 0 : node['Actual Rows']
  return node['Actual Loops'] * (given + thrown)
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (value instanceof Date) return pg.escapeLiteral(value.toISOString())
  if (value instanceof Uint8Array) return `'\\x${Buffer.from(value).toString('hex')}'`
  if (Array.isArray(value)) return pg.escapeLiteral(`{${value.map(element).join(',')}}`)
  return pg.escapeLiteral(textOf(value))
}

const textOf = (value: unknown) =>
  typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | bigint)

const element = (value: unknown) =>
  value === null
    ? 'null'
    : `"${(value instanceof Date ? value.toISOString() : textOf(value)).replace(/["\\]/g, '\\$&')}"`
