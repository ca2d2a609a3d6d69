import { minutesOf } from '#app/domain/market-days/market-day.ts'
import { minutesGone, nowAndNext } from '#app/domain/market-days/running-order.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { NowNext } from '#app/ui/now-next.tsx'
import type { DayPage } from './day-page.server.ts'

type Slot = DayPage['day']['slots'][number]

export const titleOf = (slot: Slot) =>
  slot.booking?.supplierName ??
  slot.title ??
  (slot.offer ? 'Held for the waiting list' : 'Free slot')

const onStage = (slot: Slot) => ({
  title: titleOf(slot),
  detail: slot.booking?.title ?? slot.description,
  startsAt: slot.startsAt,
  endsAt: slot.endsAt,
})

export function OnTheDay({ page }: { page: DayPage }) {
  const { day, now: at } = page
  const { now, next } = nowAndNext(day.slots, at)
  return (
    <NowNext
      now={now && { ...onStage(now), gone: minutesGone(now, at), minutes: minutesOf(now) }}
      next={next && onStage(next)}
      actions={<Actions page={page} slot={now} />}
      note={
        <>
          {countOf(day.councilCount, 'council')} and {countOf(day.personCount, 'person', 'people')}{' '}
          have registered. Times are kept to the minute; a slot never starts early.
        </>
      }
    />
  )
}

export const countOf = (count: number, one: string, many = `${one}s`) =>
  `${count} ${count === 1 ? one : many}`

function Actions({ page: { day, own }, slot }: { page: DayPage; slot: Slot | undefined }) {
  return (
    <>
      {own?.joinUrl ? (
        <ButtonLink href={own.joinUrl} look="band">
          Join the session
        </ButtonLink>
      ) : (
        !own?.isRegistered && (
          <ButtonLink href={`/market-days/${day.slug}/registration`} look="band">
            Register to join
          </ButtonLink>
        )
      )}
      {slot && (
        <a href={`/market-days/${day.slug}/slots/${slot.id}/questions`}>
          Ask a question in writing
        </a>
      )}
    </>
  )
}
