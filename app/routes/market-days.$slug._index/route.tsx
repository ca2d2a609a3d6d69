import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useRevalidator } from '@remix-run/react'
import { formatDate, formatTimeRange } from '#app/core/time.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Notice } from '#app/ui/notice.tsx'
import { Page } from '#app/ui/page.tsx'
import { useEachMinute } from '#app/ui/use-each-minute.ts'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'
import { DayOrder } from './day-order.tsx'
import { readDayPage, type DayPage } from './day-page.server.ts'
import { OnTheDay } from './on-the-day.tsx'
import { SidePanels } from './side-panels.tsx'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(() => readDayPage(actor, param(params, 'slug')))
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.day.title ?? 'Market day') },
  { name: 'description', content: data?.day.summary ?? '' },
]

export default function MarketDay() {
  const page = useLoaderData<typeof loader>()
  const { revalidate } = useRevalidator()
  const { day } = page
  useEachMinute(revalidate, day.state === 'on' || day.state === 'coming')
  const crumbs = [
    { href: '/', name: 'Home' },
    { href: '/market-days', name: 'Market days' },
  ]
  return (
    <Page crumbs={crumbs} crumbTitle={day.title}>
      <Headline page={page} />
      <StateNotice page={page} />
      {day.state === 'on' && <OnTheDay page={page} />}
      <div className="with-side">
        <DayOrder page={page} />
        <SidePanels page={page} />
      </div>
    </Page>
  )
}

const Headline = ({ page: { day } }: { page: DayPage }) => (
  <div className="headline headline--plain">
    <div className="stack">
      <p className="kicker">Market information day, online</p>
      <h1>{day.title}</h1>
      <p className="lead measure">{day.summary}</p>
    </div>
    <div className="stack-2">
      <p>
        <strong>{formatDate(day.startsAt)}</strong>
        <br />
        {formatTimeRange(day.startsAt, day.endsAt)}, UK time
      </p>
      <div className="btns">
        {day.state !== 'past' && (
          <ButtonLink href={`/market-days/${day.slug}.ics`} look="second" isSmall>
            {day.isCancelled ? 'Remove from calendar' : 'Add to calendar'}
          </ButtonLink>
        )}
        {day.phoneNumber && !day.isCancelled && day.state !== 'past' && (
          <a className="small" href={`tel:${day.phoneNumber.replaceAll(' ', '')}`}>
            Dial in by phone: {day.phoneNumber}
          </a>
        )}
      </div>
    </div>
  </div>
)

function StateNotice({ page: { day, own } }: { page: DayPage }) {
  if (day.state === 'cancelled')
    return (
      <Notice tone="warn" title="This market day is cancelled.">
        <p>
          Nobody needs to do anything. <a href="/market-days">See the other market days</a>.
        </p>
      </Notice>
    )
  if (day.state === 'past')
    return (
      <Notice title="This market day is over.">
        Questions and their answers stay here for everybody. Councils can still say that they are
        interested in a demo they saw.
      </Notice>
    )
  if (own?.firm?.waiting?.offer)
    return (
      <Notice tone="warn" title="A slot is held for your firm.">
        <p>
          <a href={`/market-days/${day.slug}/waiting-list`}>Accept it or let it go</a>.
        </p>
      </Notice>
    )
  return null
}
