import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { commitPledge } from './commit-pledge.server.ts'
import { getOwnPledge, type OwnPledge } from './find-own-pledge.server.ts'
import { listGates } from './gate-facts.server.ts'
import { areClear } from './gate.ts'
import { isFull, isPastClosing } from './round.ts'

/**
 * Commits a signed pledge if its last gate has cleared, in the name of who signed it. Asked while a gate
 * still runs, or again, it does nothing. A signature whose giver may no longer sign commits nothing.
 */
export async function commitSigned(pledgeId: string): Promise<boolean> {
  const signature = await db.pledgeApproval.findUnique({
    where: { id: pledgeId },
    select: { approvedById: true, pledge: { select: { councilId: true, state: true } } },
  })
  if (signature?.pledge.state !== 'awaiting-approval') return false
  const signer = { personId: signature.approvedById, organisationId: signature.pledge.councilId }
  const pledge = await getOwnPledge(signer, pledgeId)
  if (pledge.round.closedAt || isPastClosing(pledge.round, clock.now())) return false
  if (isFull(pledge.round, pledge.round)) return false
  if (!(await isReady(pledge))) return false
  const { isNew } = await commitPledge(signer, pledge, {
    isSigned: true,
    async assertStill(fresh) {
      if (!(await isReady(fresh)))
        throw new Refusal('conflict', 'Another gate of this pledge has to clear first.')
    },
  })
  return isNew
}

/** The signature's own gate stands for its signer, so a clear list has one. */
const isReady = async (pledge: OwnPledge) =>
  pledge.hasSignature && areClear(await listGates(pledge))

/** For the job: commits every signed pledge of an open round whose last gate has cleared. */
export async function commitAllSigned() {
  const waiting = await db.pledge.findMany({
    where: {
      state: 'awaiting-approval',
      approval: { isNot: null },
      round: { closedAt: null, closesAt: { gt: clock.now() } },
    },
    select: { id: true },
    orderBy: { number: 'asc' },
    take: 1_000,
  })
  let committed = 0
  for (const { id } of waiting) if (await commitUnlessRefused(id)) committed++
  return committed
}

/** One that moved meanwhile waits for the next time, and does not hold up the others. */
async function commitUnlessRefused(pledgeId: string) {
  try {
    return await commitSigned(pledgeId)
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
