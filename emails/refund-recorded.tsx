import { formatPoundsExact } from '#app/core/money.ts'
import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  challengeTitle: string
  leadCouncil: string
  amountPence: bigint
  bankReference: string
  href: string
}

export const refundRecorded = (props: Props): Mail => ({
  template: 'refund-recorded',
  subject: `Refund of ${formatPoundsExact(props.amountPence)}: ${props.challengeTitle}`,
  body: (
    <Layout
      preview={`From ${props.leadCouncil}, reference ${props.bankReference}.`}
      heading={`${props.leadCouncil} has paid your council ${formatPoundsExact(props.amountPence)}`}
      link={{ href: props.href, name: 'See what went back to whom' }}
      reason="You get this because your council paid for this project."
    >
      <Paragraph>
        It is your council’s part of what “{props.challengeTitle}” did not need. The reference of
        the bank transfer is {props.bankReference}.
      </Paragraph>
      <Paragraph>If it is not in your account, ask {props.leadCouncil}.</Paragraph>
    </Layout>
  ),
})
