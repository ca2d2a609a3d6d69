import { formatPounds } from '#app/core/money.ts'
import { formatDate } from '#app/core/time.ts'
import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  challengeTitle: string
  councilName: string
  amountPence: bigint
  /** What pots would add if it were signed now. */
  matchPence: bigint
  madeBy: string
  closesAt: Date
  href: string
}

export const pledgeWaitingForYou = (props: Props): Mail => ({
  template: 'pledge-waiting-for-you',
  subject: `Sign a pledge of ${formatPounds(props.amountPence)}: ${props.challengeTitle}`,
  body: (
    <Layout
      preview={`From ${props.madeBy}. The round closes on ${formatDate(props.closesAt)}.`}
      heading={`A pledge of ${formatPounds(props.amountPence)} waits for you`}
      link={{ href: props.href, name: 'Read and decide' }}
      reason={`You get this because you sign pledges for ${props.councilName}.`}
    >
      <Paragraph>
        {props.madeBy} wants {props.councilName} to pledge {formatPounds(props.amountPence)} to “
        {props.challengeTitle}”. It is over their own limit, so it does not count until you sign it.
      </Paragraph>
      {props.matchPence > 0n && (
        <Paragraph>
          As things stand it brings in {formatPounds(props.matchPence)} of match.
        </Paragraph>
      )}
      <Paragraph>
        The round closes on {formatDate(props.closesAt)}. If its target is not met, nobody pays.
      </Paragraph>
    </Layout>
  ),
})
