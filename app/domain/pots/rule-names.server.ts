import { pool } from '#app/core/db.server.ts'
import type { RuleTerms } from './rule-terms.ts'
import { noNames, type RuleNames } from './rule-words.ts'

/** The names of the areas and services that these terms hold by id. */
export async function readRuleNames(terms: RuleTerms[]): Promise<RuleNames> {
  const areaIds = terms.flatMap(({ who }) => who.areaIds ?? [])
  const serviceIds = terms.flatMap(({ what }) => what.serviceFunctionIds ?? [])
  if (areaIds.length + serviceIds.length === 0) return noNames
  const { rows } = await pool.query<RuleNames>(
    `select
       (select coalesce(jsonb_object_agg(id, name), '{}') from organisations
         where id = any ($1::uuid[])) as areas,
       (select coalesce(jsonb_object_agg(id, name), '{}') from service_functions
         where id = any ($2::int[])) as services`,
    [areaIds, serviceIds],
  )
  return rows[0] ?? noNames
}
