import { formatPoundsExact } from '#app/core/money.ts'
import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  challengeTitle: string
  milestoneTitle: string
  amountPence: bigint
  /** What the bank statement will say. */
  bankReference: string
  href: string
}

export const paymentSent = (props: Props): Mail => ({
  template: 'payment-sent',
  subject: `${formatPoundsExact(props.amountPence)} is on its way: ${props.milestoneTitle}`,
  body: (
    <Layout
      preview={`Look for ${props.bankReference} on your bank statement.`}
      heading={`${formatPoundsExact(props.amountPence)} is on its way to you`}
      link={{ href: props.href, name: 'See the remittance' }}
      reason="You get this because your firm is paid for a milestone."
    >
      <Paragraph>
        It pays “{props.milestoneTitle}” of “{props.challengeTitle}”. Look for {props.bankReference}{' '}
        on your bank statement.
      </Paragraph>
      <Paragraph>
        We never ask for bank details by email. If a message does, it is not from us.
      </Paragraph>
    </Layout>
  ),
})
