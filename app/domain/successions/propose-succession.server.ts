import type { z } from 'zod'
import type { Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { inPlace, type NewCouncil } from '../organisations/new-council.ts'
import { findCouncil } from './find-council.server.ts'
import { requireProposer, type SuccessionInput } from './succession.ts'
import { asProposal, writeProposal } from './write-proposal.server.ts'

/**
 * Writes down that councils become part of another on a day, by an order. Nothing happens until a second operator
 * confirms it. Sent twice it is proposed once.
 */
export async function proposeSuccession(actor: Actor, input: SuccessionInput) {
  requireProposer(actor)
  return asProposal((tx) => propose(tx, actor, input))
}

async function propose(tx: Tx, actor: Actor, input: SuccessionInput) {
  const { operationKey: id } = input
  if (!(await startOperation(tx, actor, { verb: 'propose-succession', key: id, body: input })))
    return { id }
  const predecessors = []
  for (const line of input.predecessors)
    predecessors.push(await findCouncil(tx, line, 'predecessors'))
  const successor =
    input.kind === 'here' ? await findCouncil(tx, input.successor, 'successor') : undefined
  const wrong = wrongKind(input, predecessors, successor)
  if (wrong) throw new Refusal('invalid', wrong, { field: 'predecessors' })
  const { isSplit, joinsAreas } = input
  const made = input.kind === 'new' && newCouncil(input)
  return writeProposal(tx, actor, {
    ...{ kind: 'council', predecessors, successor, input },
    more: { isSplit, joinsAreas, ...made },
    what: isSplit ? 'a council is split' : 'councils become part of another',
  })
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

/** What a council that an order makes is written down as, until it is on the register. */
export function newCouncil(input: z.output<typeof NewCouncil>) {
  const { name, gss, type, nation, region } = inPlace(input)
  return { newName: name, newGss: gss, newType: type, newNation: nation, newRegion: region }
}
