import { expect, inject, test } from 'vitest'
import { playHistories } from './play/histories.ts'
import { renewDatabase } from './play/renew.ts'
import { pickSeed } from './play/seed.ts'
import { shorten } from './play/shortening.ts'

const RUNS = 8

test('any history of pots and pledges leaves all money where the model says, to the penny', async () => {
  const seed = Number(process.env.FAULTS_SEED ?? pickSeed())
  console.log(`Histories: ${RUNS} runs. To replay: FAULTS_SEED=${seed}`)
  const empty = { adminUrl: inject('adminUrl'), template: inject('template') }
  const { steps } = await playHistories({ seed, runs: RUNS, renew: () => renewDatabase(empty) })
  expect(steps).toBeGreaterThan(RUNS)
}, 300_000)

const all = Array.from({ length: 60 }, (_, at) => at)
const needs =
  (...wanted: number[]) =>
  (some: number[]) =>
    Promise.resolve(wanted.every((one) => some.includes(one)))

test('of a history that differs only the steps it takes are left, while there is time', async () => {
  expect(await shorten(all, needs(7, 31, 58), Infinity)).toEqual([7, 31, 58])
  expect(await shorten(all, needs(), Infinity)).toEqual([])
  expect(await shorten(all, needs(7), 0)).toEqual(all)
})
