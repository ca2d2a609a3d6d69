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
    select near.slug, near.number, near.title, near.stage, lead.name as "leadCouncil",
      (select count(*)::int from co_signatures s where s.challenge_id = near.id and s.withdrawn_at is null)
        as "coSigners"
    from (
      select distinct on (greatest(found, likeness), published_at, id) *, greatest(found, likeness) as alike
      from (${weigh({ title, words, exceptId })}) weighed
      where found >= 0.5 or likeness >= 0.3
      order by alike desc, published_at desc, id
      limit ${SHOWN}) near
    join organisations lead on lead.id = near.lead_council_id
    order by near.alike desc, near.published_at desc, near.id`
}

type Asked = { title: string; words: string[]; exceptId: string | undefined }

/** What has all words may be among those with half of them, too, and is then here twice. */
const weigh = ({ title, words, exceptId }: Asked) => Prisma.sql`
  select candidates.*, similarity(title, ${title}::text) as likeness,
    (length(heading) - length(ts_delete(heading, ${words}::text[])))::float / ${Math.max(words.length, 1)} as found
  from (${newestWith(allOf(words))} union all ${newestWith(halfOf(words))}) candidates
  where id is distinct from ${exceptId ?? null}::uuid offset 0`

/** The text of a query is a part of it, so that how many it finds is known when it is planned. */
const newestWith = (query: string) => Prisma.sql`
  (select id, slug, number, title, stage, lead_council_id, published_at, heading
    from challenges where heading @@ ${query}::tsquery
    and stage <> 'draft' and stage <> 'lapsed' order by published_at desc, id limit ${WEIGHED})`
