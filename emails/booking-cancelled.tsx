import { formatDate, formatTimeRange } from '#app/core/time.ts'
import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  challengeTitle: string
  marketDayName: string
  startsAt: Date
  endsAt: Date
  /** "You", or the name of whoever did. */
  cancelledBy: string
  reason?: string
  href: string
}

export const bookingCancelled = (props: Props): Mail => ({
  template: 'booking-cancelled',
  subject: `Cancelled: ${formatTimeRange(props.startsAt, props.endsAt)} on ${formatDate(props.startsAt)}`,
  body: (
    <Layout
      preview={`Your demo for “${props.challengeTitle}” at ${props.marketDayName}.`}
      heading="Your demo slot is cancelled"
      link={{ href: props.href, name: 'See free slots' }}
      reason="You get this because the slot was booked for your firm."
    >
      <Paragraph>
        {props.cancelledBy} cancelled the slot at {props.marketDayName} on{' '}
        {formatDate(props.startsAt)}, {formatTimeRange(props.startsAt, props.endsAt)} UK time, for “
        {props.challengeTitle}”.
      </Paragraph>
      {props.reason && <Paragraph>The reason given: {props.reason}</Paragraph>}
    </Layout>
  ),
})
