import { Prisma } from '#prisma/generated/client.ts'
import { db } from '#app/core/db.server.ts'
import { numberOf } from '../challenges/challenge.ts'
import { correctSpelling } from '../challenges/spelling.server.ts'
import { MOST_FOUND, MOST_WEIGHED, PAGE_SIZE } from './challenge-filters.ts'
import type { Found } from './list-sieve.server.ts'

/**
 * Words in the text, the lead council's name or a reference and, where those find less than a page, the same
 * words as titles spell them. Of what is found the newest are looked at, and the newest of those are weighed;
 * what is best comes first and what was not weighed last (decision 028).
 */
export async function searchChallenges(q: string): Promise<Found | undefined> {
  if (q === '') return undefined
  const leads = await db.$queryRaw<{ id: string }[]>`
    select id from organisations where kind = 'council' and strpos(lower(name), lower(${q})) > 0
    order by id limit 1000`
  const number = numberOf(q)
  const exact = Prisma.join(
    [
      newest(withWords(q)),
      ...(number === undefined ? [] : [newest(Prisma.sql`number = ${number}`)]),
      ...(leads.length
        ? [newest(Prisma.sql`lead_council_id = any (${leads.map(({ id }) => id)}::uuid[])`)]
        : []),
    ],
    ' union ',
  )
  const found = await weigh(q, exact)
  if (found.numbers.length >= PAGE_SIZE) return found
  const corrected = await correctSpelling(q)
  return corrected === undefined
    ? found
    : weigh(q, Prisma.sql`${exact} union ${newest(withWords(corrected))}`)
}

const withWords = (q: string) => Prisma.sql`search @@ websearch_to_tsquery('english', ${q})`

const newest = (which: Prisma.Sql) => Prisma.sql`
  (select id, number, published_at from challenges where ${which} and published_at is not null
    order by published_at desc, id limit ${MOST_FOUND + 1})`

async function weigh(q: string, found: Prisma.Sql): Promise<Found> {
  const rows = await db.$queryRaw<{ number: number; relevance: number; all: number }[]>`
    with found as materialized (${found}), placed as materialized (
      select *, row_number() over (order by published_at desc, id) as place from found
    ), weighed as materialized (
      select id, ts_rank(search, websearch_to_tsquery('english', ${q})) + word_similarity(${q}, title) as relevance
      from placed join challenges using (id) where place <= ${MOST_WEIGHED}
    )
    select number, coalesce(relevance, 0)::real as relevance, (select count(*)::int from placed) as all
    from placed left join weighed using (id) where place <= ${MOST_FOUND}
    order by 2 desc, published_at desc, id`
  return {
    numbers: rows.map(({ number }) => number),
    relevances: rows.map(({ relevance }) => relevance),
    isMore: (rows[0]?.all ?? 0) > MOST_FOUND,
  }
}
