import { Prisma } from '#prisma/generated/client.ts'
import { db } from '#app/core/db.server.ts'
import { allOf, halfOf } from './shared-words.ts'
import { correctSpelling } from './spelling.server.ts'
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
 * summary. Where those are fewer than are shown, the same is asked with the words that are misspelt put right.
 * Weighed are those with every word and, of the others, the newest hundred (decision 028).
 */
export async function listSimilarChallenges(title: string, exceptId?: string): Promise<Similar[]> {
  if (title.trim().length < 4) return []
  const found = await listWith(title, exceptId)
  if (found.length === SHOWN) return found
  const corrected = await correctSpelling(title)
  if (corrected === undefined) return found
  const others = await listWith(corrected, exceptId)
  const numbers = found.map(({ number }) => number)
  return [...found, ...others.filter(({ number }) => !numbers.includes(number))].slice(0, SHOWN)
}

/** Those with the words of a title, the ones most alike first. */
async function listWith(title: string, exceptId: string | undefined) {
  const [asked] = await db.$queryRaw<{ words: string[] }[]>`
    select tsvector_to_array(to_tsvector('english', ${title})) as words`
  const words = asked?.words ?? []
  return db.$queryRaw<Similar[]>`
    select c.slug, c.number, c.title, c.stage, lead.name as "leadCouncil",
      (select count(*)::int from co_signatures s where s.challenge_id = c.id and s.withdrawn_at is null)
        as "coSigners"
    from (
      select id, greatest(share.found, similarity(title, ${title})) as alike
      from (${withWords(words)}) candidates join challenges using (id)
      cross join lateral (select tsvector_to_array(heading) as has offset 0) own
      cross join lateral (
        select count(*) filter (where word = any (has))::float / greatest(count(*), 1) as found
        from unnest(${words}::text[]) as word) share
      where id is distinct from ${exceptId ?? null}::uuid
        and (share.found >= 0.5 or similarity(title, ${title}) >= 0.3)
      order by alike desc, published_at desc, id
      limit ${SHOWN}) alike
    join challenges c using (id)
    join organisations lead on lead.id = c.lead_council_id
    order by alike.alike desc, c.published_at desc, c.id`
}

const withWords = (words: string[]) =>
  Prisma.join([allOf(words), halfOf(words)].map(newestWith), ' union ')

/** The text of a query is a part of it, so that how many it finds is known when it is planned. */
const newestWith = (query: string) => Prisma.sql`
  (select id from challenges where heading @@ ${query}::tsquery
    and stage <> 'draft' and stage <> 'lapsed' order by published_at desc, id limit ${WEIGHED})`
