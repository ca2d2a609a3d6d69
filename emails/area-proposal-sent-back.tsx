import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  potName: string
  areaName: string
  sentBackBy: string
  reason: string
  href: string
}

export const areaProposalSentBack = (props: Props): Mail => ({
  template: 'area-proposal-sent-back',
  subject: `Sent back: ${props.areaName} on the register of the ${props.potName}`,
  body: (
    <Layout
      preview={`${props.sentBackBy} says: ${props.reason}`}
      heading="Your entry needs more"
      link={{ href: props.href, name: 'See what is missing' }}
      reason="You get this because you proposed the entry."
    >
      <Paragraph>
        {props.sentBackBy} sent back your entry for {props.areaName} on the register of the{' '}
        {props.potName}.
      </Paragraph>
      <Paragraph>They say: {props.reason}</Paragraph>
      <Paragraph>
        The register stays as it is. You can propose it again with what is missing.
      </Paragraph>
    </Layout>
  ),
})
