import type { Tx } from '#app/core/db.server.ts'

/** Funders whose pots have put money into a challenge, as the ledger says. */
export async function listPotFunders(tx: Tx, challengeId: string): Promise<string[]> {
  const accounts = await tx.account.findMany({
    where: { challengeId, kind: 'match-committed', pot: { isNot: null } },
    select: { pot: { select: { funderId: true } } },
    orderBy: { id: 'asc' },
    take: 50,
  })
  return [...new Set(accounts.flatMap(({ pot }) => (pot ? [pot.funderId] : [])))]
}

/** Projects whose money this funder is to look after: those its pots pay for, and those no pot pays for. */
export const whereFunderDecides = (funderId: string) => {
  const paid = { kind: 'match-committed', potId: { not: null } } as const
  return {
    challenge: {
      OR: [{ accounts: { some: { ...paid, pot: { funderId } } } }, { accounts: { none: paid } }],
    },
  }
}
