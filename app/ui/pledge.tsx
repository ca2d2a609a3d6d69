import type { ReactNode } from 'react'
import { formatPounds, type Pence } from '#app/core/money.ts'
import { pledgeReference, pledgeStateLabel, type PledgeState } from '#app/domain/pledges/pledge.ts'
import { Tag, type Tone } from './tag.tsx'

const tones: Record<PledgeState, Tone> = {
  draft: 'quiet',
  'awaiting-approval': 'warn',
  committed: 'ok',
  called: 'ok',
  declined: 'bad',
  withdrawn: 'quiet',
  lapsed: 'quiet',
}

export const PledgeTag = ({ state }: { state: PledgeState }) => (
  <Tag tone={tones[state]}>{pledgeStateLabel[state]}</Tag>
)

type Summed = { amountPence: Pence; topUpsPence: Pence; topsUpNumber: number | undefined }

/** The sum of a pledge, with what tops it up or what it tops up. */
export function PledgedSum({ pledge }: { pledge: Summed }) {
  const { amountPence, topUpsPence, topsUpNumber } = pledge
  return (
    <>
      <strong className="num">{formatPounds(amountPence + topUpsPence)}</strong>
      {topUpsPence > 0n && `, ${formatPounds(topUpsPence)} of it topped up later`}
      {topsUpNumber !== undefined && (
        <>
          , a top-up of{' '}
          <a href={`/pledges/${pledgeReference(topsUpNumber)}`}>{pledgeReference(topsUpNumber)}</a>
        </>
      )}
    </>
  )
}

/** A list in one cell of a summary; one line when there is one thing. */
export const Lines = ({ lines, none }: { lines: ReactNode[]; none: string }) =>
  lines.length === 0 ? (
    <>{none}</>
  ) : (
    <ul className="plain stack-2">
      {lines.map((line, place) => (
        <li key={place}>{line}</li>
      ))}
    </ul>
  )

export type MatchRow = {
  id: string
  amountPence: Pence
  state: string
  working: string[]
  pot: { name: string; slug: string }
  rule: { version: number }
}

/** Each match a pledge has, with the rule's version and how the sum came about. */
export const MatchWorkings = ({ matches }: { matches: MatchRow[] }) => (
  <ul className="plain stack">
    {matches.map(({ id, amountPence, state, working, pot, rule }) => (
      <li key={id}>
        <p>
          <strong className="num">{formatPounds(amountPence)}</strong> from the{' '}
          <a href={`/pots/${pot.slug}`}>{pot.name}</a>
          {state === 'released' && ', given back'}
        </p>
        <p className="small muted">
          Rule version {rule.version}. {working.join(' ')}
        </p>
      </li>
    ))}
  </ul>
)
