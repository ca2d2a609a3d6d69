import type { Tx } from '#app/core/db.server.ts'
import { record } from '../audit/record.server.ts'
import { projectReference } from './milestone.ts'

/** Running projects of these firms stay as they are until the transaction ends: claims and payments of them wait for it. */
export const lockProjectsOf = (tx: Tx, supplierIds: string[]) =>
  tx.$executeRaw`
    select projects.id from projects join challenges on challenges.id = challenge_id
    where supplier_id = any(${supplierIds}::uuid[]) and stage = 'delivering' order by projects.id for update of projects`

/**
 * Hands a running project over to the firm it was novated to. What was claimed before is settled by then, so each claim,
 * approval and payment keeps the firm it was of; the award keeps whom it was made to.
 */
export async function changeSupplier(tx: Tx, wanted: { projectId: string; supplierId: string }) {
  const { projectId, supplierId } = wanted
  const { number, supplier } = await tx.project.update({
    where: { id: projectId },
    data: { supplierId },
    select: { number: true, supplier: { select: { organisation: { select: { name: true } } } } },
  })
  await record(tx, undefined, {
    subjectKind: 'project',
    subjectId: projectId,
    action: 'project-novated',
    summary: `${supplier.organisation.name} took over the contract of ${projectReference(number)}`,
    detail: { supplierId },
  })
}
