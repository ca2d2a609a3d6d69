import type { Tx } from '#app/core/db.server.ts'

/** Of two who decide about one at once, or decide while it happens, the second waits and sees what the first did. */
export const lockSuccession = (tx: Tx, id: string) =>
  tx.$executeRaw`select id from successions where id = ${id}::uuid for update`
