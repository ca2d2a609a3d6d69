import { setTimeout as wait } from 'node:timers/promises'
import { newId } from '#app/core/id.ts'
import type { AppProcess } from './app-process.ts'
import type { Random } from './chance.ts'
import type { Op, Said } from './ops.ts'
import type { Chain } from './stage.ts'

const USERS = 20
/** Counted from when all is healed: how long a fault lasts is not what they judge. */
const PATIENCE_MS = 45_000

/** `settled`: refused after nobody knew, so it was done before or never will be. */
export type Outcome = 'acked' | 'refused' | 'settled' | 'stuck'
export type Done = {
  op: Op
  outcome: Outcome
  unknown: number
  message: string
  beganMs: number
  endedMs: number
}

/** Bugs of whoever asks: a key that is not made once with the form. */
export type Habit = 'a key made for each attempt' | 'another id after an unknown reply'

type Wanted = {
  chains: Chain[]
  apps: AppProcess[]
  chance: Random
  pauseMs: number
  /** When all was healed; undefined before. */
  healedAt: () => number | undefined
  habit?: string | undefined
}

/** Twenty users at once. Whoever hears nothing asks again with the same key, until it is settled. */
export async function playUsers({ chains, ...how }: Wanted): Promise<Done[]> {
  const waiting = how.chance.shuffle(chains)
  const done: Done[] = []
  const user = async () => {
    for (let chain = waiting.shift(); chain; chain = waiting.shift()) {
      await wait(how.chance.below(how.pauseMs))
      done.push(...(await follow(chain, how)))
    }
  }
  await Promise.all(Array.from({ length: USERS }, user))
  return done
}

async function follow(chain: Chain, how: Omit<Wanted, 'chains'>) {
  const done: Done[] = []
  let answer = ''
  for (const step of chain) {
    const isTold = step.verb === 'send' || step.verb === 'settle'
    const one = await ask(isTold ? { ...step, about: answer } : step, how)
    done.push(one)
    if (step.verb === 'file') answer = one.message
    if (one.outcome === 'refused' || one.outcome === 'stuck') break
    await wait(how.chance.below(how.pauseMs / 4))
  }
  return done
}

const rare: Op['verb'][] = ['close', 'approve', 'file', 'send', 'settle', 'receive']

async function ask(op: Op, how: Omit<Wanted, 'chains'>): Promise<Done> {
  const beganMs = performance.now()
  const answer = await untilSettled(op, how)
  return { op, ...answer, beganMs, endedMs: performance.now() }
}

type Settled = Pick<Done, 'outcome' | 'unknown' | 'message'>

async function untilSettled(op: Op, how: Omit<Wanted, 'chains'>): Promise<Settled> {
  const { apps, chance, habit, healedAt } = how
  const [first] = apps
  const beganMs = performance.now()
  const hasPatience = () =>
    performance.now() < Math.max(beganMs, healedAt() ?? performance.now()) + PATIENCE_MS
  let [unknown, last] = [0, '']
  for (let attempt = 1; hasPatience(); attempt++) {
    const isRare = attempt === 1 && rare.includes(op.verb)
    const app = isRare && first ? first : chance.oneOf(apps)
    const sent = { ...op, args: { ...op.args, attempt: String(attempt) } }
    if (habit === 'another id after an unknown reply' && op.verb === 'fund' && attempt > 1)
      sent.key = newId()
    if (habit === 'a key made for each attempt' && op.verb === 'fund' && attempt === 1)
      void app.send({ ...sent, key: newId() })
    const { outcome, message } = await within(app.send(sent))
    if (outcome === 'done') return { outcome: 'acked', unknown, message }
    if (outcome === 'refused')
      return { outcome: unknown > 0 ? 'settled' : 'refused', unknown, message }
    unknown++
    last = message
    await wait(50 + chance.below(250))
  }
  return { outcome: 'stuck', unknown, message: `never answered; at last: ${last}` }
}

const ANSWER_MS = 15_000

/** A user does not wait for ever; what was asked may still be done. */
const within = (answer: Promise<Said>) =>
  Promise.race([
    answer,
    wait(ANSWER_MS, { outcome: 'failed' as const, message: 'no answer' }, { ref: false }),
  ])
