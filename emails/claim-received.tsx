import { formatPounds } from '#app/core/money.ts'
import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  challengeTitle: string
  milestoneTitle: string
  supplierName: string
  amountPence: bigint
  href: string
}

export const claimReceived = (props: Props): Mail => ({
  template: 'claim-received',
  subject: `Accept or send back: ${props.milestoneTitle}`,
  body: (
    <Layout
      preview={`${props.supplierName} says it is done and claims ${formatPounds(props.amountPence)}.`}
      heading={`${props.supplierName} has finished a milestone`}
      link={{ href: props.href, name: 'Look at the evidence' }}
      reason="You get this because your council leads this project."
    >
      <Paragraph>
        They say “{props.milestoneTitle}” of “{props.challengeTitle}” is done, and claim{' '}
        {formatPounds(props.amountPence)}.
      </Paragraph>
      <Paragraph>
        Look at the evidence, then accept the work or send it back with a reason. No money moves
        until the work is accepted and the payment approved.
      </Paragraph>
    </Layout>
  ),
})
