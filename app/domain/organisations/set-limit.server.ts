import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { formatPounds } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dateOf, formatDay, londonDay } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import { requireProof } from '../audit/require-proof.server.ts'
import type { Actor } from './actor.ts'
import type { LimitInput } from './delegation.ts'
import { getColleague } from './people-queries.server.ts'
import { canSetLimit } from './people.ts'
import { spendKindLabel, type SpendKind } from './spend.ts'
import { whileTwoPeople } from './while-two-people.server.ts'

/**
 * Sets up to what sum a colleague may sign from a day on, for one kind of spend or any, and how much in a
 * financial year, as the council's scheme of delegation says (Local Government Act 1972, s.101). It takes
 * the place of what was set for that kind from that day on; earlier days keep theirs.
 */
export async function setLimit(actor: Actor, membershipId: string, input: LimitInput) {
  await whileTwoPeople(() =>
    transaction(async (tx) => {
      await tx.$executeRaw`select id from memberships where id = ${membershipId}::uuid for update`
      const { personId, name } = await getColleague(actor, membershipId, tx)
      if (!canSetLimit(actor, personId))
        throw new Refusal('forbidden', 'Only another administrator of a council sets this limit.')
      if (input.from < londonDay(clock.now()))
        throw new Refusal('invalid', 'Enter today or a later day', { field: 'from' })
      const says = () => sayLimit(name, input)
      await requireProof(tx, actor, { verb: 'set-limit', body: { membershipId, ...input }, says })
      await writeLimit(tx, actor, { ...input, membershipId })
    }),
  )
}

/** Puts a limit in the place of all that was set for the same kind of spend from its day on, and records it. */
export async function writeLimit(tx: Tx, actor: Actor, input: LimitInput & Whose) {
  const { membershipId, spend, limit, yearLimit, from, source } = input
  const fromOn = dateOf(from)
  await closeLimit(tx, { membershipId, spend, fromOn })
  await tx.delegatedLimit.create({
    data: {
      ...{ membershipId, spend: spend ?? null, fromOn, source },
      ...{ limitPence: limit, yearLimitPence: yearLimit ?? null },
      ...{ setById: actor.personId, setAt: clock.now() },
    },
  })
  await record(tx, actor, {
    subjectKind: 'membership',
    subjectId: membershipId,
    action: 'limit-set',
    summary: `Set a limit of ${describe(input)} from ${formatDay(from)}`,
    detail: {
      limitPence: String(limit),
      yearLimitPence: yearLimit === undefined ? null : String(yearLimit),
      ...{ spend: spend ?? 'any', from, source },
    },
  })
}

/** Ends somebody's limit for a kind of spend on a day, and records it. */
export async function endLimit(tx: Tx, actor: Actor, input: Whose & Ending) {
  const { membershipId, spend, from, source } = input
  await closeLimit(tx, { membershipId, spend, fromOn: dateOf(from) })
  await record(tx, actor, {
    subjectKind: 'membership',
    subjectId: membershipId,
    action: 'limit-ended',
    summary: `Ended the limit for ${spend ? spendKindLabel[spend].toLowerCase() : 'any spend'} from ${formatDay(from)}`,
    detail: { spend: spend ?? 'any', from, source },
  })
}

type Whose = { membershipId: string }
type Ending = Pick<LimitInput, 'spend' | 'from' | 'source'>
type Closing = Whose & { spend: SpendKind | undefined; fromOn: Date }

async function closeLimit(tx: Tx, { membershipId, spend, fromOn }: Closing) {
  const of = { membershipId, spend: spend ?? null }
  await tx.delegatedLimit.deleteMany({ where: { ...of, fromOn: { gte: fromOn } } })
  await tx.delegatedLimit.updateMany({
    where: { ...of, OR: [{ toOn: null }, { toOn: { gt: fromOn } }] },
    data: { toOn: fromOn },
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
