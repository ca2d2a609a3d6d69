import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds, type Pence } from '#app/core/money.ts'
import { londonDay } from '#app/core/time.ts'
import { build } from '#tests/factories/index.ts'
import type { Actor } from '../organisations/actor.ts'
import { approvePledge } from './approve-pledge.server.ts'
import { closeRound } from './close-round.server.ts'
import { lowerPledge } from './lower-pledge.server.ts'
import { makePledge } from './make-pledge.server.ts'
import { topUpPledge } from './top-up-pledge.server.ts'
import { withdrawPledge } from './withdraw-pledge.server.ts'
import { checks as potChecks } from '../pots/checks.server.ts'
import { checks } from './checks.server.ts'
import { replayPots } from './replay-pots.server.ts'

/*
 * Random histories of one round against a model written apart from the code: two pots, the first with a
 * floor of three councils and a cap on the challenge, the second nearly empty; a target to stop at.
 */
const FLOOR = 3
const SEED_CAP = pounds(900)
const DIVIDEND_HOLDS = pounds(1_500)
const TARGET = pounds(5_000)

type Kind = 'idle' | 'waiting' | 'committed' | 'ended'
/** What was committed at one time: the pledge, or a top-up of it. */
type Part = { sum: Pence; seed: Pence; dividend: Pence; order: number }
type Place = { kind: Kind; sum: Pence; parts: Part[] }
type Model = { places: Place[]; order: number; outcome: 'funded' | 'lapsed' | undefined }

const total = (model: Model, pick: (part: Part) => Pence) =>
  model.places.flatMap(({ parts }) => parts).reduce((sum, part) => sum + pick(part), 0n)
const committed = (model: Model) => model.places.filter((place) => place.kind === 'committed')
const signed = ({ parts }: Place) => parts.reduce((sum, part) => sum + part.sum, 0n)
const least = (...sums: Pence[]) => sums.reduce((a, b) => (b < a ? b : a))

function give(model: Model, part: Part, pot: 'seed' | 'dividend') {
  const all = total(model, (one) => one.sum + one.seed + one.dividend)
  const gap = TARGET > all ? TARGET - all : 0n
  const room =
    pot === 'seed'
      ? least(part.sum / 4n, SEED_CAP - total(model, (one) => one.seed))
      : least(part.sum, DIVIDEND_HOLDS - total(model, (one) => one.dividend))
  part[pot] = least(room, gap)
}

function commit(model: Model, place: Place) {
  const part = { sum: place.sum, seed: 0n, dividend: 0n, order: ++model.order }
  Object.assign(place, { kind: 'committed', parts: [part] })
  const live = committed(model)
  const earlier = live.flatMap(({ parts }) => parts).sort((a, b) => a.order - b.order)
  if (live.length === FLOOR)
    for (const one of earlier) if (one !== part && one.seed === 0n) give(model, one, 'seed')
  if (live.length >= FLOOR) give(model, part, 'seed')
  give(model, part, 'dividend')
}

/** No new council: it reaches no floor, and earns only above one. */
function topUp(model: Model, place: Place, sum: Pence) {
  const part = { sum, seed: 0n, dividend: 0n, order: ++model.order }
  place.parts.push(part)
  if (committed(model).length >= FLOOR) give(model, part, 'seed')
  give(model, part, 'dividend')
}

/** The latest part goes down first; a match falls to what its rule adds to the lower sum, and never grows. */
function lower(place: Place, to: Pence) {
  let less = signed(place) - to
  for (const part of [...place.parts].reverse()) {
    const taken = least(less, part.sum)
    less -= taken
    part.sum -= taken
    part.seed = least(part.seed, part.sum / 4n)
    part.dividend = least(part.dividend, part.sum)
  }
  place.parts = place.parts.filter((part) => part.sum > 0n)
}

type Real = {
  round: { id: string; challengeId: string; by: Actor }
  pots: { seed: string; dividend: string }
  people: { officer: Actor; approver: Actor }[]
  pledgeIds: (string | undefined)[]
}
type Command = fc.AsyncCommand<Model, Real>

