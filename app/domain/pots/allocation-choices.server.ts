import { db } from '#app/core/db.server.ts'

/** What the challenges of a pot can be narrowed down to: every council, and each version of the pot's rule. Public. */
export async function listAllocationChoices(potId: string) {
  const [councils, versions] = await Promise.all([
    db.organisation.findMany({
      where: { kind: 'council' },
      orderBy: { name: 'asc' },
      take: 1_000,
      select: { id: true, name: true },
    }),
    db.potRule.findMany({
      where: { potId },
      orderBy: { version: 'desc' },
      take: 200,
      select: { version: true },
    }),
  ])
  return { councils, versions: versions.map(({ version }) => version) }
}
