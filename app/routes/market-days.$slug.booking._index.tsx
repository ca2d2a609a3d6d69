import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { clock } from '#app/core/clock.ts'
import { formatDate, formatDateTime, formatTimeRange } from '#app/core/time.ts'
import { getMarketDay } from '#app/domain/market-days/day-queries.server.ts'
import { getOwnBooking } from '#app/domain/market-days/slot-queries.server.ts'
import { ButtonLink, Buttons } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { SummaryList } from '#app/ui/lists.tsx'
import { Panel } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const slug = param(params, 'slug')
    const [booking, day] = await Promise.all([getOwnBooking(actor, slug), getMarketDay(slug)])
    const { isCancelled: isDayCancelled, bookingIsOpen } = day
    const isOver = day.endsAt <= clock.now()
    return { booking, isDayCancelled, bookingIsOpen, isOver, heading: headingOf(booking) }
  })
}

const headingOf = ({ isCancelled }: { isCancelled: boolean }) =>
  isCancelled ? 'Your booking is cancelled' : 'Your demo slot is booked'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.heading ?? 'Your demo slot') },
]

export default function Booking() {
  const { booking, heading, bookingIsOpen } = useLoaderData<typeof loader>()
  const root = `/market-days/${booking.marketDay.slug}`
  const isOpen = bookingIsOpen && !booking.isCancelled
  return (
    <Page back={root}>
      <PageTitle kicker={booking.marketDay.title} title={heading} />
      <div className="with-side">
        <div className="stack-6">
          <Answers root={root} isOpen={isOpen} />
          <Buttons>
            <ButtonLink href={`${root}/booking.ics`} download>
              {booking.isCancelled ? 'Remove from calendar' : 'Add to calendar'}
            </ButtonLink>
            {booking.isCancelled && bookingIsOpen && (
              <ButtonLink href={`${root}/slots`} look="second">
                Book another slot
              </ButtonLink>
            )}
            {isOpen && <a href={`${root}/booking/cancellation`}>Cancel this booking</a>}
          </Buttons>
          <Interested names={booking.interestedCouncils} />
        </div>
        <OnTheDay />
      </div>
    </Page>
  )
}

function Answers({ root, isOpen }: { root: string; isOpen: boolean }) {
  const { booking } = useLoaderData<typeof loader>()
  const { slot, challenge } = booking
  return (
    <SummaryList
      rows={[
        {
          name: 'Time',
          value: `${formatTimeRange(slot.startsAt, slot.endsAt)}, ${formatDate(slot.startsAt)}, UK time`,
          ...(isOpen && { change: `${root}/booking/slot` }),
        },
        { name: 'Problem', value: challenge?.title },
        { name: 'You show', value: booking.title },
        { name: 'Booked by', value: booking.bookedBy.name },
      ]}
    />
  )
}

const Interested = ({ names }: { names: string[] }) =>
  names.length > 0 && (
    <Section id="interested" title="Councils that are interested">
      <ul className="stack-2">
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      <p className="small muted">We introduced you to each of them by email.</p>
    </Section>
  )

function OnTheDay() {
  const { booking, isDayCancelled, isOver } = useLoaderData<typeof loader>()
  const { joinUrl, bookingClosesAt } = booking.marketDay
  if (booking.isCancelled || isOver)
    return (
      <aside aria-label="What now">
        <Panel title="What now">
          <p>
            {isDayCancelled
              ? 'The whole market day is cancelled.'
              : booking.isCancelled
                ? 'The slot went to the waiting list, or is free for another firm.'
                : 'This market day is over.'}
          </p>
          <p>You can pitch for any challenge without having shown a demo.</p>
        </Panel>
      </aside>
    )
  return (
    <aside className="stack-5" aria-label="On the day">
      <Panel title="On the day" tone="civic">
        <p>
          {joinUrl ? (
            <a href={joinUrl}>Join the session</a>
          ) : (
            'The join link will be here before the day starts.'
          )}
        </p>
        <p className="small">
          Come 5 minutes early. Times are kept to the minute; a slot never starts early.
        </p>
      </Panel>
      <Panel title="If plans change">
        <p className="small">
          Move or cancel until {formatDateTime(bookingClosesAt)}. A firm on the waiting list is
          offered your slot.
        </p>
      </Panel>
    </aside>
  )
}
