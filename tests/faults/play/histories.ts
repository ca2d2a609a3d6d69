import fc from 'fast-check'
import { replayPots } from '#app/domain/pledges/replay-pots.server.ts'
import { listBroken } from '#app/jobs/hold-checks.server.ts'
import type { Model } from '../model/state.ts'
import type { World } from '../model/world.ts'
import { layGround } from './cast.ts'
import * as chance from './chance.ts'
import type { Chance, Real } from './moves.ts'
import { open } from './opening.ts'
import { shorten } from './shortening.ts'
import { fail } from './stage.ts'
import { afterwards, playMove, playOn, steps } from './steps.ts'
import { count, tally } from './tally.ts'
import { closeAll } from './time-moves.ts'

export type Wanted = {
  seed: number
  runs: number
  path?: string | undefined
  /** Puts an empty database in the place of the one in use. */
  renew: () => Promise<void>
  shortenForMs?: number
}

/**
 * Plays random histories on the product and on the model beside it, and compares all of the money after
 * each step, the checks of every area after each history, and in the end all pots with what their events say.
 * Throws the shortest history that differs.
 */
export async function playHistories(wanted: Wanted) {
  const { seed, runs, path } = wanted
  await layGround()
  const asked = { seed, numRuns: runs, endOnFailure: true, ...(path !== undefined && { path }) }
  const found = await fc.check(propertyOf(holdChecks), asked)
  if (found.failed) throw new Error(await sayShortest(found, wanted))
  const { differences } = await replayPots()
  if (differences.length === 0) return tally
  const first = `pots worked out again from their events agree: ${JSON.stringify(differences[0])}`
  const again = await fc.check(propertyOf(holdReplay), asked)
  throw new Error(`${first}\n${again.failed ? await sayShortest(again, wanted) : ''}`)
}

type Command = fc.AsyncCommand<Model, Real>
type Played = [Iterable<Command>, Chance[], World]

const propertyOf = (hold: () => Promise<void>) =>
  fc.asyncProperty<Played>(steps, afterwards, chance.world, (...played) => playOne(played, hold))

async function playOne([history, on, world]: Played, hold: () => Promise<void>) {
  const { model, real } = await open(world)
  try {
    await fc.asyncModelRun(() => ({ model, real }), history)
    await playMove(closeAll(model), { model, real, isTwice: false })
    for (const outcome of model.outcomes) count(`round ${outcome}`)
    await playOn(model, real, on)
    await hold()
  } catch (error) {
    throw new Error([String(error), 'after these steps:', ...real.told].join('\n  '))
  }
  tally.runs++
}

async function holdChecks() {
  for (const { name, rows } of (await listBroken()).broken)
    fail(`the check "${name}" holds: ${inWords(rows.slice(0, 3))}`)
}

const inWords = (rows: unknown) =>
  JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))

async function holdReplay() {
  await holdChecks()
  const { differences } = await replayPots()
  if (differences.length > 0)
    fail(`pots worked out again from their events agree: ${inWords(differences[0])}`)
}

const SHORTEN_FOR_MS = 120_000

/** The same history made shorter for as long as it differs by itself, and as there is time. */
async function sayShortest(found: fc.RunDetails<Played>, { renew, shortenForMs }: Wanted) {
  const where = `Seed ${found.seed}, path ${found.counterexamplePath}`
  const [history, on, world] = found.counterexample ?? fail('what differs is known')
  const untilMs = performance.now() + (shortenForMs ?? SHORTEN_FOR_MS)
  const whyBroken = alone(renew)
  let why: string | undefined
  const differs = async (played: Played) => {
    const now = await whyBroken(played)
    why = now ?? why
    return now !== undefined
  }
  const commands = [...history]
  if (!(await differs([commands, on, world])))
    return `${where}: only after the histories before it. ${String(found.errorInstance)}`
  const less = await shorten(on, (some) => differs([commands, some, world]), untilMs)
  const fewer = await shorten(commands, (some) => differs([some, less, world]), untilMs)
  return [
    `${where}: ${commands.length} steps and ${on.length} afterwards, made ${fewer.length} and ${less.length}.`,
    ...[why, `in this world: ${fc.stringify(world)}`],
  ].join('\n')
}

/** Why a history is broken. Whatever a broken one leaves behind is gone before the next: only its own counts. */
function alone(renew: Wanted['renew']) {
  let isClean = false
  return async (played: Played) => {
    if (!isClean) {
      await renew()
      await layGround()
    }
    isClean = false
    const why = await playOne(played, holdReplay).then(() => undefined, String)
    isClean = why === undefined
    return why
  }
}
