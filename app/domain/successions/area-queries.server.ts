import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dateOf, londonDay } from '#app/core/time.ts'
import type { Actor } from '../organisations/actor.ts'
import { canSeeSuccessions, type AreaPart, type EndingArea } from './succession.ts'

/** The combined authorities that a succession changes, and what stands with those that end by it. */
export async function listAreaParts(actor: Actor, councilIds: string[]) {
  if (!canSeeSuccessions(actor)) throw new Refusal('not-found', 'Page not found')
  const today = dateOf(londonDay(clock.now()))
  const [areas, ending] = await Promise.all([
    db.$queryRaw<AreaPart[]>`
      select area.id, area.name, area.slug, array_agg(distinct member.name order by member.name) as members
      from combined_authority_members held
      join organisations area on area.id = combined_authority_id
      join organisations member on member.id = held.council_id
      where held.council_id = any(${councilIds}::uuid[]) and from_on <= ${today}::date and (to_on is null or to_on > ${today}::date)
      group by area.id, area.name, area.slug order by area.name, area.id limit 50`,
    db.$queryRaw<EndingArea[]>`
      select area.id,
        (select count(*)::int from combined_authority_members where combined_authority_id = area.id
          and from_on <= ${today}::date and (to_on is null or to_on > ${today}::date)) as members,
        (select name from mayor_terms where combined_authority_id = area.id
          and from_on <= ${today}::date and (to_on is null or to_on > ${today}::date) limit 1) as mayor,
        array(select distinct pots.name from area_registrations join pots on pots.id = pot_id
          where combined_authority_id = area.id order by pots.name) as pots
      from combined_authorities area where area.id = any(${councilIds}::uuid[]) order by area.id limit 20`,
  ])
  return { areas, ending }
}
