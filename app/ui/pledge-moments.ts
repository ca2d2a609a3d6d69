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

type Match = { amountPence: Pence; state: string }
export type Changes = {
  lowerings: {
    fromPence: Pence
    toPence: Pence
    reason: string | null
    changedAt: Date
    changedBy: Named | null
    matchChanges: { fromPence: Pence; toPence: Pence }[]
  }[]
  topUps: {
    number: number
    amountPence: Pence
    state: string
    madeAt: Date
    committedAt: Date | null
    endedAt: Date | null
    madeBy: Named
    matches: Match[]
  }[]
}
const none: Changes = { lowerings: [], topUps: [] }

/** The gates a pledge went through and the one it stands at, oldest first, with how its sum changed. */
export function pledgeMoments(pledge: Facts, changes: Changes = none): Moment[] {
  const { state, madeAt, madeBy, signBy, endedAt, endedReason, round } = pledge
  // Within an officer's own limit nobody is sent it: what was made then is the draft, perhaps by a colleague.
  const started = state === 'draft' ? `Started by ${madeBy.name}` : 'Draft started'
  const moments: Moment[] = [
    {
      when: formatDateTime(madeAt),
      title: state !== 'draft' && signBy ? `Sent by ${madeBy.name}` : started,
      state: state === 'draft' ? 'now' : 'done',
    },
    ...signing(pledge),
    ...changing(changes),
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

/** What each change let go of or took, in order of time. */
function changing({ lowerings, topUps }: Changes): Moment[] {
  const lowered = lowerings.map(({ fromPence, toPence, reason, changedAt, ...change }) => {
    const matches = change.matchChanges
    const matchPence = matches.reduce((sum, one) => sum + one.fromPence - one.toPence, 0n)
    const by = change.changedBy ? ` by ${change.changedBy.name}` : ''
    return {
      at: changedAt,
      title: `Lowered from ${formatPounds(fromPence)} to ${formatPounds(toPence)}${by}`,
      detail: [`${formatPounds(matchPence)} of match let go.`, reason].filter(Boolean).join(' '),
      state: 'done' as const,
    }
  })
  return [...lowered, ...topUps.flatMap(toppingUp)]
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ at, ...moment }) => ({ when: formatDateTime(at), ...moment }))
}

function toppingUp({ number, amountPence, madeBy, madeAt, committedAt, ...topUp }: TopUp) {
  const { state, endedAt, matches } = topUp
  const sum = formatPounds(amountPence)
  const matchPence = matches.reduce((total, one) => total + one.amountPence, 0n)
  const matched = `${formatPounds(matchPence)} of match`
  const isWaiting = state === 'awaiting-approval'
  const added = {
    at: committedAt ?? madeAt,
    title: isWaiting
      ? `Top-up of ${sum} sent by ${madeBy.name}, waiting to be signed`
      : `Topped up by ${sum} by ${madeBy.name}`,
    detail: committedAt ? `PL-${number}, with ${matched}.` : `PL-${number}`,
    state: isWaiting ? ('now' as const) : ('done' as const),
  }
  if (!endedAt) return [added]
  const title = `Top-up of ${sum} ended`
  return [
    ...(committedAt ? [added] : []),
    { at: endedAt, title, detail: committedAt ? `${matched} let go.` : '', state: 'done' as const },
  ]
}

type TopUp = Changes['topUps'][number]

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
