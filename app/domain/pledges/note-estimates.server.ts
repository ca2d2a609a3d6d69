import { clock } from '#app/core/clock.ts'
import { db, pool, transaction, type Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import type { QuadraticRule } from './find-sharers.server.ts'
import { ruleColumns, ruleOf, type RuleRow } from './sharing-queries.server.ts'
import { workOutEstimate, type Estimate } from './work-out-estimate.server.ts'

/** From so many pledges on, an estimate is noted beforehand (decision 028). */
const LARGE_SET = 300

/**
 * For the job: notes how each pot with a quadratic rule that has not ended would be shared out now, so that
 * nobody waits while a large set is worked out. A small one is worked out when it is asked for, and not
 * noted. Answers how many pots that were.
 */
export async function noteEstimates(largeFrom = LARGE_SET) {
  const { rows } = await pool.query<RuleRow>(rulesToEstimate, [clock.now()])
  for (const rule of rows.map(ruleOf)) {
    const workedOutAt = clock.now()
    const estimate = await workOutEstimate(rule, workedOutAt)
    if (estimate.pledgeCount >= largeFrom) await note(rule, { ...estimate, workedOutAt })
    else await forget(rule)
  }
  return rows.length
}

const rulesToEstimate = `
  select ${ruleColumns} from pots cross join lateral (select * from pot_rules
    where pot_id = pots.id and terms ? 'quadratic' and in_force_from <= $1 order by version desc limit 1) pot_rules
  where not exists (select from sharings where rule_id = pot_rules.id) order by pots.id limit 1000`

type Worked = Estimate & { workedOutAt: Date }

async function note({ ruleId }: QuadraticRule, { shares, sums, workedOutAt }: Worked) {
  const id = newId()
  const before = await db.sharingEstimate.findFirst({
    where: { ruleId },
    orderBy: { id: 'desc' },
    select: { id: true },
  })
  await transaction(async (tx) => {
    const head = { id, ruleId, ...sums, challengeCount: shares.length, workedOutAt }
    await tx.sharingEstimate.create({ data: head })
    await insertLines(tx, id, shares)
    // Who is half way through the file of the one before reads it to its end.
    if (before) await removeOlder(tx, ruleId, before.id)
  })
}

/** All in one statement: a client that writes them row by row may be too slow for the limit of a transaction. */
const insertLines = (tx: Tx, id: string, shares: Estimate['shares']) => tx.$executeRaw`
  insert into sharing_estimate_lines (estimate_id, place, challenge_id, council_count, pledged_pence, strength_pence,
      by_strength_pence, cap_pence, share_pence)
    select ${id}::uuid, place, "challengeId", "councilCount", "pledgedPence", "strengthPence", "byStrengthPence", "capPence", "sharePence"
    from jsonb_to_recordset(${textOfLines(shares)}::jsonb) as line (place int, "challengeId" uuid, "councilCount" int,
      "pledgedPence" bigint, "strengthPence" bigint, "byStrengthPence" bigint, "capPence" bigint, "sharePence" bigint)`

const textOfLines = (shares: Estimate['shares']) =>
  JSON.stringify(
    shares.map((share, place) => ({ place, ...share })),
    (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
  )

const forget = ({ ruleId }: QuadraticRule) => transaction((tx) => removeOlder(tx, ruleId, newId()))

async function removeOlder(tx: Tx, ruleId: string, than: string) {
  const old = { ruleId, id: { lt: than } }
  await tx.sharingEstimateLine.deleteMany({ where: { estimate: old } })
  await tx.sharingEstimate.deleteMany({ where: old })
}
