import fc from 'fast-check'
import { clock } from '#app/core/clock.ts'
import { newId } from '#app/core/id.ts'
import { Refusal } from '#app/core/refusal.ts'
import { listBroken } from '#app/jobs/hold-checks.server.ts'
import { faultOf, pictureOf } from '../model/picture.ts'
import { startModel, type Model } from '../model/state.ts'
import type { World } from '../model/world.ts'
import * as chance from './chance.ts'
import type { Chance, Chooser, Move, Real } from './moves.ts'
import { deliver, drainFiles } from './pay-moves.ts'
import { takePicture } from './picture.ts'
import * as pledges from './pledge-moves.ts'
import * as pots from './pot-moves.ts'
import { fail, makeCast, setStage, type Cast, type Stage } from './stage.ts'

const SECOND_MS = 1_000

/** One step of a history: what it does is chosen from what the model allows just then. */
class Step implements fc.AsyncCommand<Model, Real> {
  private told = ''
  constructor(
    readonly kind: string,
    readonly chooser: Chooser,
    readonly chance: Chance,
  ) {}
  check = (model: Readonly<Model>) => this.chooser(model, this.chance) !== undefined
  toString = () => this.told || this.kind

  async run(model: Model, real: Real) {
    const move = this.chooser(model, this.chance) ?? fail()
    // Each step has its own second, so that nothing hangs on how fast the machine is.
    clock.set(new Date(clock.now().getTime() + SECOND_MS).toISOString())
    const isTwice = move.isRepeatable === true && this.chance.other % 4 === 0
    const isDone = move.apply(model)
    this.told = `${move.name}${isTwice ? ', twice at once' : ''}${isDone ? '' : ' (refused)'}`
    tally.steps++
    tally.kinds.set(this.kind, (tally.kinds.get(this.kind) ?? 0) + 1)
    if (isTwice) tally.twice++
    if (!isDone) tally.refused++
    await play(move, real, { isDone, isTwice })
    if (isDone && move.isRepeatable) real.calls.push({ name: move.name, call: move.call })
    await compare(model, real, this.told)
  }
}

export const tally = { runs: 0, steps: 0, twice: 0, refused: 0, kinds: new Map<string, number>() }

type Expected = { isDone: boolean; isTwice: boolean }

/** Twice at once with one key: the one answers, the other answers the same or is refused. */
async function play(move: Move, real: Real, { isDone, isTwice }: Expected) {
  const calls = Array.from({ length: isTwice ? 2 : 1 }, () => move.call(real))
  const answers = await Promise.allSettled(calls)
  for (const answer of answers)
    if (answer.status === 'rejected' && !(answer.reason instanceof Refusal)) throw answer.reason
  const isAnyDone = answers.some(({ status }) => status === 'fulfilled')
  if (isAnyDone !== isDone)
    fail(`"${move.name}" is ${isDone ? 'done' : 'refused'}: ${JSON.stringify(answers.map(say))}`)
}

const say = (answer: PromiseSettledResult<unknown>) =>
  answer.status === 'rejected' ? String(answer.reason) : 'done'

async function compare(model: Model, real: Real, after: string) {
  const fault = faultOf(model)
  if (fault) fail(fault)
  const expected = pictureOf(model)
  const actual = await takePicture(real.stage, real.names)
  const names = [...new Set([...Object.keys(expected), ...Object.keys(actual)])].sort()
  const apart = names.filter((name) => expected[name] !== actual[name])
  if (apart.length > 0)
    fail(
      `after ${after} the product agrees with the model:\n` +
        apart
          .map((name) => `  ${name}: model ${expected[name]}, product ${actual[name]}`)
          .join('\n'),
    )
}

const numbers = fc.record({
  at: fc.nat(1_000),
  other: fc.nat(1_000),
  sum: fc.integer({ min: 100, max: 3_000 }),
  flag: fc.boolean(),
})

const kinds: [string, Chooser, number][] = [
  ['pledge', pledges.pledge, 6],
  ['approve', pledges.approve, 3],
  ['decline', pledges.decline, 1],
  ['withdraw', pledges.withdraw, 2],
  ['fund', pots.fund, 1],
  ['reverse', pots.reverse, 1],
  ['close early', pledges.closeEarly, 2],
  ['close at its time', pledges.closeAtDeadline, 1],
  ['deliver', deliver, 9],
  ['again', pots.again, 2],
  ['seal', pots.seal, 1],
]

const steps = fc.commands(
  [
    ...kinds.flatMap(([kind, chooser, weight]) =>
      Array.from({ length: weight }, () => numbers.map((one) => new Step(kind, chooser, one))),
    ),
    fc
      .tuple(chance.terms, numbers)
      .map(([terms, one]) => new Step('change rule', pots.changeRule(terms), one)),
  ],
  { maxCommands: 60, size: 'max' },
)

async function open(cast: Cast, world: World): Promise<{ model: Model; real: Real }> {
  clock.set('2027-03-01T09:00:00Z')
  await drainFiles(cast)
  clock.set(new Date(clock.now().getTime() + SECOND_MS).toISOString())
  const stage: Stage = await setStage(cast, world)
  clock.set(new Date(clock.now().getTime() + SECOND_MS).toISOString())
  const ids = new Map<string, string>()
  const names = new Map<string, string>([['funder', 'funder']])
  stage.rounds.forEach(({ challengeId }, at) => names.set(challengeId, `challenge ${at}`))
  stage.pots.forEach(({ id }, at) => names.set(id, `pot ${at}`))
  cast.councils.forEach(({ officer }, at) => names.set(officer.organisationId, `council ${at}`))
  const idOf = (name: string) => {
    const id = ids.get(name) ?? newId()
    ids.set(name, id)
    if (name.startsWith('pledge')) names.set(id, name)
    return id
  }
  return { model: startModel(world), real: { stage, names, idOf, calls: [] } }
}

export type Wanted = { seed: number; runs: number; path?: string | undefined }

/**
 * Plays random histories on the product and on the model beside it, and compares all of the money after
 * each step and the checks of every area after each history. Throws the shortest history that differs.
 */
export async function playHistories({ seed, runs, path }: Wanted) {
  const cast = await makeCast()
  const property = fc.asyncProperty(chance.world, steps, async (world, history) => {
    const { model, real } = await open(cast, world)
    await fc.asyncModelRun(() => ({ model, real }), history)
    for (const { name, rows } of (await listBroken()).broken)
      fail(`the check "${name}" holds: ${JSON.stringify(rows.slice(0, 3))}`)
    tally.runs++
  })
  await fc.assert(property, {
    ...{ seed, numRuns: runs, endOnFailure: false },
    ...(path !== undefined && { path }),
  })
  return tally
}
