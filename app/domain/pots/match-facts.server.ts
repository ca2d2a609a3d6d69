import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { londonDay } from '#app/core/time.ts'
import type { Asking, CouncilEdges } from './plan-match.ts'
import { RuleTerms } from './rule-terms.ts'

export type PledgeToAskFor = {
  pledgeId: string
  councilId: string
  challengeId: string
  amountPence: Pence
  /** When it was committed, or now. */
  at: Date
}

type Row = Pick<Asking, 'council' | 'challenge' | 'areas'> & {
  rules: (Omit<Asking['rules'][number], 'terms'> & { terms: unknown })[]
}

/**
 * Everything the match rules may know about these pledges, each at its own instant: the rule in force
 * then, the mayors in post and the areas on each pot's register that day. Takes no lock.
 */
export async function readMatchFacts(pledges: PledgeToAskFor[]): Promise<Asking[]> {
  const { rows } = await pool.query<Row>(factsQuery, [
    pledges.map((pledge) => pledge.councilId),
    pledges.map((pledge) => pledge.challengeId),
    pledges.map((pledge) => pledge.at.toISOString()),
    pledges.map((pledge) => londonDay(pledge.at)),
  ])
  return rows.flatMap(({ rules, ...facts }, place) => {
    const pledge = pledges[place]
    const parsed = rules.map((rule) => ({ ...rule, terms: RuleTerms.parse(rule.terms) }))
    return pledge ? [{ ...pledge, ...facts, rules: parsed }] : []
  })
}

/** The numbers of councils at which any version of any rule begins to add match, or adds at another rate. */
export async function listCouncilEdges(): Promise<CouncilEdges> {
  const { rows } = await pool.query<CouncilEdges>(
    `select
       coalesce(array_agg(distinct (terms ->> 'minimumCouncils')::int)
         filter (where terms ? 'minimumCouncils'), '{}') as floors,
       array(select distinct (band ->> 'fromCouncil')::int
         from pot_rules, jsonb_array_elements(terms #> '{tiers,bands}') as band
         where terms #>> '{tiers,by}' = 'councils' order by 1) as bands
     from pot_rules`,
  )
  return rows[0] ?? { floors: [], bands: [] }
}

/** The pots whose one-off bonus this challenge has. */
export async function listBonusPots(challengeId: string): Promise<string[]> {
  const { rows } = await pool.query<{ potId: string }>(
    `select pot_id as "potId" from matches where challenge_id = $1 and state <> 'released'
       and working @> '[{"step": "bonus"}]'`,
    [challengeId],
  )
  return rows.map((row) => row.potId)
}

const factsQuery = `
  with asked as (
    select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::date[])
      with ordinality as asked (council_id, challenge_id, at, day, place)
  )
  select
    jsonb_build_object('name', organisation.name, 'type', council.type, 'nation', council.nation,
      'region', council.region) as council,
    jsonb_build_object('theme', challenge.theme, 'serviceFunctionIds', (
      with recursive upwards as (
        select id, parent_id from service_functions where id = challenge.service_function_id
        union all
        select parent.id, parent.parent_id
        from service_functions parent join upwards on parent.id = upwards.parent_id)
      select coalesce(jsonb_agg(id), '[]') from upwards)) as challenge,
    (select coalesce(jsonb_agg(jsonb_build_object('potId', pot.id, 'potSlug', pot.slug,
        'potName', pot.name, 'ruleId', rule.id, 'ruleVersion', rule.version, 'terms', rule.terms)
        order by pot.ask_order), '[]')
      from pots pot cross join lateral (
        select * from pot_rules where pot_id = pot.id and in_force_from <= asked.at
        order by version desc limit 1) rule
      where pot.opens_on <= asked.day and (pot.closes_on is null or pot.closes_on >= asked.day)
    ) as rules,
    (select coalesce(jsonb_agg(jsonb_build_object('id', area.id, 'name', area_organisation.name,
        'hasMayor', exists (select from mayor_terms where combined_authority_id = area.id
          and from_on <= asked.day and (to_on is null or to_on > asked.day)),
        'statuses', (select coalesce(jsonb_object_agg(pot_id, status), '{}')
          from area_registrations where combined_authority_id = area.id
          and from_on <= asked.day and (to_on is null or to_on > asked.day)))), '[]')
      from combined_authorities area join organisations area_organisation on area_organisation.id = area.id
      where area.id = asked.council_id or exists (select from combined_authority_members
        where combined_authority_id = area.id and council_id = asked.council_id)
    ) as areas
  from asked
  join councils council on council.id = asked.council_id
  join organisations organisation on organisation.id = asked.council_id
  join challenges challenge on challenge.id = asked.challenge_id
  order by asked.place`
