import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { useDatabase } from '#app/core/db.server.ts'
import { AppProcess } from './app-process.ts'
import { bigFaults, breakAll, type BigFault } from './big-faults.ts'
import type { Bug } from './bugs.ts'
import { chanceFrom, type Random } from './chance.ts'
import { Counts, cuts, type Armed, type Cut } from './cuts.ts'
import { judge, rememberPast, type Judged } from './invariants.ts'
import { portOf } from './postgres-faults.ts'
import type { OwnPostgres } from '../own-postgres.ts'
import { makeWorld, stageRound, type World } from './stage.ts'
import { playUsers, type Done } from './users.ts'

export type Wanted = {
  postgres: OwnPostgres
  seed: number
  rounds: number
  /** No further round is begun after so long. */
  untilMs?: number
  bug?: Bug
  /** Transactions are slowed past their limit too; that holds locks for seconds, so the short form leaves it out. */
  hasSlowed?: boolean
  /** Without them the big faults take turns. */
  big?: BigFault[]
  say: (line: string) => void
}

export type RoundReport = {
  round: number
  judged: Judged[]
  done: Done[]
  recoveryMs: number
  /** What answers took before the big fault, where nothing was lost. */
  calmMs: number[]
  unhandled: string[]
}
export type Report = { seed: number; counts: Counts; rounds: RoundReport[] }

/** Limits of a connection, a quarter of the site's own, so that a stall passes them within seconds. */
const settings = {
  statement_timeout: '2500',
  lock_timeout: '2000',
  idle_in_transaction_session_timeout: '3000',
}
/** Of a whole transaction: three of its statements may be slow, a fourth is one too many. */
const [TRANSACTION_MS, SLOW_MS] = [5_000, 1_600]
const PAUSE_MS = 500
const DATABASE = 'campaign'

type Field = {
  wanted: Wanted
  counts: Counts
  apps: AppProcess[]
  owner: () => Promise<pg.Client>
  world: World
  unhandled: string[]
}

/** Round after round: a seeded load, faults in the midst of it, all healed, and then everything judged. */
export async function runCampaign(wanted: Wanted): Promise<Report> {
  const { postgres, seed, bug } = wanted
  await postgres.fresh(DATABASE)
  // Connections to a database of that name before this one are gone; the pools hear of it a moment later.
  await wait(500)
  useDatabase(postgres.siteOf(DATABASE))
  const counts = new Counts()
  const unhandled: string[] = []
  const world = await makeWorld()
  const owner = await connectOwner(postgres.ownerOf(DATABASE))
  await bug?.database?.(owner)
  await owner.end()
  const apps = makeApps(wanted, counts, unhandled)
  await Promise.all(apps.map((app) => app.start()))
  const field: Field = {
    ...{ wanted, counts, apps, world, unhandled },
    owner: () => connectOwner(postgres.ownerOf(DATABASE)),
  }
  const report: Report = { seed, counts, rounds: [] }
  try {
    for (let round = 0; round < wanted.rounds; round++) {
      if (wanted.untilMs !== undefined && performance.now() > wanted.untilMs) break
      const one = await playRound(field, round)
      report.rounds.push(one)
      if (bug && isBroken(one)) break
    }
  } finally {
    await Promise.all(apps.map((app) => app.stop()))
  }
  return report
}

export const isBroken = ({ judged, unhandled }: RoundReport) =>
  unhandled.length > 0 || judged.some(({ broken }) => broken.length > 0)

function makeApps(wanted: Wanted, counts: Counts, unhandled: string[]) {
  const { postgres, bug, seed } = wanted
  const chance = chanceFrom(seed + 1)
  return [false, true].map(
    (works) =>
      new AppProcess({
        ...{ counts, works, settings, rewrite: bug?.rewrite, bug: bug?.name, stallMs: 4_000 },
        ...{ transactionMs: TRANSACTION_MS, slowMs: SLOW_MS },
        target: () => portOf(postgres),
        delayMs: () => 40 + chance.below(400),
        urlAt: (port) => {
          const url = new URL(postgres.siteOf(DATABASE))
          url.port = String(port)
          return url.href
        },
        onUnhandled: (what) => unhandled.push(what),
      }),
  )
}

