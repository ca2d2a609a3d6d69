import { formatPounds, type Pence } from '#app/core/money.ts'
import { formatDay, formatTime } from '#app/core/time.ts'
import { FundingBar } from './funding-bar.tsx'
import { SumBox } from './sum-box.tsx'

export type Preview = {
  amountPence: Pence
  pots: { potName: string; potSlug: string; amountPence: Pence; sentence: string }[]
  unlockedPence: Pence
  addedPence: Pence
  totalPence: Pence
  leftToFindPence: Pence
  workedOutAt: Date
}

type Funding = { pledgedPence: Pence; matchedPence: Pence; targetPence: Pence }
type MatchPreviewProps = {
  preview: Preview | undefined
  /** Where the money stands before this pledge. */
  funding: Funding
  smallestPledgePence: Pence
  /** "Your pledge", or "This pledge" for those who sign it. */
  whose?: 'Your' | 'This'
}

/** What a pledge would bring in, pot by pot with the reason, and where the challenge would then stand. */
export function MatchPreview(props: MatchPreviewProps) {
  const { preview, smallestPledgePence, whose = 'Your' } = props
  const rows = preview ? rowsOf(preview, whose) : []
  return (
    <SumBox
      title={`What ${whose.toLowerCase()} pledge brings in`}
      rows={rows}
      empty={`Enter ${formatPounds(smallestPledgePence)} or more to see the match.`}
      {...(preview && { total: { name: 'Added to the challenge', pence: preview.addedPence } })}
    >
      {preview && <Afterwards preview={preview} funding={props.funding} />}
    </SumBox>
  )
}

function rowsOf({ amountPence, pots, unlockedPence }: Preview, whose: string) {
  const own = { kind: 'signed' as const, name: `${whose} pledge`, pence: amountPence }
  const matches = pots.map((pot) => ({
    kind: 'match' as const,
    name: pot.potName,
    detail: pot.sentence,
    pence: pot.amountPence,
  }))
  const unlocked = {
    kind: 'match' as const,
    name: 'Match for earlier pledges',
    detail: 'This pledge is the one that switches it on.',
    pence: unlockedPence,
  }
  return [own, ...matches, ...(unlockedPence > 0n ? [unlocked] : [])]
}

function Afterwards({ preview, funding }: { preview: Preview; funding: Funding }) {
  const { amountPence, addedPence, totalPence, leftToFindPence, workedOutAt } = preview
  return (
    <>
      <FundingBar
        size="thin"
        pledgedPence={funding.pledgedPence + amountPence}
        matchedPence={funding.matchedPence + addedPence - amountPence}
        waitingPence={0n}
        targetPence={funding.targetPence}
      />
      <p className="small">
        The total would be <strong className="num">{formatPounds(totalPence)}</strong> of{' '}
        {formatPounds(funding.targetPence)}.{' '}
        {leftToFindPence > 0n ? (
          <>
            <strong className="num">{formatPounds(leftToFindPence)}</strong> would be left to find.
          </>
        ) : (
          'That reaches the target.'
        )}
      </p>
      <p className="small muted">
        Worked out at {formatTime(workedOutAt)} on {formatDay(workedOutAt)}. Match can change if
        other pledges arrive first.
      </p>
    </>
  )
}
