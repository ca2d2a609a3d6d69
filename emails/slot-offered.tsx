import { formatDate, formatTime, formatTimeRange } from '#app/core/time.ts'
import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  challengeTitle: string
  marketDayName: string
  startsAt: Date
  endsAt: Date
  /** Until when it is kept for them. */
  answerBy: Date
  href: string
}

export const slotOffered = (props: Props): Mail => ({
  template: 'slot-offered',
  subject: `A demo slot is free: answer by ${formatTime(props.answerBy)}, ${formatDate(props.answerBy)}`,
  body: (
    <Layout
      preview={`${formatTimeRange(props.startsAt, props.endsAt)} on ${formatDate(props.startsAt)}, ${props.marketDayName}.`}
      heading="A demo slot is free for you"
      link={{ href: props.href, name: 'Take the slot or pass' }}
      reason="You get this because your firm is next on the waiting list."
    >
      <Paragraph>
        {props.marketDayName}, {formatDate(props.startsAt)},{' '}
        {formatTimeRange(props.startsAt, props.endsAt)} UK time, for “{props.challengeTitle}”.
      </Paragraph>
      <Paragraph>
        We keep it for you until {formatTime(props.answerBy)} on {formatDate(props.answerBy)}. After
        that it goes to the next firm on the list.
      </Paragraph>
    </Layout>
  ),
})
