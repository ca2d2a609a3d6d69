import { formatPounds } from '#app/core/money.ts'
import { countOf } from '#app/core/number.ts'
import { formatDate, formatDayAndMonth, formatDaysLeft, formatTime } from '#app/core/time.ts'
import type { HomePage } from '#app/domain/reporting/home-page.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Funding, FundingBar } from '#app/ui/funding-bar.tsx'
import { Empty } from '#app/ui/notice.tsx'
import { SectionHead } from '#app/ui/page.tsx'
import { Meta } from '#app/ui/result.tsx'

const allLive = '/challenges?stage=pooling&stage=closing-soon'

export function LiveChallenges(page: HomePage) {
  const { challenges, figures, now } = page
  const [lead, ...others] = challenges
  return (
    <section aria-labelledby="live">
      <SectionHead
        id="live"
        title="Live challenges"
        aside={
          figures.openChallenges > 1 && (
            <a href={allLive}>See all {figures.openChallenges} live challenges</a>
          )
        }
      />
      {lead ? (
        <div className="stories">
          <div>
            <LeadStory challenge={lead} />
            <Activity {...page} />
          </div>
          <div>
            {others.map((challenge) => (
              <SmallStory key={challenge.id} challenge={challenge} now={now} />
            ))}
          </div>
        </div>
      ) : (
        <>
          <Empty
            title="No challenge is open for pledges yet"
            action={
              <ButtonLink href="/challenges" look="second">
                See challenges that need co-signers
              </ButtonLink>
            }
          >
            Pledging opens once enough councils say that they share a problem.
          </Empty>
          <Activity {...page} />
        </>
      )}
    </section>
  )
}

type Listed = HomePage['challenges'][number]

const sharing = (sharers: number) =>
  `${countOf(sharers, 'council')} ${sharers === 1 ? 'shares' : 'share'} this problem`

const barOf = ({ targetPence, stretchPence, ...sums }: Listed) => ({
  ...sums,
  targetPence: targetPence ?? 0n,
  stretchPence: stretchPence ?? undefined,
})

function LeadStory({ challenge }: { challenge: Listed }) {
  const { closesAt } = challenge
  return (
    <>
      <article className="story story--lead stack-2">
        <p className="kicker">{challenge.service}</p>
        <h3>
          <a href={`/challenges/${challenge.slug}`}>{challenge.title}</a>
        </h3>
        <p className="lead measure">{challenge.summary}</p>
        <Funding
          {...barOf(challenge)}
          councils={challenge.councilCount}
          pots={challenge.pots.length}
        />
      </article>
      <Meta
        items={[
          `Led by ${challenge.leadCouncil}`,
          sharing(challenge.sharers),
          ...(closesAt ? [`Closes ${formatTime(closesAt)}, ${formatDate(closesAt)}`] : []),
        ]}
      />
    </>
  )
}

function SmallStory({ challenge, now }: { challenge: Listed; now: Date }) {
  const { pledgedPence, matchedPence, targetPence, closesAt } = challenge
  return (
    <article className="story stack-2">
      <p className="kicker">{challenge.service}</p>
      <h3>
        <a href={`/challenges/${challenge.slug}`}>{challenge.title}</a>
      </h3>
      <p className="small">{challenge.summary}</p>
      <FundingBar size="thin" {...barOf(challenge)} />
      <Meta
        items={[
          <>
            <strong>{formatPounds(pledgedPence + matchedPence)}</strong> of{' '}
            {formatPounds(targetPence ?? 0n)}
          </>,
          sharing(challenge.sharers).replace(' problem', ''),
          ...(closesAt ? [formatDaysLeft(closesAt, now)] : []),
        ]}
      />
    </article>
  )
}

const deeds = { pledged: 'pledged to', shares: 'joined', posted: 'posted' }

const Activity = ({ activity }: HomePage) =>
  activity.length > 0 && (
    <ul className="feed" aria-label="Latest pledges and councils that joined">
      {activity.map(({ id, kind, at, council, challenge, slug, amountPence }) => (
        <li key={id}>
          <span className="when">{formatDayAndMonth(at)}</span>
          <span>
            {council} {deeds[kind]} <a href={`/challenges/${slug}`}>{challenge}</a>
          </span>
          <b>{amountPence !== null && formatPounds(amountPence)}</b>
        </li>
      ))}
    </ul>
  )
