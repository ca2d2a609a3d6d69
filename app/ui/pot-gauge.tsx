import { formatPounds, formatPoundsShort, type Pence } from '#app/core/money.ts'
import { layOut, share, smallestShare } from './bar-geometry.ts'
import { Bar, Key } from './bar.tsx'
import { TracedSum } from './traced-sum.tsx'

export type PotSums = {
  paidPence: Pence
  committedPence: Pence
  reservedPence: Pence
  availablePence: Pence
}

const inUse = (sums: PotSums) => sums.paidPence + sums.committedPence + sums.reservedPence
const total = (sums: PotSums) => inUse(sums) + sums.availablePence

const segments = (sums: PotSums) => [
  { kind: 'paid' as const, pence: sums.paidPence },
  { kind: 'committed' as const, pence: sums.committedPence },
  { kind: 'reserved' as const, pence: sums.reservedPence },
]

const label = (sums: PotSums) =>
  `${formatPounds(sums.paidPence)} paid, ${formatPounds(sums.committedPence)} committed, ` +
  `${formatPounds(sums.reservedPence)} reserved, ${formatPounds(sums.availablePence)} available, ` +
  `of ${formatPounds(total(sums))}`

/** One decimal while little is used, so a pot in use never reads 0%. */
function percentInUse(sums: PotSums) {
  const percent = share(inUse(sums), total(sums))
  if (percent === 0) return inUse(sums) > 0n ? 'under 0.1%' : '0%'
  return percent < 0.1
    ? 'under 0.1%'
    : percent < 10
      ? `${percent.toFixed(1)}%`
      : `${Math.floor(percent)}%`
}

/** Where a pot's money is. When under 5% is in use, a second bar shows that part larger. */
export function PotGauge({ statement, ...sums }: PotSums & { statement?: string }) {
  const percent = share(inUse(sums), total(sums))
  const isTiny = inUse(sums) > 0n && percent < 5
  return (
    <div>
      <p className="fund__head">
        <span className="sum">{formatPoundsShort(inUse(sums))}</span>
        <span>in use, of {formatPoundsShort(total(sums))}</span>
        <span className="pct">{percentInUse(sums)}</span>
      </p>
      <Bar
        label={label(sums)}
        parts={layOut(segments(sums), total(sums), smallestShare.tall)}
        size={isTiny ? 'normal' : 'tall'}
      />
      {isTiny && <Enlarged {...sums} />}
      <PotLegend sums={sums} {...(statement && { statement })} />
    </div>
  )
}

function Enlarged(sums: PotSums) {
  const parts = layOut(segments(sums), total(sums), smallestShare.normal)
  const end = parts.reduce((furthest, part) => Math.max(furthest, part.x + part.width), 0)
  return (
    <>
      <div className="zoom" aria-hidden="true">
        <svg viewBox="0 0 100 10" preserveAspectRatio="none">
          <path d={`M0 0H${end}L100 10H0z`} />
          <path className="edge" d={`M${end} 0 100 10`} />
        </svg>
      </div>
      <p className="visually-hidden">
        The next bar shows only the {formatPoundsShort(inUse(sums))} in use.
      </p>
      <Bar
        label={label({ ...sums, availablePence: 0n })}
        parts={layOut(segments(sums), inUse(sums), smallestShare.tall)}
        size="tall"
      />
      <p className="bar-ends">
        <span>The {formatPoundsShort(inUse(sums))} in use, shown larger</span>
      </p>
    </>
  )
}

const bookOf = (kind: string) => (kind === 'left' ? 'available' : kind)

function PotLegend({ sums, statement }: { sums: PotSums; statement?: string }) {
  const rows = [
    ['paid', 'Paid', sums.paidPence, 'Sent to suppliers after two approvals'],
    ['committed', 'Committed', sums.committedPence, 'Owed on funded challenges, by milestone'],
    [
      'reserved',
      'Reserved',
      sums.reservedPence,
      'Held for live challenges. Comes back if they miss the target',
    ],
    ['left', 'Available', sums.availablePence, 'Free to match new pledges'],
  ] as const
  return (
    <dl className="gauge-legend">
      {rows.map(([kind, name, pence, meaning]) => (
        <div key={kind}>
          <dt>
            <Key kind={kind} />
            {name}
          </dt>
          <dd>
            <b>
              <TracedSum
                pence={pence}
                {...(statement && { href: `${statement}?book=${bookOf(kind)}` })}
              />
            </b>
            {meaning}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** A pot in a list: the thin bar and its four figures. */
export function PotGaugeSmall(sums: PotSums) {
  return (
    <div>
      <Bar label={label(sums)} parts={layOut(segments(sums), total(sums), smallestShare.normal)} />
      <p className="mini">
        <span>
          <Key kind="paid" />
          {formatPounds(sums.paidPence)} paid
        </span>
        <span>
          <Key kind="committed" />
          {formatPounds(sums.committedPence)} committed
        </span>
        <span>
          <Key kind="reserved" />
          {formatPounds(sums.reservedPence)} reserved
        </span>
        <span>
          <Key kind="left" />
          {formatPounds(sums.availablePence)} available
        </span>
      </p>
    </div>
  )
}
