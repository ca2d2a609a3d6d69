import { Prisma } from '#prisma/generated/client.ts'
import { readKept } from '#app/core/db.server.ts'
import { projectReference } from '../delivery/milestone.ts'
import type { Actor, OrganisationKind } from '../organisations/actor.ts'

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

type OwnProjects = {
  projects: (Omit<Row, 'number'> & { reference: string })[]
  next: string | undefined
}
type Page = { after?: string | undefined; limit?: number }

/**
 * Projects the actor's organisation leads, pays for, builds or adds match to; the newest first, as their ids go. `next`
 * goes in `after` of the next page; past the last is the first.
 */
export async function listOwnProjects(actor: Actor, page: Page = {}): Promise<OwnProjects> {
  const { after, limit = 25 } = page
  const own = projectsOf[actor.organisationKind]
  if (!own) return { projects: [], next: undefined }
  const found = own({ id: actor.organisationId, after: after ?? LAST_ID, most: limit + 1 })
  const rows = await readKept<Row>(Prisma.sql`
    select project.id, project.number, coalesce(challenge.short_title, challenge.title) as title,
      supplier.name as supplier, steps.milestones, steps.paid, next.title as "nextTitle",
      next.price_pence as "nextPence"
    from (${found}) own cross join lateral (select * from projects where id = own.id offset 0) project
    join challenges challenge on challenge.id = project.challenge_id
    join organisations supplier on supplier.id = project.supplier_id
    cross join lateral (select count(*)::int as milestones, count(payment.settled_on)::int as paid
      from milestones left join payments payment on payment.milestone_id = milestones.id
      where project_id = project.id) steps
    left join lateral (select milestones.title, price_pence from milestones
      left join payments payment on payment.milestone_id = milestones.id
      where project_id = project.id and payment.settled_on is null and challenge.stage <> 'stopped' order by position limit 1) next on true
    order by project.id desc`)
  if (rows.length === 0 && after) return listOwnProjects(actor, { limit })
  const projects = rows.slice(0, limit).map(({ number, ...row }) => {
    return { ...row, reference: projectReference(number) }
  })
  return { projects, next: rows.length > limit ? projects.at(-1)?.id : undefined }
}

/** Every id is before it. */
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

type Asked = { id: string; after: string; most: number }

/** The next of an organisation's, each kind of organisation found in its own way. */
const projectsOf: Partial<Record<OrganisationKind, (asked: Asked) => Prisma.Sql>> = {
  council: ({ id, after, most }) => Prisma.sql`
    (select id from projects where lead_council_id = ${id}::uuid and id < ${after}::uuid
      order by id desc limit ${most})
    union
    (select project_id from project_councils where council_id = ${id}::uuid and project_id < ${after}::uuid
      order by project_id desc limit ${most})
    order by id desc limit ${most}`,
  supplier: ({ id, after, most }) => Prisma.sql`
    select id from projects where supplier_id = ${id}::uuid and id < ${after}::uuid
    order by id desc limit ${most}`,
  funder: ({ id, after, most }) => Prisma.sql`
    select distinct project_id as id from (
      select id as pot_id from pots where funder_id = ${id}::uuid
      union
      select pot_id from stakes where funder_id = ${id}::uuid) pot
    cross join lateral (select project_id from project_pots
      where project_pots.pot_id = pot.pot_id and project_id < ${after}::uuid
      order by project_id desc limit ${most}) newest
    order by id desc limit ${most}`,
}

/**
 * Problems that councils of the same region have joined lately and this council has not, those that
 * most of them joined first. The latest ten of each council are looked at.
 */
export const listSharedNear = (actor: Actor) =>
  readKept<{ slug: string; title: string; councils: string[] }>(Prisma.sql`
    select challenge.slug, coalesce(challenge.short_title, challenge.title) as title,
      (array_agg(near.name order by near.name))[1:3] as councils
    from councils council
    join organisations near on near.id = council.id
    cross join lateral (select challenge_id from co_signatures
      where council_id = council.id and withdrawn_at is null
      order by signed_at desc limit 10) signed
    join challenges challenge on challenge.id = signed.challenge_id
    where challenge.stage in ('gathering', 'pooling')
      and council.region = (select region from councils where id = ${actor.organisationId}::uuid)
      and not exists (select from co_signatures own where own.challenge_id = challenge.id
        and own.council_id = ${actor.organisationId}::uuid and own.withdrawn_at is null)
    group by challenge.id order by count(*) desc, challenge.id limit 3`)
