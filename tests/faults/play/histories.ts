import fc from 'fast-check'
import { clock } from '#app/core/clock.ts'
import { newId } from '#app/core/id.ts'
import { Refusal } from '#app/core/refusal.ts'
import { replayPots } from '#app/domain/pledges/replay-pots.server.ts'
import { listBroken } from '#app/jobs/hold-checks.server.ts'
import { faultOf, pictureOf } from '../model/picture.ts'
import { startModel, type Model } from '../model/state.ts'
import type { Terms, World } from '../model/world.ts'
import * as chance from './chance.ts'
import { pick, type Chance, type Chooser, type Move, type Real } from './moves.ts'
import * as ends from './ending-moves.ts'
import { deliver, drainFiles } from './pay-moves.ts'
import { takePicture } from './picture.ts'
import * as pledges from './pledge-moves.ts'
import * as pots from './pot-moves.ts'
import * as sums from './sum-moves.ts'
import * as time from './time-moves.ts'
import { fail, makeCast, setStage, type Cast, type Stage } from './stage.ts'

const SECOND_MS = 1_000

/** One step of a history: what it does is chosen from all that the model allows just then. */
class Step implements fc.AsyncCommand<Model, Real> {
  private told = ''
  constructor(
    readonly chance: Chance,
    readonly terms: Terms,
  ) {}
  check = () => true
  toString = () => this.told || 'a step'

  async run(model: Model, real: Real) {
    const [kind, move] = this.choose(model)
    // Each step has its own second, so that nothing hangs on how fast the machine is.
    clock.set(new Date(clock.now().getTime() + SECOND_MS).toISOString())
    this.told = await playMove(move, { model, real, isTwice: isTwice(move, this.chance) })
    count(kind)
  }

  /** Kinds have their weights among those that are possible. */
  private choose(model: Model): [string, Move] {
    const possible = [...kinds, ['change rule', pots.changeRule(this.terms), 1] as Kind].flatMap(
      ([kind, chooser, weight]) => {
        const move = chooser(model, this.chance)
        return move ? Array.from({ length: weight }, (): [string, Move] => [kind, move]) : []
      },
    )
    return pick(possible, this.chance.kind) ?? fail('something is always possible')
  }
}

type Playing = { model: Model; real: Real; isTwice: boolean }

async function playMove(move: Move, { model, real, isTwice }: Playing) {
  const isDone = move.apply(model)
  const told = `${move.name}${isTwice ? ', twice at once' : ''}${isDone ? '' : ' (refused)'}`
  model.steps++
  tally.steps++
  if (isTwice) tally.twice++
  if (!isDone) tally.refused++
  await play(move, real, { isDone, isTwice })
  if (isDone && move.isRepeatable) real.calls.push({ name: move.name, call: move.call })
  await compare(model, real, told)
  return told
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
  kind: fc.nat(10_000),
  at: fc.nat(1_000),
  other: fc.nat(1_000),
  sum: fc.integer({ min: 100, max: 3_000 }),
  flag: fc.boolean(),
})

type Kind = [string, Chooser, number]

/** How often each is chosen among what is possible. */
const kinds: Kind[] = [
  ['pledge', pledges.pledge, 10],
  ['sign', pledges.sign, 6],
  ['decide', pledges.decide, 5],
  ['answer', pledges.answer, 1],
  ['decline', pledges.decline, 1],
  ['withdraw', pledges.withdraw, 2],
  ['top up', sums.topUp, 4],
  ['lower', sums.lower, 4],
  ['change', sums.change, 1],
  ['days pass', time.daysPass, 2],
  ['close early', time.closeEarly, 3],
  ['close at its time', time.closeAtDeadline, 1],
  ['deliver', deliver, 14],
  ['stop', ends.stop, 1],
  ['give back', ends.giveBack, 6],
  ['fund', pots.fund, 1],
  ['reverse', pots.reverse, 1],
  ['again', pots.again, 2],
  ['seal', pots.seal, 1],
]

const steps = fc.commands([fc.tuple(numbers, chance.terms).map((made) => new Step(...made))], {
  maxCommands: 60,
  size: 'max',
})

/** One history in three goes on after its rounds: what was raised is delivered, stopped, given back. */
const afterwards = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Chance[]>([]) },
  { weight: 1, arbitrary: fc.array(numbers, { minLength: 30, maxLength: 60, size: 'max' }) },
)

async function playOn(model: Model, real: Real, chances: Chance[]) {
  for (const chance of chances) {
    const possible = endings.flatMap(([kind, choose]) => {
      const move = choose(model, chance)
      return move ? [{ kind, move }] : []
    })
    const { kind, move } = possible[chance.other % 9 > 0 ? 0 : possible.length - 1] ?? {}
    if (!kind || !move) continue
    clock.set(new Date(clock.now().getTime() + SECOND_MS).toISOString())
    await playMove(move, { model, real, isTwice: isTwice(move, chance) })
    count(kind)
  }
}

/** What there is to do once rounds are closed, the first of it mostly. */
const endings: [string, Chooser][] = [
  ['give back', ends.giveBack],
  ['deliver', deliver],
  ['stop', ends.stop],
]

const count = (kind: string) => tally.kinds.set(kind, (tally.kinds.get(kind) ?? 0) + 1)

const isTwice = ({ isRepeatable }: Move, { at, other, sum }: Chance) =>
  isRepeatable === true && (at + other + sum) % 4 === 0

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
 * each step, the checks of every area after each history, and in the end all pots with what their events say.
 * Throws the shortest history that differs.
 */
export async function playHistories({ seed, runs, path }: Wanted) {
  const cast = await makeCast()
  const property = fc.asyncProperty(chance.world, steps, afterwards, async (world, history, on) => {
    const { model, real } = await open(cast, world)
    await fc.asyncModelRun(() => ({ model, real }), history)
    await playMove(time.closeAll(model), { model, real, isTwice: false })
    await playOn(model, real, on)
    for (const { name, rows } of (await listBroken()).broken)
      fail(`the check "${name}" holds: ${JSON.stringify(rows.slice(0, 3))}`)
    tally.runs++
  })
  const found = await fc.check(property, {
    ...{ seed, numRuns: runs, endOnFailure: true },
    ...(path !== undefined && { path }),
  })
  if (found.failed) throw new Error(await sayShortest(property, found))
  const { differences } = await replayPots()
  if (differences.length > 0)
    fail(`pots worked out again from their events agree: ${JSON.stringify(differences[0])}`)
  return tally
}

const SHORTEN_FOR_MS = 120_000

type Found = fc.RunDetails<[World, Iterable<fc.AsyncCommand<Model, Real>>, Chance[]]>
type Property = fc.IAsyncProperty<[World, Iterable<fc.AsyncCommand<Model, Real>>, Chance[]]>

/** The same history made shorter for as long as it still differs, within two minutes. */
async function sayShortest(property: Property, found: Found) {
  const shorter = await fc.check(property, {
    ...{ seed: found.seed, path: found.counterexamplePath ?? '', endOnFailure: false },
    ...{ numRuns: 1, interruptAfterTimeLimit: SHORTEN_FOR_MS },
  })
  return fc.defaultReportMessage(shorter.failed ? shorter : found) ?? 'a history differs'
}
