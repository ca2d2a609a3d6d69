import { createHash } from 'node:crypto'
import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { formatPounds } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import { storeFile } from '../files/store-file.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { canClaim, mostEvidenceFiles, type ClaimInput } from './milestone.ts'
import { tellClaimed } from './notify.server.ts'
import { sealOf } from './seal.server.ts'

type Upload = { name: string; bytes: Uint8Array<ArrayBuffer> }

/**
 * Asks to be paid for a milestone, with its evidence. The claim's id comes from the form: sent twice,
 * it is one claim. Refused without bank details, without a file, and while another claim is open.
 */
export async function claimMilestone(
  actor: Actor,
  milestoneId: string,
  { files, ...input }: ClaimInput & { files: Upload[] },
) {
  if (files.length === 0)
    throw new Refusal('invalid', 'Add at least one file of evidence', { field: 'evidence' })
  if (files.length > mostEvidenceFiles)
    throw new Refusal('invalid', `Add ${mostEvidenceFiles} files at most`, { field: 'evidence' })
  try {
    await transaction((tx) => claim(tx, actor, { milestoneId, files, ...input }))
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    if (!isUniqueViolation(error, 'claims_pkey'))
      throw new Refusal('conflict', 'This milestone is claimed already. A colleague was faster.')
  }
  return input.claimId
}

type Claiming = ClaimInput & { milestoneId: string; files: Upload[] }

async function claim(tx: Tx, actor: Actor, { milestoneId, claimId, files, ...input }: Claiming) {
  const milestone = await tx.milestone.findUnique({
    where: { id: milestoneId },
    include: { project: true, payment: { select: { id: true } } },
  })
  if (!milestone || !canClaim(actor, milestone.project))
    throw new Refusal('not-found', 'Page not found')
  await refuseStopped(tx, milestone.projectId)
  const contents = files.map((file) => createHash('sha256').update(file.bytes).digest('hex'))
  const body = { milestoneId, ...input, contents }
  if (!(await startOperation(tx, actor, { verb: 'claim-milestone', key: claimId, body }))) return
  if (milestone.payment) throw new Refusal('conflict', 'This milestone is approved already.')
  const bankDetailsId = await currentBankDetails(tx, actor)
  const evidence = []
  for (const file of files) {
    const stored = await storeFile(tx, actor, { ...file, field: 'evidence' })
    evidence.push({ fileId: stored.id, sha256: stored.sha256, title: stored.name })
  }
  const amountPence = milestone.pricePence
  const { supplierId } = milestone.project
  await tx.claim.create({
    data: {
      id: claimId,
      milestoneId,
      ...input,
      bankDetailsId,
      claimedById: actor.personId,
      claimedAt: clock.now(),
      sealSha256: sealOf({ milestoneId, amountPence, supplierId, bankDetailsId, evidence }),
      evidence: { createMany: { data: evidence.map(({ fileId, title }) => ({ fileId, title })) } },
    },
  })
  await record(tx, actor, {
    subjectKind: 'milestone',
    subjectId: milestoneId,
    action: 'milestone-claimed',
    summary: `Claimed ${formatPounds(amountPence)} for milestone ${milestone.position}, with ${files.length === 1 ? '1 file' : `${files.length} files`} of evidence`,
    detail: { claimId, invoiceNumber: input.invoiceNumber },
  })
  await tellClaimed(tx, claimId)
}

/** Locked, so that the claim comes before a stop, which then waits for it to be paid, or not at all. */
async function refuseStopped(tx: Tx, projectId: string) {
  await tx.$queryRaw`select id from projects where id = ${projectId}::uuid for share`
  if (await tx.projectStop.findFirst({ where: { projectId, agreedAt: { not: null } } }))
    throw new Refusal('conflict', 'The project is stopped, so this milestone is cancelled.')
}

async function currentBankDetails(tx: Tx, actor: Actor) {
  const details = await tx.bankDetails.findFirst({
    where: { organisationId: actor.organisationId, retiredAt: null },
    select: { id: true },
  })
  if (details) return details.id
  throw new Refusal(
    'conflict',
    'There are no bank details to pay to. An administrator of your firm adds them first.',
  )
}
