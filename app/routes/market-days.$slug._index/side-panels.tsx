import { formatPounds } from '#app/core/money.ts'
import { formatDateTime, formatTime } from '#app/core/time.ts'
import { isBookable } from '#app/domain/market-days/running-order.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Panel } from '#app/ui/notice.tsx'
import { countOf } from './on-the-day.tsx'
import type { DayPage } from './day-page.server.ts'

export const SidePanels = ({ page }: { page: DayPage }) => (
  <aside className="stack-5" aria-label="About the day">
    {page.viewer.canRun && <ForOperators page={page} />}
    <ForSuppliers page={page} />
    <Registration page={page} />
    <Challenges page={page} />
    {page.day.accessNotes && (
      <Panel title="Access needs">
        <p className="small">{page.day.accessNotes}</p>
        <p className="small">
          <a href="/contact">Ask for what you need</a>
        </p>
      </Panel>
    )}
  </aside>
)

function ForSuppliers({ page: { day, own, viewer } }: { page: DayPage }) {
  if (!day.bookingIsOpen || (viewer.isSignedIn && !viewer.canBook)) return null
  const free = day.slots.filter(isBookable)
  const root = `/market-days/${day.slug}`
  if (own?.firm?.booking)
    return (
      <Panel title="Your slot" tone="civic">
        <p>
          {own.firm.booking.title}, at {formatTime(own.firm.booking.slot.startsAt)}.
        </p>
        <ButtonLink href={`${root}/booking`} isWide>
          See your booking
        </ButtonLink>
      </Panel>
    )
  const [first] = free
  return (
    <Panel title="For suppliers" tone="civic">
      <p>
        {free.length === 0
          ? 'No slot is free.'
          : `${countOf(free.length, 'slot')} ${free.length === 1 ? 'is' : 'are'} free.`}{' '}
        {day.waitingCount > 0 &&
          `${countOf(day.waitingCount, 'firm')} ${day.waitingCount === 1 ? 'is' : 'are'} on the waiting list.`}
      </p>
      {first ? (
        <ButtonLink href={`${root}/slots`} isWide>
          {free.length === 1 ? `Book the ${formatTime(first.startsAt)} slot` : 'Book a demo slot'}
        </ButtonLink>
      ) : (
        <ButtonLink href={`${root}/waiting-list`} isWide>
          {own?.firm?.waiting ? 'See where you stand' : 'Join the waiting list'}
        </ButtonLink>
      )}
      <p className="small">Book, move or cancel until {formatDateTime(day.bookingClosesAt)}.</p>
    </Panel>
  )
}

function Registration({ page: { day, own } }: { page: DayPage }) {
  if (day.state !== 'coming' && day.state !== 'on') return null
  const action = `/market-days/${day.slug}/registration`
  if (own?.isRegistered)
    return (
      <Panel title="You are registered">
        {own.joinUrl ? (
          <p>
            <a href={own.joinUrl}>Join the session</a>. Keep the link to yourself: it is for people
            who registered.
          </p>
        ) : (
          <p>The join link will be here before the day starts.</p>
        )}
        <form method="post" action={action}>
          <input type="hidden" name="wanted" value="no" />
          <Button look="second" isSmall>
            Give up your place
          </Button>
        </form>
      </Panel>
    )
  return (
    <Panel title="Watch and ask">
      <p>
        Register for the join link. {countOf(day.personCount, 'person', 'people')} from{' '}
        {countOf(day.councilCount, 'council')} {day.personCount === 1 ? 'has' : 'have'} so far.
      </p>
      <ButtonLink href={action} look="second" isWide>
        Register for this day
      </ButtonLink>
    </Panel>
  )
}

const Challenges = ({ page: { day } }: { page: DayPage }) => (
  <Panel title="Challenges on the day">
    <ul className="plain stack-2 small">
      {day.challenges.map((challenge) => (
        <li key={challenge.id}>
          <a href={`/challenges/${challenge.slug}`}>{challenge.shortTitle ?? challenge.title}</a>
          <br />
          <span className="muted">
            {countOf(challenge.councilCount, 'council')}{' '}
            {challenge.councilCount === 1 ? 'has' : 'have'} this problem
            {challenge.funding &&
              `. ${formatPounds(challenge.funding.raisedPence)} of ${formatPounds(challenge.funding.targetPence)} raised`}
          </span>
        </li>
      ))}
    </ul>
  </Panel>
)

const ForOperators = ({ page: { day } }: { page: DayPage }) => (
  <Panel title="For operators">
    <p>
      <a href={`/market-days/${day.slug}/running-order`}>Move slots or cancel the day</a>
    </p>
  </Panel>
)
