import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { formatPounds } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dateOf, formatDay, londonDay } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import { requireProof } from '../audit/require-proof.server.ts'
import type { Actor } from './actor.ts'
import type { LimitInput } from './delegation.ts'
import { getColleague } from './people-queries.server.ts'
import { canSetLimit } from './people.ts'
import { spendKindLabel } from './spend.ts'

/**
 * Sets up to what sum a colleague may sign from a day on, for one kind of spend or any, and how much in a
 * financial year, as the council's scheme of delegation says (Local Government Act 1972, s.101). It takes
 * the place of what was set for that kind from that day on; earlier days keep theirs.
 */
export async function setLimit(actor: Actor, membershipId: string, input: LimitInput) {
  await transaction(async (tx) => {
    await tx.$executeRaw`select id from memberships where id = ${membershipId}::uuid for update`
    const { personId, name } = await getColleague(actor, membershipId, tx)
    if (!canSetLimit(actor, personId))
      throw new Refusal('forbidden', 'Only another administrator of a council sets this limit.')
    if (input.from < londonDay(clock.now()))
      throw new Refusal('invalid', 'Enter today or a later day', { field: 'from' })
    const fromOn = dateOf(input.from)
    const says = () => sayLimit(name, input)
    await requireProof(tx, actor, { verb: 'set-limit', body: { membershipId, ...input }, says })
    const of = { membershipId, spend: input.spend ?? null }
    await tx.delegatedLimit.deleteMany({ where: { ...of, fromOn: { gte: fromOn } } })
    await tx.delegatedLimit.updateMany({
      where: { ...of, OR: [{ toOn: null }, { toOn: { gt: fromOn } }] },
      data: { toOn: fromOn },
    })
    await tx.delegatedLimit.create({
      data: {
        ...of,
        limitPence: input.limit,
        yearLimitPence: input.yearLimit ?? null,
        fromOn,
        source: input.source,
      },
    })
    await record(tx, actor, {
      subjectKind: 'membership',
      subjectId: membershipId,
      action: 'limit-set',
      summary: `Set a limit of ${describe(input)} from ${formatDay(input.from)}`,
      detail: {
        limitPence: String(input.limit),
        yearLimitPence: input.yearLimit === undefined ? null : String(input.yearLimit),
        spend: input.spend ?? 'any',
        from: input.from,
        source: input.source,
      },
    })
  })
}

const sayLimit = (name: string, input: LimitInput) => [
  { name: 'You sign', value: `That ${name} may sign up to this` },
  { name: 'Limit', value: describe(input) },
  { name: 'From', value: formatDay(input.from) },
  { name: 'Decision', value: input.source },
]

const describe = ({ limit, yearLimit, spend }: LimitInput) =>
  [
    formatPounds(limit),
    yearLimit !== undefined && `a pledge and ${formatPounds(yearLimit)} a financial year`,
    spend && `for ${spendKindLabel[spend].toLowerCase()}`,
  ]
    .filter(Boolean)
    .join(' ')
