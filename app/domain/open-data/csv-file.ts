import type { z } from 'zod'
import type { Pence } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { ChallengeSummary } from './challenge-record.ts'
import type { CsvColumn } from './csv.ts'
import type { InKindPledge } from './in-kind-record.ts'
import type { Match, Pledge } from './pledge-record.ts'
import type { Payment } from './project-record.ts'

const csvFileNames = ['challenges', 'pledges', 'in-kind-pledges', 'matches', 'payments'] as const
export type CsvFileName = (typeof csvFileNames)[number]

/** The file that "pledges.csv" asks for. */
export function getCsvFileName(file: string): CsvFileName {
  const name = csvFileNames.find((known) => `${known}.csv` === file)
  if (!name) throw new Refusal('not-found', 'Page not found')
  return name
}

export const challengeColumns: CsvColumn<z.output<typeof ChallengeSummary>>[] = [
  { name: 'reference', value: (row) => row.reference },
  { name: 'title', value: (row) => row.title },
  { name: 'summary', value: (row) => row.summary },
  { name: 'stage', value: (row) => row.stage },
  { name: 'lead_council', value: (row) => row.leadCouncil.name },
  { name: 'lead_council_gss', value: (row) => row.leadCouncil.gss },
  { name: 'service', value: (row) => row.service },
  { name: 'published_at', value: (row) => row.publishedAt },
  { name: 'co_signatures', value: (row) => row.coSignatureCount },
  { name: 'round_closes_at', value: (row) => row.funding?.closesAt },
  { name: 'round_outcome', value: (row) => row.funding?.outcome },
  { name: 'target_pence', value: (row) => row.funding?.targetPence },
  { name: 'pledging_councils', value: (row) => row.funding?.councilCount },
  { name: 'pledged_pence', value: (row) => row.funding?.pledgedPence },
  { name: 'matched_pence', value: (row) => row.funding?.matchedPence },
  { name: 'page', value: (row) => row.page },
]

/** Also for the pledges of one challenge. */
export const pledgeColumns: CsvColumn<z.output<typeof Pledge>>[] = [
  { name: 'reference', value: (row) => row.reference },
  { name: 'challenge_reference', value: (row) => row.challenge.reference },
  { name: 'challenge', value: (row) => row.challenge.title },
  { name: 'council', value: (row) => row.council?.name ?? 'Not named yet' },
  { name: 'council_gss', value: (row) => row.council?.gss },
  { name: 'amount_pence', value: (row) => row.amountPence },
  { name: 'matched_pence', value: (row) => row.matchedPence },
  { name: 'funding_type', value: (row) => row.fundingType },
  { name: 'tops_up', value: (row) => row.topsUp },
  { name: 'state', value: (row) => row.state },
  { name: 'conditions', value: (row) => row.conditions.join('; ') },
  { name: 'minimum_councils', value: (row) => row.conditionTerms.minimumCouncils },
  { name: 'minimum_pledged_pence', value: (row) => row.conditionTerms.minimumPledgedPence },
  { name: 'most_of_total_basis_points', value: (row) => row.conditionTerms.mostOfTotalBasisPoints },
  { name: 'as_much_as', value: (row) => row.conditionTerms.asMuchAs },
  { name: 'closing_reason', value: (row) => row.closingReason },
  { name: 'committed_at', value: (row) => row.committedAt },
]

export const matchColumns: CsvColumn<z.output<typeof Match>>[] = [
  { name: 'pledge', value: (row) => row.pledge },
  { name: 'challenge_reference', value: (row) => row.challenge.reference },
  { name: 'challenge', value: (row) => row.challenge.title },
  { name: 'pot', value: (row) => row.pot.name },
  { name: 'purse', value: (row) => row.purse },
  { name: 'rule_version', value: (row) => row.ruleVersion },
  { name: 'area', value: (row) => row.area },
  { name: 'wanted_pence', value: (row) => row.wantedPence },
  { name: 'amount_pence', value: (row) => row.amountPence },
  { name: 'bound_by', value: (row) => row.boundBy },
  { name: 'state', value: (row) => row.state },
  { name: 'reserved_at', value: (row) => row.reservedAt },
  { name: 'committed_at', value: (row) => row.committedAt },
]

/** A row for each offer of days of work. */
export const inKindColumns: CsvColumn<z.output<typeof InKindPledge>>[] = [
  { name: 'reference', value: (row) => row.reference },
  { name: 'challenge_reference', value: (row) => row.challenge.reference },
  { name: 'challenge', value: (row) => row.challenge.title },
  { name: 'council', value: (row) => row.council.name },
  { name: 'council_gss', value: (row) => row.council.gss },
  { name: 'skill', value: (row) => row.skill },
  { name: 'about', value: (row) => row.about },
  { name: 'days', value: (row) => row.days },
  { name: 'day_rate_pence', value: (row) => row.dayRatePence },
  { name: 'rate_source', value: (row) => row.rateSource },
  { name: 'worth_pence', value: (row) => row.worthPence },
  { name: 'made_at', value: (row) => row.madeAt },
]

type Allocation = {
  challengeTitle: string
  challengeSlug: string
  areas: string[]
  status: string
  matchPence: Pence
  purses: string[]
  paidPence: Pence
  paidBy: { name: string; pence: Pence }[]
}

/** A row for each challenge that one pot adds to. */
export const allocationColumns: CsvColumn<Allocation>[] = [
  { name: 'challenge', value: (row) => row.challengeTitle },
  { name: 'challenge_slug', value: (row) => row.challengeSlug },
  { name: 'areas', value: (row) => row.areas.join('; ') },
  { name: 'status', value: (row) => row.status },
  { name: 'match_pence', value: (row) => row.matchPence },
  { name: 'paid_pence', value: (row) => row.paidPence },
  { name: 'purses', value: (row) => row.purses.join('; ') },
  {
    name: 'paid_by',
    value: (row) => row.paidBy.map(({ name, pence }) => `${name}: ${pence}`).join('; '),
  },
]

export type PaidShare = z.output<typeof Payment> & {
  share: z.output<typeof Payment>['shares'][number]
}

/** A row for each funder's share of each payment. */
export const paymentColumns: CsvColumn<PaidShare>[] = [
  { name: 'payment', value: (row) => row.reference },
  { name: 'challenge_reference', value: (row) => row.challenge.reference },
  { name: 'challenge', value: (row) => row.challenge.title },
  { name: 'supplier', value: (row) => row.supplier.name },
  { name: 'supplier_company_number', value: (row) => row.supplier.companyNumber },
  { name: 'milestone', value: (row) => row.milestone.position },
  { name: 'milestone_title', value: (row) => row.milestone.title },
  { name: 'payment_pence', value: (row) => row.amountPence },
  { name: 'funder_kind', value: (row) => row.share.kind },
  { name: 'funder', value: (row) => funderName(row.share) },
  { name: 'funder_gss', value: (row) => row.share.council?.gss },
  { name: 'purse', value: (row) => row.share.purse },
  { name: 'pot_funder', value: (row) => row.share.funder?.name },
  { name: 'share_pence', value: (row) => row.share.amountPence },
  { name: 'state', value: (row) => row.state },
  { name: 'approved_at', value: (row) => row.approvedAt },
  { name: 'sent_at', value: (row) => row.sentAt },
  { name: 'settled_on', value: (row) => row.settledOn },
]

const funderName = ({ pot, council }: PaidShare['share']) => pot?.name ?? council?.name
