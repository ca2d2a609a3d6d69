import pg from 'pg'
import { invariant } from '#app/core/refusal.ts'
import { makePledge } from '#app/domain/pledges/make-pledge.server.ts'
import { listBroken } from '#app/jobs/hold-checks.server.ts'
import { accepted } from '#tests/factories/pledges.ts'
import { drive, median, quantile, spread, type Measured } from './measure.ts'
import { AMOUNT_PENCE, makeWorld, type Draft } from './world.ts'

const RUNS = 7

type Load = {
  name: string
  atOnce: number
  pots: number
  /** In each run, on each side. */
  pledges: number
  /** The officer saved it in this process, as in the product on the page before. */
  areSaved?: boolean
  /** Our rate divided by the textbook's may not be below this. */
  atLeast?: number
  /** Our slowest pledge in a hundred may not be slower than the textbook's. */
  holdsP99?: boolean
}

/** Those that come alone come last: by then both sides are as warm as on a site that has run for a while. */
const loads: Load[] = [
  { name: '16 at once, one pot', atOnce: 16, pots: 1, pledges: 1_600, atLeast: 1, holdsP99: true },
  { name: '256 at once, one pot', atOnce: 256, pots: 1, pledges: 4_096, atLeast: 2 },
  { name: '16 at once, 20 pots', atOnce: 16, pots: 20, pledges: 1_600, atLeast: 0.6 },
  { name: 'alone', atOnce: 1, pots: 1, pledges: 600, areSaved: true, atLeast: 0.5 },
  { name: 'alone, saved by another process', atOnce: 1, pots: 1, pledges: 600 },
]

/** Our whole verb beside the textbook's function, run by run in turn. Answers what was missed. */
export async function comparePledges(url: string): Promise<string[]> {
  const world = await makeWorld()
  const missed: string[] = []
  for (const load of loads) {
    const drafts = await world.makeDrafts({ ...load, count: load.pledges * (RUNS + 1) })
    missed.push(...(await compare(url, load, drafts)))
    for (const { name, rows } of (await listBroken()).broken)
      missed.push(`After "${load.name}" a check is broken: ${name} (${rows.length} rows)`)
  }
  return missed
}

async function compare(url: string, load: Load, drafts: Draft[]) {
  const raw = new pg.Pool({ connectionString: url, max: Math.min(load.atOnce, RAW_POOL) })
  const pairs: { ours: Measured; textbook: Measured }[] = []
  for (let run = 0; run <= RUNS; run++) {
    const some = drafts.slice(run * load.pledges, (run + 1) * load.pledges)
    // Whoever goes second finds the machine as the first left it, so they take turns.
    const first = run % 2 ? undefined : await drive(some, load.atOnce, pledgeOurs)
    const textbook = await drive(some, load.atOnce, (draft) => pledgeRaw(raw, draft))
    const ours = first ?? (await drive(some, load.atOnce, pledgeOurs))
    // The first run warms both sides up.
    if (run > 0) pairs.push({ ours, textbook })
  }
  await raw.end()
  return judge(load, pairs)
}

/** Most connections the textbook's own pool may have; more only queue for the pot inside PostgreSQL. */
const RAW_POOL = 64

async function pledgeOurs({ by, id }: Draft) {
  const { state } = await makePledge(by, id, accepted)
  invariant(state === 'committed', 'only committed pledges are compared')
}

const pledgeRaw = (pool: pg.Pool, { id, raw }: Draft) =>
  pool.query({
    name: 'raw',
    text: 'select raw.pledge($1, $2, $3, $4, $5)',
    values: [id, raw.council, raw.challenge, raw.pot, AMOUNT_PENCE],
  })

function judge(load: Load, pairs: { ours: Measured; textbook: Measured }[]) {
  const { name, atLeast = 0, holdsP99 } = load
  const ratios = pairs.map(({ ours, textbook }) => ours.perSecond / textbook.perSecond)
  const p99 = (side: 'ours' | 'textbook') =>
    median(pairs.map((pair) => quantile(pair[side].latenciesMs, 0.99)))
  const ratio = median(ratios)
  const p99Ratio = p99('ours') / p99('textbook')
  const limits = {
    rate: atLeast ? ` (at least ${atLeast})` : '',
    p99: holdsP99 ? ' (at most 1)' : '',
  }
  console.log(
    `A pledge, ${name}: ${spread(ratios)} of the textbook's rate${limits.rate}; ` +
      `p99 ${p99Ratio.toFixed(2)} of its${limits.p99}`,
  )
  return [
    ...(ratio < atLeast
      ? [`${name}: ${ratio.toFixed(2)} of the textbook's rate is less than ${atLeast}`]
      : []),
    ...(holdsP99 && p99Ratio > 1
      ? [`${name}: the p99 is ${p99Ratio.toFixed(2)} times the textbook's`]
      : []),
  ]
}
