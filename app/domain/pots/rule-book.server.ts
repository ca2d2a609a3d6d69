import { pool } from '#app/core/db.server.ts'
import { processWide } from '#app/core/process-wide.ts'
import { invariant } from '#app/core/refusal.ts'
import type { Entry } from './area-entry.ts'
import { edgesIn, type AreaInBook, type Dated, type RuleBook } from './rule-book.ts'
import type { Purse } from './purse.ts'
import { RuleTerms } from './rule-terms.ts'

const kept = processWide('rule-book', () => ({
  book: undefined as RuleBook | undefined,
  reading: undefined as Promise<RuleBook> | undefined,
}))

/**
 * The rule book as of this version, which the caller has just read, or of a later one. What is worked out
 * from it names its version, and a commitment from an older one is asked again, so memory is never trusted.
 */
export async function getRuleBook(version: string): Promise<RuleBook> {
  if (kept.book?.version === version) return kept.book
  kept.reading ??= readRuleBook().finally(() => (kept.reading = undefined))
  const book = await kept.reading
  return book.version === version ? book : readRuleBook()
}

type Stored = {
  version: string
  pots: (Omit<RuleBook['pots'][number], 'rules' | 'purses'> & {
    purses: { purse: Purse; openedAt: string }[]
    rules: { ruleId: string; ruleVersion: number; terms: unknown; inForceFrom: string }[]
  })[]
  areas: (Omit<AreaInBook, 'memberships' | 'registers'> & {
    members: (Dated & { councilId: string })[]
    entries: (Omit<Entry, 'approvedAt'> & { potId: string; approvedAt: string })[]
  })[]
  councils: { id: string; name: string; type: string; nation: string; region: string }[]
  functions: { id: number; parentId: number | null }[]
}

async function readRuleBook(): Promise<RuleBook> {
  const { rows } = await pool.query<Stored>(bookQuery)
  const [stored] = rows
  invariant(stored, 'there is one rule book')
  const { version, pots, areas, councils, functions } = stored
  const registered = areas.map(({ entries, ...area }) => ({
    ...area,
    registers: registersOf(entries),
  }))
  const areasOf = (id: string) =>
    registered.flatMap(({ members, ...area }) => {
      const memberships = members.filter(({ councilId }) => councilId === id)
      return memberships.length > 0 ? [{ ...area, memberships }] : []
    })
  const parsed = pots.map((pot) => ({
    ...pot,
    purses: pot.purses.map(({ purse, openedAt }) => ({ purse, openedAt: new Date(openedAt) })),
    rules: pot.rules.map(({ terms, inForceFrom, ...rule }) => ({
      ...rule,
      terms: RuleTerms.parse(terms),
      inForceFrom: new Date(inForceFrom),
    })),
  }))
  kept.book = {
    version,
    pots: parsed,
    edges: edgesIn(parsed),
    councils: new Map(councils.map(({ id, ...facts }) => [id, { ...facts, areas: areasOf(id) }])),
    parentOfFunction: new Map(functions.map(({ id, parentId }) => [id, parentId])),
  }
  return kept.book
}

function registersOf(stored: Stored['areas'][number]['entries']): AreaInBook['registers'] {
  const registers = new Map<string, Entry[]>()
  for (const { potId, approvedAt, ...entry } of stored) {
    const entries = registers.get(potId) ?? []
    registers.set(potId, [...entries, { ...entry, approvedAt: new Date(approvedAt) }])
  }
  return [...registers].map(([potId, entries]) => ({ potId, entries }))
}

// One statement, so that the version and what it is the version of are of the same instant.
const bookQuery = `
  with memberships as materialized (
    select council_id, combined_authority_id, from_on, to_on from combined_authority_members
    union select area.id, held.* from combined_authorities area cross join lateral areas_of(area.id) held
    union select former.id, held.* from former_organisations former cross join lateral areas_of(former.id) held)
  select version,
    (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'slug', slug, 'name', name, 'opensOn', opens_on, 'closesOn', closes_on,
        'purses', (select coalesce(jsonb_agg(jsonb_build_object('purse', purse, 'openedAt', opened_at)), '[]') from purses where pot_id = pots.id),
        'rules', (select coalesce(jsonb_agg(jsonb_build_object('ruleId', id, 'ruleVersion', pot_rules.version, 'terms', terms,
          'inForceFrom', in_force_from) order by pot_rules.version desc), '[]') from pot_rules where pot_id = pots.id))
        order by ask_order), '[]') from pots) as pots,
    (select coalesce(jsonb_agg(jsonb_build_object('id', area.id, 'name', name,
        'members', (select jsonb_agg(jsonb_build_object('councilId', council_id, 'fromOn', from_on, 'toOn', to_on))
          from memberships where combined_authority_id = area.id),
        'mayors', (select coalesce(jsonb_agg(jsonb_build_object('fromOn', from_on, 'toOn', to_on)), '[]')
          from mayor_terms where combined_authority_id = area.id),
        'entries', (select coalesce(jsonb_agg(jsonb_build_object('potId', pot_id, 'status', status, 'fromOn', from_on, 'toOn', to_on,
            'approvedAt', approved_at) order by approved_at, id), '[]')
          from area_registrations where combined_authority_id = area.id))), '[]')
      from combined_authorities area join organisations on organisations.id = area.id) as areas,
    (select coalesce(jsonb_agg(jsonb_build_object('id', councils.id, 'name', name, 'type', type, 'nation', nation, 'region', region)), '[]')
      from councils join organisations on organisations.id = councils.id) as councils,
    (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'parentId', parent_id)), '[]') from service_functions) as functions
  from rule_books`
