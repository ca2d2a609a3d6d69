import { formatPounds, type Pence } from '#app/core/money.ts'
import { countOf } from '#app/core/number.ts'
import {
  fundingScale,
  layOut,
  percentReached,
  share,
  smallestShare,
  type FundingSums,
} from './bar-geometry.ts'
import { Bar, Key, type BarSize } from './bar.tsx'
import { TracedSum } from './traced-sum.tsx'

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

type Figures = { pledgedPence: Pence; matchedPence: Pence; statement?: string }

/** The two figures beside a thin bar. */
export const FundingFigures = ({ pledgedPence, matchedPence, statement }: Figures) => (
  <p className="mini">
    <span>
      <Key kind="signed" />
      <TracedSum pence={pledgedPence} {...(statement && { href: statement })} /> pledged
    </span>
    <span>
      <Key kind="match" />
      <TracedSum
        pence={matchedPence}
        {...(statement && { href: `${statement}?book=matched` })}
      />{' '}
      matched
    </span>
  </p>
)

type FundingProps = FundingBarProps & {
  councils: number
  pots?: number
  /** The round has closed: nothing more can come. */
  isOver?: boolean
  /** The statement that says which transfers make each figure. */
  statement?: string
}

/** The whole money block of a challenge: the sum, the bar, its ends and the legend. */
export function Funding({ councils, pots, isOver, statement, ...sums }: FundingProps) {
  const traced = (book: string) => (statement ? { trace: `${statement}?book=${book}` } : {})
  const target = formatPounds(sums.targetPence)
  const counted = sums.pledgedPence + sums.matchedPence
  const left = sums.targetPence > counted ? sums.targetPence - counted : 0n
  return (
    <div className="fund">
      <p className="fund__head">
        <span className="sum">{formatPounds(counted)}</span>{' '}
        <span>{sums.targetPence > 0n ? `of ${target} target` : 'No target yet'}</span>
        {sums.targetPence > 0n && (
          <span className="pct">{percentReached(counted, sums.targetPence)}%</span>
        )}
      </p>
      <FundingBar {...sums} />
      <p className="bar-ends">
        <span>£0</span>
        {sums.targetPence > 0n && (
          <span>{isOver ? `Target ${target}` : `Goes ahead at ${target}`}</span>
        )}
      </p>
      <dl className={sums.lapsed ? 'legend legend--lapsed' : 'legend'}>
        <LegendItem kind="signed" pence={sums.pledgedPence} {...traced('pledged')}>
          Pledged by {countOf(councils, 'council')}
          {sums.lapsed && <span className="note"> Lapsed: nobody pays</span>}
        </LegendItem>
        <LegendItem kind="match" pence={sums.matchedPence} {...traced('matched')}>
          {sums.lapsed
            ? 'Match released'
            : pots === undefined
              ? 'Matched'
              : `Matched by ${countOf(pots, 'pot')}`}
        </LegendItem>
        {(left > 0n || !isOver) && (
          <LegendItem kind="left" pence={left}>
            {isOver ? 'Not found' : 'Still to find'}
          </LegendItem>
        )}
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
  trace?: string
  children: React.ReactNode
}) {
  return (
    <div>
      <dt>
        <Key kind={props.kind} />
        {props.children}
      </dt>
      <dd>
        <TracedSum pence={props.pence} {...(props.trace && { href: props.trace })} />
      </dd>
    </div>
  )
}
