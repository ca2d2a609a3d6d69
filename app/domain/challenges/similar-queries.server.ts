import { Prisma } from '#prisma/generated/client.ts'
import { db } from '#app/core/db.server.ts'
import { allOf, halfOf } from './shared-words.ts'
import type { Stage } from './stage.ts'

type Similar = {
  slug: string
  number: number
  title: string
  stage: Stage
  leadCouncil: string
  coSigners: number
}

const SHOWN = 4
const WEIGHED = 100

/**
 * Published challenges that may be the same problem: at least half of the title's words occur in its title or
 * summary, or, where those are fewer than are shown, the titles are spelt alike. Weighed are those with
 * every word and, of the others, the newest hundred that the index finds (decision 028).
 */
export async function listSimilarChallenges(title: string, exceptId?: string): Promise<Similar[]> {
  if (title.trim().length < 4) return []
  const [asked] = await db.$queryRaw<{ words: string[] }[]>`
    select tsvector_to_array(to_tsvector('english', ${title})) as words`
  const about = { title, words: asked?.words ?? [], exceptId }
  const byWords = await weigh(about, withWords(about.words))
  if (byWords.length === SHOWN) return byWords
  return weigh(about, Prisma.sql`${withWords(about.words)} union ${speltAlike(title)}`)
}

type About = { title: string; words: string[]; exceptId: string | undefined }

/** Those of the candidates that are alike, most alike first. */
const weigh = ({ title, words, exceptId }: About, candidates: Prisma.Sql) =>
  db.$queryRaw<Similar[]>`
    select c.slug, c.number, c.title, c.stage, lead.name as "leadCouncil",
      (select count(*)::int from co_signatures s where s.challenge_id = c.id and s.withdrawn_at is null)
        as "coSigners"
    from (${candidates}) candidates join challenges c using (id)
    join organisations lead on lead.id = c.lead_council_id
    cross join lateral (
      select count(*) filter (where word = any (tsvector_to_array(ts_filter(c.search, '{a,b}'))))::float
        / greatest(count(*), 1) as found
      from unnest(${words}::text[]) as word) share
    where c.id is distinct from ${exceptId ?? null}::uuid
      and (share.found >= 0.5 or similarity(c.title, ${title}) >= 0.3)
    order by greatest(share.found, similarity(c.title, ${title})) desc, c.published_at desc, c.id
    limit ${SHOWN}`

const withWords = (words: string[]) =>
  Prisma.join([allOf(words), halfOf(words)].map(newestWith), ' union ')

/** The text of a query is a part of it, so that how many it finds is known when it is planned. */
const newestWith = (query: string) => Prisma.sql`
  (select id from challenges where ts_filter(search, '{a,b}') @@ ${query}::tsquery
    and stage <> 'draft' and stage <> 'lapsed' order by published_at desc, id limit ${WEIGHED})`

const speltAlike = (title: string) => Prisma.sql`
  (select id from challenges where title % ${title} and stage <> 'draft' and stage <> 'lapsed' limit ${WEIGHED})`
