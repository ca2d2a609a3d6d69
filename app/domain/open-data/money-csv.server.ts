import { pledgeReference } from '../pledges/pledge.ts'
import { listPublicPledges, type PublicPledge } from '../pledges/queries.server.ts'
import { listAllocations, type Allocation } from '../pots/queries.server.ts'
import { toCsv } from './csv.ts'

const PAGE = 500

/** Every signed pledge to a challenge, in the order they were signed. Hidden names stay hidden. */
export async function pledgesCsv(challengeId: string) {
  const all: PublicPledge[] = []
  for (let after: number | undefined = 0; after !== undefined;) {
    const page = await listPublicPledges(challengeId, { after, limit: PAGE })
    all.push(...page.pledges)
    after = page.next
  }
  return toCsv(
    [
      'pledge',
      'council',
      'council_slug',
      'lead_council',
      'area',
      'amount_pence',
      'signed_at',
      'conditions',
    ],
    all.map((pledge) => [
      pledgeReference(pledge.number),
      pledge.councilName,
      pledge.councilSlug,
      pledge.isLead ? 'yes' : 'no',
      pledge.areaName,
      pledge.amountPence,
      pledge.signedAt.toISOString(),
      pledge.conditions.join('; '),
    ]),
  )
}

/** Every challenge a pot adds to, the one that moved last first. */
export async function allocationsCsv(potId: string) {
  const all: Allocation[] = []
  for (let after: string | undefined = ''; after !== undefined;) {
    const page = await listAllocations(potId, { ...(after && { after }), limit: PAGE })
    all.push(...page.allocations)
    after = page.next
  }
  return toCsv(
    ['challenge', 'challenge_slug', 'areas', 'status', 'match_pence', 'paid_pence'],
    all.map((allocation) => [
      allocation.challengeTitle,
      allocation.challengeSlug,
      allocation.areas.join('; '),
      allocation.status,
      allocation.matchPence,
      allocation.paidPence,
    ]),
  )
}
