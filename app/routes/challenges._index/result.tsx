import { countOf } from '#app/core/number.ts'
import { formatDay, formatDaysLeft } from '#app/core/time.ts'
import { standingLabel, type Standing } from '#app/domain/reporting/challenge-filters.ts'
import type { ListedChallenge } from '#app/domain/reporting/list-public-challenges.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Result, ResultMoney } from '#app/ui/result.tsx'
import { Tag, type Tone } from '#app/ui/tag.tsx'

const tones: Record<Standing, Tone> = {
  'closing-soon': 'warn',
  gathering: 'wait',
  pooling: 'civic',
  funded: 'ok',
  lapsed: 'quiet',
  awarded: 'ok',
  delivering: 'info',
  completed: 'ok',
  stopped: 'quiet',
}

export const StandingTag = ({ standing }: { standing: Standing }) => (
  <Tag tone={tones[standing]}>{standingLabel(standing)}</Tag>
)

export const PotsTag = ({ count }: { count: number }) =>
  count > 0 && (
    <Tag tone="match">{count === 1 ? '1 pot matches this' : `${count} pots match this`}</Tag>
  )

type ResultProps = {
  challenge: ListedChallenge
  now: Date
  /** So many councils must share a problem before a round may open. */
  needed: number
}

export function ChallengeResult(props: ResultProps) {
  const { challenge } = props
  const { sharers, leadCouncil, service } = challenge
  return (
    <Result
      href={`/challenges/${challenge.slug}`}
      title={challenge.title}
      summary={challenge.summary}
      tags={
        <>
          <StandingTag standing={challenge.standing} />
          <PotsTag count={challenge.pots.length} />
        </>
      }
      meta={[
        service,
        `Led by ${leadCouncil}`,
        `${countOf(sharers, 'council')} ${sharers === 1 ? 'has' : 'share'} this`,
      ]}
    >
      <Money {...props} />
    </Result>
  )
}

function Money({ challenge, now, needed }: ResultProps) {
  const { targetPence, stretchPence, closesAt, stage } = challenge
  if (targetPence === null || closesAt === null)
    return (
      <div className="stack-2">
        <p>
          <strong>No target yet</strong>
        </p>
        <p className="small">{whatIsMissing(needed - challenge.sharers)}</p>
        <p>
          <ButtonLink href={`/challenges/${challenge.slug}/co-signature`} look="second" isSmall>
            We have this problem too
          </ButtonLink>
        </p>
      </div>
    )
  const stretch = stretchPence === null ? undefined : stretchPence
  return (
    <ResultMoney
      {...challenge}
      targetPence={targetPence}
      stretchPence={stretch}
      lapsed={stage === 'lapsed'}
    >
      {stage === 'pooling' ? 'Closes' : 'Closed'} {formatDay(closesAt)}
      {stage === 'pooling' && (
        <>
          <br />
          <span className="muted">{formatDaysLeft(closesAt, now)}</span>
        </>
      )}
    </ResultMoney>
  )
}

const whatIsMissing = (missing: number) =>
  missing > 0
    ? `${countOf(missing, 'more council needs', 'more councils need')} to say they have this problem too.`
    : 'Enough councils share it. The lead council can open pledging.'
