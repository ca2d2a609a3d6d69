import type { Tx } from '#app/core/db.server.ts'

export type Hold = { wrongCodes: number; heldUntil: Date | null }

/**
 * Everything about somebody's factors waits here in turn: codes typed side by side are counted one by one, and of two
 * that are set up at once, neither shown the other, one counts.
 */
export async function lockFactors(tx: Tx, personId: string): Promise<Hold> {
  await tx.$executeRaw`
    insert into factor_holds (person_id) values (${personId}::uuid) on conflict do nothing`
  const [hold] = await tx.$queryRaw<Hold[]>`
    select wrong_codes as "wrongCodes", held_until as "heldUntil"
    from factor_holds where person_id = ${personId}::uuid for update`
  return hold ?? { wrongCodes: 0, heldUntil: null }
}

/** Whether somebody has a second factor of any kind: the one answer, which every session goes by, too. */
export async function hasFactor(tx: Tx, personId: string) {
  const [row] = await tx.$queryRaw<{ has: boolean }[]>`
    select has_second_factor(${personId}::uuid) as has`
  return row?.has ?? false
}

/** What was begun before a factor was added ends: it did not have to show that one. */
export async function endSetUps(tx: Tx, personId: string) {
  await tx.authenticatorSetUp.deleteMany({ where: { personId } })
  await tx.passkeyChallenge.deleteMany({ where: { personId, purpose: 'set-up' } })
}
