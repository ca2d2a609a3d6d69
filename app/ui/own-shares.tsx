import { formatPounds, poundsForInput, type Pence } from '#app/core/money.ts'
import { shareWayLabel, type ShareWay } from '#app/domain/pledges/fair-share.ts'

type OwnShare = {
  way: ShareWay
  amountPence: Pence | undefined
  working: string | undefined
  cannot: string | undefined
}

/** What a fair share of the target would be for this council, each way with its working. A link fills it in. */
export function OwnShares({ slug, shares }: { slug: string; shares: OwnShare[] }) {
  const path = `/challenges/${slug}`
  return (
    <details className="after-form">
      <summary>What would be a fair share for us?</summary>
      <ul className="inset plain stack">
        {shares.map(({ way, amountPence, working, cannot }) => (
          <li key={way}>
            <strong>{shareWayLabel[way]}:</strong>{' '}
            {amountPence === undefined ? (
              (cannot ?? 'your council has not given the number this way needs.')
            ) : (
              <>
                a fair share for you would be{' '}
                <strong className="num">{formatPounds(amountPence)}</strong>.{' '}
                <a
                  href={`${path}/pledge?amount=${encodeURIComponent(poundsForInput(amountPence))}`}
                >
                  Use {formatPounds(amountPence)}
                </a>
                <br />
                <span className="small muted">{working}</span>
              </>
            )}
          </li>
        ))}
        <li>
          <a href={`${path}/shares`}>See the shares of all councils</a>
        </li>
      </ul>
    </details>
  )
}
