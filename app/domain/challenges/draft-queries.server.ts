import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from '../organisations/actor.ts'
import { canDraft, canLead } from './challenge.ts'
import { isDraftStep } from './draft.ts'
import type { Stage } from './stage.ts'

/** A draft for the officers of the council that writes it; to anybody else it does not exist. */
export async function getDraft(actor: Actor, challengeId: string) {
  const draft = await db.challenge.findUnique({
    where: { id: challengeId },
    include: {
      serviceFunction: { select: { name: true, parent: { select: { name: true } } } },
      service: { select: { name: true } },
      changes: {
        orderBy: { changedAt: 'desc' },
        take: 1,
        select: { changedAt: true, changedBy: { select: { name: true } } },
      },
    },
  })
  if (!draft || !canLead(actor, draft)) throw new Refusal('not-found', 'Page not found')
  return { ...draft, stage: draft.stage as Stage }
}
export type Draft = Awaited<ReturnType<typeof getDraft>>

/** One question of a draft, with the lists that its fields offer. */
export async function getDraftStep(actor: Actor, challengeId: string, step: string) {
  if (!isDraftStep(step)) throw new Refusal('not-found', 'Page not found')
  const offers = step === 'service'
  const [draft, areas, serviceNames] = await Promise.all([
    getDraft(actor, challengeId),
    offers ? listServiceAreas() : [],
    offers ? listServiceNames() : [],
  ])
  return { draft, step, areas, serviceNames }
}

/** What the actor's council is writing, last changed first. */
export async function listDrafts(actor: Actor) {
  if (!canDraft(actor)) return []
  return db.challenge.findMany({
    where: { stage: 'draft', leadCouncilId: actor.organisationId },
    orderBy: [{ changedAt: 'desc' }, { id: 'desc' }],
    take: 50,
    select: { id: true, title: true, changedAt: true, createdBy: { select: { name: true } } },
  })
}

/** Areas of council services to choose from, under the heading each belongs to. */
export async function listServiceAreas() {
  const rows = await db.serviceFunction.findMany({
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: 500,
    select: { id: true, name: true, parentId: true },
  })
  return rows
    .filter(({ parentId }) => parentId === null)
    .map((heading) => ({
      ...heading,
      areas: rows.filter(({ parentId }) => parentId === heading.id),
    }))
}

/** Names of services to type ahead; the register has some 1,500. */
const listServiceNames = async () =>
  (
    await db.service.findMany({ orderBy: { name: 'asc' }, take: 3_000, select: { name: true } })
  ).map(({ name }) => name)

type Similar = {
  slug: string
  number: number
  title: string
  stage: Stage
  leadCouncil: string
  coSigners: number
}

/**
 * Published challenges that may be the same problem: at least half of the title's words occur in its title or
 * summary,
 * or the titles are spelt alike.
 */
export async function listSimilarChallenges(title: string, exceptId?: string): Promise<Similar[]> {
  if (title.trim().length < 4) return []
  return db.$queryRaw<Similar[]>`
    with asked as (
      select to_tsvector('english', ${title}) as words,
        replace(plainto_tsquery('english', ${title})::text, '&', '|')::tsquery as any_word
    )
    select c.slug, c.number, c.title, c.stage, lead.name as "leadCouncil",
      (select count(*)::int from co_signatures s where s.challenge_id = c.id and s.withdrawn_at is null)
        as "coSigners"
    from challenges c
    cross join asked
    join organisations lead on lead.id = c.lead_council_id
    cross join lateral (
      select count(*) filter (where word = any (tsvector_to_array(ts_filter(c.search, '{a,b}'))))::float
        / greatest(count(*), 1) as found
      from unnest(tsvector_to_array(asked.words)) as word) share
    where c.stage <> 'draft' and c.stage <> 'lapsed' and c.id is distinct from ${exceptId ?? null}::uuid
      and (c.search @@ asked.any_word or c.title % ${title})
      and (share.found >= 0.5 or similarity(c.title, ${title}) >= 0.3)
    order by greatest(share.found, similarity(c.title, ${title})) desc, c.published_at desc, c.id
    limit 4`
}
