import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import type { Played } from '../play/many.ts'
import { findBinaries } from '#app/server/postgres/binaries.ts'
import { folder } from '../own-postgres.ts'
import { bigFaults } from './big-faults.ts'
import { isBroken, type Report, type RoundReport } from './campaign.ts'
import { cuts } from './cuts.ts'
import { invariantNames } from './invariants.ts'
import type { PastLimits } from './past-limits.ts'

/** What the time-outs of the plan come to, and an answer's own time for each of its tries. */
const RECOVERY_LIMIT_MS = 10_000
const ANSWERS_LONGER = 20

export type BugScore = { name: string; caughtBy: string[]; rounds: number }
type Parts = {
  seed: number
  versions: string[]
  histories: Played | undefined
  campaign: Report | undefined
  pastLimits: PastLimits | undefined
  bugs: BugScore[]
  /** Of each cut, the least that has to fire. */
  leastCuts: number
}

export async function readVersions() {
  const { pg_ctl } = await findBinaries()
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  const postgres = execFileSync(pg_ctl, ['--version'], { encoding: 'utf8' }).trim()
  return [`commit ${commit}`, `Node ${process.version}`, postgres.replace('pg_ctl ', '')]
}

/** One page, and whether all of it is as it must be. */
export function writeReport(parts: Parts) {
  const wrong = [...wrongIn(parts.histories), ...(parts.campaign ? wrongOf(parts) : [])]
  wrong.push(...(parts.pastLimits?.wrong ?? []))
  for (const { name, caughtBy } of parts.bugs)
    if (caughtBy.length === 0) wrong.push(`the planted bug "${name}" was not caught`)
  const lines = [
    `Faults, seed ${parts.seed} (npm run faults -- --seed ${parts.seed})`,
    parts.versions.join(' · '),
    ...linesOfHistories(parts.histories),
    ...linesOfCampaign(parts.campaign),
    ...(parts.pastLimits
      ? [
          '',
          `Prisma’s own limit of a transaction (P2028) passed: ${parts.pastLimits.isPassed ? 'once' : 'NEVER'}`,
        ]
      : []),
    ...linesOfBugs(parts.bugs),
    '',
    wrong.length === 0 ? 'All held.' : `WRONG:\n${wrong.map((what) => `  ${what}`).join('\n')}`,
  ]
  const text = `${lines.join('\n')}\n`
  fs.mkdirSync(folder, { recursive: true })
  const file = path.join(folder, `report-${parts.seed}.txt`)
  fs.writeFileSync(file, text)
  console.log(`\n${text}\nKept in ${file}`)
  return wrong.length === 0
}

const wrongIn = (played: Played | undefined) =>
  (played?.failures ?? []).map(({ seed, why }) => `histories of seed ${seed}: ${why}`)

function wrongOf({ campaign, leastCuts }: Parts) {
  if (!campaign) return []
  const { rounds, counts } = campaign
  const broken = rounds
    .filter(isBroken)
    .flatMap(({ round, judged, unhandled }) => [
      ...judged.flatMap(({ name, broken: what }) =>
        what.map((one) => `round ${round}: ${name}: ${one}`),
      ),
      ...unhandled.map((what) => `round ${round}: nobody caught: ${what}`),
    ])
  const tooFew = cuts
    .filter((cut) => !cut.startsWith('app killed') && (counts.fired.get(cut) ?? 0) < leastCuts)
    .map((cut) => `"${cut}" fired ${counts.fired.get(cut) ?? 0} times, fewer than ${leastCuts}`)
  // One turn may find nobody to do its verb; two that find nobody are not tried at all.
  const untried = crashPoints(rounds).flatMap(({ point, turns, fired }) =>
    turns > 1 && fired === 0 ? [`"${point}" had ${turns} turns and never fired`] : [],
  )
  const slow = p95(rounds.map(({ recoveryMs }) => recoveryMs))
  const limit = recoveryLimit(rounds)
  return [
    ...broken,
    ...tooFew,
    ...untried,
    ...(slow > limit
      ? [`p95 of recovery is ${Math.round(slow)} ms, above ${Math.round(limit)} ms`]
      : []),
  ]
}

