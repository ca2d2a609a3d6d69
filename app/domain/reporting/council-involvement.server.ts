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

/** The public challenges a council leads, shares or has pledged to, latest news first. */
export const listInvolvement = (councilId: string) =>
  db.$queryRaw<Involvement[]>`
    with mine as (
      select id from challenges where lead_council_id = ${councilId}::uuid
      union
      select challenge_id from co_signatures
        where council_id = ${councilId}::uuid and withdrawn_at is null
      union
      select challenge_id from pledges where council_id = ${councilId}::uuid
        and ((state = 'committed' and is_name_shown) or state = 'called')
    ), latest as (
      select challenges.id, changed_at from mine join challenges using (id)
      where stage <> 'draft' order by changed_at desc, challenges.id limit 100
    )
    select challenge.id, challenge.slug, challenge.title, challenge.stage,
      challenge.lead_council_id = ${councilId}::uuid as "isLead",
      signature.id is not null as shares, pledged.pence as "pledgedPence"
    from latest join challenges challenge on challenge.id = latest.id
    left join co_signatures signature on signature.challenge_id = challenge.id
      and signature.council_id = ${councilId}::uuid and signature.withdrawn_at is null
    left join lateral (
      select sum(amount_pence)::bigint as pence from pledges pledge
      where pledge.challenge_id = challenge.id and pledge.council_id = ${councilId}::uuid
        and ((state = 'committed' and is_name_shown) or state = 'called')
    ) pledged on true
    order by latest.changed_at desc, latest.id`
