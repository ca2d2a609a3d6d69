import { formatPoundsExact } from '#app/core/money.ts'
import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  challengeTitle: string
  leadCouncil: string
  agreedFor: string
  leftPence: bigint
  href: string
}

export const giveBackAgreed = (props: Props): Mail => ({
  template: 'give-back-agreed',
  subject: `${formatPoundsExact(props.leftPence)} goes back: ${props.challengeTitle}`,
  body: (
    <Layout
      preview={`${props.agreedFor} agreed.`}
      heading={`${formatPoundsExact(props.leftPence)} goes back`}
      link={{ href: props.href, name: 'See each share' }}
      reason="You get this because your organisation paid for this project."
    >
      <Paragraph>
        {props.agreedFor} agreed that what “{props.challengeTitle}” did not need goes back. Pots
        have their part already and can match with it again.
      </Paragraph>
      <Paragraph>
        {props.leadCouncil} now refunds each other council by bank. You get another email when yours
        is recorded.
      </Paragraph>
    </Layout>
  ),
})
