import { formatPounds } from '#app/core/money.ts'
import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  challengeTitle: string
  milestoneTitle: string
  supplierName: string
  amountPence: bigint
  /** Somebody else has approved it already; above a sum two people must. */
  isSecond: boolean
  href: string
}

export const paymentApprovalWaiting = (props: Props): Mail => ({
  template: 'payment-approval-waiting',
  subject: `Approve a payment of ${formatPounds(props.amountPence)} to ${props.supplierName}`,
  body: (
    <Layout
      preview={`${props.milestoneTitle}, accepted by the lead council.`}
      heading={`A payment of ${formatPounds(props.amountPence)} waits for you`}
      link={{ href: props.href, name: 'Read and decide' }}
      reason="You get this because you approve payments."
    >
      <Paragraph>
        The lead council accepted “{props.milestoneTitle}” of “{props.challengeTitle}”. It pays{' '}
        {formatPounds(props.amountPence)} to {props.supplierName}.
      </Paragraph>
      {props.isSecond && (
        <Paragraph>One person has approved it. A sum this large needs a second: you.</Paragraph>
      )}
    </Layout>
  ),
})
