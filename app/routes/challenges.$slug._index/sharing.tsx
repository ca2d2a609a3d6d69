import { countOf } from '#app/core/number.ts'
import { canCoSign } from '#app/domain/challenges/challenge.ts'
import { canBeCoSigned } from '#app/domain/challenges/co-signature.ts'
import { joinNames } from '#app/domain/pots/rate-words.ts'
import type { ChallengePage } from '#app/domain/reporting/challenge-page.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Panel } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/page.tsx'
import { MapKey, TileMap } from '#app/ui/tile-map.tsx'

export function Sharing(page: ChallengePage) {
  const { challenge, figures, map, sharing } = page
  const table = `/challenges/${challenge.slug}/councils`
  const pledged = figures.councilCount
  return (
    <Section id="who" title="Who shares it" aside={<a href={table}>See as a table</a>}>
      <div className="mapside">
        <div className="stack">
          <p>
            <span className="sum">{figures.sharers}</span>{' '}
            {figures.sharers === 1 ? 'council has' : 'councils have'} this problem.
            {pledged > 0 &&
              figures.stage !== 'lapsed' &&
              ` ${pledged} ${pledged === 1 ? 'has' : 'have'} pledged money.`}
          </p>
          <MapKey />
          <p className="small">
            {map.percentServed > 0 &&
              `Together they serve ${map.percentServed}% of the people in the UK. `}
            {joined(sharing.latest)}
          </p>
          <OwnSignature {...page} />
          <p className="small muted">On the map, a county council fills its districts’ tiles.</p>
        </div>
        <TileMap
          tiles={map.tiles}
          label={`Map of the UK with one tile for each council. ${countOf(map.pledged, 'council has', 'councils have')} pledged and ${map.sharesOnly} more ${map.sharesOnly === 1 ? 'shares' : 'share'} the problem.`}
        />
      </div>
    </Section>
  )
}

/** Also somebody signed out, who may be an officer. */
export const maySayToo = ({ challenge, own }: ChallengePage) =>
  challenge.stage === 'gathering' && (!own || (canCoSign(own.actor) && !own.hasCoSigned))

export const ShareButton = ({ challenge }: ChallengePage) => (
  <p>
    <ButtonLink href={`/challenges/${challenge.slug}/co-signature`} isWide>
      We have this problem too
    </ButtonLink>
  </p>
)

/** Beside the text, before a round is open: what every council can do here. */
export function SharePanel(page: ChallengePage) {
  const { sharing } = page
  if (!maySayToo(page)) return null
  const missing = sharing.needed - sharing.count
  return (
    <Panel tone="civic" title="Do you have this problem too?">
      <p>
        {missing > 0
          ? `Pledging can open once ${countOf(missing, 'more council says', 'more councils say')} so.`
          : 'The more councils say so, the less each has to find.'}
      </p>
      <ShareButton {...page} />
      <p className="small muted">It costs nothing and commits you to nothing.</p>
    </Panel>
  )
}

function joined(latest: string[]) {
  if (latest.length === 0) return 'No other council has joined yet.'
  return `The most recent to join ${latest.length === 1 ? 'was' : 'were'} ${joinNames(latest)}.`
}

function OwnSignature({ challenge, own }: ChallengePage) {
  const href = `/challenges/${challenge.slug}/co-signature`
  if (own?.hasCoSigned)
    return (
      <p>
        Your council has said that it has this problem.{' '}
        {canCoSign(own.actor) && <a href={href}>Change your figures</a>}
      </p>
    )
  if (!canBeCoSigned(challenge.stage)) return null
  return (
    <>
      <p>
        <ButtonLink href={href} look="second">
          We have this problem too
        </ButtonLink>
      </p>
      <p className="small muted">
        Saying you share a problem costs nothing and commits you to nothing.
      </p>
    </>
  )
}
