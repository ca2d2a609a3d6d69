import type { Tx } from '#app/core/db.server.ts'

/** Takes a person off every list of who comes to a market day. */
export const leaveDays = (tx: Tx, personId: string) =>
  tx.registration.deleteMany({ where: { personId } })
