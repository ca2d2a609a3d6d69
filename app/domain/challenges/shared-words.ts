/**
 * A question for the text search that finds whatever has at least half of these words, and little else: what
 * has half of them has two of any set of words so large that fewer than two cannot be left out of it. The
 * longest words are chosen, since few texts have them. Words are as the text search stems them.
 */
export function halfOf(words: string[]): string {
  const half = Math.ceil(words.length / 2)
  const together = Math.min(half, 2)
  const chosen = [...words]
    .sort((a, b) => b.length - a.length)
    .slice(0, words.length - half + together)
    .map(quoted)
  if (together < 2) return chosen.join(' | ')
  return chosen
    .slice(0, -1)
    .map((word, place) => `${word} & (${chosen.slice(place + 1).join(' | ')})`)
    .join(' | ')
}

/** A question for what has every one of these words. */
export const allOf = (words: string[]) => words.map(quoted).join(' & ')

const quoted = (word: string) => `'${word.replace(/['\\]/g, '$&$&')}'`
