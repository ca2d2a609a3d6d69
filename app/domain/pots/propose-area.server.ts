import { createHash } from 'node:crypto'
import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dateOf } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import { storeFile } from '../files/store-file.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { whileInRole } from '../organisations/while-in-role.server.ts'
import { problemWithEntry, type AreaProposalInput } from './area-entry.ts'
import { canRunPot } from './pot.ts'
import { askToApproveArea } from './tell-area-proposal.server.ts'

type Upload = { name: string; bytes: Uint8Array<ArrayBuffer> }
type Proposed = AreaProposalInput & { file?: Upload | undefined }

/**
 * Writes down, with its evidence, how an area should stand on a pot's register from a day on. Nothing
 * counts until a second person of the funder approves it.
 */
export async function proposeArea(actor: Actor, potId: string, { file, ...input }: Proposed) {
  const { operationKey: id, areaId, ...entry } = input
  return whileInRole(() =>
    transaction(async (tx) => {
      const [pot, area] = await Promise.all([
        tx.pot.findUnique({ where: { id: potId }, select: { funderId: true } }),
        tx.combinedAuthority.findUnique({
          where: { id: areaId },
          select: {
            council: { select: { organisation: { select: { name: true, former: true } } } },
          },
        }),
      ])
      if (!pot || !area) throw new Refusal('not-found', 'This pot or this area is not there.')
      if (!canRunPot(actor, pot))
        throw new Refusal('forbidden', 'Only a fund manager of the pot proposes entries.')
      if (area.council.organisation.former)
        throw new Refusal('conflict', 'This area is part of another now. Enter that one.')
      const problem = problemWithEntry(entry, file !== undefined)
      if (problem) throw new Refusal('invalid', problem.message, { field: problem.field })
      const content = file && createHash('sha256').update(file.bytes).digest('hex')
      const body = { potId, areaId, ...entry, content }
      if (!(await startOperation(tx, actor, { verb: 'propose-area', key: id, body }))) return { id }
      const stored = file && (await storeFile(tx, actor, { ...file, field: 'evidence' }))
      await tx.areaProposal.create({
        data: {
          id,
          potId,
          combinedAuthorityId: areaId,
          ...storedEntry(entry),
          evidenceFileId: stored?.id ?? null,
          reason: entry.reason,
          proposedById: actor.personId,
          proposedAt: clock.now(),
        },
      })
      const { name } = area.council.organisation
      await record(tx, actor, {
        subjectKind: 'pot',
        subjectId: potId,
        action: 'area-proposed',
        summary: `Proposed how ${name} stands on the register`,
        detail: { proposalId: id, areaId, status: entry.status },
      })
      await askToApproveArea(tx, actor, id)
      return { id }
    }),
  )
}

const storedEntry = (entry: Omit<AreaProposalInput, 'operationKey' | 'areaId' | 'reason'>) => ({
  status: entry.status,
  chiefDigitalOfficerFromOn: dayOrNull(entry.chiefDigitalOfficerFromOn),
  strategyPublishedOn: dayOrNull(entry.strategyPublishedOn),
  strategyUrl: entry.strategyUrl ?? null,
  evidenceUrl: entry.evidenceUrl ?? null,
  fromOn: dateOf(entry.fromOn),
  toOn: dayOrNull(entry.toOn),
})

const dayOrNull = (day: string | undefined) => (day ? dateOf(day) : null)