async function agree(model: Model, { round, pots, pledgeIds }: Real) {
  const matches = await db.match.findMany({
    where: { challengeId: round.challengeId, state: { not: 'released' } },
  })
  const topUps = await db.pledge.findMany({
    where: { roundId: round.id, topsUpId: { not: null } },
    select: { id: true, topsUpId: true },
  })
  const given = (place: number, potId: string) => {
    const rootId = pledgeIds[place]
    const own = topUps.filter(({ topsUpId }) => topsUpId === rootId).map(({ id }) => id)
    return matches
      .filter((match) => [rootId, ...own].includes(match.pledgeId) && match.potId === potId)
      .reduce((sum, match) => sum + match.amountPence, 0n)
  }
  const held = ({ parts }: Place, pot: 'seed' | 'dividend') =>
    parts.reduce((sum, part) => sum + part[pot], 0n)
  expect(
    model.places.map((_, place) => [given(place, pots.seed), given(place, pots.dividend)]),
  ).toEqual(model.places.map((place) => [held(place, 'seed'), held(place, 'dividend')]))
  const totals = await db.roundTotals.findUniqueOrThrow({ where: { roundId: round.id } })
  const live = committed(model)
  expect(totals).toMatchObject({
    councilCount: live.length,
    pledgedPence: live.reduce((sum, place) => sum + signed(place), 0n),
    matchedPence: total(model, (part) => part.seed + part.dividend),
  })
}

class Pledge implements Command {
  constructor(
    readonly place: number,
    readonly sum: number,
    readonly isAbove: boolean,
  ) {}
  check = (model: Model) => !model.outcome && model.places[this.place]?.kind === 'idle'
  toString = () => `pledge(${this.place}, £${this.sum}${this.isAbove ? ', above the limit' : ''})`
  async run(model: Model, real: Real) {
    const place = model.places[this.place]
    const people = real.people[this.place]
    if (!place || !people) return
    const amountPence = pounds(this.sum)
    place.sum = amountPence
    const conditions = this.isAbove ? { decisionByOn: londonDay(clock.now()) } : {}
    const pledge = await build.pledge({ ...real, by: people.officer, amountPence, conditions })
    real.pledgeIds[this.place] = pledge.id
    const input = { ...build.accepted, signById: people.approver.personId }
    await makePledge(people.officer, pledge.id, input)
    if (this.isAbove) place.kind = 'waiting'
    else commit(model, place)
    await agree(model, real)
  }
}

class Approve implements Command {
  constructor(readonly place: number) {}
  check = (model: Model) => !model.outcome && model.places[this.place]?.kind === 'waiting'
  toString = () => `approve(${this.place})`
  async run(model: Model, real: Real) {
    const place = model.places[this.place]
    const people = real.people[this.place]
    if (!place || !people) return
    await approvePledge(people.approver, real.pledgeIds[this.place] ?? '', build.key())
    commit(model, place)
    await agree(model, real)
  }
}

class Withdraw implements Command {
  constructor(readonly place: number) {}
  check = (model: Model) =>
    !model.outcome && ['waiting', 'committed'].includes(model.places[this.place]?.kind ?? '')
  toString = () => `withdraw(${this.place})`
  async run(model: Model, real: Real) {
    const place = model.places[this.place]
    const people = real.people[this.place]
    if (!place || !people) return
    await withdrawPledge(people.officer, real.pledgeIds[this.place] ?? '', { reason: '' })
    Object.assign(place, { kind: 'idle', parts: [] })
    await agree(model, real)
  }
}