async function connectOwner(url: string) {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

const verbs = [
  'commit pledges',
  'close a round',
  'make a payment file',
  'approve a payment',
  'settle a payment file',
  'fund a pot',
  'withdraw a pledge',
  'send a payment file',
]
const SLOWED: Cut = 'statements slowed past the limit of a transaction'
const crashes = cuts.filter((cut) => cut.startsWith('app killed'))

/** Each crash point has its turn in the first process, which runs no jobs; cuts fall on both. */
function armRound({ apps, wanted }: Field, round: number, chance: Random) {
  const [first, second] = apps
  const crash = crashes[Math.floor(round / verbs.length) % crashes.length] as Cut
  const plain = cuts.filter((cut) => !crashes.includes(cut) && cut !== SLOWED)
  const own = wanted.bug?.cuts ?? []
  const extra = Array.from({ length: 12 }, () => chance.oneOf(own.length > 0 ? own : plain))
  const armed: Armed[] = chance.shuffle([
    ...plain.flatMap((cut) => [{ cut }, { cut, verb: chance.oneOf(verbs) }]),
    ...extra.map((cut) => ({ cut })),
  ])
  first?.proxy.arm(...armed.filter((_, at) => at % 2 === 0))
  second?.proxy.arm(...armed.filter((_, at) => at % 2 === 1))
  if (wanted.hasSlowed) second?.proxy.arm({ cut: SLOWED })
  if (!wanted.bug) first?.proxy.arm({ cut: crash, verb: verbs[round % verbs.length] })
}

async function playRound(field: Field, round: number): Promise<RoundReport> {
  const { wanted, world, apps, counts, unhandled } = field
  const seed = wanted.seed * 1_000 + round
  const chance = chanceFrom(seed)
  const owner = await field.owner()
  const past = await rememberPast(owner, world.pots.small.id)
  await owner.end()
  const staged = await stageRound(world, chance)
  const big = wanted.big ?? bigFaults
  armRound(field, round, chance)
  const healing: { at?: number } = {}
  const playing = playUsers({
    ...{ chains: staged.chains, apps, chance, pauseMs: PAUSE_MS },
    ...{ habit: wanted.bug?.name, healedAt: () => healing.at },
  })
  await wait(300 + chance.below(900))
  const fault = big[round % Math.max(1, big.length)]
  const { postgres } = wanted
  const ownerUrl = postgres.ownerOf(DATABASE)
  const port = portOf(postgres)
  const brokeAt = performance.now()
  if (fault) await breakAll(fault, { apps, counts, port, ownerUrl, world, staged })
  for (const { proxy } of apps) proxy.disarm()
  const healed = performance.now()
  healing.at = healed
  const done = await playing
  const caught = done.filter(({ beganMs, endedMs }) => beganMs < healed && endedMs > healed)
  const recoveryMs = Math.max(0, ...caught.map(({ endedMs }) => endedMs - healed))
  const calm = done.filter(({ unknown, endedMs }) => unknown === 0 && endedMs < brokeAt)
  const calmMs = calm.map(({ beganMs, endedMs }) => endedMs - beganMs)
  const judging = await field.owner()
  await drainJobs(judging)
  const judged = await judge({ owner: judging, world, staged, done, past })
  await judging.end()
  const report = { round, judged, done, recoveryMs, calmMs, unhandled: unhandled.splice(0) }
  wanted.say(lineOf(report, fault))
  return report
}

/** What waits for a second try would wait for minutes; the clock of the queue is moved on instead. */
async function drainJobs(owner: pg.Client) {
  for (let tenths = 0; tenths < 300; tenths++) {
    const { rowCount } = await owner.query(
      `select from graphile_worker._private_jobs where attempts < max_attempts
         and task_id in (select id from graphile_worker._private_tasks where identifier like 'tell-%')`,
    )
    if (rowCount === 0) return
    await owner.query(
      `update graphile_worker._private_jobs set run_at = now() where run_at > now() and locked_at is null
         and task_id in (select id from graphile_worker._private_tasks where identifier like 'tell-%')`,
    )
    await wait(100)
  }
}

function lineOf({ round, judged, done, recoveryMs, unhandled }: RoundReport, fault = 'nothing') {
  const count = (outcome: string) => done.filter((one) => one.outcome === outcome).length
  const unknown = done.reduce((sum, one) => sum + one.unknown, 0)
  const broken = judged.flatMap((one) => one.broken.map((what) => `${one.name}: ${what}`))
  return [
    `round ${round}, ${fault}: ${count('acked')} done, ${count('refused')} refused, ${count('settled')} settled`,
    `${unknown} unknown, recovered in ${Math.round(recoveryMs)} ms`,
    ...broken.slice(0, 5).map((what) => `\n  BROKEN ${what}`),
    ...unhandled.map((what) => `\n  UNHANDLED ${what}`),
  ].join('; ')
}
