import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'

type Ending = { organisationIds: string[]; endedById: string; reason: string }

/** Ends every open invitation to these organisations and every request to join them: they are there no more. */
export async function endJoining(tx: Tx, { organisationIds, endedById, reason }: Ending) {
  const of = { organisationId: { in: organisationIds } }
  await tx.invitation.updateMany({
    where: { ...of, acceptedAt: null, withdrawnAt: null },
    data: { withdrawnAt: clock.real(), withdrawnById: endedById },
  })
  await tx.joinRequest.updateMany({
    where: { ...of, decidedAt: null },
    data: { decidedAt: clock.now(), decidedById: endedById, reason },
  })
}
