import { canKeepHolds } from '#app/domain/audit/legal-hold.ts'
import { canReadAudit, canReadOwnAudit } from '#app/domain/audit/refused-act.ts'
import { canConfirmWaysBack } from '#app/domain/auth/way-back.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { canReadReports } from '#app/domain/directory/report.ts'
import { canInviteFirst } from '#app/domain/joining/invitation.ts'
import { canSeeCostCodes } from '#app/domain/organisations/cost-code.ts'
import { canChangeProfile } from '#app/domain/organisations/supplier.ts'
import { canChangeBankDetails } from '#app/domain/payments/bank-details.ts'
import { canRunPayments, canSeeOwnCollections } from '#app/domain/payments/payment.ts'

export type Tab = {
  href: string
  name: string
  /** Pages of this tab that lie elsewhere begin like this. */
  also?: string
}

const tab = (href: string, name: string, isShown = true): Tab[] => (isShown ? [{ href, name }] : [])

const peopleAndLimits: Tab = {
  href: '/workspace/people',
  name: 'People and limits',
  also: '/workspace/scheme',
}

const joining: Tab = { href: '/joining', name: 'Joining', also: '/successions' }
const reports: Tab = {
  href: '/directory/reports',
  name: 'Reports',
  also: '/directory/stops',
}
const profile: Tab = {
  href: '/suppliers/profile',
  name: 'Profile',
  also: '/suppliers/registration',
}

/** The pages of a person's workspace. A page they may not open is not offered. */
export function workspaceTabs(actor: Actor): Tab[] {
  const kind = actor.organisationKind
  return [
    ...tab('/workspace', 'Overview'),
    ...tab('/workspace/pledges', 'Pledges', kind === 'council'),
    ...tab('/workspace/challenges', 'Challenges', kind === 'council'),
    ...tab('/pitches', 'Pitches', kind === 'supplier'),
    ...tab('/pots', 'Pots', kind === 'funder'),
    ...tab('/payments', 'Payments', canRunPayments(actor)),
    ...tab('/workspace/projects', 'Projects', kind !== 'platform'),
    ...tab('/collections', 'Collections', canSeeOwnCollections(actor)),
    ...tab('/workspace/statement', 'Statement', kind === 'council' || kind === 'funder'),
    ...tab('/workspace/cost-codes', 'Cost codes', canSeeCostCodes(actor)),
    kind === 'council' ? peopleAndLimits : { href: '/workspace/people', name: 'People' },
    ...(canInviteFirst(actor) ? [joining] : []),
    ...(canReadReports(actor) ? [reports] : []),
    ...(canChangeProfile(actor) ? [profile] : []),
    ...tab('/audit', 'Audit', canReadAudit(actor)),
    ...tab('/legal-holds', 'Legal holds', canKeepHolds(actor)),
    ...tab('/ways-back', 'Let back in', canConfirmWaysBack(actor) && kind === 'platform'),
    ...tab('/workspace/audit', 'On record', canReadOwnAudit(actor)),
    ...tab('/organisation/bank-details', 'Bank details', hasBank(actor)),
  ]
}

/** Who is paid: suppliers, and councils that lead a challenge. */
const hasBank = (actor: Actor) =>
  canChangeBankDetails(actor) && ['supplier', 'council'].includes(actor.organisationKind)
