import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'

/** Takes back what firms that end have sent to calls which are still open: whoever takes them over pitches itself. */
export const withdrawOfEnded = (tx: Tx, supplierIds: string[]) =>
  tx.pitch.updateMany({
    where: {
      supplierId: { in: supplierIds },
      sentAt: { not: null },
      withdrawnAt: null,
      pitchCall: { closesAt: { gt: clock.now() } },
    },
    data: { withdrawnAt: clock.now(), changedAt: clock.now() },
  })