class TopUp implements Command {
  constructor(
    readonly place: number,
    readonly sum: number,
  ) {}
  check = (model: Model) => !model.outcome && model.places[this.place]?.kind === 'committed'
  toString = () => `topUp(${this.place}, £${this.sum})`
  async run(model: Model, real: Real) {
    const place = model.places[this.place]
    const people = real.people[this.place]
    if (!place || !people) return
    const fromPence = signed(place)
    const amount = fromPence + pounds(this.sum)
    const input = { ...build.accepted, operationKey: newId(), fromPence, amount }
    const answer = await topUpPledge(people.officer, real.pledgeIds[this.place] ?? '', input)
    expect(answer.state).toBe('committed')
    topUp(model, place, pounds(this.sum))
    await agree(model, real)
  }
}

class Lower implements Command {
  constructor(
    readonly place: number,
    readonly percent: number,
  ) {}
  check = (model: Model) => !model.outcome && model.places[this.place]?.kind === 'committed'
  toString = () => `lower(${this.place}, to ${this.percent} %)`
  async run(model: Model, real: Real) {
    const place = model.places[this.place]
    const people = real.people[this.place]
    if (!place || !people) return
    const whole = signed(place) / 100n
    const amount = ((whole * BigInt(this.percent)) / 100n) * 100n
    if (amount === 0n) return
    const input = { operationKey: newId(), amount }
    const lowering = () => lowerPledge(people.officer, real.pledgeIds[this.place] ?? '', input)
    expect(await lowering()).toEqual({ isNew: true })
    expect(await lowering()).toEqual({ isNew: false })
    lower(place, amount)
    await agree(model, real)
  }
}

class Close implements Command {
  check = (model: Model) => !model.outcome
  toString = () => 'close()'
  async run(model: Model, real: Real) {
    const reached = total(model, (part) => part.sum + part.seed + part.dividend)
    const close = closeRound(real.round.by, real.round.id)
    if (reached < TARGET) await expect(close).rejects.toThrow('not met')
    else {
      expect(await close).toEqual({ outcome: 'funded', isNew: true })
      model.outcome = 'funded'
    }
    await agree(model, real)
  }
}

const place = fc.integer({ min: 0, max: 4 })
const commands = fc.commands(
  [
    fc
      .tuple(place, fc.integer({ min: 300, max: 2_000 }), fc.boolean())
      .map((args) => new Pledge(...args)),
    place.map((at) => new Approve(at)),
    place.map((at) => new Withdraw(at)),
    fc.tuple(place, fc.integer({ min: 1, max: 900 })).map((args) => new TopUp(...args)),
    fc.tuple(place, fc.integer({ min: 1, max: 99 })).map((args) => new Lower(...args)),
    fc.constant(new Close()),
  ],
  { maxCommands: 16, size: 'max' },
)

async function fresh(): Promise<{ model: Model; real: Real }> {
  const round = await build.round({ targetPence: TARGET })
  const seed = await build.pot({
    for: round,
    terms: { basisPoints: 2_500, minimumCouncils: FLOOR, challengeCapPence: String(SEED_CAP) },
  })
  const dividend = await build.pot({ for: round, holds: DIVIDEND_HOLDS })
  const limitPence = pounds(100_000)
  const people = await Promise.all(
    [0, 1, 2, 3, 4].map(async () => {
      const organisation = await build.council()
      return {
        officer: await build.officer({ organisation, limitPence }),
        approver: await build.financeApprover({ organisation, limitPence }),
      }
    }),
  )
  const idle = (): Place => ({ kind: 'idle', sum: 0n, parts: [] })
  return {
    model: { places: people.map(idle), order: 0, outcome: undefined },
    real: { round, pots: { seed: seed.id, dividend: dividend.id }, people, pledgeIds: [] },
  }
}

test('any history of a round leaves each match as the model says, to the penny', async () => {
  await build.policy('collection-due-days', 30n)
  await fc.assert(
    fc.asyncProperty(commands, async (history) => {
      const { model, real } = await fresh()
      await fc.asyncModelRun(() => ({ model, real }), history)
      for (const check of [...checks, ...potChecks])
        expect(await check.rows(), check.name).toEqual([])
    }),
    { numRuns: 20, endOnFailure: false },
  )
  expect((await replayPots()).differences).toEqual([])
}, 120_000)
