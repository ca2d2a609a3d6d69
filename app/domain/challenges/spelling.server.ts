import { db } from '#app/core/db.server.ts'

const WORD = /[\p{L}\p{N}]{4,}/gu

/**
 * A text with each word that no title has put right: by the word of a title that is spelt most like it. Nothing when
 * there is none to put right.
 */
export async function correctSpelling(text: string): Promise<string | undefined> {
  const words = [...new Set(text.toLowerCase().match(WORD))]
  if (words.length === 0) return undefined
  const rows = await db.$queryRaw<{ word: string; right: string }[]>`
    select asked.word, near.word as right from unnest(${words}::text[]) as asked (word)
    cross join lateral (select word from heading_words where word % asked.word
      order by similarity(word, asked.word) desc, word limit 1) near
    where not exists (select from heading_words where word = asked.word)`
  if (rows.length === 0) return undefined
  const right = new Map(rows.map((row) => [row.word, row.right]))
  return text.replace(WORD, (word) => right.get(word.toLowerCase()) ?? word)
}
