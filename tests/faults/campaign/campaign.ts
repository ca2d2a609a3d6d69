import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { useDatabase } from '#app/core/db.server.ts'
import { AppProcess } from './app-process.ts'
import { bigFaults, breakAll, SILENCE_MS, type BigFault } from './big-faults.ts'
import type { Bug } from './bugs.ts'
import { chanceFrom, type Random } from './chance.ts'
import { atCommits, Counts, cuts, nameOfPoint, type Armed, type Cut } from './cuts.ts'
import { judge, rememberPast, type Judged } from './invariants.ts'
import { portOf } from './postgres-faults.ts'
import type { OwnPostgres } from '../own-postgres.ts'
import { makeWorld, stageRound, type Staged, type World } from './stage.ts'
import { playUsers, type Done } from './users.ts'

export type Wanted = {
  postgres: OwnPostgres
  seed: number
  bug?: Bug
  /** Transactions are slowed past their limit too; that holds locks for seconds, so the short form leaves it out. */
  hasSlowed?: boolean
  /** Limits and stalls are so many times as long. */
  pace?: number
  say: (line: string) => void
}
type HowLong = {
  rounds: number
  /** No further round is begun after so long. */
  untilMs?: number
  /** What goes wrong in each round; without it the big faults take turns. */
  big?: BigFault[]
}
type How = { big: BigFault[]; bug?: Bug | undefined }

export type RoundReport = {
  round: number
  judged: Judged[]
  done: Done[]
  recoveryMs: number
  /** What answers took before the big fault, where nothing was lost. */
  calmMs: number[]
  unhandled: string[]
  /** Where the first process was to be killed, and whether it came to that. */
  crash?: { point: string; hasFired: boolean } | undefined
}
export type Report = { seed: number; counts: Counts; rounds: RoundReport[] }

/** Limits of a connection, a quarter of the site's own, so that a stall passes them within seconds. */
const limits = { statement: 2_500, lock: 2_000, idle: 3_000, stall: 4_000 }
/** Of a whole transaction: three of its statements may be slow, a fourth is one too many. */
const [TRANSACTION_MS, SLOW_MS] = [8_000, 2_400]
/** So many cuts fire before something goes wrong for everybody, unless they take longer than that. */
const [CUTS_BEFORE, MIDST_MS] = [6, 20_000]
const PAUSE_MS = 500
const DATABASE = 'campaign'

export type Field = {
  wanted: Wanted
  counts: Counts
  apps: AppProcess[]
  owner: () => Promise<pg.Client>
  world: World
  unhandled: string[]
}

/** Round after round: a seeded load, faults in the midst of it, all healed, and then everything judged. */
export async function runCampaign({ rounds, untilMs, big, ...wanted }: Wanted & HowLong) {
  const field = await openCampaign(wanted)
  const report: Report = { seed: wanted.seed, counts: field.counts, rounds: [] }
  try {
    for (let round = 0; round < rounds; round++) {
      if (untilMs !== undefined && performance.now() > untilMs) break
      const inTurn = bigFaults.slice(round % bigFaults.length).slice(0, 1)
      const one = await playRound(field, round, { big: big ?? inTurn, bug: wanted.bug })
      report.rounds.push(one)
      if (wanted.bug && isBroken(one)) break
    }
  } finally {
    await closeCampaign(field)
  }
  return report
}

/** A database of its own with people in it, and two processes of the site before it. */
export async function openCampaign(wanted: Wanted): Promise<Field> {
  const { postgres, bug } = wanted
  await postgres.fresh(DATABASE)
  // Connections to a database of that name before this one are gone; the pools hear of it a moment later.
  await wait(500)
  useDatabase(postgres.siteOf(DATABASE))
  const counts = new Counts()
  const unhandled: string[] = []
  const apps = makeApps(wanted, counts, unhandled)
  const starting = bug?.database ? undefined : Promise.all(apps.map((app) => app.start()))
  const world = await makeWorld()
  const owner = await connectOwner(postgres.ownerOf(DATABASE))
  await bug?.database?.(owner)
  await owner.end()
  await (starting ?? Promise.all(apps.map((app) => app.start())))
  return {
    ...{ wanted, counts, apps, world, unhandled },
    owner: () => connectOwner(postgres.ownerOf(DATABASE)),
  }
}

export const closeCampaign = ({ apps }: Field) => Promise.all(apps.map((app) => app.stop()))

export const isBroken = ({ judged, unhandled }: RoundReport) =>
  unhandled.length > 0 || judged.some(({ broken }) => broken.length > 0)

