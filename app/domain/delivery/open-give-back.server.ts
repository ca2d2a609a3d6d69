import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { cancelCollections, type Cancelling } from '../payments/cancel-collections.server.ts'
import { listFunders } from '../payments/funding.server.ts'

/**
 * In the transaction that completes or stops a project: what is not paid in is not asked for any more, and what is
 * left of the money raised is noted, if anything is.
 */
export async function openGiveBack(tx: Tx, ending: Cancelling) {
  await cancelCollections(tx, ending)
  const { challengeId } = ending
  const funders = await listFunders(challengeId, tx)
  const leftPence = funders.reduce((sum, funder) => sum + funder.leftPence, 0n)
  if (leftPence === 0n) return
  const project = await tx.project.findUniqueOrThrow({
    where: { challengeId },
    select: { id: true },
  })
  await tx.giveBack.create({
    data: { id: newId(), projectId: project.id, leftPence, openedAt: clock.now() },
  })
}
