import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { invariant, Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { requireProof } from '../audit/require-proof.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { whileTwoPeople } from '../organisations/while-two-people.server.ts'
import { canPublishRule } from './pot.ts'
import { sayArea } from './say-area.server.ts'
import { tellAreaApproved } from './tell-area-proposal.server.ts'

const columns = {
  combinedAuthorityId: true,
  status: true,
  chiefDigitalOfficerFromOn: true,
  strategyPublishedOn: true,
  strategyUrl: true,
  evidenceUrl: true,
  evidenceFileId: true,
  fromOn: true,
  toOn: true,
  reason: true,
  proposedById: true,
  potId: true,
  entryId: true,
  endedAt: true,
  pot: { select: { funderId: true } },
  combinedAuthority: {
    select: { council: { select: { organisation: { select: { name: true } } } } },
  },
} as const

/**
 * The second person puts a proposed entry on the register. It counts from its first day for what is
 * signed from now on, and never changes; what was signed before keeps what counted then. The proposal is the
 * key: approved again by the same person it answers the same.
 */
export async function approveArea(actor: Actor, proposalId: string) {
  return whileTwoPeople(() => transaction((tx) => approve(tx, actor, proposalId)))
}

async function approve(tx: Tx, actor: Actor, proposalId: string) {
  const proposal = await tx.areaProposal.findUnique({ where: { id: proposalId }, select: columns })
  if (!proposal || proposal.pot.funderId !== actor.organisationId)
    throw new Refusal('not-found', 'This proposal is not there.')
  const { pot, potId, entryId, endedAt, combinedAuthority, ...entry } = proposal
  if (!canPublishRule(actor, pot, proposal))
    throw new Refusal('forbidden', 'A second person of the funder approves it.')
  const body = { personId: actor.personId }
  const refusal = 'This proposal was approved just now.'
  const operation = { verb: 'approve-area', key: proposalId, body, refusal }
  if (!(await startOperation(tx, actor, operation))) {
    const before = await tx.areaProposal.findUniqueOrThrow({ where: { id: proposalId } })
    invariant(before.entryId, 'a proposal is approved in the transaction that says so')
    return { id: before.entryId }
  }
  if (entryId) throw new Refusal('conflict', refusal)
  if (endedAt) throw new Refusal('conflict', 'This proposal has ended. Look at it again.')
  const says = () => sayArea(tx, proposalId)
  await requireProof(tx, actor, { verb: 'approve-area', key: proposalId, body, says })
  const { id } = await tx.areaRegistration.create({
    data: {
      id: newId(),
      potId,
      ...entry,
      decidedById: actor.personId,
      approvedAt: clock.now(),
    },
    select: { id: true },
  })
  const { count } = await tx.areaProposal.updateMany({
    where: { id: proposalId, entryId: null, endedAt: null },
    data: { entryId: id },
  })
  if (count === 0) throw new Refusal('conflict', 'This proposal has changed. Look at it again.')
  const { name } = combinedAuthority.council.organisation
  await record(tx, actor, {
    subjectKind: 'pot',
    subjectId: potId,
    action: 'area-approved',
    summary: `Approved how ${name} stands on the register`,
    detail: { proposalId, areaId: entry.combinedAuthorityId, status: entry.status },
  })
  await tellAreaApproved(tx, actor, proposalId)
  return { id }
}