/** Each crash point that had a turn: in how many rounds, and in how many of them it came to that. */
function crashPoints(rounds: RoundReport[]) {
  const planned = rounds.flatMap(({ crash }) => crash ?? [])
  return [...new Set(planned.map(({ point }) => point))].sort().map((point) => {
    const own = planned.filter((one) => one.point === point)
    return { point, turns: own.length, fired: own.filter(({ hasFired }) => hasFired).length }
  })
}

function linesOfCrashes(rounds: RoundReport[]) {
  const points = crashPoints(rounds)
  const fired = points.filter((one) => one.fired > 0)
  return [
    `Crash points: ${fired.length} of the ${points.length} that had a turn fired`,
    ...points.map(({ point, turns, fired: times }) => `  ${times} of ${turns}\t${point}`),
  ]
}

/** A machine that is busy with other things answers later in all of the run, so the limit goes with it. */
const recoveryLimit = (rounds: RoundReport[]) =>
  RECOVERY_LIMIT_MS + ANSWERS_LONGER * p95(rounds.flatMap(({ calmMs }) => calmMs))

const p95 = (values: number[]) =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? 0

const linesOfHistories = (played: Played | undefined) =>
  played
    ? [
        '',
        `Histories: ${played.runs} runs of up to 60 steps; ${played.steps} steps, ${played.twice} sent twice at once, ${played.refused} rightly refused`,
        `  ${Object.entries(played.kinds)
          .map(([kind, count]) => `${kind} ${count}`)
          .join(' · ')}`,
      ]
    : []

function linesOfCampaign(campaign: Report | undefined) {
  if (!campaign) return []
  const { rounds, counts } = campaign
  const all = rounds.flatMap(({ done }) => done)
  const count = (outcome: string) => all.filter((one) => one.outcome === outcome).length
  const unknown = all.reduce((sum, one) => sum + one.unknown, 0)
  const recoveries = rounds.map(({ recoveryMs }) => recoveryMs)
  const table = (name: string) => {
    const broken = rounds.filter(({ judged }) =>
      judged.some((one) => one.name === name && one.broken.length > 0),
    ).length
    return `  ${broken === 0 ? 'holds ' : 'BROKEN'} ${name}${broken ? ` (${broken} rounds)` : ''}`
  }
  const named = (title: string, found: Map<string, number>) =>
    `${title}: ${[...found].map(([name, times]) => `${name} ${times}`).join(' · ')}`
  return [
    '',
    `Campaign: ${rounds.length} rounds, ${all.length} operations: ${count('acked')} acknowledged, ${count('refused')} refused, ` +
      `${count('settled')} settled by a refusal, ${count('stuck')} stuck; ${unknown} answers unknown`,
    'Faults that fired:',
    ...[...cuts, ...bigFaults].map((name) => `  ${counts.fired.get(name) ?? 0}\t${name}`),
    ...linesOfCrashes(rounds),
    named('Where', counts.points),
    named('Said by PostgreSQL', counts.states),
    `From healing to the last answer that was waited for: p95 ${Math.round(p95(recoveries))} ms, slowest ${Math.round(Math.max(0, ...recoveries))} ms;` +
      ` an answer of the same rounds before the fault: p95 ${Math.round(p95(rounds.flatMap(({ calmMs }) => calmMs)))} ms; limit ${Math.round(recoveryLimit(rounds))} ms`,
    'Invariants:',
    ...invariantNames.map(table),
  ]
}

const linesOfBugs = (bugs: BugScore[]) =>
  bugs.length === 0
    ? []
    : [
        '',
        `Planted bugs: ${bugs.filter(({ caughtBy }) => caughtBy.length > 0).length} of ${bugs.length} caught`,
        ...bugs.map(({ name, caughtBy, rounds }) =>
          caughtBy.length > 0
            ? `  caught in round ${rounds} ${name}: by ${caughtBy.join('; ')}`
            : `  MISSED ${name} in ${rounds} rounds`,
        ),
      ]
