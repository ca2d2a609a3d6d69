import { formatPounds, type Pence } from '#app/core/money.ts'
import { formatDate, formatDateTime } from '#app/core/time.ts'
import type { PledgeState } from '#app/domain/pledges/pledge.ts'
import type { StepState } from './timeline.tsx'

type Named = { name: string }
export type PledgeSignature = {
  approvedAt: Date
  limitPence: Pence
  approvedBy: Named
  signedAs: string
  principal: { person: Named } | null
}
type Facts = {
  state: PledgeState
  madeAt: Date
  madeBy: Named
  signBy: Named | null
  signByOn: string | undefined
  approval: PledgeSignature | null
  committedAt: Date | null
  endedAt: Date | null
  endedReason: string | null
  round: { closesAt: Date }
}
type Moment = { when: string; title: string; detail?: string; state: StepState }

const endWords: Partial<Record<PledgeState, string>> = {
  declined: 'Not signed',
  withdrawn: 'Withdrawn',
  lapsed: 'Lapsed',
}

/** The gates a pledge went through and the one it stands at, oldest first. */
export function pledgeMoments(pledge: Facts): Moment[] {
  const { state, madeAt, madeBy, endedAt, endedReason, round } = pledge
  const moments: Moment[] = [
    {
      when: formatDateTime(madeAt),
      title: state === 'draft' ? `Started by ${madeBy.name}` : `Sent by ${madeBy.name}`,
      state: state === 'draft' ? 'now' : 'done',
    },
    ...signing(pledge),
  ]
  if (endedAt)
    moments.push({
      when: formatDateTime(endedAt),
      title: endWords[state] ?? 'Ended',
      ...(endedReason && { detail: endedReason }),
      state: 'done',
    })
  else
    moments.push({
      when: formatDateTime(round.closesAt),
      title: state === 'called' ? 'Target met, the pledge is called' : 'Pledging closes',
      state: state === 'called' ? 'done' : 'later',
    })
  return moments
}

/** By which authority: a deputy's signature says for whom. */
function describeSignature({ limitPence, signedAs, principal }: PledgeSignature) {
  if (signedAs === 'chief-finance-officer')
    return 'As section 151 officer, under a section 114 notice'
  const within = `ithin a limit of ${formatPounds(limitPence)}`
  return principal ? `For ${principal.person.name}, w${within}` : `W${within}`
}

function signing({ state, signBy, signByOn, approval, committedAt, madeBy }: Facts): Moment[] {
  if (approval)
    return [
      {
        when: formatDateTime(approval.approvedAt),
        title: `Signed by ${approval.approvedBy.name}`,
        detail: describeSignature(approval),
        state: 'done',
      },
      ...(state === 'awaiting-approval'
        ? [{ when: 'Now', title: 'Waiting for the other gates to clear', state: 'now' as const }]
        : []),
    ]
  if (committedAt)
    return [
      {
        when: formatDateTime(committedAt),
        title: `Committed by ${madeBy.name}`,
        detail: 'Within their own limit',
        state: 'done',
      },
    ]
  if (state !== 'awaiting-approval') return []
  return [
    {
      when: signByOn ? `By ${formatDate(signByOn)}` : 'Now',
      title: `Waiting for ${signBy?.name ?? 'a finance approver'} to sign`,
      state: 'now',
    },
  ]
}
