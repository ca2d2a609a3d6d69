import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { formatPounds } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dateOf, formatDay, londonDay, type Day } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import { requireProof } from '../audit/require-proof.server.ts'
import type { Actor } from './actor.ts'
import type { ChiefFinanceOfficerInput, ThresholdInput } from './delegation.ts'
import { financeLawOf } from './finance-law.ts'
import { getColleague } from './people-queries.server.ts'
import { canSetLimit } from './people.ts'
import { getCouncil } from './queries.server.ts'
import { requireSchemeKeeper } from './spending-lock.ts'
import { whileTwoPeople } from './while-two-people.server.ts'

/**
 * Marks who is responsible for the council's money from a day on, in place of whoever was. Nobody marks
 * themselves: under a section 114 notice this person signs any sum.
 */
export async function markChiefFinanceOfficer(actor: Actor, input: ChiefFinanceOfficerInput) {
  const { membershipId, from, source } = input
  requireSchemeKeeper(actor)
  const councilId = actor.organisationId
  const { nation } = await getCouncil(councilId)
  await whileTwoPeople(() =>
    transaction(async (tx) => {
      await lockScheme(tx, councilId)
      const colleague = await getColleague(actor, membershipId, tx)
      if (!canSetLimit(actor, colleague.personId))
        throw new Refusal('forbidden', 'Ask another administrator to mark you.')
      if (!colleague.roles.includes('finance-approver'))
        throw new Refusal('invalid', `Make ${colleague.name} a finance approver first`, {
          field: 'membershipId',
        })
      const fromOn = dayFrom(from)
      const says = () => [
        {
          name: 'You sign',
          value: `That ${colleague.name} is the ${financeLawOf(nation).officer}`,
        },
        { name: 'From', value: formatDay(from) },
        { name: 'Decision', value: source },
      ]
      await requireProof(tx, actor, { verb: 'mark-chief-finance-officer', body: input, says })
      await tx.chiefFinanceOfficer.deleteMany({ where: { councilId, fromOn: { gte: fromOn } } })
      await tx.chiefFinanceOfficer.updateMany({
        where: { councilId, OR: [{ toOn: null }, { toOn: { gt: fromOn } }] },
        data: { toOn: fromOn },
      })
      await tx.chiefFinanceOfficer.create({
        data: { councilId, membershipId, fromOn, source, ...signed(actor) },
      })
      await recordScheme(tx, actor, {
        action: 'chief-finance-officer-marked',
        summary: `Marked the ${financeLawOf(nation).officer} from ${formatDay(from)}`,
        detail: { membershipId, from, source },
      })
    }),
  )
}

/** Sets above which sum a pledge is a key decision of the council from a day on, or that it takes none. */
export async function setKeyDecisionThreshold(actor: Actor, input: ThresholdInput) {
  const { takes, above, from, source } = input
  requireSchemeKeeper(actor)
  const councilId = actor.organisationId
  const abovePence = takes === 'no' ? null : (above ?? null)
  await transaction(async (tx) => {
    await lockScheme(tx, councilId)
    const fromOn = dayFrom(from)
    await tx.keyDecisionThreshold.deleteMany({ where: { councilId, fromOn: { gte: fromOn } } })
    await tx.keyDecisionThreshold.updateMany({
      where: { councilId, OR: [{ toOn: null }, { toOn: { gt: fromOn } }] },
      data: { toOn: fromOn },
    })
    await tx.keyDecisionThreshold.create({
      data: { councilId, abovePence, fromOn, source, ...signed(actor) },
    })
    const sum = abovePence === null ? 'none' : `above ${formatPounds(abovePence)}`
    await recordScheme(tx, actor, {
      action: 'key-decision-threshold-set',
      summary: `Key decisions from ${formatDay(from)}: ${sum}`,
      detail: { abovePence: abovePence === null ? null : String(abovePence), from, source },
    })
  })
}

/** Two administrators at once would both look before either has written. */
export const lockScheme = (tx: Tx, councilId: string) =>
  tx.$executeRaw`select from councils where id = ${councilId}::uuid for no key update`

function dayFrom(from: Day) {
  if (from < londonDay(clock.now()))
    throw new Refusal('invalid', 'Enter today or a later day', { field: 'from' })
  return dateOf(from)
}

const signed = (actor: Actor) => ({ setById: actor.personId, setAt: clock.now() })

type Kept = { action: string; summary: string; detail: Record<string, string | null> }
const recordScheme = (tx: Tx, actor: Actor, kept: Kept) =>
  record(tx, actor, { subjectKind: 'council', subjectId: actor.organisationId, ...kept })
