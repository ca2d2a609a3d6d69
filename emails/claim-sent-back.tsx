import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  challengeTitle: string
  milestoneTitle: string
  councilName: string
  reason: string
  href: string
}

export const claimSentBack = (props: Props): Mail => ({
  template: 'claim-sent-back',
  subject: `More is needed: ${props.milestoneTitle}`,
  body: (
    <Layout
      preview={`${props.councilName} says: ${props.reason}`}
      heading="Your milestone needs more work"
      link={{ href: props.href, name: 'See what is missing' }}
      reason="You get this because your firm claimed a milestone."
    >
      <Paragraph>
        {props.councilName} sent back “{props.milestoneTitle}” of “{props.challengeTitle}”.
      </Paragraph>
      <Paragraph>They say: {props.reason}</Paragraph>
      <Paragraph>Put it right and claim it again. Nothing you sent is lost.</Paragraph>
    </Layout>
  ),
})
