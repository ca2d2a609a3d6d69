import { db } from '#app/core/db.server.ts'
import type { Stage } from '../challenges/stage.ts'

export type Involvement = {
  id: string
  slug: string
  title: string
  stage: Stage
  isLead: boolean
  shares: boolean
  /** What it pledged where its name is shown; a call on the money shows every name. */
  pledgedPence: bigint | null
}

/**
 * The public challenges a council leads, shares or has pledged to, latest news first. Of each of the
 * three its latest hundred are looked at, and a hundred of all are told.
 */
export const listInvolvement = (councilId: string) =>
  db.$queryRaw<Involvement[]>`
    with mine as (
      (select id from challenges where lead_council_id = ${councilId}::uuid and stage <> 'draft'
        order by changed_at desc, id desc limit 100)
      union
      (select challenge_id from co_signatures where council_id = ${councilId}::uuid and withdrawn_at is null
        order by signed_at desc limit 100)
      union
      (select challenge_id from pledges where council_id = ${councilId}::uuid
          and ((state = 'committed' and is_name_shown) or state = 'called')
        order by number desc limit 100)
    ), latest as materialized (
      select id, slug, title, stage, lead_council_id, changed_at from challenges where id in (select id from mine) and stage <> 'draft'
      order by changed_at desc, id limit 100
    )
    select challenge.id, challenge.slug, challenge.title, challenge.stage,
      challenge.lead_council_id = ${councilId}::uuid as "isLead",
      signature.id is not null as shares, pledged.pence as "pledgedPence"
    from latest challenge
    left join co_signatures signature on signature.challenge_id = challenge.id
      and signature.council_id = ${councilId}::uuid and signature.withdrawn_at is null
    left join lateral (
      select sum(counted.amount_pence)::bigint as pence from rounds
      join pledges pledge on pledge.round_id = rounds.id and pledge.council_id = ${councilId}::uuid
        and pledge.state in ('draft', 'awaiting-approval', 'committed', 'called') and pledge.tops_up_id is null
      join lateral (
        select pledge.amount_pence, pledge.state, pledge.is_name_shown
        union all
        select amount_pence, state, is_name_shown from pledges where tops_up_id = pledge.id) counted
        on (counted.state = 'committed' and counted.is_name_shown) or counted.state = 'called'
      where rounds.challenge_id = challenge.id
    ) pledged on true
    order by challenge.changed_at desc, challenge.id`
