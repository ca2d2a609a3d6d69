import { formatPounds, type Pence } from '#app/core/money.ts'
import {
  fundingScale,
  layOut,
  percentReached,
  share,
  smallestShare,
  type FundingSums,
} from './bar-geometry.ts'
import { Bar, Key, type BarSize } from './bar.tsx'

type FundingBarProps = FundingSums & {
  /** thin: in a list. normal: the bar alone. */
  size?: BarSize
  /** The round closed below its target: everything is drawn hollow. */
  lapsed?: boolean
}

/** "£268,500 pledged and £159,125 matched, £427,625 of the £480,000 target, 89%". */
function fundingLabel(sums: FundingSums) {
  const counted = sums.pledgedPence + sums.matchedPence
  const made = `${formatPounds(sums.pledgedPence)} pledged and ${formatPounds(sums.matchedPence)} matched`
  if (sums.targetPence <= 0n) return `${made}. No target yet`
  const waiting = sums.waitingPence
    ? `. ${formatPounds(sums.waitingPence)} more is waiting for sign-off`
    : ''
  const stretch = sums.stretchPence ? `. Stretch target ${formatPounds(sums.stretchPence)}` : ''
  return `${made}, ${formatPounds(counted)} of the ${formatPounds(sums.targetPence)} target, ${percentReached(counted, sums.targetPence)}%${waiting}${stretch}`
}

/** Councils' money, match and money waiting for sign-off against a target. */
export function FundingBar({ size = 'normal', lapsed, ...sums }: FundingBarProps) {
  const scale = fundingScale(sums)
  const parts = layOut(
    [
      { kind: 'signed', pence: sums.pledgedPence },
      { kind: 'match', pence: sums.matchedPence },
      { kind: 'await', pence: size === 'thin' ? 0n : sums.waitingPence },
    ],
    scale,
    smallestShare[size],
  )
  const showStretch = sums.stretchPence && sums.stretchPence <= scale
  return (
    <Bar
      label={fundingLabel(sums)}
      parts={parts}
      size={size}
      {...(lapsed && { lapsed })}
      goalAt={sums.targetPence > 0n ? share(sums.targetPence, scale) : undefined}
      stretchAt={showStretch ? share(sums.stretchPence ?? 0n, scale) : undefined}
    />
  )
}

/** The two figures beside a thin bar. */
export const FundingFigures = (sums: { pledgedPence: Pence; matchedPence: Pence }) => (
  <p className="mini">
    <span>
      <Key kind="signed" />
      {formatPounds(sums.pledgedPence)} pledged
    </span>
    <span>
      <Key kind="match" />
      {formatPounds(sums.matchedPence)} matched
    </span>
  </p>
)

type FundingProps = FundingBarProps & { councils: number; pots: number; goesAhead?: string }

/** The whole money block of a challenge: the sum, the bar, its ends and the legend. */
export function Funding({ councils, pots, goesAhead, ...sums }: FundingProps) {
  const counted = sums.pledgedPence + sums.matchedPence
  const left = sums.targetPence > counted ? sums.targetPence - counted : 0n
  return (
    <div className="fund">
      <p className="fund__head">
        <span className="sum">{formatPounds(counted)}</span>
        <span>
          {sums.targetPence > 0n ? `of ${formatPounds(sums.targetPence)} target` : 'No target yet'}
        </span>
        {sums.targetPence > 0n && (
          <span className="pct">{percentReached(counted, sums.targetPence)}%</span>
        )}
      </p>
      <FundingBar {...sums} />
      <p className="bar-ends">
        <span>£0</span>
        {sums.targetPence > 0n && (
          <span>{goesAhead ?? `Goes ahead at ${formatPounds(sums.targetPence)}`}</span>
        )}
      </p>
      <dl className="legend">
        <LegendItem kind="signed" pence={sums.pledgedPence}>
          Pledged by {councils} {councils === 1 ? 'council' : 'councils'}
        </LegendItem>
        <LegendItem kind="match" pence={sums.matchedPence}>
          Matched by {pots} {pots === 1 ? 'pot' : 'pots'}
        </LegendItem>
        <LegendItem kind="left" pence={left}>
          Still to find
        </LegendItem>
        {sums.waitingPence > 0n && (
          <LegendItem kind="await" pence={sums.waitingPence}>
            Waiting for sign-off <span className="note">Not counted yet</span>
          </LegendItem>
        )}
      </dl>
    </div>
  )
}

function LegendItem(props: {
  kind: 'signed' | 'match' | 'left' | 'await'
  pence: Pence
  children: React.ReactNode
}) {
  return (
    <div>
      <dt>
        <Key kind={props.kind} />
        {props.children}
      </dt>
      <dd>{formatPounds(props.pence)}</dd>
    </div>
  )
}
