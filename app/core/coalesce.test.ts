import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { coalesce } from './coalesce.ts'

const usual = { most: 10, patienceMs: 1_000, atOnce: 3, isNobodysFault: () => false }

/** Notes each group, and answers when told to. */
function held(settings = usual) {
  const groups: number[][] = []
  const doors: (() => void)[] = []
  const ask = coalesce<number, number>(async (group) => {
    groups.push(group)
    await new Promise<void>((resolve) => doors.push(resolve))
    return group.map((one) => one * 2)
  }, settings)
  return { groups, ask, open: () => doors.shift()?.() }
}

test('alone goes at once; those who come meanwhile go together, first come first', async () => {
  const { groups, ask, open } = held()
  const first = ask(1)
  await wait(5)
  const others = [2, 3, 4].map(ask)
  await wait(5)
  expect(groups).toEqual([[1]])

  open()
  await wait(5)
  open()

  expect(await Promise.all([first, ...others])).toEqual([2, 4, 6, 8])
  expect(groups).toEqual([[1], [2, 3, 4]])
})

test('no group is larger than it may be, and nobody is overtaken', async () => {
  const { groups, ask, open } = held({ ...usual, most: 2 })
  const all = [1, 2, 3, 4, 5].map(ask)
  for (let left = 3; left > 0; left--) {
    await wait(5)
    open()
  }

  await Promise.all(all)

  expect(groups).toEqual([[1, 2], [3, 4], [5]])
})

test('a group that takes long does not hold up the next one', async () => {
  const { groups, ask, open } = held({ ...usual, patienceMs: 20 })
  const slow = ask(1)
  await wait(5)
  const next = ask(2)
  await wait(40)

  expect(groups).toEqual([[1], [2]])
  open()
  open()
  expect(await Promise.all([slow, next])).toEqual([2, 4])
})

test('who makes a group fail fails alone', async () => {
  const ask = coalesce<number, number>(async (group) => {
    if (group.includes(13)) throw new Error('thirteen')
    return group
  }, usual)

  const answers = await Promise.allSettled([1, 13, 2].map(ask))

  expect(answers).toMatchObject([{ value: 1 }, { reason: { message: 'thirteen' } }, { value: 2 }])
})

test('what is nobody’s fault is said to all of them, to ask again with new facts', async () => {
  const groups: number[][] = []
  const ask = coalesce<number, number>(
    async (group) => {
      groups.push(group)
      throw new Error('two at once')
    },
    { ...usual, isNobodysFault: () => true },
  )

  const answers = await Promise.allSettled([1, 2].map(ask))

  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(groups).toEqual([[1, 2]])
})
