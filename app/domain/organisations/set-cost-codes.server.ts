import { clock } from '#app/core/clock.ts'
import { db, transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from './actor.ts'
import {
  canSeeCostCodes,
  canSetCostCodes,
  councilAccountNames,
  councilAccounts,
  CostCodesInput,
  type CostCodes,
} from './cost-code.ts'

/** Sets what the council's finance system calls each kind of account. An empty code takes it away. */
export async function setCostCodes(actor: Actor, codes: CostCodes) {
  if (!canSetCostCodes(actor))
    throw new Refusal('forbidden', 'Only an administrator of a council sets its cost codes.')
  const councilId = actor.organisationId
  await transaction(async (tx) => {
    await tx.$executeRaw`select from councils where id = ${councilId}::uuid for no key update`
    const before = codesOf(await tx.costCode.findMany({ where: { councilId } }))
    const changed = councilAccountNames.filter((kind) => before[kind] !== codes[kind])
    if (changed.length === 0) return
    await tx.costCode.deleteMany({ where: { councilId, accountKind: { in: changed } } })
    await tx.costCode.createMany({
      data: changed.flatMap((accountKind) =>
        codes[accountKind]
          ? [{ councilId, accountKind, code: codes[accountKind], ...signed(actor) }]
          : [],
      ),
    })
    await record(tx, actor, {
      subjectKind: 'council',
      subjectId: councilId,
      action: 'cost-codes-set',
      summary: `Set cost codes for ${changed.map((kind) => councilAccounts[kind].name).join(', ')}`,
    })
  })
}

const signed = (actor: Actor) => ({ setById: actor.personId, setAt: clock.now() })

/** A council's own cost codes, for its finance people; to anybody else there are none. */
export async function findCostCodes(actor: Actor): Promise<CostCodes> {
  if (!canSeeCostCodes(actor)) throw new Refusal('not-found', 'Page not found')
  return codesOf(await db.costCode.findMany({ where: { councilId: actor.organisationId } }))
}

const codesOf = (rows: { accountKind: string; code: string }[]) =>
  CostCodesInput.parse(Object.fromEntries(rows.map(({ accountKind, code }) => [accountKind, code])))
