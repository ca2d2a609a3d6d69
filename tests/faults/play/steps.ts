import fc from 'fast-check'
import { clock } from '#app/core/clock.ts'
import { Refusal } from '#app/core/refusal.ts'
import { faultOf, pictureOf } from '../model/picture.ts'
import type { Model } from '../model/state.ts'
import type { Terms } from '../model/world.ts'
import * as chance from './chance.ts'
import * as ends from './ending-moves.ts'
import * as locks from './lock-moves.ts'
import type { Chance, Chooser, Move, Real } from './moves.ts'
import { deliver } from './pay-moves.ts'
import { takePicture } from './picture.ts'
import * as pledges from './pledge-moves.ts'
import * as pots from './pot-moves.ts'
import { fail } from './stage.ts'
import * as sums from './sum-moves.ts'
import { count, tally } from './tally.ts'
import * as time from './time-moves.ts'

/** One step of a history: what it does is chosen from all that the model allows just then. */
class Step implements fc.AsyncCommand<Model, Real> {
  constructor(
    readonly chance: Chance,
    readonly terms: Terms,
  ) {}
  check = () => true
  toString = () => 'a step'

  async run(model: Model, real: Real) {
    const [kind, move] = this.choose(model)
    // Each step has its own second, so that nothing hangs on how fast the machine is.
    waitASecond()
    await playMove(move, { model, real, isTwice: isTwice(move, this.chance) })
    count(kind)
  }

  private choose(model: Model): [string, Move] {
    const possible = [...kinds, ['change rule', pots.changeRule(this.terms), 1] as Kind].flatMap(
      ([kind, chooser, weight]) => {
        const move = chooser(model, this.chance)
        return move ? [{ kind, move, place: lotOf(`${this.chance.kind} ${kind}`) / weight }] : []
      },
    )
    const [first] = possible.sort((a, b) => a.place - b.place)
    return first ? [first.kind, first.move] : fail('something is always possible')
  }
}

type Playing = { model: Model; real: Real; isTwice: boolean }

export async function playMove(move: Move, { model, real, isTwice }: Playing) {
  const isDone = move.apply(model)
  const told = `${move.name}${isTwice ? ', twice at once' : ''}${isDone ? '' : ' (refused)'}`
  real.told.push(told)
  model.steps++
  tally.steps++
  if (isTwice) tally.twice++
  if (!isDone) tally.refused++
  await play(move, real, { isDone, isTwice })
  if (isDone && move.isRepeatable) real.calls.push({ name: move.name, call: move.call })
  await compare(model, real, told)
}

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
  kind: fc.nat(1_000_000),
  at: fc.nat(1_000),
  other: fc.nat(1_000),
  sum: fc.integer({ min: 100, max: 3_000 }),
  flag: fc.boolean(),
})

type Kind = [string, Chooser, number]

/** How often each is chosen among what is possible. */
const kinds: Kind[] = [
  ['pledge', pledges.pledge, 10],
  ['sign', pledges.sign, 7],
  ['decide', pledges.decide, 5],
  ['consent', pledges.consent, 6],
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
  ['lock', locks.lock, 1],
  ['lift', locks.lift, 1],
  ['fund', pots.fund, 2],
  ['join', pots.join, 1],
  ['take back', pots.takeBack, 2],
  ['again', pots.again, 2],
  ['seal', pots.seal, 1],
]

/**
 * A lot for each kind that is possible, and the first by lot and weight is done: as often as its weight says, and mostly
 * the same one when a step before it is left out, so that a history stays like itself while it is made shorter.
 */
function lotOf(text: string) {
  let hash = 2_166_136_261
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 16_777_619)
  hash = Math.imul(hash ^ (hash >>> 16), 2_246_822_507)
  hash = Math.imul(hash ^ (hash >>> 13), 3_266_489_909)
  return -Math.log((((hash ^ (hash >>> 16)) >>> 0) + 1) / 2 ** 32)
}

export const steps = fc.commands(
  [fc.tuple(numbers, chance.terms).map((made) => new Step(...made))],
  {
    maxCommands: 60,
    size: 'max',
  },
)

/** One history in two goes on after its rounds: what was raised is delivered, stopped, given back. */
export const afterwards = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Chance[]>([]) },
  { weight: 1, arbitrary: fc.array(numbers, { minLength: 30, maxLength: 60, size: 'max' }) },
)

export async function playOn(model: Model, real: Real, chances: Chance[]) {
  for (const chance of chances) {
    const possible = endings.flatMap(([kind, choose]) => {
      const move = choose(model, chance)
      return move ? [{ kind, move }] : []
    })
    const { kind, move } = possible[chance.other % 9 > 0 ? 0 : possible.length - 1] ?? {}
    if (!kind || !move) continue
    waitASecond()
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

const isTwice = ({ isRepeatable }: Move, { at, other, sum }: Chance) =>
  isRepeatable === true && (at + other + sum) % 4 === 0

const SECOND_MS = 1_000

export const waitASecond = () =>
  clock.set(new Date(clock.now().getTime() + SECOND_MS).toISOString())
