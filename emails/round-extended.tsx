import { formatPounds } from '#app/core/money.ts'
import { formatDate, formatTime } from '#app/core/time.ts'
import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  challengeTitle: string
  leadCouncil: string
  amountPence: bigint
  fromClosesAt: Date
  toClosesAt: Date
  fromStretchPence: bigint | null
  /** Null where it stays as it is. */
  toStretchPence: bigint | null
  /** In the lead council's words. */
  reasonGiven: string
  href: string
}

const closing = (at: Date) => `${formatTime(at)} on ${formatDate(at)}`

export const roundExtended = (props: Props): Mail => ({
  template: 'round-extended',
  subject: `Pledging closes later: ${props.challengeTitle}`,
  body: (
    <Layout
      preview={`It now closes at ${closing(props.toClosesAt)}.`}
      heading={`“${props.challengeTitle}” takes pledges for longer`}
      link={{ href: props.href, name: 'See your pledge' }}
      reason="You get this because your council has a pledge in this round."
    >
      <Paragraph>
        {props.leadCouncil}, the lead council, has moved the closing from{' '}
        {closing(props.fromClosesAt)} to {closing(props.toClosesAt)}. It says: “{props.reasonGiven}”
      </Paragraph>
      {props.toStretchPence !== null && (
        <Paragraph>
          {props.fromStretchPence === null
            ? `The round has a stretch target now: ${formatPounds(props.toStretchPence)}.`
            : `The stretch target rises from ${formatPounds(props.fromStretchPence)} to ${formatPounds(props.toStretchPence)}.`}{' '}
          Pledges are taken until it is reached. The target itself stays as it is.
        </Paragraph>
      )}
      <Paragraph>
        Your pledge of {formatPounds(props.amountPence)} stays as it is, with its conditions. If
        your council does not want to wait, it can withdraw it until then.
      </Paragraph>
    </Layout>
  ),
})
