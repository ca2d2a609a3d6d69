import { formatDateTime, formatTime, formatTimeRange, londonDay } from '#app/core/time.ts'
import { minutesOf } from '#app/domain/market-days/market-day.ts'
import { nowAndNext, slotState, type SlotState } from '#app/domain/market-days/running-order.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { RunningOrder, type OrderItem } from '#app/ui/running-order.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { countOf, titleOf } from './on-the-day.tsx'
import type { DayPage } from './day-page.server.ts'

type Slot = DayPage['day']['slots'][number]

export function DayOrder({ page }: { page: DayPage }) {
  const { day, now } = page
  const nextId = day.state === 'on' ? nowAndNext(day.slots, now).next?.id : undefined
  const states = new Map(
    day.slots.map((slot) => [
      slot,
      slotState(slot, { now, bookingIsOpen: day.bookingIsOpen, nextId }),
    ]),
  )
  return (
    <section aria-labelledby="running-order">
      <div className="section-head">
        <h2 id="running-order">Running order</h2>
        {!day.isCancelled && <Counts page={page} />}
      </div>
      <RunningOrder
        items={day.slots.map((slot) => itemOf(slot, states.get(slot) ?? 'planned', page))}
      />
      <p className="small muted order__note">
        The last minutes of each demo are for questions. Questions in writing, and their answers,
        are open to everybody.
      </p>
    </section>
  )
}

function Counts({ page: { day } }: { page: DayPage }) {
  const demos = day.slots.filter((slot) => slot.kind === 'demo')
  const booked = demos.filter((slot) => slot.booking).length
  const held = demos.filter((slot) => slot.offer && !slot.booking).length
  const free = day.bookingIsOpen ? demos.length - booked - held : 0
  return (
    <p className="mini mini--flush">
      <span>
        <Tag>Booked</Tag> {booked}
      </span>
      {free > 0 && (
        <span>
          <Tag tone="ok">Free</Tag> {free}
        </span>
      )}
      {held > 0 && (
        <span>
          <Tag tone="warn">Held</Tag> {held}
        </span>
      )}
    </p>
  )
}

const isUntaken = (slot: Slot, state: SlotState) =>
  state === 'not-taken' || (state === 'done' && slot.kind === 'demo' && !slot.booking)

const itemOf = (slot: Slot, state: SlotState, page: DayPage): OrderItem => ({
  id: slot.id,
  startsAt: slot.startsAt,
  minutes: minutesOf(slot),
  title: isUntaken(slot, state) ? 'No demo in this slot' : titleOf(slot),
  detail: <Detail slot={slot} state={state} page={page} />,
  aside: <Aside slot={slot} state={state} page={page} />,
  isNow: state === 'on-now',
  kind:
    state === 'free' ? 'free' : slot.kind === 'demo' || slot.kind === 'problem' ? 'talk' : 'pause',
})

type PartProps = { slot: Slot; state: SlotState; page: DayPage }

function Detail({ slot, state, page: { day } }: PartProps) {
  if (slot.booking) return <Demo slot={slot} slug={day.slug} />
  if (state === 'free')
    return <>Any registered small firm can take it. Book by {whenOf(day, day.bookingClosesAt)}.</>
  if (state === 'held' && slot.offer)
    return (
      <>
        Offered to {slot.offer.supplierName} until {whenOf(day, slot.offer.expiresAt)}
      </>
    )
  return slot.description ? <>{slot.description}</> : null
}

const whenOf = (day: { startsAt: Date }, at: Date) =>
  londonDay(at) === londonDay(day.startsAt) ? formatTime(at) : formatDateTime(at)

function Demo({ slot, slug }: { slot: Slot; slug: string }) {
  const count = slot.booking?.questionCount ?? 0
  return (
    <>
      {slot.booking?.title}
      <br />
      <a href={`/market-days/${slug}/slots/${slot.id}/questions`}>
        {count === 0 ? 'Ask a question' : countOf(count, 'question')}
        <span className="visually-hidden"> about {slot.booking?.supplierName}</span>
      </a>
    </>
  )
}

function Aside({ slot, state, page: { day, viewer } }: PartProps) {
  if (day.isCancelled) return null
  if (state === 'done') return <span className="muted small">Done</span>
  if (state === 'on-now') return <Tag tone="civic">On now</Tag>
  if (state === 'next') return <Tag tone="info">Next</Tag>
  if (state === 'booked') return <Tag>Booked</Tag>
  if (state === 'held') return <Tag tone="warn">Held</Tag>
  if (state !== 'free') return null
  if (viewer.isSignedIn && !viewer.canBook) return <Tag tone="ok">Free</Tag>
  return (
    <ButtonLink href={`/market-days/${day.slug}/slots?slot=${slot.id}`} isSmall>
      Book this slot
      <span className="visually-hidden">, {formatTimeRange(slot.startsAt, slot.endsAt)}</span>
    </ButtonLink>
  )
}
