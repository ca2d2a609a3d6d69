import { formatPounds } from '#app/core/money.ts'
import { countOf } from '#app/core/number.ts'
import { formatDateTime, formatMonth } from '#app/core/time.ts'
import type { HomePage } from '#app/domain/reporting/home-page.server.ts'
import { ButtonLink, Buttons } from '#app/ui/button.tsx'
import { MapKey, TileMap } from '#app/ui/tile-map.tsx'

export const Hero = ({ map }: HomePage) => (
  <section className="hero on-band">
    <div className="wrap hero__in">
      <div>
        <h1>Stop solving the same problem 152 times.</h1>
        <p className="lead">
          Councils post a shared problem here, pool the money and pay for one solution that works
          everywhere. If the target is not met, nobody pays.
        </p>
        <Buttons>
          <ButtonLink href="/challenges?stage=pooling&stage=closing-soon" look="band">
            See live challenges
          </ButtonLink>
          <ButtonLink href="/challenges/new" look="ghost">
            Post a challenge
          </ButtonLink>
        </Buttons>
      </div>
      <figure>
        <TileMap
          tiles={map.tiles}
          label={`Map of the UK with one tile for each council. ${countOf(map.pledged, 'council has', 'councils have')} pledged money and ${map.sharesOnly} more ${map.sharesOnly === 1 ? 'has' : 'have'} said they share a problem.`}
        />
        <figcaption className="stack-2">
          <MapKey />
          <p>
            One tile for each district or single-tier council. A county fills its districts’ tiles.{' '}
            <a href="/map">See this map as a table</a>
          </p>
        </figcaption>
      </figure>
    </div>
  </section>
)

export function Totals({ figures }: HomePage) {
  const { pledgedPence, firstPledgeAt, matchedPence, pledgingCouncils, funded, inUse } = figures
  const since = firstPledgeAt ? ` since ${formatMonth(firstPledgeAt)}` : ''
  const rows = [
    { sum: formatPounds(pledgedPence), name: `pledged by councils${since}` },
    { sum: formatPounds(matchedPence), name: 'added by matched-funding pots' },
    {
      sum: String(pledgingCouncils),
      name: `${pledgingCouncils === 1 ? 'council has' : 'councils have'} pledged to at least one challenge`,
    },
    {
      sum: String(funded),
      name: `${funded === 1 ? 'solution' : 'solutions'} funded, ${inUse} already in use`,
    },
  ]
  return (
    <section className="ledger" aria-label="Totals so far">
      <div className="wrap">
        <dl>
          {rows.map(({ sum, name }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="sum">{sum}</dd>
            </div>
          ))}
        </dl>
        <p className="small muted as-at">As at {formatDateTime(figures.asAt)}</p>
      </div>
    </section>
  )
}
