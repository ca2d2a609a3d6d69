import { formatDate, formatTimeRange } from '#app/core/time.ts'
import { Layout, Paragraph, TextLink } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  challengeTitle: string
  marketDayName: string
  startsAt: Date
  endsAt: Date
  /** A place, or "Online". */
  place: string
  /** The calendar file of this slot. */
  calendarHref: string
  href: string
}

export const bookingConfirmed = (props: Props): Mail => ({
  template: 'booking-confirmed',
  subject: `Booked: ${formatTimeRange(props.startsAt, props.endsAt)} on ${formatDate(props.startsAt)}`,
  body: (
    <Layout
      preview={`Your demo for “${props.challengeTitle}” at ${props.marketDayName}.`}
      heading="Your demo slot is booked"
      link={{ href: props.href, name: 'See your slot' }}
      reason="You get this because you booked a demo slot."
    >
      <Paragraph>
        {props.marketDayName}, {formatDate(props.startsAt)},{' '}
        {formatTimeRange(props.startsAt, props.endsAt)} UK time. {props.place}.
      </Paragraph>
      <Paragraph>
        You show councils what you have for “{props.challengeTitle}”. If you cannot come, cancel, so
        that somebody on the waiting list can have the slot.
      </Paragraph>
      <Paragraph>
        <TextLink href={props.calendarHref}>Add it to your calendar</TextLink>
      </Paragraph>
    </Layout>
  ),
})
