import { formatDate, formatTimeRange } from '#app/core/time.ts'
import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = { marketDayName: string; startsAt: Date; endsAt: Date; href: string }

export const marketDayCancelled = (props: Props): Mail => ({
  template: 'market-day-cancelled',
  subject: `Cancelled: ${props.marketDayName}, ${formatDate(props.startsAt)}`,
  body: (
    <Layout
      preview="It will not take place. Your calendar can be updated from its page."
      heading="The market day is cancelled"
      link={{ href: props.href, name: 'See other market days' }}
      reason="You get this because you registered for this market day or waited for a slot."
    >
      <Paragraph>
        {props.marketDayName}, {formatDate(props.startsAt)},{' '}
        {formatTimeRange(props.startsAt, props.endsAt)} UK time, will not take place.
      </Paragraph>
      <Paragraph>There is nothing you need to do. The join link no longer works.</Paragraph>
    </Layout>
  ),
})
