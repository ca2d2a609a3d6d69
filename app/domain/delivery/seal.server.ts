import { createHash } from 'node:crypto'
import type { Tx } from '#app/core/db.server.ts'
import { invariant } from '#app/core/refusal.ts'

type Sealed = {
  milestoneId: string
  amountPence: bigint
  supplierId: string
  bankDetailsId: string
  evidence: { fileId: string; sha256: string; title: string }[]
}

/** What an approval is of: any change to the sum, the payee, the account or a file gives another seal. */
export function sealOf({ milestoneId, amountPence, supplierId, bankDetailsId, evidence }: Sealed) {
  const files = evidence
    .map(({ fileId, sha256, title }) => [fileId, sha256, title])
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
  const content = [milestoneId, String(amountPence), supplierId, bankDetailsId, files]
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}

/** Works the seal out again from what the database and the files hold now. */
export async function sealNow(tx: Tx, claimId: string) {
  const claim = await tx.claim.findUnique({
    where: { id: claimId },
    select: {
      bankDetailsId: true,
      milestone: {
        select: { id: true, pricePence: true, project: { select: { supplierId: true } } },
      },
      evidence: {
        select: { title: true, file: { select: { id: true, content: true } } },
      },
    },
  })
  invariant(claim, 'a claim that is decided on exists')
  const { milestone } = claim
  return sealOf({
    milestoneId: milestone.id,
    amountPence: milestone.pricePence,
    supplierId: milestone.project.supplierId,
    bankDetailsId: claim.bankDetailsId,
    evidence: claim.evidence.map(({ title, file }) => ({
      title,
      fileId: file.id,
      sha256: createHash('sha256')
        .update(file.content?.bytes ?? '')
        .digest('hex'),
    })),
  })
}
