import { db } from '#app/core/db.server.ts'
import { projectReference } from '../delivery/milestone.ts'
import type { Actor } from '../organisations/actor.ts'

type Row = {
  id: string
  number: number
  title: string
  supplier: string
  milestones: number
  paid: number
  nextTitle: string | null
  nextPence: bigint | null
}

/** Projects the actor's organisation leads, pays for, builds or adds match to; the newest first. */
export async function listOwnProjects(actor: Actor) {
  const mine = actor.organisationId
  const rows = await db.$queryRaw<Row[]>`
    select project.id, project.number, coalesce(challenge.short_title, challenge.title) as title,
      supplier.name as supplier, steps.milestones, steps.paid, next.title as "nextTitle",
      next.price_pence as "nextPence"
    from projects project
    join challenges challenge on challenge.id = project.challenge_id
    join organisations supplier on supplier.id = project.supplier_id
    cross join lateral (select count(*)::int as milestones, count(payment.settled_on)::int as paid
      from milestones left join payments payment on payment.milestone_id = milestones.id
      where project_id = project.id) steps
    left join lateral (select milestones.title, price_pence from milestones
      left join payments payment on payment.milestone_id = milestones.id
      where project_id = project.id and payment.settled_on is null order by position limit 1) next on true
    where project.lead_council_id = ${mine}::uuid or project.supplier_id = ${mine}::uuid
      or exists (select from pledges where challenge_id = project.challenge_id
        and council_id = ${mine}::uuid and state = 'called')
      or exists (select from matches join pots on pots.id = matches.pot_id
        where matches.challenge_id = project.challenge_id and pots.funder_id = ${mine}::uuid
          and matches.state = 'committed')
    order by project.number desc limit 100`
  return rows.map(({ number, ...row }) => ({ ...row, reference: projectReference(number) }))
}

/** Problems that councils of the same area or region share and this council does not, most shared first. */
export const listSharedNear = (actor: Actor) =>
  db.$queryRaw<{ slug: string; title: string; councils: string[] }[]>`
    select challenge.slug, coalesce(challenge.short_title, challenge.title) as title,
      (array_agg(near.name order by near.name))[1:3] as councils
    from challenges challenge
    join co_signatures signed on signed.challenge_id = challenge.id and signed.withdrawn_at is null
    join councils council on council.id = signed.council_id
    join organisations near on near.id = council.id
    where challenge.stage in ('gathering', 'pooling')
      and council.region = (select region from councils where id = ${actor.organisationId}::uuid)
      and not exists (select from co_signatures own where own.challenge_id = challenge.id
        and own.council_id = ${actor.organisationId}::uuid and own.withdrawn_at is null)
    group by challenge.id order by count(*) desc, challenge.id limit 3`
