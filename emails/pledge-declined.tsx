import { formatPounds } from '#app/core/money.ts'
import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  challengeTitle: string
  councilName: string
  amountPence: bigint
  declinedBy: string
  reason: string
  href: string
}

export const pledgeDeclined = (props: Props): Mail => ({
  template: 'pledge-declined',
  subject: `Not signed: ${formatPounds(props.amountPence)} for ${props.challengeTitle}`,
  body: (
    <Layout
      preview={`${props.declinedBy} says: ${props.reason}`}
      heading={`Your pledge of ${formatPounds(props.amountPence)} was not signed`}
      link={{ href: props.href, name: 'See the pledge' }}
      reason={`You get this because you prepared the pledge for ${props.councilName}.`}
    >
      <Paragraph>
        {props.declinedBy} decided not to sign the pledge to “{props.challengeTitle}”. It never
        counted, and no money moves.
      </Paragraph>
      <Paragraph>They say: {props.reason}</Paragraph>
    </Layout>
  ),
})
