import { db, type Tx } from '#app/core/db.server.ts'

/** Approvals that count: of people who have kept the role they gave them in. */
export const standing = { voided: null } as const

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

/** The same of many challenges at once; one that no pot put money into is not among them. */
export async function listPotFundersOf(challengeIds: string[]): Promise<Map<string, string[]>> {
  const rows = await db.$queryRaw<{ challengeId: string; funderIds: string[] }[]>`
    select asked.id as "challengeId", array_agg(distinct pots.funder_id) as "funderIds"
    from unnest(${challengeIds}::uuid[]) as asked (id)
    cross join lateral (select pot_id from accounts
      where challenge_id = asked.id and kind = 'match-committed' offset 0) account
    join pots on pots.id = account.pot_id
    group by asked.id`
  return new Map(rows.map(({ challengeId, funderIds }) => [challengeId, funderIds]))
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
