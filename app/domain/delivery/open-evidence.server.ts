import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { findFileContent } from '../files/queries.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { canReadClaim } from './milestone.ts'

type Wanted = {
  claimId: string
  fileId: string
  /** Left out, it is. Whoever only asks whether it is there has not read it. */
  isOpened?: boolean
}

/** Hands a file of evidence to somebody who may open it, and notes the first time they do. */
export async function openEvidence(actor: Actor, wanted: Wanted) {
  const { claimId, fileId, isOpened = true } = wanted
  await transaction(async (tx) => {
    const evidence = await tx.claimEvidence.findUnique({
      where: { claimId_fileId: { claimId, fileId } },
      include: { claim: { include: { milestone: { include: { project: true } } } } },
    })
    if (!evidence || !canReadClaim(actor, evidence.claim.milestone.project))
      throw new Refusal('not-found', 'Page not found')
    if (!isOpened) return
    const { count } = await tx.evidenceOpening.createMany({
      data: [{ claimId, fileId, personId: actor.personId, openedAt: clock.now() }],
      skipDuplicates: true,
    })
    if (count === 0) return
    await record(tx, actor, {
      subjectKind: 'milestone',
      subjectId: evidence.claim.milestoneId,
      action: 'evidence-opened',
      summary: `Opened ${evidence.title}`,
      detail: { claimId, fileId },
    })
  })
  const file = await findFileContent(fileId)
  if (!file?.content) throw new Refusal('not-found', 'Page not found')
  return { ...file, bytes: file.content.bytes }
}
