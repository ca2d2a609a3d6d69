import { expect, test } from 'vitest'
import { TwoAtOnce } from './sql-error.ts'
import { tryAgain } from './try-again.ts'

/** Loses to another one so many times, and is then done. */
function loser(times: number) {
  const asked = { times: 0 }
  const work = () => {
    asked.times++
    return asked.times > times ? Promise.resolve('done') : Promise.reject(new TwoAtOnce('lost'))
  }
  return { asked, work }
}

test('who loses to another one tries again, with new facts', async () => {
  const { asked, work } = loser(2)

  expect(await tryAgain(work)).toBe('done')
  expect(asked.times).toBe(3)
})

test('no further try is begun after its time, nor after twelve', async () => {
  const [late, luckless] = [loser(1), loser(12)]

  await expect(tryAgain(late.work, -1)).rejects.toThrow('lost')
  await expect(tryAgain(luckless.work)).rejects.toThrow('lost')

  expect([late.asked.times, luckless.asked.times]).toEqual([1, 12])
})

test('what is no matter of chance is not tried again', async () => {
  let times = 0
  const work = () => Promise.reject(new Error(`wrong ${++times}`))

  await expect(tryAgain(work)).rejects.toThrow('wrong 1')
})
