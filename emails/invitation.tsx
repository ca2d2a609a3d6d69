import { Layout, Paragraph } from './layout.tsx'
import type { Mail } from './mail.ts'

type Props = {
  organisationName: string
  invitedBy: string
  /** What they would do, as a sentence without its full stop. */
  duties: string
  worksUntil: string
  href: string
}

export const invitation = (props: Props): Mail => ({
  template: 'invitation',
  subject: `Join ${props.organisationName} on Solve Once`,
  body: (
    <Layout
      preview={`${props.invitedBy} invites you. It works once, until ${props.worksUntil}.`}
      heading={`Join ${props.organisationName}`}
      link={{ href: props.href, name: 'See the invitation' }}
      reason="You get this because somebody invited you by this address. If you do not know them, ignore it: nothing happens."
    >
      <Paragraph>Hello,</Paragraph>
      <Paragraph>
        {props.invitedBy} invites you to act for {props.organisationName}. What you would do there:{' '}
        {props.duties.charAt(0).toLowerCase() + props.duties.slice(1)}.
      </Paragraph>
      <Paragraph>
        The link works once, until {props.worksUntil}, and only for this address: to accept, you
        type a code that we send here. Passing it on lets nobody else in.
      </Paragraph>
    </Layout>
  ),
})
