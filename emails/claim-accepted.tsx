import { formatPounds } from '#app/core/money.ts'
import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  challengeTitle: string
  milestoneTitle: string
  councilName: string
  amountPence: bigint
  href: string
}

export const claimAccepted = (props: Props): Mail => ({
  template: 'claim-accepted',
  subject: `Accepted: ${props.milestoneTitle}`,
  body: (
    <Layout
      preview={`${formatPounds(props.amountPence)} goes to payment approval next.`}
      heading="Your milestone is accepted"
      link={{ href: props.href, name: 'See the milestone' }}
      reason="You get this because your firm claimed a milestone."
    >
      <Paragraph>
        {props.councilName} accepted “{props.milestoneTitle}” of “{props.challengeTitle}”.
      </Paragraph>
      <Paragraph>
        The payment of {formatPounds(props.amountPence)} now goes to approval. We write to you again
        when it is on its way.
      </Paragraph>
    </Layout>
  ),
})
