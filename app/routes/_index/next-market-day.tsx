import { countOf } from '#app/core/number.ts'
import { dateParts, formatDate, formatTimeRange } from '#app/core/time.ts'
import type { HomePage } from '#app/domain/reporting/home-page.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'

/** Nothing at all while no market day is planned. */
export function NextMarketDay({ marketDay, isOfferedSlots }: HomePage) {
  if (!marketDay) return null
  const { slug, title, startsAt, endsAt, demoSlots, freeSlots } = marketDay
  const { weekday, day, month, year } = dateParts(startsAt)
  const path = `/market-days/${slug}`
  return (
    <section className="band on-band" aria-labelledby="next">
      <div className="wrap nextday">
        <p className="datebox">
          <span className="visually-hidden">{weekday} </span>
          {month}
          <b>{day}</b>
          {year}
        </p>
        <div className="stack-2">
          <p className="muted">Next market information day, online</p>
          <h2 id="next">{title}</h2>
          <p>
            {formatDate(startsAt)}, {formatTimeRange(startsAt, endsAt)}.{' '}
            {countOf(demoSlots, 'demo slot')}, {freeSlots === 0 ? 'none' : freeSlots} left to book.
          </p>
        </div>
        <p className="btns">
          <ButtonLink href={path} look="band">
            See the running order
          </ButtonLink>
          {isOfferedSlots && freeSlots > 0 && <a href={`${path}/slots`}>Book a demo slot</a>}
        </p>
      </div>
    </section>
  )
}
