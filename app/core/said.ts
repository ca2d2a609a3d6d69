/**
 * What an address asks to be said, such as `?saved=sent`. Anybody may type one: any other name asks for nothing, also
 * one that every object has.
 */
export const saidOf = (words: Record<string, string>, asked: string | null | undefined) =>
  asked && Object.hasOwn(words, asked) ? words[asked] : undefined
