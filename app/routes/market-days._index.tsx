import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatDate, formatDateTime, formatTimeRange } from '#app/core/time.ts'
import { canRunMarketDays } from '#app/domain/market-days/market-day.ts'
import {
  listDraftMarketDays,
  listMarketDays,
  type MarketDaySummary,
} from '#app/domain/market-days/queries.server.ts'
import { ButtonLink, Buttons } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Empty } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { Result } from '#app/ui/result.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { show } from '#app/web/answer.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Market days') }]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(async () => {
    const canRun = canRunMarketDays(actor)
    const [days, drafts] = await Promise.all([
      listMarketDays(),
      canRun ? listDraftMarketDays() : [],
    ])
    return { ...days, drafts, canRun }
  })
}

export default function MarketDays() {
  const { coming, past, drafts, canRun } = useLoaderData<typeof loader>()
  return (
    <Page crumbs={[{ href: '/', name: 'Home' }]} crumbTitle="Market days" space="stack-7">
      <PageTitle
        title="Market days"
        lead="Small firms show what they have built to councils that share a problem. Online, free, and nothing is decided on the day."
      />
      {canRun && <ForOperators drafts={drafts} />}
      <Section
        id="coming"
        title="Coming up"
        aside={<a href="/market-days.ics">Calendar of all market days</a>}
      >
        {coming.length === 0 ? (
          <Empty
            title="No market day is planned yet"
            action={<ButtonLink href="/challenges">See the challenges</ButtonLink>}
          >
            A market day is held when a challenge has enough councils behind it.
          </Empty>
        ) : (
          coming.map((day) => <Coming key={day.id} day={day} />)
        )}
      </Section>
      {past.length > 0 && (
        <Section id="past" title="Past">
          {past.map((day) => (
            <Past key={day.id} day={day} />
          ))}
        </Section>
      )}
    </Page>
  )
}

const hrefOf = (day: MarketDaySummary) => `/market-days/${day.slug}`
const topics = (day: MarketDaySummary) =>
  day.challenges.map((challenge) => challenge.shortTitle ?? challenge.title)

/** Headings of a list under a section are one level lower than a result's own. */
const Coming = ({ day }: { day: MarketDaySummary }) => (
  <Result
    href={hrefOf(day)}
    title={day.title}
    level={3}
    tags={
      day.isCancelled ? (
        <Tag tone="bad">Cancelled</Tag>
      ) : day.freeSlots > 0 ? (
        <Tag tone="ok">
          {day.freeSlots} free {day.freeSlots === 1 ? 'slot' : 'slots'}
        </Tag>
      ) : undefined
    }
    summary={day.summary}
    meta={topics(day)}
  >
    <p>
      <strong>{formatDate(day.startsAt)}</strong>
      <br />
      <span className="small">{formatTimeRange(day.startsAt, day.endsAt)}, UK time</span>
    </p>
    {!day.isCancelled && (
      <p className="small muted">
        {day.bookedSlots} of {day.demoSlots} demo slots booked. Book by{' '}
        {formatDateTime(day.bookingClosesAt)}.
      </p>
    )}
  </Result>
)

const Past = ({ day }: { day: MarketDaySummary }) => (
  <Result
    href={hrefOf(day)}
    title={day.title}
    level={3}
    tags={day.isCancelled ? <Tag tone="bad">Cancelled</Tag> : undefined}
    meta={topics(day)}
  >
    <p>
      <strong>{formatDate(day.startsAt)}</strong>
    </p>
    {!day.isCancelled && (
      <p className="small muted">
        {day.bookedSlots} {day.bookedSlots === 1 ? 'firm' : 'firms'} showed a demo
      </p>
    )}
  </Result>
)

const ForOperators = ({ drafts }: { drafts: MarketDaySummary[] }) => (
  <Section id="operators" title="For operators">
    <div className="stack">
      {drafts.length > 0 && (
        <ul className="stack-2">
          {drafts.map((day) => (
            <li key={day.id}>
              <a href={`${hrefOf(day)}/running-order`}>{day.title}</a>, {formatDate(day.startsAt)},
              draft
            </li>
          ))}
        </ul>
      )}
      <Buttons>
        <ButtonLink href="/market-days/new" look="second">
          Make a market day
        </ButtonLink>
      </Buttons>
    </div>
  </Section>
)
