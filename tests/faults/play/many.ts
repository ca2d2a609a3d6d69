import { spawn } from 'node:child_process'
import { startOwnPostgres, TEMPLATE } from '../own-postgres.ts'

const RUNS_PER_PROCESS = 50

/** Nothing here has to survive a power cut. */
const settings = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=120',
]

type Counted = { runs: number; steps: number; twice: number; refused: number; kinds: Kinds }
type Kinds = Record<string, number>
export type Played = Counted & { seeds: number[]; failures: { seed: number; why: string }[] }

type Wanted = { seed: number; runs: number; processes: number; say: (line: string) => void }

/** The long form: histories by the thousand, each part in its own process and database, from its own seed. */
export async function playMany({ seed, runs, processes, say }: Wanted): Promise<Played> {
  const postgres = await startOwnPostgres({ name: 'histories', settings })
  const parts = Array.from({ length: Math.ceil(runs / RUNS_PER_PROCESS) }, (_, part) => ({
    database: `histories_${part}`,
    seed: seed + part,
    runs: Math.min(RUNS_PER_PROCESS, runs - part * RUNS_PER_PROCESS),
  }))
  const all: Played = {
    ...{ runs: 0, steps: 0, twice: 0, refused: 0, kinds: {} },
    ...{ seeds: parts.map((part) => part.seed), failures: [] },
  }
  const play = async () => {
    for (let part = parts.shift(); part; part = parts.shift()) {
      await postgres.fresh(part.database)
      const { output, why, isFine } = await runWorker({
        ...{ seed: part.seed, runs: part.runs, url: postgres.siteOf(part.database) },
        ...{ adminUrl: postgres.embedded.url, template: TEMPLATE },
      })
      await postgres.drop(part.database)
      if (isFine) add(all, JSON.parse(output.trim().split('\n').at(-1) ?? '{}') as Counted)
      else {
        all.failures.push({ seed: part.seed, why })
        say(`histories of seed ${part.seed} differ: ${why}`)
      }
      say(`histories: ${all.runs} of ${runs} played, ${all.steps} steps, seed ${part.seed} done`)
    }
  }
  try {
    await Promise.all(Array.from({ length: processes }, play))
  } finally {
    await postgres.embedded.stop()
  }
  return all
}

function add(all: Played, { kinds, ...counted }: Counted) {
  for (const key of ['runs', 'steps', 'twice', 'refused'] as const) all[key] += counted[key]
  for (const [kind, count] of Object.entries(kinds))
    all.kinds[kind] = (all.kinds[kind] ?? 0) + count
}

type About = { url: string; adminUrl: string; template: string; seed: number; runs: number }

function runWorker(about: About) {
  const worker = new URL('worker.ts', import.meta.url).pathname
  const child = spawn(process.execPath, ['--import', 'tsx', worker, JSON.stringify(about)], {
    env: { ...process.env, LOG_LEVEL: 'silent', NODE_ENV: 'test' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [output, why] = ['', '']
  child.stdout.on('data', (text) => (output += String(text)))
  child.stderr.on('data', (text) => (why += String(text)))
  return new Promise<{ output: string; why: string; isFine: boolean }>((resolve) =>
    child.on('close', (code) => resolve({ output, why, isFine: code === 0 })),
  )
}
