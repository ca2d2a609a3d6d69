import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatDate, formatDateTime, formatTime, formatTimeRange } from '#app/core/time.ts'
import { getMarketDayToRun } from '#app/domain/market-days/day-queries.server.ts'
import { minutesOf } from '#app/domain/market-days/market-day.ts'
import { ButtonLink, Buttons } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Facts } from '#app/ui/lists.tsx'
import { Panel } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { RunningOrder } from '#app/ui/running-order.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => ({ day: await getMarketDayToRun(actor, param(params, 'slug')) }))
}

type Day = ReturnType<typeof useLoaderData<typeof loader>>['day']

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(`Run ${data?.day.title ?? 'a market day'}`) },
]

const stateWords = {
  draft: 'Draft',
  coming: 'Published',
  on: 'On now',
  past: 'Over',
  cancelled: 'Cancelled',
}

export default function RunDay() {
  const { day } = useLoaderData<typeof loader>()
  const root = `/market-days/${day.slug}`
  const canChange = day.state !== 'past' && day.state !== 'cancelled'
  return (
    <Page back={day.state === 'draft' ? '/market-days' : root}>
      <PageTitle
        kicker={`${formatDate(day.startsAt)}, ${formatTimeRange(day.startsAt, day.endsAt)}`}
        title={`Run ${day.title}`}
        lead={day.summary}
      />
      <div className="with-side">
        <Section id="order" title="Running order" aside={<Tag>{stateWords[day.state]}</Tag>}>
          <RunningOrder items={day.slots.map((slot) => itemOf(slot, root, canChange))} />
        </Section>
        <aside className="stack-5" aria-label="The day">
          {canChange && <Acts day={day} root={root} />}
          <Panel title="Facts">
            <Facts
              facts={[
                { name: 'Booking closes', value: formatDateTime(day.bookingClosesAt) },
                { name: 'Waiting list', value: String(day.waitingCount) },
                { name: 'Registered', value: String(day.personCount) },
                ...day.challenges.map(({ title }) => ({ name: 'Challenge', value: title })),
              ]}
            />
          </Panel>
        </aside>
      </div>
    </Page>
  )
}

const itemOf = (slot: Day['slots'][number], root: string, canChange: boolean) => ({
  id: slot.id,
  startsAt: slot.startsAt,
  minutes: minutesOf(slot),
  title: slot.booking?.supplierName ?? slot.title ?? 'Demo slot',
  detail: slot.booking?.title ?? (slot.offer && `Held for ${slot.offer.supplierName}`),
  kind: slot.kind === 'demo' ? ('talk' as const) : ('pause' as const),
  aside: canChange && (
    <a href={`${root}/slots/${slot.id}/time`}>
      Move<span className="visually-hidden"> the {formatTime(slot.startsAt)} slot</span>
    </a>
  ),
})

const Acts = ({ day, root }: { day: Day; root: string }) => (
  <Panel title={day.state === 'draft' ? 'Not published yet' : 'If it cannot go ahead'} tone="civic">
    {day.state === 'draft' && (
      <Buttons>
        <ButtonLink href={`${root}/publication`} isWide>
          Publish this day
        </ButtonLink>
      </Buttons>
    )}
    <p>
      <a href={`${root}/cancellation`}>
        {day.state === 'draft' ? 'Give up this draft' : 'Cancel this day'}
      </a>
    </p>
  </Panel>
)
