import { countOf } from '#app/core/number.ts'
import { canLead } from '#app/domain/challenges/challenge.ts'
import { canFollow } from '#app/domain/challenges/stage.ts'
import type { ChallengePage } from '#app/domain/reporting/challenge-page.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Panel } from '#app/ui/notice.tsx'

/** What officers of the lead council do from here. */
export function LeadTools({ challenge, sharing, own, pitchCall, round, ...page }: ChallengePage) {
  if (!own || !canLead(own.actor, challenge)) return null
  const path = `/challenges/${challenge.slug}`
  const mayOpenRound = canFollow(challenge.stage, 'pooling') && sharing.count >= sharing.needed
  const mayStart = page.award?.confirmedAt && !page.project
  const mayOpenPitches = challenge.stage === 'pooling' || challenge.stage === 'funded'
  return (
    <Panel title="Your council leads this">
      {mayOpenRound && (
        <p>
          <ButtonLink href={`${path}/round/new`} isWide>
            Open pledging
          </ButtonLink>
        </p>
      )}
      {mayStart && (
        <p>
          <ButtonLink href={`${path}/project/new`} isWide>
            Start the project
          </ButtonLink>
        </p>
      )}
      <ul className="plain stack-2">
        {round && <RoundLinks path={path} round={round} mayCloseEarly={own.mayCloseEarly} />}
        {own.waiting.length > 0 && (
          <li>
            <a href={`${path}/questions`}>
              Answer {countOf(own.waiting.length, 'waiting question')}
            </a>
          </li>
        )}
        {mayOpenPitches && !pitchCall && (
          <li>
            <a href={`${path}/pitches/new`}>Open pitches</a>
          </li>
        )}
        {pitchCall && (
          <li>
            <a href={`${path}/evaluation`}>Pitches and scoring</a>
          </li>
        )}
        <li>
          <a href={`${path}/updates/new`}>Post an update</a>
        </li>
        <li>
          <a href={`${path}/description`}>Change the description</a>
        </li>
      </ul>
    </Panel>
  )
}

type RoundLinksProps = {
  path: string
  round: NonNullable<ChallengePage['round']>
  mayCloseEarly: boolean
}

const RoundLinks = ({ path, round, mayCloseEarly }: RoundLinksProps) => (
  <>
    <li>
      <a href={`${path}/round`}>
        {mayCloseEarly ? 'Close pledging early' : 'The round of pledges'}
      </a>
    </li>
    {!round.closedAt && (
      <li>
        <a href={`${path}/round/extension`}>Extend pledging</a>
      </li>
    )}
  </>
)
