import type { Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { storedTerms, type RuleTerms } from './rule-terms.ts'

type Signed = {
  potId: string
  version: number
  terms: RuleTerms
  /** As it was proposed, with who proposed it. */
  proposal: { reason: string; inForceFrom: Date; proposedById: string }
  secondPublisherId: string
  publishedAt: Date
}

/** A version that two people have signed, in force from its date but never from before it was published. */
export async function writeRule(tx: Tx, { terms, proposal, publishedAt, ...signed }: Signed) {
  const id = newId()
  await tx.potRule.create({
    data: {
      id,
      ...signed,
      terms: storedTerms(terms),
      reason: proposal.reason,
      inForceFrom: laterOf(proposal.inForceFrom, publishedAt),
      publishedById: proposal.proposedById,
      publishedAt,
    },
  })
  return { id }
}

export const laterOf = (wanted: Date, now: Date) => (wanted > now ? wanted : now)
