import { formatPounds } from '#app/core/money.ts'
import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  challengeTitle: string
  targetPence: bigint
  pledgedPence: bigint
  matchedPence: bigint
  councilCount: number
  /** What the reader's own council now owes; suppliers and followers owe nothing. */
  yourPledgePence?: bigint
  href: string
}

export const roundFunded = (props: Props): Mail => ({
  template: 'round-funded',
  subject: `Funded: ${props.challengeTitle}`,
  body: (
    <Layout
      preview={`${props.councilCount} councils and their match reached the target.`}
      heading={`“${props.challengeTitle}” is funded`}
      link={{ href: props.href, name: 'See what happens next' }}
      reason="You get this because your organisation takes part in this challenge."
    >
      <Paragraph>
        {props.councilCount} councils pledged {formatPounds(props.pledgedPence)} and pots added{' '}
        {formatPounds(props.matchedPence)}. The target was {formatPounds(props.targetPence)}.
      </Paragraph>
      {props.yourPledgePence !== undefined && (
        <Paragraph>
          Your council’s pledge of {formatPounds(props.yourPledgePence)} is now due. We send the
          request for payment separately.
        </Paragraph>
      )}
    </Layout>
  ),
})
