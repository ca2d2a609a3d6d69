import type { Tx } from '#app/core/db.server.ts'
import type { Prisma } from '#prisma/generated/client.ts'

/** A pot with its unrestricted purse, empty. Its other accounts open with their first money. */
export async function writePot(tx: Tx, pot: Prisma.PotUncheckedCreateInput & { id: string }) {
  await tx.pot.create({ data: pot })
  await tx.potBalance.create({ data: { potId: pot.id } })
}
