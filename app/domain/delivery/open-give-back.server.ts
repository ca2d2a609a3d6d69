import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { listFunders } from '../payments/funding.server.ts'

/** Notes what is left of the money raised, if anything is, in the transaction that completes or stops a project. */
export async function openGiveBack(tx: Tx, challengeId: string) {
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
