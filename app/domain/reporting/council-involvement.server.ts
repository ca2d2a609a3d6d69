import { Prisma } from '#prisma/generated/client.ts'
import { readKept } from '#app/core/db.server.ts'
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

const PAGE_SIZE = 25
/** A hundred of each of the three fill no more. */
const MOST_PAGES = 12

/**
 * A page of the public challenges a council leads, shares or has pledged to, latest news first. Of each of the three its
 * latest hundred are looked at.
 */
export async function listInvolvement(councilId: string, page = 1): Promise<InvolvementPage> {
  if (page > MOST_PAGES) return listInvolvement(councilId)
  const rows = await findRows(councilId, (page - 1) * PAGE_SIZE)
  // Beyond the last page there are no rows to say how many there are.
  if (rows.length === 0 && page > 1) return listInvolvement(councilId)
  const involvement = rows.map(({ total: _, ...row }) => row)
  return { involvement, page, pages: Math.ceil((rows[0]?.total ?? 0) / PAGE_SIZE) }
}

type InvolvementPage = { involvement: Involvement[]; page: number; pages: number }

const findRows = (councilId: string, start: number) =>
  readKept<Involvement & { total: number }>(Prisma.sql`
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
      select id, slug, title, stage, lead_council_id, changed_at, count(*) over ()::int as total from challenges where id in (select id from mine) and stage <> 'draft'
      order by changed_at desc, id limit ${PAGE_SIZE} offset ${start}
    )
    select challenge.id, total, challenge.slug, challenge.title, challenge.stage,
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
    order by challenge.changed_at desc, challenge.id`)
