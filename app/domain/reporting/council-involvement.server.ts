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
    select challenge.id, challenge.slug, challenge.title, challenge.stage,
      challenge.lead_council_id = ${councilId}::uuid as "isLead",
      signature.id is not null as shares, pledged.pence as "pledgedPence"
    from challenges challenge
    left join co_signatures signature on signature.challenge_id = challenge.id
      and signature.council_id = ${councilId}::uuid and signature.withdrawn_at is null
    left join lateral (
      select sum(amount_pence)::bigint as pence from pledges pledge
      where pledge.challenge_id = challenge.id and pledge.council_id = ${councilId}::uuid
        and ((state = 'committed' and is_name_shown) or state = 'called')
    ) pledged on true
    where challenge.stage <> 'draft' and (challenge.lead_council_id = ${councilId}::uuid
      or signature.id is not null or pledged.pence is not null)
    order by challenge.changed_at desc, challenge.id
    limit 100`
