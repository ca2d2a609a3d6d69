import type { z } from 'zod'
import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dateOf, formatDay } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { inPlace, type NewCouncil } from '../organisations/new-council.ts'
import { findCouncil } from './find-council.server.ts'
import { isOfCouncils } from './queries.server.ts'
import { canProposeSuccession, canSeeSuccessions, type SuccessionInput } from './succession.ts'
import { tellSuccession } from './tell-succession.server.ts'

/**
 * Writes down that councils become part of another on a day, by an order. Nothing happens until a second operator
 * confirms it. Sent twice it is proposed once.
 */
export async function proposeSuccession(actor: Actor, input: SuccessionInput) {
  if (!canSeeSuccessions(actor))
    throw new Refusal('forbidden', 'Only the operators of this site propose this.')
  try {
    return await transaction((tx) => propose(tx, actor, input))
  } catch (error) {
    if (!isUniqueViolation(error, 'succession_predecessors_live_key')) throw error
    throw new Refusal(
      'conflict',
      'One of these councils is proposed to become part of another already. Withdraw that one first.',
      { field: 'predecessors' },
    )
  }
}

async function propose(tx: Tx, actor: Actor, input: SuccessionInput) {
  const { operationKey: id, vestsOn, source, sourceUrl } = input
  if (!(await startOperation(tx, actor, { verb: 'propose-succession', key: id, body: input })))
    return { id }
  const predecessors = []
  for (const line of input.predecessors)
    predecessors.push(await findCouncil(tx, line, 'predecessors'))
  const successor =
    input.kind === 'here' ? await findCouncil(tx, input.successor, 'successor') : undefined
  if (successor && predecessors.some((each) => each.id === successor.id))
    throw new Refusal('invalid', 'The successor cannot be one of the councils that end', {
      field: 'successor',
    })
  const wrong = wrongKind(input, predecessors, successor)
  if (wrong) throw new Refusal('invalid', wrong, { field: 'predecessors' })
  const councils = { successorId: successor?.id ?? null, predecessors, others: [] }
  const isOwn = await isOfCouncils(tx, actor, councils)
  if (!canProposeSuccession(actor, { isOfCouncils: isOwn }))
    throw new Refusal('forbidden', 'You belong to one of these councils. Ask another operator.')
  await tx.succession.create({
    data: {
      id,
      successorId: councils.successorId,
      ...(input.kind === 'new' && newCouncil(input)),
      isSplit: input.isSplit,
      joinsAreas: input.joinsAreas,
      vestsOn: dateOf(vestsOn),
      source,
      sourceUrl: sourceUrl ?? null,
      proposedById: actor.personId,
      proposedAt: clock.now(),
      kind: 'council',
      predecessors: { create: predecessors.map((each) => ({ organisationId: each.id })) },
    },
  })
  await recordProposal(tx, actor, { id, input })
  await tellSuccession(tx, id, 'proposed')
  return { id }
}

/**
 * Combined authorities are made, changed and dissolved by other law than councils: Local Democracy, Economic Development and
 * Construction Act 2009, part 6, and Levelling-up and Regeneration Act 2023, part 2. One may follow another.
 */
function wrongKind(input: SuccessionInput, predecessors: Found[], successor: Found | undefined) {
  if (input.isSplit && predecessors.length > 1)
    return 'One council is split. Propose the others each by itself'
  const areas = predecessors.filter(({ isArea }) => isArea)
  if (areas.length === 0 && !successor?.isArea) return undefined
  if (input.isSplit) return 'A combined authority is not split here'
  if (!successor)
    return 'A combined authority is succeeded by one that is on the register, with its mayor and the days of its members'
  return areas.length < predecessors.length || !successor.isArea
    ? 'A combined authority is succeeded by a combined authority, and a council by a council'
    : undefined
}

type Found = Awaited<ReturnType<typeof findCouncil>>

function recordProposal(tx: Tx, actor: Actor, said: { id: string; input: SuccessionInput }) {
  const { isSplit, vestsOn, source } = said.input
  const what = isSplit ? 'a council is split' : 'councils become part of another'
  return record(tx, actor, {
    subjectKind: 'succession',
    subjectId: said.id,
    action: 'succession-proposed',
    summary: `Proposed that ${what} on ${formatDay(vestsOn)}`,
    detail: { source },
  })
}

/** What a council that an order makes is written down as, until it is on the register. */
export function newCouncil(input: z.output<typeof NewCouncil>) {
  const { name, gss, type, nation, region } = inPlace(input)
  return { newName: name, newGss: gss, newType: type, newNation: nation, newRegion: region }
}