function makeApps(wanted: Wanted, counts: Counts, unhandled: string[]) {
  const { postgres, bug, seed, pace = 1 } = wanted
  const chance = chanceFrom(seed + 1)
  const settings = {
    statement_timeout: String(limits.statement * pace),
    lock_timeout: String(limits.lock * pace),
    idle_in_transaction_session_timeout: String(limits.idle * pace),
  }
  return [false, true].map(
    (works) =>
      new AppProcess({
        ...{
          counts,
          works,
          settings,
          rewrite: bug?.rewrite,
          bug: bug?.name,
          silenceMs: SILENCE_MS,
        },
        ...{ transactionMs: TRANSACTION_MS, slowMs: SLOW_MS, stallMs: limits.stall * pace },
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
function armRound({ apps, wanted }: Field, turn: number, { bug, chance }: Arming) {
  const [first, second] = apps
  const crash = crashes[Math.floor(turn / verbs.length) % crashes.length] as Cut
  const plain = cuts.filter((cut) => !crashes.includes(cut) && cut !== SLOWED)
  const { cuts: own = plain, verb } = bug ?? {}
  const extra = Array.from({ length: 12 }, () => ({ cut: chance.oneOf(own), verb }))
  const armed: Armed[] = chance.shuffle([
    ...plain.flatMap((cut) => [{ cut }, { cut, verb: chance.oneOf(verbs) }]),
    ...extra,
  ])
  const crashing = { cut: crash, verb: verbs[turn % verbs.length] ?? '' }
  // It waits for its verb until the round is over: some come last of all.
  if (!bug) first?.proxy.armWhole(crashing)
  first?.proxy.arm(...armed.filter((_, at) => at % 2 === 0))
  second?.proxy.arm(...armed.filter((_, at) => at % 2 === 1))
  if (wanted.hasSlowed) second?.proxy.arm({ cut: SLOWED })
  return bug ? undefined : nameOfPoint(crashing.cut, crashing.verb)
}
type Arming = { bug: Bug | undefined; chance: Random }

export async function playRound(field: Field, round: number, how: How): Promise<RoundReport> {
  const { wanted, world, apps, counts, unhandled } = field
  const chance = chanceFrom(wanted.seed * 1_000 + round)
  const owner = await field.owner()
  const past = await rememberPast(owner, world.pots.small.id)
  await owner.end()
  const staged = await stageRound(world, chance)
  const point = armRound(field, wanted.seed + round, { bug: how.bug, chance })
  const firedBefore = counts.at(point)
  const healing: { at?: number } = {}
  const playing = playUsers({
    ...{ chains: staged.chains, apps, chance, pauseMs: PAUSE_MS },
    ...{ habit: how.bug?.name, healedAt: () => healing.at },
  })
  const isCalm = how.big.length === 0
  const midst = () => untilMidst(playing, counts, isCalm ? Infinity : CUTS_BEFORE)
  await midst()
  const brokeAt = performance.now()
  for (const [turn, fault] of how.big.entries()) {
    if (turn > 0) await midst()
    await wait(chance.below(PAUSE_MS))
    await breakAll(fault, sceneOf(field, staged))
  }
  for (const { proxy } of apps) proxy.disarm()
  healing.at = performance.now()
  const done = await playing
  for (const { proxy } of apps) proxy.armWhole()
  const judging = await field.owner()
  await drainJobs(judging)
  const judged = await judge({ owner: judging, world, staged, done, past })
  await judging.end()
  const times = timesOf(done, { brokeAt, healedAt: healing.at })
  const crash = point === undefined ? point : { point, hasFired: counts.at(point) > firedBefore }
  const report = { round, judged, done, ...times, unhandled: unhandled.splice(0), crash }
  wanted.say(lineOf(report, how.big.join(', ') || 'nothing'))
  return report
}

const sceneOf = ({ apps, counts, wanted: { postgres }, world }: Field, staged: Staged) => ({
  ...{ apps, counts, world, staged, port: portOf(postgres) },
  ownerUrl: postgres.ownerOf(DATABASE),
})

/** Enough cuts have fired, one of them at a commit; or nobody has anything left to do. */
async function untilMidst(playing: Promise<unknown>, counts: Counts, enough: number) {
  const [all, commits] = [counts.of(cuts), counts.of(atCommits)]
  const isEnough = () => counts.of(cuts) >= all + enough && counts.of(atCommits) > commits
  let isOver = false
  void playing.then(() => (isOver = true))
  const untilMs = performance.now() + MIDST_MS
  while (!isEnough() && !isOver && performance.now() < untilMs) await wait(50)
}

type Moments = { brokeAt: number; healedAt: number }

function timesOf(done: Done[], { brokeAt, healedAt }: Moments) {
  const caught = done.filter(({ beganMs, endedMs }) => beganMs < healedAt && endedMs > healedAt)
  const calm = done.filter(({ unknown, endedMs }) => unknown === 0 && endedMs < brokeAt)
  return {
    recoveryMs: Math.max(0, ...caught.map(({ endedMs }) => endedMs - healedAt)),
    calmMs: calm.map(({ beganMs, endedMs }) => endedMs - beganMs),
  }
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

function lineOf({ round, judged, done, recoveryMs, unhandled }: RoundReport, fault: string) {
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
