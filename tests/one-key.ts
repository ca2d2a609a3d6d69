import { expect } from 'vitest'

export type Answers = 'same' | 'other'
/** A verb with the key of one form: it is sent with the same answers or with others, and what it does is counted. */
export type KeyCase = {
  send: (answers: Answers) => Promise<unknown>
  count: () => Promise<number>
  /** All there is to say is in the key. */
  hasNoAnswers?: true
}

/** Twice at once, again, and then with other answers: one deed, one answer, and a refusal. */
export async function expectOneDeed({ send, count, hasNoAnswers }: KeyCase) {
  const [first, second] = await Promise.all([send('same'), send('same')])
  const again = await send('same')
  if (!hasNoAnswers) await expect(send('other')).rejects.toMatchObject({ kind: 'conflict' })

  expect(await count()).toBe(1)
  expect([second, again].map(plain)).toEqual([plain(first), plain(first)])
}

/** Whether it was new is the only thing an answer may differ in. */
const plain = (answer: unknown) =>
  typeof answer === 'object' && !Array.isArray(answer) ? { ...answer, isNew: undefined } : answer
