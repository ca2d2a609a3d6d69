import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dateOf, formatDay, type Day } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { isOfThese } from './queries.server.ts'
import { canProposeSuccession, type SuccessionKind } from './succession.ts'
import { tellSuccession } from './tell-succession.server.ts'

/** Does what an operator proposes. Whoever ends by a proposal that waits ends by no other one. */
export async function asProposal<T>(work: (tx: Tx) => Promise<T>) {
  try {
    return await transaction(work)
  } catch (error) {
    if (!isUniqueViolation(error, 'succession_predecessors_live_key')) throw error
    throw new Refusal(
      'conflict',
      'One of these is proposed to become part of another already. Withdraw that one first.',
      { field: 'predecessors' },
    )
  }
}

type Proposal = {
  kind: SuccessionKind
  predecessors: { id: string }[]
  /** One that is here. */
  successor: { id: string } | undefined
  input: { operationKey: string; vestsOn: Day; source: string; sourceUrl?: string | undefined }
  /** What an order says of councils alone. */
  more?: object
  /** "councils become part of another". */
  what: string
}

/** Writes a proposal down, with its record, and tells whoever it is about. */
export async function writeProposal(tx: Tx, actor: Actor, proposal: Proposal) {
  const { kind, predecessors, successor, more, what } = proposal
  const { operationKey: id, vestsOn, source, sourceUrl } = proposal.input
  if (successor && predecessors.some((each) => each.id === successor.id))
    throw new Refusal('invalid', 'The successor cannot be one of those that end', {
      field: 'successor',
    })
  const these = { successorId: successor?.id ?? null, predecessors, others: [] }
  if (!canProposeSuccession(actor, { isOfThese: await isOfThese(tx, actor, these) }))
    throw new Refusal('forbidden', 'You belong to one of these. Ask another operator.')
  await tx.succession.create({
    data: {
      ...{ id, kind, source, ...more },
      successorId: these.successorId,
      vestsOn: dateOf(vestsOn),
      sourceUrl: sourceUrl ?? null,
      proposedById: actor.personId,
      proposedAt: clock.now(),
      predecessors: { create: predecessors.map((each) => ({ organisationId: each.id })) },
    },
  })
  await record(tx, actor, {
    subjectKind: 'succession',
    subjectId: id,
    action: 'succession-proposed',
    summary: `Proposed that ${what} on ${formatDay(vestsOn)}`,
    detail: { source },
  })
  await tellSuccession(tx, id, 'proposed')
  return { id }
}
