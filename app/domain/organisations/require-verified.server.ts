import type { Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'

/**
 * Refuses a firm that is not verified, or not any more. The firm is held until the end of the transaction: it changes who it
 * is before this deed or after it.
 */
export async function requireVerified(tx: Tx, supplierId: string) {
  const [firm] = await tx.$queryRaw<{ isVerified: boolean }[]>`
    select verified_at is not null as "isVerified" from organisations
    where id = ${supplierId}::uuid for share`
  if (!firm?.isVerified)
    throw new Refusal(
      'forbidden',
      'Your organisation is still being checked. We email your administrators when it is done.',
    )
}
