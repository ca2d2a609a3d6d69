import { isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { findCouncil } from './find-council.server.ts'
import { lockSuccession } from './lock-succession.server.ts'
import { newCouncil } from './propose-succession.server.ts'
import { getSuccession, isOfThese, type ShownSuccession } from './queries.server.ts'
import { MOST_OTHERS, requireArranging, type OtherSuccessorInput } from './split.ts'
import { canProposeSuccession } from './succession.ts'

/** Names another council that one is split into, beside the one that answers for it. Sent twice it is named once. */
export async function addSuccessor(actor: Actor, id: string, input: OtherSuccessorInput) {
  try {
    await transaction((tx) => add(tx, actor, { id, input }))
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw named(input.kind)
  }
}

const named = (kind: 'here' | 'new') =>
  new Refusal('conflict', 'This council is named here already', {
    field: kind === 'here' ? 'successor' : 'gss',
  })

async function add(tx: Tx, actor: Actor, asked: { id: string; input: OtherSuccessorInput }) {
  const { id, input } = asked
  const succession = await lockOwnSplit(tx, actor, id)
  const operation = { verb: 'add-successor', key: input.operationKey, body: { id, ...input } }
  if (!(await startOperation(tx, actor, operation))) return
  if (succession.others.length >= MOST_OTHERS)
    throw new Refusal('invalid', `A council is split into ${MOST_OTHERS + 1} at most here`)
  const council =
    input.kind === 'here' ? await findCouncil(tx, input.successor, 'successor') : undefined
  if (council?.isArea)
    throw new Refusal('invalid', `${council.name} is a combined authority, and no council`, {
      field: 'successor',
    })
  if (isNamed(succession, council?.id, input)) throw named(input.kind)
  const councils = { successorId: council?.id ?? null, predecessors: [], others: [] }
  if (!canProposeSuccession(actor, { isOfThese: await isOfThese(tx, actor, councils) }))
    throw new Refusal('forbidden', 'You belong to this council. Ask another operator.')
  await tx.proposedSuccessor.create({
    data: {
      id: input.operationKey,
      successionId: id,
      councilId: council?.id ?? null,
      ...(input.kind === 'new' && newCouncil(input)),
    },
  })
  await record(tx, actor, {
    subjectKind: 'succession',
    subjectId: id,
    action: 'successor-named',
    summary: `Named ${council?.name ?? (input.kind === 'new' ? input.name : '')} as another council it is split into`,
  })
}

/** As the one that ends, or the one that answers for it. */
function isNamed(
  { predecessors, successorId, newGss }: ShownSuccession,
  councilId: string | undefined,
  input: OtherSuccessorInput,
) {
  if (input.kind === 'new') return input.gss === newGss
  return [successorId, ...predecessors.map((each) => each.id)].some((each) => each === councilId)
}

/** Takes one of these councils out again. Whoever was to go there goes to the one that answers. */
export async function removeSuccessor(actor: Actor, id: string, otherId: string) {
  await transaction(async (tx) => {
    const { others } = await lockOwnSplit(tx, actor, id)
    const other = others.find((each) => each.id === otherId)
    if (!other) throw new Refusal('not-found', 'This council is not named here any more.')
    const where = { successionId: id }
    await tx.successionAssignment.deleteMany({ where: { ...where, successorId: otherId } })
    await tx.proposedSuccessor.deleteMany({ where: { ...where, id: otherId } })
    await record(tx, actor, {
      subjectKind: 'succession',
      subjectId: id,
      action: 'successor-removed',
      summary: `Took ${other.name} out of the councils it is split into`,
    })
  })
}

/** The row they hold first, so that what a second operator signs meanwhile is what they read. */
export async function lockOwnSplit(tx: Tx, actor: Actor, id: string) {
  await lockSuccession(tx, id)
  const succession = await getSuccession(actor, id, tx)
  requireArranging(actor, succession)
  return succession
}
