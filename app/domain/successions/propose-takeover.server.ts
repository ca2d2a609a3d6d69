import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { findOrganisation } from './find-organisation.server.ts'
import { kindNames, requireProposer, type TakeoverInput } from './succession.ts'
import { asProposal, writeProposal } from './write-proposal.server.ts'

type Takeover = TakeoverInput & { kind: 'supplier' | 'funder' }

/**
 * Writes down that firms, or funders, become part of another one on a day. Nothing happens until a second operator confirms
 * it, and no running contract goes with it: each council that leads one agrees to that itself. Sent twice it is proposed once.
 */
export async function proposeTakeover(actor: Actor, takeover: Takeover) {
  requireProposer(actor)
  return asProposal(async (tx) => {
    const { kind, ...input } = takeover
    const operation = { verb: 'propose-takeover', key: input.operationKey, body: takeover }
    if (!(await startOperation(tx, actor, operation))) return { id: input.operationKey }
    const predecessors = []
    for (const typed of input.predecessors)
      predecessors.push(await findOrganisation(tx, { kind, typed, field: 'predecessors' }))
    const wanted = { kind, typed: input.successor, field: 'successor' } as const
    const successor = await findOrganisation(tx, wanted)
    const what = `${kindNames[kind]} become part of another`
    return writeProposal(tx, actor, { kind, predecessors, successor, input, what })
  })
}
